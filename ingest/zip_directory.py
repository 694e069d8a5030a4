"""The end of a zip file, read before its directory is: a directory of a million names is itself a bomb."""

import struct
from collections.abc import Iterator
from pathlib import Path

MARK = b"PK\x05\x06"
RECORD = struct.Struct("<4s4H2LH")
LONGEST_COMMENT = 65_535
MOST_MEMBERS = 5_000
MOST_DIRECTORY = 4 * 2**20


def directory_excesses(path: Path) -> Iterator[str]:
    """Why the directory of a zip file is too long to be read; nothing where it is not, or where there is none.

    The record is that of APPNOTE.TXT 4.3.16. A directory that needs the 64-bit form says 65,535 files there, so is refused too.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - RECORD.size - LONGEST_COMMENT))
        end = file.read()
    place = end.rfind(MARK)
    if place < 0 or len(end) - place < RECORD.size:
        return
    _, _, _, _, members, length, _, _ = RECORD.unpack_from(end, place)
    if members > MOST_MEMBERS:
        yield f"it holds {members} files or more (at most {MOST_MEMBERS})"
    if length > MOST_DIRECTORY:
        yield f"its list of files takes {length // 2**20} MB (at most {MOST_DIRECTORY // 2**20} MB)"
