"""Lines that a page or a column broke, made whole again."""

import re
from collections import Counter
from collections.abc import Iterable

from corpus.finding import Repair
from ingest.repair_places import LINE_END, counted

PARAGRAPH_BREAK = "\u2029"

_TOKEN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_HYPHEN_AT_END = re.compile(r"([A-Za-z]+)-(\n| (?!(?:and|or|to|/)\b))([a-z]+)")
_BREAK = re.compile(r" *\n *")


class LineJoiner:
    """Joins lines, and decides by the document's own words whether a hyphen at a line end belongs to the word.

    It remembers the words that it has put together.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = Counter(token.lower() for text in texts for token in _TOKEN.findall(text))
        self._mended: list[tuple[str, str]] = []

    @property
    def divided(self) -> int:
        """How many words it has put together that a line end had divided."""
        return len(self._mended)

    def repairs(self) -> tuple[Repair, ...]:
        """Each of those words as it stood (a line end as ⏎) and as it stands now."""
        return counted(self._mended)

    def joined(self, text: str) -> str:
        """The text with its line breaks as spaces; a break that is meant (U+2029) becomes a line break.

        "infor-⏎mation" becomes one word where the document writes it as one or where its halves are none; "multi-⏎agency" keeps
        its hyphen; "looked- after" loses the space that a lost line end left.
        """
        if "-" in text:
            text = _HYPHEN_AT_END.sub(self._word, text)
        return _BREAK.sub(" ", text).replace(PARAGRAPH_BREAK, "\n")

    def _word(self, match: re.Match[str]) -> str:
        whole = self._chosen(match)
        self._mended.append((match[0].replace("\n", LINE_END), whole))
        return whole

    def _chosen(self, match: re.Match[str]) -> str:
        left, right = match[1], match[3]
        whole, hyphened = left + right, f"{left}-{right}"
        as_whole, as_hyphened = self._words[whole.lower()], self._words[hyphened.lower()]
        if as_whole or as_hyphened:
            return whole if as_whole >= as_hyphened else hyphened
        both_words = self._words[left.lower()] > 1 and self._words[right] > 1
        return hyphened if both_words or match[2] == " " else whole
