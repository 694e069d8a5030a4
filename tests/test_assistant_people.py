"""People: a person to speak to is cited where a quote names the role, and nowhere else."""

import pytest

from assistant.answer import Citation
from assistant.ask import ask
from assistant.board import Board
from assistant.people import people_shown
from assistant.question import Question
from corpus.area import Person
from corpus.document import Authority, EditionState

COORDINATOR = Person(role="Local Coordinator (advice; holds no cases)", name="", contact="01632 960123")


def citation(n: int, quote: str) -> Citation:
    return Citation(
        n=n,
        paragraph_id=f"lamp:{n}",
        document_id="lamp",
        title="The lamp",
        publisher="",
        published="2025",
        authority=Authority.LOCAL,
        nation=None,
        area=None,
        number=str(n),
        printed=True,
        label=f"paragraph {n}",
        headings=(),
        page=None,
        quote=quote,
        start=0,
        end=len(quote),
        spans=((0, len(quote)),),
        edition="1",
        state=EditionState.CURRENT,
        notes=(),
        url=None,
    )


def test_the_first_quote_that_names_the_role_is_cited() -> None:
    quotes = [
        "Every local coordination meeting is minuted.",
        "Ask the local coordinator.",
        "The Local Coordinator helps.",
    ]
    shown = people_shown([COORDINATOR], [citation(n, quote) for n, quote in enumerate(quotes, 1)])
    assert [(it.role, it.contact, it.citation) for it in shown] == [(COORDINATOR.role, COORDINATOR.contact, 2)]


def test_where_no_quote_names_it_nothing_is_cited() -> None:
    for quotes in ([], ["The local coordinators met."], ["Ask your manager."]):
        shown = people_shown([COORDINATOR], [citation(n, quote) for n, quote in enumerate(quotes, 1)])
        assert [it.citation for it in shown] == [None]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mum's nan has the boys. Is there money?", True),
        ("How often is a Level 3 plan reviewed?", False),
        ("Can her auntie keep them over the weekend?", True),
        ("Is there a group for a young carer?", False),
    ],
)
def test_who_is_there_for_some_questions_is_named_to_those(text: str, *, named: bool, demo_board: Board) -> None:
    answer = ask(Question(text=text, area="thornmere"), demo_board)
    assert any("Kinship" in it.role for it in answer.people) is named
    assert any("manager" in it.role for it in answer.people)


@pytest.mark.parametrize(
    ("asked", "rings"),
    [
        ("Dad was asleep in the chair with the baby, drunk. Should I refer?", True),
        ("Who tells the referrer what came of a referral?", True),
        ("When is the lockable box offered?", False),
    ],
)
def test_the_areas_numbers_stand_where_one_may_have_to_ring(demo_board: Board, asked: str, *, rings: bool) -> None:
    people = ask(Question(text=asked, area="thornmere"), demo_board).people
    numbers = ["01632 960100", "01632 960199", "01632 960105"]
    assert (
        [it.contact[:12] for it in people[:3]] == numbers
        if rings
        else not [it for it in people if it.contact[:12] in numbers]
    )
    assert not [it for it in people if it.contact.startswith("999")]
