"""KeptFile: a fetched document as it lies on disk, with what its server said of it, so that it is not fetched twice."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import unquote

from ingest.slug import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """What stands beside a fetched file.

    address: as it was asked for. final: where redirects led. etag, last_modified: empty where the server gave none.
    sha256: of the file, so that a file that was changed here is fetched again. file: its name in the same folder.
    """

    address: str
    final: str
    etag: str
    last_modified: str
    sha256: str
    file: str
    fetched_at: str


def kept_file(folder: Path, address: str) -> KeptFile | None:
    """What a folder keeps of an address; None where it keeps nothing, or not the file that was fetched."""
    try:
        kept = KeptFile(**json.loads((folder / f"{stem(address)}.json").read_text(encoding="utf-8")))
        sha256 = hashlib.sha256((folder / kept.file).read_bytes()).hexdigest()
    except (OSError, ValueError, TypeError):
        return None
    return kept if sha256 == kept.sha256 and kept.address == address else None


def keep(folder: Path, fetched: Path, kept: KeptFile) -> Path:
    """Put a fetched file in its place, then the record beside it. What was kept of the address before goes."""
    before = kept_file(folder, kept.address)
    place, record = folder / kept.file, folder / f"{stem(kept.address)}.json"
    fetched.replace(place)
    written = record.with_name(f"{record.name}.{os.getpid()}.part")
    written.write_text(json.dumps(asdict(kept), indent=2), encoding="utf-8")
    written.replace(record)
    if before is not None and before.file != kept.file:
        (folder / before.file).unlink(missing_ok=True)
    return place


def stem(address: str) -> str:
    """The name of an address's file, without its suffix: words that people know, and a digest that tells addresses apart.

    >>> stem("https://www.gov.uk/kinship%20care.pdf?v=2")
    'kinship-care-a20fca54'
    """
    path = unquote(address.partition("?")[0].partition("#")[0]).rstrip("/")
    last = path.rpartition("/")[2].rpartition(".")
    words = slug(last[0] or last[2])[:60].strip("-")
    return f"{words}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"
