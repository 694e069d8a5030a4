"""The form of a case: what stands in its fields to begin with, from a paragraph, a kept answer, or a case that is there.

Every field is the text of a spreadsheet's cell, so that the desk and a spreadsheet are read alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.outcome import Outcome
from corpus.days import published_in_words
from corpus.document import EditionState
from corpus.sentences import sentence_spans
from evals.case import Case, MustCite
from evals.case_cells import cells_of, citation_text
from evals.draft import draft
from evals.proposals import CaseState
from evals.suite_file import Entry
from ui.wording import wording

if TYPE_CHECKING:
    from datetime import date

    from corpus.library import Library
    from corpus.paragraph import Paragraph
    from evals.shelf import Shelf
    from ui.records import KeptAnswer

FIELDS = (
    "question",
    "history",
    "area",
    "as of",
    "outcome",
    "must cite",
    "may cite",
    "must not cite",
    "must say",
    "must not say",
)
FURTHER = ("note", "tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A paragraph that a case from a kept answer may cite: its address, and what people call it."""

    paragraph_id: str
    edition: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForm:
    """A form. cells: text by column. source: where it came from, in words. paragraph: the text beside the form.

    suite: the name of the suite chosen. id: of the case that is edited, '' for a new one. near: what an unanswered question was
    near to. answer: the id of the kept answer.
    """

    cells: Mapping[str, str]
    source: str = ""
    paragraph: str = ""
    suite: str = ""
    id: str = ""
    answer: str = ""
    state: CaseState = CaseState.ACCEPTED
    near: tuple[Near, ...] = ()
    mistakes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def from_paragraph(library: "Library", paragraph: "Paragraph", suite: str) -> CaseForm:
    """A case that a paragraph settles: with a question where its sentences give one by rules, else its first sentence to cite."""
    document = library.document(paragraph.document_id)
    made = draft(library.paragraphs(paragraph.document_id, paragraph.edition), document.area)
    known = next(
        (
            it.known
            for it in made
            if it.known.settled_by[0].quote in paragraph.text and it.id.startswith(f"{paragraph.id}-")
        ),
        None,
    )
    case = Case(
        id="",
        question=known.question if known else "",
        outcome=Outcome.ANSWERED,
        area=document.area,
        must_cite=(_first_words(paragraph),) if known is None else known.settled_by,
        must_say=known.must_say if known else (),
        as_of=_day_of(library, paragraph),
    )
    source = wording("evals")["case"]["from_paragraph"].format(label=paragraph.label, title=document.title)
    return CaseForm(cells=cells_of(case), source=source, paragraph=paragraph.text, suite=suite)


def from_answer(kept: "KeptAnswer", suite: str, settles: "Paragraph | None" = None) -> CaseForm:
    """A case of a kept answer: it must end as it did and cite what came first; with a paragraph that settles it, be answered."""
    words, answer = wording("evals")["case"], kept.answer
    day = published_in_words(kept.asked_on)
    outcome = "answered" if settles else kept.outcome.replace("_", " ")
    first = next(iter(answer["citations"]), None)
    cited = _first_words(settles) if settles else _cited(first) if first and outcome.endswith("answered") else None
    comments = " ".join(comment for _, comment in kept.feedback if comment)
    cells = {
        "question": kept.question,
        "area": kept.area,
        "as of": str(answer["scope"]["date"] or "")[:10],
        "outcome": outcome,
        "must cite": citation_text(cited, _NO_CASE, None) if cited else "",
        "note": f"{words['kept_note'].format(day=day, outcome=kept.outcome.replace('_', ' '))} {comments}".strip(),
        "tags": "asked",
    }
    near = tuple(
        Near(paragraph_id=it["paragraph_id"], edition=it["edition"], name=f"{it['label']}, {it['title']}")
        for it in answer.get("closest", ())
    )
    source = words["from_answer"].format(day=day, outcome=kept.outcome.replace("_", " "))
    shown = settles.text if settles else ""
    return CaseForm(cells=cells, source=source, paragraph=shown, suite=suite, answer=kept.id, near=near)


def from_entry(entry: Entry, suite: str, shelf: "Shelf | None") -> CaseForm:
    """A case of a suite, to be changed."""
    return CaseForm(cells=cells_of(entry.case, shelf), suite=suite, id=entry.case.id, state=entry.state)


_NO_CASE = Case(id="", question="", outcome=Outcome.ANSWERED)


def _first_words(paragraph: "Paragraph") -> MustCite:
    """A paragraph to be cited by its first sentence."""
    start, end = next(iter(sentence_spans(paragraph.text)), (0, len(paragraph.text)))
    number = paragraph.number if paragraph.printed else None
    return MustCite(document=paragraph.document_id, quote=paragraph.text[start:end].strip(), number=number)


def _cited(citation: Mapping[str, object]) -> MustCite:
    number = str(citation["number"]) if citation["printed"] and citation["number"] else None
    return MustCite(document=str(citation["document_id"]), quote=str(citation["quote"]), number=number)


def _day_of(library: "Library", paragraph: "Paragraph") -> "date | None":
    """A day on which the paragraph's edition spoke; None where it speaks now."""
    editions = library.editions(paragraph.document_id)
    its = next(it for it in editions if it.edition == paragraph.edition)
    return None if its.state is EditionState.CURRENT else its.in_force_from()
