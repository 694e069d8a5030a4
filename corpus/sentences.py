"""Where the sentences of a paragraph are: the smallest pieces that are embedded and quoted."""

import re

ABBREVIATIONS = frozenset(
    "e.g i.e etc dr mr mrs ms st no nos para paras p pp vs cf approx dept ed eds ref s ss inc fig al".split()  # noqa: SIM905
)
LONGEST_ABBREVIATION = 12
_LAST_WORD = re.compile(r"[\w.]+$")
_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9£])|\n")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """`[start, end)` of each sentence or bullet line of `text`, in order, without surrounding white space.

    A line break always ends a sentence, because `text` has one line per bullet. A full stop ends one where white space and a
    capital, digit or opening mark follow and the word before it is no abbreviation.

    >>> text = "A child is at risk. Refer, e.g. by phone.\\nring today"
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['A child is at risk.', 'Refer, e.g. by phone.', 'ring today']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.group() != "\n" and _is_abbreviation(text, match.start()):
            continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def _is_abbreviation(text: str, stop: int) -> bool:
    if text[stop] != ".":
        return False
    before = _LAST_WORD.search(text[max(0, stop - LONGEST_ABBREVIATION) : stop])
    word = before.group().lower() if before else ""
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = end - (len(piece) - len(piece.rstrip()))
    if right > left:
        spans.append((left, right))
