"""Damage to packed files: their directory, their members, and the XML in them."""

import io
import re
import struct
import zlib
from collections.abc import Callable
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

ENTRY, END = b"PK\x01\x02", b"PK\x05\x06"
# Fields of a directory entry and of the record at its end by their offset and size (PKWARE's APPNOTE.TXT, 4.3.12 and 4.3.16).
ENTRY_FIELDS = ((8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (42, 4))
END_FIELDS = ((4, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2))
FAULTS = (BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, zlib.error, EOFError)
NAMES = ("../../out.xml", "/etc/out.xml", "word/document.xml", "[Content_Types].xml", "word\\out.xml", "a" * 300)
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">2L5B", 60_000, 60_000, 8, 6, 0, 0, 0)


def directory(whole: bytes, draw: Random) -> bytes:
    """One to four fields of the directory that say something else: sizes, places, lengths, counts, how it is packed."""
    found = bytearray(whole)
    for _ in range(draw.randint(1, 4)):
        mark, fields = draw.choice(((ENTRY, ENTRY_FIELDS), (END, END_FIELDS)))
        places = [it.start() for it in re.finditer(re.escape(mark), found)]
        if not places:
            continue
        offset, size = draw.choice(fields)
        start = draw.choice(places) + offset
        found[start : start + size] = draw.choice((bytes(size), b"\xff" * size, draw.randbytes(size)))
    return bytes(found)


def members(whole: bytes, draw: Random) -> bytes:
    """A part that is missing, comes twice, has a strange name, or is a picture that says it is huge."""

    def changed(parts: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
        place = draw.randrange(len(parts))
        name, content = parts[place]
        return draw.choice(
            (
                parts[:place] + parts[place + 1 :],
                [*parts, (name, content[: len(content) // 2])],
                [*parts, (draw.choice(NAMES), content)],
                [(each, PICTURE if each.startswith("word/media/") else it) for each, it in parts],
                [*parts, *((f"word/media/{n}.png", PICTURE) for n in range(300))],
            )
        )

    return _repacked(whole, changed)


def xml_of(whole: bytes, draw: Random, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one of its XML parts changed: the body in most cases."""

    def changed(parts: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
        names = [name for name, _ in parts if name.endswith(".xml")]
        body = [name for name in names if name.endswith("document.xml")]
        if not names:
            return parts
        chosen = body[0] if body and draw.random() < 0.7 else draw.choice(names)
        return [(name, change(content) if name == chosen else content) for name, content in parts]

    return _repacked(whole, changed)


def _repacked(whole: bytes, change: Callable[[list[tuple[str, bytes]]], list[tuple[str, bytes]]]) -> bytes:
    """The file packed again; as it is where it cannot be unpacked."""
    packed = io.BytesIO()
    try:
        with ZipFile(io.BytesIO(whole)) as source:
            parts = [(name, source.read(name)) for name in source.namelist()]
        if not parts:
            return whole
        with ZipFile(packed, "w", ZIP_DEFLATED) as target:
            for name, content in change(parts):
                # ZipFile warns of a second part of one name; that is what is wanted here.
                target.NameToInfo.pop(name, None)
                target.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    except FAULTS:
        return whole
    return packed.getvalue()
