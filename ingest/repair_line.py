"""Lines that a page or a column broke, made whole again."""

import re
from collections import Counter
from collections.abc import Iterable

PARAGRAPH_BREAK = "\u2029"

_TOKEN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_HYPHEN_AT_END = re.compile(r"([A-Za-z]+)-(\n| (?!(?:and|or|to|/)\b))([a-z]+)")
_BREAK = re.compile(r" *\n *")


class LineJoiner:
    """Joins lines, and decides by the document's own words whether a hyphen at a line end belongs to the word.

    divided: how many words it has put together that a line end had divided.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = Counter(token.lower() for text in texts for token in _TOKEN.findall(text))
        self.divided = 0

    def joined(self, text: str) -> str:
        """The text with its line breaks as spaces; a break that is meant (U+2029) becomes a line break.

        "infor-⏎mation" becomes one word where the document writes it as one or where its halves are none; "multi-⏎agency" keeps
        its hyphen; "looked- after" loses the space that a lost line end left.
        """
        if "-" in text:
            text = _HYPHEN_AT_END.sub(self._word, text)
        return _BREAK.sub(" ", text).replace(PARAGRAPH_BREAK, "\n")

    def _word(self, match: re.Match[str]) -> str:
        left, right = match[1], match[3]
        whole, hyphened = left + right, f"{left}-{right}"
        as_whole, as_hyphened = self._words[whole.lower()], self._words[hyphened.lower()]
        self.divided += 1
        if as_whole or as_hyphened:
            return whole if as_whole >= as_hyphened else hyphened
        both_words = self._words[left.lower()] > 1 and self._words[right] > 1
        return hyphened if both_words or match[2] == " " else whole
