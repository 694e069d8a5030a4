"""The marks that stand before a bullet where a format does not keep them apart from the text."""

import re

# The private-use code points are what the Symbol and Wingdings fonts print as a dot, square, arrow or tick.
MARK = re.compile(
    "[•‣⁃●○◦▪▫■□◆◇➢➤►▶✓✔❖∙\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf076\uf06e\uf071]\\s*|[·–—*-]\\s+|o\\s+(?=[A-Z“‘\"'a-z]+ )"
)


LETTER = re.compile(r"\((?:[a-z]|[ivx]{2,4})\)\s+(?=\S)")


def without_letter(text: str) -> str | None:
    """The words after a list's letter in brackets; None where none stands there.

    >>> without_letter("(b) ring the school")
    'ring the school'
    """
    mark = LETTER.match(text)
    return text[mark.end() :] if mark else None


def without_mark(text: str) -> str | None:
    """The words after a bullet mark at the start of `text`; None where there is no mark or nothing after it.

    >>> without_mark("• ring the school")
    'ring the school'
    >>> without_mark("-5 degrees") is None
    True
    """
    mark = MARK.match(text)
    return (text[mark.end() :].strip() or None) if mark else None
