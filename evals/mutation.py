"""Mutation: a file damaged at random, as storage, transfer and bad programs damage files. On purpose: mutation_structure."""

import io
import zlib
from collections.abc import Callable, Sequence
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

Damage = Callable[[bytearray, Random], None]
ZIPPED = (".docx",)
BINARY = (".docx", ".pdf")


def mutated(whole: bytes, suffix: str, draw: Random) -> bytes:
    """One to four damages.

    Of a zipped format half are damaged inside a member, which is then packed again; of a text half stay text.
    """
    if suffix not in BINARY and draw.random() < 0.5:
        return _damaged(whole, draw, (_cut, _lose, _double, _number))
    if suffix in ZIPPED and draw.random() < 0.5:
        return _inside(whole, draw)
    return _damaged(whole, draw)


def _damaged(whole: bytes, draw: Random, damages: Sequence[Damage] = ()) -> bytes:
    found = bytearray(whole)
    for _ in range(draw.randint(1, 4)):
        if found:
            draw.choice(damages or DAMAGES)(found, draw)
    return bytes(found)


def _inside(whole: bytes, draw: Random) -> bytes:
    packed = io.BytesIO()
    try:
        with ZipFile(io.BytesIO(whole)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
            names = source.namelist()
            chosen = draw.choice(names)
            for name in names:
                content = source.read(name)
                target.writestr(name, _damaged(content, draw) if name == chosen else content)
    except (BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, zlib.error, EOFError):
        return _damaged(whole, draw)
    return packed.getvalue()


def _span(whole: bytearray, draw: Random) -> slice:
    start = draw.randrange(len(whole))
    return slice(start, start + draw.randint(1, max(1, len(whole) // 8)))


def _flip(whole: bytearray, draw: Random) -> None:
    for _ in range(draw.randint(1, 40)):
        whole[draw.randrange(len(whole))] ^= 1 << draw.randrange(8)


def _cut(whole: bytearray, draw: Random) -> None:
    del whole[draw.randrange(len(whole)) :]


def _lose(whole: bytearray, draw: Random) -> None:
    del whole[_span(whole, draw)]


def _double(whole: bytearray, draw: Random) -> None:
    span = _span(whole, draw)
    whole[span.start : span.start] = whole[span]


def _blank(whole: bytearray, draw: Random) -> None:
    span = _span(whole, draw)
    whole[span] = bytes(len(whole[span]))


def _number(whole: bytearray, draw: Random) -> None:
    """Make a figure in the text a huge one: lengths, counts and offsets are written in figures."""
    places = [place for place in range(len(whole)) if 48 <= whole[place] <= 57][:5000]
    if places:
        place = draw.choice(places)
        whole[place : place + 1] = draw.choice((b"99999999", b"-1", b"0", b"4294967296"))


DAMAGES: tuple[Damage, ...] = (_flip, _cut, _lose, _double, _blank, _number)
