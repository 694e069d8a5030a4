"""Each further scorer: a case that passes, and one that fails it by a single change."""

from dataclasses import replace

import pytest
from made_reply import TEXT, paragraph, reply

from assistant.answer import PersonShown, Statement
from assistant.outcome import Outcome
from corpus.paragraph import Paragraph
from evals.case import Case, MustCite
from evals.reply import Reply
from evals.score_duty import duty_words
from evals.scorers import FURTHER_SCORERS

LEADS = MustCite(document="protocol", quote="midwife leads", number="4.2")
ALSO = MustCite(document="guide", quote="midwife leads")
NEVER = MustCite(document="guide-2019", quote="midwife leads")
DUTY = "Workers must ring the hub, and may write afterwards. The hub need not reply."
LED = "Every visitor should:\nknock first\nshow a card."


def labelled(document: str = "protocol", number: str | None = "4.2", text: str = TEXT) -> Paragraph:
    made = paragraph(document, number, text)
    return replace(made, label=f"paragraph {number}" if number else "paragraph 3 (our numbering)")


def shown(*cited: Paragraph, outcome: Outcome = Outcome.ANSWERED) -> Reply:
    made = reply(*cited, outcome=outcome)
    citations = tuple(replace(it, label=of.label) for it, of in zip(made.answer.citations, cited, strict=True))
    text = "\n".join(it.quote for it in citations)
    return replace(made, answer=replace(made.answer, citations=citations, text=text))


def stated(text: str, of: str, spans: tuple[tuple[int, int], ...], bullets: tuple[tuple[int, int], ...] = ()) -> Reply:
    made = shown(replace(labelled(text=of), bullets=bullets))
    one = made.answer.sections[0].statements[0]
    quotes = tuple(replace(one.quotes[0], start=start, end=end) for start, end in spans)
    section = replace(made.answer.sections[0], statements=(Statement(text=text, citations=(1,), quotes=quotes),))
    return replace(made, answer=replace(made.answer, sections=(section,)))


def quoted(text: str, end: int) -> Reply:
    return stated(text, DUTY, ((0, end),))


def case(question: str = "Who leads?", outcome: Outcome = Outcome.ANSWERED, **fields: object) -> Case:
    return replace(Case(id="c", question=question, outcome=outcome), **fields)  # type: ignore[arg-type]


def said(text: str) -> Reply:
    made = shown(labelled())
    return replace(made, answer=replace(made.answer, text=text))


def renumbered(made: Reply, **fields: object) -> Reply:
    citations = (replace(made.answer.citations[0], **fields),)  # type: ignore[arg-type]
    return replace(made, answer=replace(made.answer, citations=citations))


NAMED = "Tracey Bloggs rang about her son Jayden on 01632 960123. Who leads?"
RING = DUTY.index(",")
WHOLE = DUTY.index(". The") + 1
PERSON = PersonShown(role="midwife", name="Jayden", contact="")
WITH_PERSON = replace(said("Speak to Jayden."), answer=replace(said("Speak to Jayden.").answer, people=(PERSON,)))
PASSES_AND_FAILS: list[tuple[str, Case, Reply, Reply]] = [
    ("evidence@all", case(must_cite=(LEADS,)), shown(labelled()), shown(labelled("guide"))),
    (
        "citation precision",
        case(must_cite=(LEADS,), may_cite=(ALSO,)),
        shown(labelled(), labelled("guide")),
        shown(labelled(), labelled("other")),
    ),
    (
        "citation precision",
        case(must_cite=(LEADS,), must_not_cite=(NEVER,)),
        shown(labelled(), labelled("other")),
        shown(labelled(), labelled("guide-2019")),
    ),
    ("must not cite", case(must_not_cite=(NEVER,)), shown(labelled("guide")), shown(labelled("guide-2019"))),
    ("number as printed", case(), shown(labelled()), renumbered(shown(labelled()), number="4.3")),
    ("number as printed", case(), shown(labelled()), renumbered(shown(labelled()), label="paragraph 42")),
    ("number as printed", case(), shown(labelled(number=None)), renumbered(shown(labelled(number=None)), printed=True)),
    (
        "number as printed",
        case(),
        shown(labelled(number=None)),
        renumbered(shown(labelled(number=None)), label="paragraph 3"),
    ),
    ("duty words", case(), quoted(DUTY[:WHOLE], WHOLE), quoted(DUTY[:WHOLE].replace("must", "should"), WHOLE)),
    ("duty words", case(), quoted(DUTY[:RING], RING), quoted("ring the hub", RING)),
    ("duty words", case(), quoted(DUTY[:RING], RING), quoted("Workers must not ring the hub", RING)),
    ("duty words", case(), quoted(DUTY[:RING], RING), stated(DUTY[8:RING] + " and should wait", DUTY, ((8, RING),))),
    (
        "duty words",
        case(),
        stated(LED, LED, ((0, 21), (22, 33), (34, 46)), ((22, 33), (34, 46))),
        stated(LED[22:], LED, ((22, 33), (34, 46)), ((22, 33), (34, 46))),
    ),
    ("must say", case(must_say=("the mid-wife leads",)), said("So the Midwife leads here."), said("So the nurse leads here.")),
    ("must not say", case(must_not_say=("act",)), said("Contact the midwife."), said("Act, midwife.")),
    (
        "refused as asked",
        case(outcome=Outcome.REFUSED),
        shown(outcome=Outcome.REFUSED),
        shown(outcome=Outcome.ANSWERED),
    ),
    ("personal data", case(NAMED), said("The midwife leads."), said("For Jayden the midwife leads.")),
    ("personal data", case(NAMED), said("The midwife leads."), said("Ring (01632) 960 123.")),
    ("personal data", case(history=(NAMED,)), said("The midwife leads."), said("tracey bloggs leads.")),
    ("personal data", case(NAMED), WITH_PERSON, said("Speak to Jayden.")),
    ("time", case(), replace(shown(), seconds=1.0), replace(shown(), seconds=1.01)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "asked", "right", "wrong"), PASSES_AND_FAILS)
def test_a_single_change_fails_a_scorer(name: str, asked: Case, right: Reply, wrong: Reply) -> None:
    passed, failed = FURTHER_SCORERS[name](asked, right), FURTHER_SCORERS[name](asked, wrong)
    assert passed.value == 1.0, passed.explanation
    assert failed.value is not None
    assert failed.value < 1.0
    assert failed.explanation
    assert (failed.answer, failed.explanation) != (passed.answer, passed.explanation)


def test_every_further_scorer_has_a_case_of_its_own() -> None:
    assert {name for name, *_ in PASSES_AND_FAILS} == set(FURTHER_SCORERS)


UNSCORED: list[tuple[str, Case, Reply]] = [
    ("evidence@all", case(), shown(labelled())),
    ("citation precision", case(must_cite=(LEADS,)), shown(labelled())),
    ("citation precision", case(must_cite=(LEADS,), must_not_cite=(NEVER,)), shown(labelled("other"))),
    ("must not cite", case(), shown(labelled())),
    ("number as printed", case(), shown()),
    ("duty words", case(), stated(TEXT[12:29], TEXT, ((12, 29),))),
    ("must say", case(), said("Ring.")),
    ("must not say", case(), said("Ring.")),
    ("refused as asked", case(), shown(labelled())),
    ("personal data", case(), said("Ring.")),
]


@pytest.mark.parametrize(("name", "asked", "given"), UNSCORED)
def test_what_a_scorer_does_not_apply_to_is_unscored_and_says_why(name: str, asked: Case, given: Reply) -> None:
    found = FURTHER_SCORERS[name](asked, given)
    assert found.value is None
    assert found.explanation


def test_a_score_of_personal_data_repeats_none_of_it() -> None:
    found = FURTHER_SCORERS["personal data"](case(NAMED), said("For Jayden the midwife leads."))
    assert "child" in found.explanation
    assert not any(it in found.explanation + found.answer for it in ("Jayden", "Tracey", "960123"))


def test_what_must_be_said_is_a_share_and_names_what_is_missing() -> None:
    found = FURTHER_SCORERS["must say"](case(must_say=("midwife", "hub")), said("The midwife leads."))
    assert (found.value, found.answer, found.explanation) == (0.5, "midwife", "not said: hub")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They do not have to wait and are required to ring.", ("do not have to", "are required to")),
        ("It must never wait; it ought not to.", ("must never", "ought not to")),
        ("The mayor mustered nobody.", ()),
    ],
)
def test_duty_words_are_whole_and_the_longest_wins(text: str, found: tuple[str, ...]) -> None:
    assert duty_words(text) == found
