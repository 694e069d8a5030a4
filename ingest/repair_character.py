"""Characters that extraction leaves behind: joined letters, special spaces and hyphens, marks without a width."""

import re

REPLACED = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
    "\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " ",
}  # fmt: skip
_TABLE = str.maketrans(REPLACED)
_SPACES = re.compile(r"[ \t\v\f\r\u2000-\u200a\u3000]+")


def tidied(text: str) -> str:
    """The text with plain letters, hyphens and single spaces. Line breaks stay.

    >>> tidied("o\ufb03ce  \u2009hours")
    'office hours'
    """
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.translate(_TABLE).split("\n"))
