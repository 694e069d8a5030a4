"""What is a …? The paragraph that says what a term is comes before those that use it."""

import pytest
from made_reply import paragraph

from assistant.ask import ask
from assistant.board import Board
from assistant.definition import asked_terms, defines
from assistant.outcome import Outcome
from assistant.question import Question
from corpus.terms import terms

SHORT = {"FHP": ("family help plan",)}


def asked(text: str) -> set[str]:
    """The terms that a question asks for, as words."""
    return {" ".join(sorted(it)) for it in asked_terms(text, SHORT)}


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("what is a lead professional?", "lead professional"),
        ("Whats a lead professional", "lead professional"),
        ("so, what is a lead professional, exactly?", "lead professional"),
        ("sorry, daft question - whats a lead professional in Thornmere?", "lead professional"),
        ("What does slow harm mean?", "slow harm"),
        ("What is meant by slow harm", "slow harm"),
        ("define key worker", "key worker"),
        ("meaning of key worker", "key worker"),
        ("Who is the key worker?", "key worker"),
        ("Who counts as a young carer under the Aldwater protocol?", "young carer"),
        ("what is classed as slow harm", "slow harm"),
        ("who do we mean by key workers?", "key workers"),
    ],
)
def test_a_question_for_what_a_term_is_is_told(question: str, term: str) -> None:
    assert asked(question) == {" ".join(sorted(terms(term)))}


@pytest.mark.parametrize(
    "question",
    [
        "Who leads this case?",
        "What is it?",
        "What does that mean?",
        "What is the lead professional expected to do when a parent stops coming to the review?",
        "The school asked what a lead professional is and mum left",
        "",
    ],
)
def test_other_questions_ask_for_no_term(question: str) -> None:
    assert asked(question) == set()


def test_what_a_term_is_short_for_is_asked_as_well() -> None:
    assert asked("what's an FHP?") == {"fhp", " ".join(sorted(terms("family help plan")))}
    assert asked("what is a family help plan?") == {" ".join(sorted(terms("family help plan"))), "fhp"}


@pytest.mark.parametrize(
    "text",
    [
        "Tides turn twice a day. A lamp keeper is the person who rows out.",
        '"Lamp keeper" means whoever rows out.',
        "In this guide, a lamp keeper (LK) is anyone who rows out.",
        "Lamp keeper: a person who rows out.",
        "Lamp keepers are people who row out.",
    ],
)
def test_a_sentence_that_says_what_it_is_defines_it(text: str) -> None:
    assert defines(paragraph("keepers", "1", text), frozenset({frozenset(terms("lamp keeper"))}))


@pytest.mark.parametrize(
    "text",
    [
        "The lamp keeper is named within five days.",
        "Ask whether the lamp keeper is a relative.",
        "The lamp keeper's boat is a small one.",
        "A relief lamp keeper is someone who stands in.",
        "A keeper is the person who rows out.",
    ],
)
def test_a_sentence_that_says_something_else_does_not(text: str) -> None:
    assert not defines(paragraph("keepers", "1", text), frozenset({frozenset(terms("lamp keeper"))}))


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("whats a lead professional", {"thornmere-lead-professional:1.1"}),
        ("What is a lead professional?", {"thornmere-lead-professional:1.1"}),
        ("whats a key worker", {"thornmere-protocol:7.5", "thornmere-lead-professional:2.3"}),
        ("what does slow harm mean", {"thornmere-thresholds:5.2"}),
        ("what is an informal arrangement?", {"thornmere-kinship:2.2"}),
        ("define level 3", {"thornmere-thresholds:4.1"}),
        ("whats an SGO", {"thornmere-kinship:2.4"}),
    ],
)
def test_the_paragraph_that_says_it_comes_first(demo_board: Board, question: str, right: set[str]) -> None:
    answer = ask(Question(text=question, area="thornmere"), demo_board)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.citations[0].paragraph_id in right


def test_a_term_that_no_paragraph_says_anything_of_is_not_answered(demo_board: Board) -> None:
    answer = ask(Question(text="what is a sextant?", area="thornmere"), demo_board)
    assert answer.outcome is Outcome.NOT_IN_GUIDANCE
