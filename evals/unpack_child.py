"""Unpack one archive and print how that ended: `python -m evals.unpack_child ARCHIVE FOLDER`, a process of its own.

The growth is of the largest resident size (Linux: VmHWM of /proc/self/status), in MB; 0 where that cannot be seen.
"""

import json
import re
import sys
from pathlib import Path

from corpus.errors import FileRefused
from ingest.archive import unpack


def main() -> None:
    """One JSON object: the refusal, empty where there was none, and the growth in MB."""
    before, refusal = _most(), ""
    try:
        unpack(Path(sys.argv[1]), Path(sys.argv[2]))
    except FileRefused as error:
        refusal = str(error)
    sys.stdout.write(json.dumps({"refusal": refusal, "megabytes": (_most() - before) // 1024}))


def _most() -> int:
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
