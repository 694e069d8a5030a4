"""Fold: text reduced to `[a-z0-9]`, so that hyphens, quotation marks and line ends never decide a comparison."""

from string import ascii_lowercase, digits

KEPT = frozenset(ascii_lowercase + digits)


def fold(text: str) -> str:
    """Only the letters a to z and the digits, in lower case.

    >>> fold("The child’s 2nd review – part-time")
    'thechilds2ndreviewparttime'
    """
    return "".join(letter for letter in text.lower() if letter in KEPT)


def find_folded(text: str, quote: str) -> tuple[int, int] | None:
    """The first `[start, end)` of `text`, in code points, that equals `quote` when both are folded; None: nowhere.

    >>> find_folded("It must be sign-\\ned.", "be signed")
    (8, 19)
    """
    kept = [(letter, at) for at, character in enumerate(text) for letter in character.lower() if letter in KEPT]
    wanted = fold(quote)
    found = "".join(letter for letter, _ in kept).find(wanted)
    if found < 0 or not wanted:
        return None
    return kept[found][1], kept[found + len(wanted) - 1][1] + 1


def find_wording(text: str, wording: str) -> tuple[int, int] | None:
    """The first `[start, end)` of `text` that equals `wording` when both are folded, and begins and ends with a word of `text`.

    >>> find_wording("Contact the Mid-wife.", "midwife"), find_wording("Contact the midwife.", "act")
    ((12, 20), None)
    """
    kept = [(letter, at) for at, character in enumerate(text) for letter in character.lower() if letter in KEPT]
    folded, wanted = "".join(letter for letter, _ in kept), fold(wording)
    found = folded.find(wanted) if wanted else -1
    while found >= 0:
        start, end = kept[found][1], kept[found + len(wanted) - 1][1] + 1
        if not text[max(0, start - 1) : start].isalnum() and not text[end : end + 1].isalnum():
            return start, end
        found = folded.find(wanted, found + 1)
    return None
