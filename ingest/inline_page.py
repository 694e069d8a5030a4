"""Page numbers that stand in the middle of a running text, and the running heads beside them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.finding import Repair
from ingest.repair_places import counted, mark_repairs, removed
from ingest.rising import Spacing, spaced_run
from ingest.text_line import line_rules

LEAST_PAGES = 5
LEAST_COVERED = 0.6  # share of the text that the pages must span; page numbers count through a whole document
PAGE = Spacing(least=20, usual=1000, most=7000, step=3)
SURE = 0.8  # weight that the first and the last page number need
HEAD_WORDS = 25
LEAST_HEAD_WORDS = 4
LEAST_HEADS = 3

_LONE = re.compile(r"(?<!\S)\d{1,3}(?!\S)")
_COUNTED = re.compile(
    r"\s+(?:working|days?|weeks?|months?|years?|hours?|of|and|to|or|per|%|above|below|[-–])\b|\s+[-–]"
)
_NEXT_WORD = re.compile(r"\s+([A-Za-z]+)")
_SMALL = re.compile(r"\s+[a-z]")
_BEFORE = re.compile(r"(\S+)\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagedText:
    """A text cut at its page numbers.

    numbers: the page numbers in order; texts: what stands between them, one more than there are numbers.
    furniture: the page numbers and running heads that were taken out.
    """

    numbers: tuple[int, ...]
    texts: tuple[str, ...]
    furniture: tuple[Repair, ...]


def paged(text: str) -> PagedText:
    """Cut a text at the numbers that count its pages; one piece where there are none.

    A page number is a figure between spaces that continues the count of those before it at a page's distance. Where several
    would do, one that does not count something ("10 working days") or point ("section 10") is taken.
    """
    pages = _page_numbers(text)
    if len(pages) < LEAST_PAGES or pages[-1].start() - pages[0].start() < LEAST_COVERED * len(text):
        return PagedText(numbers=(), texts=(text,), furniture=())
    starts, ends = [0, *(page.end() for page in pages)], [*(page.start() for page in pages), len(text)]
    texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    texts, heads = _without_heads(texts)
    furniture = (*mark_repairs(text, [page.span() for page in pages]), *removed(heads))
    return PagedText(numbers=tuple(int(page[0]) for page in pages), texts=tuple(texts), furniture=counted(furniture))


def _page_numbers(text: str) -> list[re.Match[str]]:
    """The best run, found twice: the second time with the distance that most pages of the first have."""
    found = list(_LONE.finditer(text))
    values, positions = [int(match[0]) for match in found], [match.start() for match in found]
    weights = [_weight(text, match) for match in found]
    run = spaced_run(values, positions=positions, weights=weights, spacing=PAGE)
    lengths = sorted(positions[b] - positions[a] for a, b in pairwise(run))
    if len(lengths) >= LEAST_PAGES:
        even = replace(PAGE, even=lengths[len(lengths) // 2])
        run = spaced_run(values, positions=positions, weights=weights, spacing=even)
    sure = [place for place in run if weights[place] >= SURE]
    return [found[place] for place in run if sure and sure[0] <= place <= sure[-1]]


def _weight(text: str, match: re.Match[str]) -> float:
    before = _BEFORE.search(text[max(0, match.start() - 30) : match.start()])
    word = before[1].strip("(,") if before else ""
    weight = 1.0
    if word.lower() in line_rules().pointers:
        weight -= 0.5
    if len(word) > 1 and word.isupper() and _SMALL.match(text, match.end()):
        weight -= 0.2
    after = _NEXT_WORD.match(text, match.end())
    if _COUNTED.match(text, match.end()) or (after is not None and after[1].lower() in line_rules().months):
        weight -= 0.4
    if not word or word[-1] in ".;:?!":
        weight += 0.2
    return weight


def _without_heads(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Take out the words that several pages end with before their number, or start with after it."""
    ends = _common([text.split()[-HEAD_WORDS:][::-1] for text in texts[:-1]])
    starts = _common([text.split()[:HEAD_WORDS] for text in texts[1:]])
    stripped, heads = [], []
    for text in texts:
        lead = _strip(text, [tuple(reversed(head)) for head in ends], at_end=True)
        kept = _strip(lead, starts, at_end=False)
        heads += [text[len(lead.rstrip()) :], lead[: len(lead) - len(kept)]]
        stripped.append(kept)
    return stripped, heads


def _common(edges: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The longest first words that at least three pages share, longest first."""
    counts = Counter(tuple(edge[:size]) for edge in edges for size in range(LEAST_HEAD_WORDS, len(edge) + 1))
    heads = [words for words, times in counts.items() if times >= LEAST_HEADS]
    return sorted(
        (head for head in heads if not any(len(o) > len(head) and o[: len(head)] == head for o in heads)), key=len
    )[::-1]


def _strip(text: str, heads: Sequence[tuple[str, ...]], *, at_end: bool) -> str:
    for head in heads:
        words = r"\s+".join(re.escape(word) for word in head)
        found = re.search(rf"(?:^|\s){words}\s*$" if at_end else rf"^\s*{words}(?=\s|$)", text)
        if found is not None:
            return text[: found.start()] + " " if at_end else text[found.end() :]
    return text
