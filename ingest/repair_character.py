"""Characters that extraction leaves behind: joined letters, special spaces and hyphens, marks without a width."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from corpus.finding import Repair
from ingest.known_words import KnownWords
from ingest.repair_places import counted

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
SOFT_HYPHEN = "\u00ad"
REPLACED = {
    **LIGATURES,
    SOFT_HYPHEN: "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
    "\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " ",
}  # fmt: skip
_TABLE = str.maketrans(REPLACED)
_SPACES = re.compile(r"[ \t\v\f\r\u2000-\u200a\u3000]+")
_SOFT_LINE_END = re.compile(rf"{SOFT_HYPHEN}[ \t]*\n[ \t]*")
_IN_WORD = re.compile(rf"[^\W\d_]*(?:[{''.join(LIGATURES)}]|(?<=\w){SOFT_HYPHEN}\n?(?=\w))[\w{SOFT_HYPHEN}]*")
_SPECIAL = re.compile(f"[{''.join(REPLACED.keys() - LIGATURES.keys())}\u2000-\u200a\u3000]")
_MARKS_TWICE = re.compile(r"(?<=[A-Za-z])(?:([,;:])\1|\.\.(?=\s+[A-Z]|\s*$))(?=\s|$)")


def tidied(text: str) -> str:
    """The text with plain letters, hyphens and single spaces. Line breaks stay, but for those behind a soft hyphen.

    >>> tidied("o\ufb03ce  \u2009hours")
    'office hours'
    """
    if SOFT_HYPHEN in text:
        text = _SOFT_LINE_END.sub("", text)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.translate(_TABLE).split("\n"))


def character_repairs(texts: Sequence[str], known: KnownWords) -> tuple[Repair, ...]:
    """What `tidied` makes of the texts: each word with joined letters or soft hyphens, and each other character by its name."""
    return counted(repair for text in texts for repair in _of_text(text, known))


def _of_text(text: str, known: KnownWords) -> Iterator[Repair]:
    if text.isascii():
        return
    for match in _IN_WORD.finditer(text):
        after = tidied(match[0])
        before = re.sub(rf"{SOFT_HYPHEN}\n?", "[soft hyphen]", match[0])
        support = known.support(after)
        yield Repair(before=before, after=after, support=support) if support else Repair(before=before, after=after)
    words = {place for match in _IN_WORD.finditer(text) for place in range(*match.span())}
    for match in _SPECIAL.finditer(text):
        if match.start() not in words:
            name = unicodedata.name(match[0], f"U+{ord(match[0]):04X}").lower()
            after = {"": "", "-": "hyphen"}.get(REPLACED.get(match[0], " "), "space")
            yield Repair(before=f"[{name}]", after=f"[{after}]" if after else "")


def single_marks(text: str) -> str:
    """The text with commas, semicolons, colons and full stops that stand twice behind a word once; "..." stays.

    >>> single_marks("In time,, and at home.. Then ... wait")
    'In time, and at home. Then ... wait'
    """
    return _MARKS_TWICE.sub(lambda match: match[0][0], text)
