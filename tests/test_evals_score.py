from dataclasses import replace

import pytest
from made_reply import TEXT, citation, paragraph, reply

from assistant.answer import Statement, StatementQuote, UrgentNotice
from assistant.outcome import Outcome
from corpus.area import Contact
from evals.case import Case, MustCite
from evals.reply import Reply
from evals.score import (
    evidence_at,
    number_equal,
    outcome_right,
    quotes_verbatim,
    refused_rightly,
    refused_wrongly,
    span_overlap,
    urgent_right,
)


def case(outcome: Outcome = Outcome.ANSWERED, *cited: MustCite) -> Case:
    return Case(id="c", question="Who leads?", outcome=outcome, must_cite=cited)


LEADS = MustCite(document="protocol", quote="The mid-wife LEADS, until", number="4.2")


def test_evidence_counts_citations_in_their_order() -> None:
    asked = case(Outcome.ANSWERED, LEADS)
    third = reply(paragraph("guide", "4.2"), paragraph("protocol", "1.1", "Other."), paragraph("protocol", "4.2"))
    assert [evidence_at(asked, third, k).value for k in (1, 2, 3, 5)] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("document", "text", "value"),
    [("protocol", TEXT, 1.0), ("protocol-2021", TEXT, 0.0), ("protocol", TEXT.replace("leads", "helps"), 0.0)],
)
def test_evidence_needs_the_document_and_the_quote(document: str, text: str, value: float) -> None:
    assert evidence_at(case(Outcome.ANSWERED, LEADS), reply(paragraph(document, "4.2", text)), 5).value == value


def test_evidence_is_unscored_where_there_is_nothing_to_cite() -> None:
    assert evidence_at(case(), reply(paragraph("protocol", "4.2")), 1).value is None


@pytest.mark.parametrize(("span", "value"), [((20, 25), 1.0), ((0, 12), 0.0), ((0, 13), 1.0), ((37, 40), 0.0)])
def test_span_overlap_compares_code_points(span: tuple[int, int], value: float) -> None:
    cited = paragraph("protocol", "4.2")
    shown = reply(cited)
    shown = replace(shown, answer=replace(shown.answer, citations=(citation(1, cited, span),)))
    assert span_overlap(case(Outcome.ANSWERED, LEADS), shown).value == value


def test_number_must_be_equal_and_printed() -> None:
    asked = case(Outcome.ANSWERED, LEADS)
    assert number_equal(asked, reply(paragraph("protocol", "4.2"))).value == 1
    assert number_equal(asked, reply(paragraph("protocol", "4.3"))).value == 0
    assert number_equal(asked, reply(paragraph("protocol", None))).value == 0
    assert number_equal(asked, reply(paragraph("other", "4.2"))).value is None
    assert (
        number_equal(case(Outcome.ANSWERED, replace(LEADS, number=None)), reply(paragraph("protocol", None))).value
        is None
    )


@pytest.mark.parametrize(
    ("expected", "given", "value"),
    [
        (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED, 1),
        (Outcome.NOT_IN_GUIDANCE, Outcome.OUT_OF_SCOPE, 1),
        (Outcome.OUT_OF_SCOPE, Outcome.NOT_IN_GUIDANCE, 1),
        (Outcome.ANSWERED, Outcome.CLARIFY, 0),
        (Outcome.CLARIFY, Outcome.CLARIFY, 1),
        (Outcome.NOT_IN_GUIDANCE, Outcome.REFUSED, 0),
    ],
)
def test_endings_that_count_for_each_other(expected: Outcome, given: Outcome, value: float) -> None:
    assert outcome_right(case(expected), reply(outcome=given)).value == value


def test_a_question_back_on_an_answerable_question_is_a_refusal() -> None:
    assert refused_wrongly(case(), reply(outcome=Outcome.CLARIFY)).value == 1
    assert refused_wrongly(case(), reply(outcome=Outcome.PARTLY_ANSWERED)).value == 0
    assert refused_wrongly(case(Outcome.OUT_OF_SCOPE), reply(outcome=Outcome.CLARIFY)).value is None


def test_turning_down_is_scored_only_where_it_is_right() -> None:
    assert refused_rightly(case(Outcome.NOT_IN_GUIDANCE), reply(outcome=Outcome.OUT_OF_SCOPE)).value == 1
    assert refused_rightly(case(Outcome.NOT_IN_GUIDANCE), reply(outcome=Outcome.ANSWERED)).value == 0
    assert refused_rightly(case(), reply()).value is None


def test_urgent_needs_someone_to_ring_and_is_wrong_anywhere_else() -> None:
    bare = reply(outcome=Outcome.URGENT)
    notice = UrgentNotice(message="Ring", contacts=(Contact(name="Police", phone="999", when="now"),))
    whole = replace(bare, answer=replace(bare.answer, urgent=notice))
    assert urgent_right(case(Outcome.URGENT), whole).value == 1
    assert urgent_right(case(Outcome.URGENT), bare).value == 0
    assert urgent_right(case(), whole).value == 0
    assert urgent_right(case(), replace(whole, answer=replace(whole.answer, outcome=Outcome.ANSWERED))).value == 0
    assert urgent_right(case(), reply()).value == 1


def test_verbatim_finds_a_changed_quote_a_span_outside_and_a_statement_that_says_something_else() -> None:
    good = reply(paragraph("protocol", "4.2"))
    shown = good.answer.citations[0]
    statement = good.answer.sections[0].statements[0]

    def with_statement(changed: Statement) -> Reply:
        section = replace(good.answer.sections[0], statements=(changed,))
        return replace(good, answer=replace(good.answer, sections=(section,)))

    assert quotes_verbatim(case(), good).value == 1
    assert quotes_verbatim(case(), reply()).value is None
    wrong = [
        replace(good, answer=replace(good.answer, citations=(replace(shown, quote="Nearly it."),))),
        replace(good, answer=replace(good.answer, citations=(replace(shown, spans=((0, len(TEXT) + 1),)),))),
        with_statement(replace(statement, text="Somebody leads.")),
        with_statement(replace(statement, quotes=(StatementQuote(n=2, start=0, end=3),))),
        with_statement(replace(statement, quotes=())),
    ]
    assert [quotes_verbatim(case(), changed).value for changed in wrong] == [0] * 5
