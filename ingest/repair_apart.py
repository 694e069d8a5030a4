"""Letters that were set apart: "G U I D A N C E", an initial letter that stands alone ("T he"), and the gap that joined
letters leave ("con dential")."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from corpus.finding import Repair, Support
from ingest.known_words import KnownWords, commonness, word_rules
from ingest.repair_places import counted

GAPS = ("fi", "fl", "ff", "ffi", "ffl")
LEAST_LETTERS = 4
LINKING = (
    5.0  # Zipf: a word of three letters or fewer in a line of single letters must be as common as "for" (7.0) or "and"
)
_RUN = re.compile(r"(?<!\S)[A-Za-z](?: {1,3}[A-Za-z](?!\S)){3,}(?: {2,}[A-Za-z](?: [A-Za-z](?!\S))+)*")
_INITIAL = re.compile(r"^((?:\d[\d.]* )?)([A-Z])[ \n]([a-z]+)\b")
_LEAST_GAPS = 2  # different words over a gap that are beyond doubt
_GAPS_SURE = 3.2  # Zipf: then a piece may be as common as "bene" (2.9), a name that is no English word
_WORDS_TOO = "AIO"
_GAP = re.compile(r"(?<![\w@./'’-])([A-Za-z]{1,})[ ](?=([a-z]{1,})(?![\w@/'’-]))")
_GAP_FLOOR = 3.0  # Zipf: only words as common as "confidential" (3.8) or "briefly" are put together over a gap


class Apart:
    """Puts letters together that were set apart, where what comes out is a known word. It remembers each."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._known = KnownWords(texts)
        self._mended: list[Repair] = []

    def repairs(self) -> tuple[Repair, ...]:
        """Each place as it stood and as it stands now."""
        return counted(self._mended)

    def together(self, text: str) -> str:
        """The text with spaced letters, initial letters and gaps closed."""
        text = _RUN.sub(self._run, text)
        text = _INITIAL.sub(self._initial, text)
        return _GAP.sub(self._gap, text)

    def _run(self, match: re.Match[str]) -> str:
        parts = [re.sub(" ", "", part) for part in re.split(r" {2,}", match[0])]
        if len(parts) == 1 and _is_alphabet(parts[0]):
            return match[0]
        words = parts if len(parts) > 1 else list(words_of(parts[0]))
        whole = words and any(len(word) >= LEAST_LETTERS for word in words)
        if not whole or not all(_is_sure(word) or self._known.times(word) for word in words):
            return match[0]
        own = all(self._known.times(word) for word in words)
        return self._noted(match[0], " ".join(words), Support.OWN if own else Support.LIST)

    def _initial(self, match: re.Match[str]) -> str:
        lead, letter, rest = match.groups()
        whole = letter + rest
        ahead = commonness(whole) > commonness(rest) and (letter not in _WORDS_TOO or not self._is_word(rest))
        support = self._known.support(whole) if ahead and commonness(whole) >= _GAP_FLOOR else None
        return lead + self._noted(match[0][len(lead) :], whole, support) if support else match[0]

    @cached_property
    def _fragment(self) -> float:
        """How common the rarer side of a gap may be: more where other gaps show that the document's joined letters were lost."""
        known = word_rules().known
        gaps = (_over_gap(match[1], match[2], known) for text in self._texts for match in _GAP.finditer(text))
        return _GAPS_SURE if len({whole for whole in gaps if whole}) >= _LEAST_GAPS else known

    def _gap(self, match: re.Match[str]) -> str:
        left, right = match.groups()
        best = _over_gap(left, right, word_rules().known) or _over_gap(left, right, self._fragment)
        if not best or self._known.times(left + right):
            return match[0]
        support = Support.OWN if self._known.times(best) else Support.LIST
        self._mended.append(Repair(before=f"{left} {right}", after=best, support=support))
        return best[: len(best) - len(right)]

    def _is_word(self, word: str) -> bool:
        return commonness(word) >= word_rules().known

    def _noted(self, before: str, after: str, support: Support) -> str:
        self._mended.append(Repair(before=before.replace("\n", "⏎"), after=after, support=support))
        return after


def _over_gap(left: str, right: str, most: float) -> str:
    """The word that two pieces and the joined letters between them make, where one is rarer than `most`; '' where none."""
    least = min(commonness(left), commonness(right))
    if least >= most:
        return ""
    found = [it for gap in GAPS if commonness(it := left + gap + right) >= max(_GAP_FLOOR, least + word_rules().ahead)]
    return max(found, key=commonness, default="")


def _is_sure(word: str) -> bool:
    return commonness(word) >= (word_rules().known if len(word) >= LEAST_LETTERS else LINKING)


def _is_alphabet(letters: str) -> bool:
    """Whether letters follow each other as in the alphabet: the names of options, not a word."""
    return "".join(sorted(letters.lower())) == letters.lower()


def words_of(letters: str) -> Iterator[str]:
    """The known words that letters without a space between them make, the most common ones; none where they make none."""
    lower = letters.lower()

    @cache
    def best(start: int) -> tuple[float, tuple[str, ...]]:
        if start == len(lower):
            return 0.0, ()
        found: list[tuple[float, tuple[str, ...]]] = [(float("-inf"), ())]
        for end in range(start + 2, min(len(lower), start + 20) + 1):
            if _is_sure(lower[start:end]):
                score, rest = best(end)
                found.append((score + commonness(lower[start:end]) - 9, (letters[start:end], *rest)))
        return max(found, key=lambda pair: pair[0])

    yield from best(0)[1]
