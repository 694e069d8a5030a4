"""The process in which pages are drawn: `python -m ingest.picture_child FILE SECONDS MEGABYTES`.

It writes each picture to its output, four bytes of length before it, as soon as it is drawn.
"""

import os
import struct
import sys
from pathlib import Path

from ingest.confine import end_with_parent, leave_no_core, limit
from ingest.limits import Limits
from ingest.pdf_pictures import page_pictures


def main() -> None:
    """Draw until the last page or the first fault. What the library prints goes nowhere."""
    output = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    leave_no_core()
    end_with_parent()
    path = Path(sys.argv[1])
    limit(Limits(seconds=float(sys.argv[2]), megabytes=int(sys.argv[3])), path)
    for picture in page_pictures(path):
        output.write(struct.pack(">I", len(picture)) + picture)
        output.flush()


if __name__ == "__main__":
    main()
