"""Letters that were written in one encoding and read in another: "â€™" where an apostrophe stood."""

import re
from collections.abc import Sequence

from corpus.finding import Repair
from ingest.repair_places import counted

# What UTF-8 looks like when it is read as Windows-1252 or Latin-1. Accented letters alone, as in Welsh, are no sign.
_MISREAD = re.compile("â[\u0080-\u00bf€†‚„…‡‰‹™š]|[ÃÅÄ][\u0080-\u00bf€™š†‚„…¡-¿]|Â[\u0080-\u00bf ]|ï¬|ï»¿")


def decoded(texts: Sequence[str]) -> tuple[tuple[str, ...], tuple[Repair, ...]]:
    """The texts with misread letters as they were written, and each piece that changed. What cannot be told stays as it is.

    ftfy decides: it changes a piece only where the whole of it makes sense in the other encoding.
    """
    if not any(_MISREAD.search(text) for text in texts):
        return tuple(texts), ()
    found: list[Repair] = []
    done = []
    for text in texts:
        pieces = re.split(r"([ \t\n]+)", text) if _MISREAD.search(text) else [text]
        mended = [_piece(piece) for piece in pieces]
        found += [
            Repair(before=old, after=new.strip("\u00a0")) for old, new in zip(pieces, mended, strict=True) if old != new
        ]
        done.append("".join(mended))
    return tuple(done), counted(found)


def _piece(piece: str) -> str:
    from ftfy import fix_encoding

    return fix_encoding(piece) if _MISREAD.search(piece) else piece
