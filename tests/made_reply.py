"""Replies made by hand, for tests of scorers: one paragraph and one statement for each citation."""

from datetime import UTC, date, datetime

from assistant.answer import Answer, Citation, Section, Statement, StatementQuote
from assistant.outcome import Completeness, Outcome
from corpus.document import Authority, EditionState, Nation
from corpus.paragraph import Paragraph
from corpus.scope import Scope
from evals.reply import Reply

TEXT = "Ring first. The midwife leads until a social worker is named.\nWrite it down."
SPAN = (12, 61)


def paragraph(document: str, number: str | None, text: str = TEXT) -> Paragraph:
    return Paragraph(
        id=f"{document}:{number or '~1'}",
        document_id=document,
        edition="2025",
        position=0,
        number=number,
        printed=number is not None,
        label="",
        headings=(),
        text=text,
        bullets=(),
        page=None,
        anchor=None,
    )


def citation(n: int, of: Paragraph, span: tuple[int, int] = SPAN) -> Citation:
    return Citation(
        n=n,
        paragraph_id=of.id,
        document_id=of.document_id,
        title="",
        publisher="",
        published="",
        authority=Authority.LOCAL,
        nation=Nation.ENGLAND,
        area=None,
        number=of.number,
        printed=of.printed,
        label="",
        headings=(),
        page=None,
        quote=of.text[slice(*span)],
        start=span[0],
        end=span[1],
        spans=(span,),
        edition=of.edition,
        state=EditionState.CURRENT,
        notes=(),
        url=None,
    )


def reply(*paragraphs: Paragraph, outcome: Outcome = Outcome.ANSWERED) -> Reply:
    citations = tuple(citation(n, cited) for n, cited in enumerate(paragraphs, start=1))
    statements = tuple(
        Statement(
            text=cited.quote,
            citations=(cited.n,),
            quotes=(StatementQuote(n=cited.n, start=cited.start, end=cited.end),),
        )
        for cited in citations
    )
    answer = Answer(
        id="",
        question="",
        outcome=outcome,
        completeness=Completeness.COMPLETE,
        message="",
        scope=Scope(area=None, nation=None, date=date(2025, 11, 1)),
        scope_notes=(),
        urgent=None,
        sections=(Section(heading="", authority=Authority.LOCAL, statements=statements),) if statements else (),
        citations=citations,
        questions=(),
        people=(),
        not_said=(),
        text="",
        timings_ms={},
        library=None,
        asked_at=datetime(2025, 11, 1, tzinfo=UTC),
    )
    return Reply(answer=answer, paragraphs=paragraphs, seconds=0.01)
