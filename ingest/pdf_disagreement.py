"""Where two readers of a PDF page disagree on its words. Order, spaces, hyphens, ligatures and overprint do not count."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.ledger_source import tokens

TOLERATED = 0.05  # of the words of a page
LEAST = 2  # words: one odd sign is no disagreement
EXAMPLES = 6  # words of each reading that a finding shows
_REPEATED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """share: the part of the words that only one reading has, 0 to 1. first, second: words of each that the other lacks."""

    share: float
    first: tuple[str, ...]
    second: tuple[str, ...]


def disagreement(first: str, second: str, unseen: str) -> Disagreement | None:
    """How two readings of one page differ; None up to 5 % of its words. unseen: words that the first knows to be hidden."""
    ours, theirs = tokens(first), tokens(second)
    hidden = Counter(tokens(unseen))
    left, right = _lacking(ours, Counter(theirs)), _lacking(tokens(_single(second)), Counter(ours) + hidden)
    own, other = _unexplained(left, (*right, *tokens(unseen))), _unexplained(right, (*left, *tokens(unseen)))
    most = max(len(ours), len(theirs) - hidden.total(), 1)
    differ = max(len(own), len(other))
    if differ < LEAST or differ <= TOLERATED * most:
        return None
    return Disagreement(share=min(1.0, differ / most), first=own[:EXAMPLES], second=other[:EXAMPLES])


def _single(text: str) -> str:
    """The lines without those that only print the line before once more, as overprinted bold does."""
    kept: list[str] = []
    for line in text.split("\n"):
        bare = line.strip()
        half = len(bare) // 2
        if kept and bare and bare == kept[-1].strip():
            continue
        kept.append(bare[:half] if half and bare[:half].strip() == bare[half:].strip() else line)
    return "\n".join(kept)


def _lacking(words: Sequence[str], there: Counter[str]) -> tuple[str, ...]:
    """Words that are not in the other reading as often, in order."""
    return tuple(_taken(words, Counter(there)))


def _taken(words: Sequence[str], there: Counter[str]) -> Iterator[str]:
    for word in words:
        if there[word] > 0:
            there[word] -= 1
        else:
            yield word


def _unexplained(words: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Words whose letters do not stand in the other's left-over words in a row, as they do where spaces or hyphens differ."""
    row = _squeezed("".join(other))
    return tuple(word for word in words if _squeezed(word) not in row)


def _squeezed(text: str) -> str:
    """Without repeated letters: overprinted ones are read once or twice.

    >>> _squeezed("bboolldd"), _squeezed("bold")
    ('bold', 'bold')
    """
    return _REPEATED.sub(r"\1", text)
