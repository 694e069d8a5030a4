"""Criteria map: an area's reviewed list of what a protocol asks for, each line pinned to a quote."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from corpus.paragraph import Paragraph

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


class CriteriaKind(StrEnum):
    """The decision that a map lays out: whether to refer, who leads, what can be shared."""

    REFER = "refer"
    LEAD = "lead"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaLine:
    """One thing that a protocol asks for.

    yes: what a plain "yes" to `ask` means for the line: said, contradicted, or nothing by itself (empty); "no" means the reverse.
    text: the thing in short. document, number, quote: where it stands; number is empty where the paragraph prints none.
    ask: the question back where nothing was said of it. signs: how practitioners say that it is so, in their own words;
    denials: how they say that it is not.
    """

    id: str
    text: str
    document: str
    number: str
    quote: str
    ask: str
    signs: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    yes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaMap:
    """An area's list for one kind of decision. reviewed_by: who signed it, empty where nobody has.

    advice: where the area's guidance says that nobody need be certain to ask for advice; None where it does not.
    """

    id: str
    kind: CriteriaKind
    area: str
    title: str
    reviewed_by: str
    lines: tuple[CriteriaLine, ...]
    advice: CriteriaLine | None = None

    def pins(self) -> tuple[CriteriaLine, ...]:
        """Everything that must quote a paragraph: the lines, and the advice where there is one."""
        return (*self.lines, self.advice) if self.advice else self.lines


def pinned(line: CriteriaLine, paragraphs: Iterable[Paragraph]) -> Paragraph | None:
    """The first paragraph that carries the number and the quote of a line, letters and figures compared; None if there is none.

    >>> line = CriteriaLine(id="a", text="", document="d", number="", quote="must be  told", ask="")
    >>> pinned(line, ()) is None
    True
    """
    quote = _letters(line.quote)
    return next(
        (it for it in paragraphs if (not line.number or it.number == line.number) and quote in _letters(it.text)), None
    )


def quoted_span(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, `[start, end)` in code points, whatever the case, spaces and marks between its words.

    >>> quoted_span("must be told", "They must  be told, now.")
    (5, 18)
    """
    words = [re.escape(word) for word in _NOT_A_WORD.sub(" ", quote.lower()).split()]
    found = re.search(r"[^a-z0-9]+".join(words), text, re.IGNORECASE) if words else None
    return found.span() if found else None


def _letters(text: str) -> str:
    return _NOT_A_WORD.sub("", text.lower())
