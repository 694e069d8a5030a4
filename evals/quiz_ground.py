"""Ground: the paragraphs that items of one area are made from and held against, sentence by sentence."""

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.claim import Span, claim_of
from assistant.leaning import after_it, before_it, leans_back
from corpus.area import Area
from corpus.document import Document
from corpus.paragraph import Paragraph
from corpus.sentences import sentence_spans
from corpus.service import Service
from corpus.terms import terms
from evals.fold import fold
from evals.quiz_item import Source
from evals.quiz_rules import QuizRules, SentenceRules

NO_NAMES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of a paragraph, `paragraph.text[span[0]:span[1])`, and where the sentences that it leans on begin.

    clear: with those it can be read alone, and nothing after it takes anything back. bullet: it stands in a bullet.
    """

    paragraph: Paragraph
    span: Span
    start: int
    clear: bool
    bullet: bool

    @property
    def text(self) -> str:
        """The sentence."""
        return self.paragraph.text[self.span[0] : self.span[1]]

    @property
    def context(self) -> str:
        """The sentences that it leans on, with the blank after them; '' where it stands alone."""
        return self.paragraph.text[self.start : self.span[0]]

    @property
    def quote(self) -> str:
        """The sentence with those that it leans on."""
        return self.paragraph.text[self.start : self.span[1]]


def digest_of(paragraph: Paragraph) -> str:
    """The first 16 digits of the sha256 of a paragraph's whole text: another text has another."""
    return hashlib.sha256(paragraph.text.encode()).hexdigest()[:16]


class Ground:
    """What an area's learners have before them: its local documents, and all that are not local. Reading it changes nothing."""

    def __init__(
        self,
        documents: Iterable[Document],
        paragraphs: Sequence[Paragraph],
        rules: QuizRules,
        areas: Iterable[Area] = (),
        services: Iterable[Service] = (),
    ) -> None:
        self.documents = {it.id: it for it in documents}
        self.paragraphs = tuple(paragraphs)
        self.rules = rules
        self._near: dict[str, tuple[Line, ...]] = {}
        areas = tuple(areas)
        self.contacts = tuple(it.name for area in areas for it in area.contacts)
        self.named = (
            *self.contacts,
            *(person.role.split(" (")[0] for area in areas for person in area.people),
            *(name for it in services for name in (it.name, it.organization)),
        )
        self.area_names = frozenset(area.name.lower() for area in areas)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every sentence, in reading order."""
        return tuple(line for paragraph in self.paragraphs for line in _lines(paragraph, self.rules.sentence))

    @cached_property
    def by_paragraph(self) -> Mapping[str, tuple[Line, ...]]:
        """The sentences of each paragraph, by its id."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.paragraph.id, []).append(line)
        return {key: tuple(lines) for key, lines in found.items()}

    @cached_property
    def text(self) -> str:
        """Every paragraph, a line break between them."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @cached_property
    def _stems(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(terms(line.text)) for line in self.lines)

    @cached_property
    def _posted(self) -> Mapping[str, NDArray[np.int64]]:
        posted: dict[str, list[int]] = {}
        for at, stems in enumerate(self._stems):
            for stem in stems:
                posted.setdefault(stem, []).append(at)
        return {stem: np.array(places, dtype=np.int64) for stem, places in posted.items()}

    @cached_property
    def _weights(self) -> NDArray[np.float64]:
        return np.array([sum(self._weight(stem) for stem in stems) for stems in self._stems])

    def _weight(self, stem: str) -> float:
        """idf squared; idf = ln(1 + (N - n + 0.5) / (n + 0.5)), as in BM25."""
        there = len(self._posted.get(stem, ()))
        return math.log(1 + (len(self._stems) - there + 0.5) / (there + 0.5)) ** 2

    def near(self, text: str) -> tuple[Line, ...]:
        """The sentences about the same act: shared weight of stems over the root of both is at least the rules' overlap."""
        if text not in self._near:
            stems = frozenset(terms(text))
            own = sum(self._weight(stem) for stem in stems)
            shared = np.zeros(len(self.lines))
            for stem in stems & self._posted.keys():
                shared[self._posted[stem]] += self._weight(stem)
            alike = (shared > 0) & (shared >= self.rules.checks.overlap * np.sqrt(own * self._weights))
            self._near[text] = tuple(self.lines[at] for at in np.flatnonzero(alike).tolist())
        return self._near[text]

    def supports(self, printed: str, statement: str) -> bool:
        """Whether a sentence in scope says a statement that was made from the printed one by altering some words.

        It does where it holds the statement; or where it is about the same act and holds every word that was brought in, in
        no other amount of time and with the same duty word.
        """
        wanted = frozenset(terms(statement)) - frozenset(terms(printed))
        mine, whole = claim_of(statement, NO_NAMES), fold(statement)
        amounts = {it.amount for it in mine.values} - {it.amount for it in claim_of(printed, NO_NAMES).values}
        duties = {it.name for it in mine.duties} - {it.name for it in claim_of(printed, NO_NAMES).duties}
        for line in self.near(printed):
            if whole in fold(line.text):
                return True
            said = claim_of(line.text, NO_NAMES)
            same = amounts <= {it.amount for it in said.values} and duties <= {it.name for it in said.duties}
            new = wanted <= frozenset(terms(line.text)) or bool(amounts)
            if (wanted or amounts or duties) and same and new:
                return True
        return False

    def source(self, line: Line) -> Source:
        """A sentence as a quote of its paragraph."""
        return source_of(line.paragraph, self.documents[line.paragraph.document_id], line.quote)


def source_of(paragraph: Paragraph, document: Document, quote: str) -> Source:
    """A quote of a paragraph, with number, edition and digest."""
    return Source(
        paragraph_id=paragraph.id,
        document_id=document.id,
        title=document.title,
        edition=paragraph.edition,
        number=paragraph.number if paragraph.printed else None,
        quote=quote,
        digest=digest_of(paragraph),
    )


def _lines(paragraph: Paragraph, rules: SentenceRules) -> list[Line]:
    spans = sentence_spans(paragraph.text)
    bullets = [at for at, span in enumerate(spans) if any(a <= span[0] < b for a, b in paragraph.bullets)]
    return [_line(paragraph, spans, at, bullets, rules) for at in range(len(spans))]


def _line(paragraph: Paragraph, spans: Sequence[Span], at: int, bullets: Sequence[int], rules: SentenceRules) -> Line:
    text = paragraph.text
    needed = before_it(text, spans, at, bullets)
    own = text[slice(*spans[at])]
    if not needed and (rules.leans.search(own) or rules.points_back.search(own)) and at - 1 not in (-1, *bullets):
        needed = [*before_it(text, spans, at - 1, bullets), at - 1]
    first = needed[0] if needed else at
    opening = text[slice(*spans[first])]
    leaning = leans_back(opening) or rules.leans.search(opening) or rules.points_back.search(opening)
    return Line(
        paragraph=paragraph,
        span=spans[at],
        start=spans[first][0],
        clear=not leaning and not after_it(text, spans, at, bullets) and first not in bullets,
        bullet=at in bullets,
    )
