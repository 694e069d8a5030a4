"""Lines that a page or a column broke, made whole again."""

import re
from collections.abc import Iterable
from functools import cached_property

from corpus.finding import Repair, Support
from ingest.known_words import KnownWords, commonness, word_rules
from ingest.repair_places import LINE_END, counted

PARAGRAPH_BREAK = "\u2029"
LEAST_DIVIDED = 3

# A hyphen at the end of a line, or before a space that a lost line end left.
_HYPHEN_AT_END = re.compile(
    r"(?<![\w@/.-])((?:[^\W\d_]+-)*)([^\W\d_]+)-(\n| (?!(?:and|or|to|/)\b))(?=([a-z]+)(?![\w@]))"
)
_BREAK = re.compile(r" *\n *")
# Nothing that has a place on the web ends in a hyphen: what follows the line end or space belongs to it.
_ADDRESS_BREAK = re.compile(
    r"((?:https?://|www\.)[^\s()]*-)[\n ](?=[\w%])|"
    r"((?<!\S)[(]?[\w.-]*\w-)[\n ](?=[\w-]+(?:\.[\w-]+)*\.(?:uk|com|org|net|eu|scot|wales)\b)"
)


class LineJoiner:
    """Joins lines, and decides by known words whether a hyphen at a line end belongs to the word.

    It remembers the words that it has put together.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        self._known = KnownWords(self._texts)
        self._mended: list[Repair] = []

    @cached_property
    def _divides(self) -> bool:
        """Whether the document's lines are hyphenated: words that are no compounds stand divided at the ends of several."""
        ends = (m for text in self._texts for m in _HYPHEN_AT_END.finditer(text) if m[3] == "\n")
        return sum(is_divided(m[2], m[4]) or not self._known.is_word(m[4]) for m in ends) >= LEAST_DIVIDED

    def repairs(self) -> tuple[Repair, ...]:
        """Each word that a line end had divided, as it stood (a line end as ⏎) and as it stands now."""
        return counted(self._mended)

    def joined(self, text: str) -> str:
        """The text with its line breaks as spaces; a break that is meant (U+2029) becomes a line break.

        "infor-⏎mation" becomes one word where the document or people write it as one; "multi-⏎agency" keeps its hyphen;
        "looked- after" loses the space that a lost line end left where the document writes "looked-after".
        """
        if "-" in text:
            text = _ADDRESS_BREAK.sub(self._address, text)
            text = _HYPHEN_AT_END.sub(self._word, text)
        return _BREAK.sub(" ", text).replace(PARAGRAPH_BREAK, "\n")

    def _address(self, match: re.Match[str]) -> str:
        whole = match[1] or match[2]
        self._mended.append(Repair(before=match[0].replace("\n", LINE_END), after=whole))
        return whole

    def _word(self, match: re.Match[str]) -> str:
        lead, left, gap, right = match.groups()
        chosen = self._chosen(lead, left, right) if gap == "\n" else self._unspaced(lead, left, right)
        if chosen is None:
            return match[0]
        joint, support = chosen
        before = f"{match[0]}{right}".replace("\n", LINE_END)
        self._mended.append(Repair(before=before, after=f"{lead}{left}{joint}{right}", support=support))
        return f"{lead}{left}{joint}"

    def _chosen(self, lead: str, left: str, right: str) -> tuple[str, Support]:
        """What joins a word that a line end divided. Where nothing bears it out as one, the hyphen stays."""
        as_whole, as_hyphened = self._known.times(left + right), self._known.times(f"{lead}{left}-{right}")
        if as_whole or as_hyphened:
            return ("" if as_whole >= as_hyphened else "-"), Support.OWN
        if is_divided(left, right):
            return "", Support.LIST
        if not self._known.is_word(right) and self._divides:
            return "", Support.SHAPE
        halves = self._known.is_word(left) and self._known.is_word(right)
        return "-", (Support.LIST if halves else Support.RULE)

    def _unspaced(self, lead: str, left: str, right: str) -> tuple[str, Support] | None:
        """What joins a word behind whose hyphen a space stands; None where nothing bears it out: the hyphen may be a dash."""
        if self._known.times(f"{lead}{left}-{right}"):
            return "-", Support.OWN
        if self._known.times(left + right) and not self._known.is_word(right):
            return "", Support.OWN
        if self._known.is_compound(left, right):
            return "-", Support.OWN
        if left.lower() in word_rules().prefixes and (commonness(right) or self._known.times(right) > 1):
            return "-", Support.LIST
        return ("", Support.LIST) if is_divided(left, right) and not self._known.is_word(right) else None


def is_divided(left: str, right: str) -> bool:
    """Whether general English has two pieces as one word and a line end put the hyphen in: the word is known and not much rarer
    than the rarer piece.

    >>> is_divided("infor", "mation"), is_divided("sup", "port"), is_divided("well", "being"), is_divided("co", "operate")
    (True, True, False, False)
    """
    rules, whole = word_rules(), commonness(left + right)
    return whole >= max(rules.known, min(commonness(left), commonness(right)) - rules.divided)
