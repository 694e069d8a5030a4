"""Clauses: what asks, with or without a question mark, tells nothing; what is told beside a question is still told."""

import pytest

from assistant.clauses import clauses


def told(text: str) -> list[str]:
    return [text[it.start : it.end] for it in clauses(text) if it.tells]


@pytest.mark.parametrize(
    "text",
    [
        "can she refuse to let him in",
        "is a relapse a reason to refer",
        "Is relapse on its own enough for a referral",
        "and if he says no",
        "and what if she says he hits mum",
        "what if dad hits mum",
        "whos the lead professional when its just us and no SW",
        "does mum have to know ive told someone",
        "does the health visitor need to be told",
        "wondering if dad drives them drunk",
        "when a mum drives drunk do i refer",
        "its nearly 7pm on a friday",
        "its friday night",
    ],
)
def test_what_asks_or_supposes_or_gives_the_time_tells_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("mum is using again, should i refer", ["mum is using again"]),
        ("mum is using again should i refer?", ["mum is using again"]),
        ("he drove them drunk is that a referral?", ["he drove them drunk"]),
        ("14 weeks pregnant and still using, thoughts?", ["14 weeks pregnant and still using"]),
        ("dad turned up smelling of drink can she refuse to let him in", ["dad turned up smelling of drink"]),
        ("he deals from the flat not sure if its enough to refer", ["he deals from the flat"]),
        (
            "When I got there mum was asleep with the baby, should I refer",
            ["When I got there mum was asleep with the baby"],
        ),
        ("its friday night and nobody is answering", ["its friday night and nobody is answering"]),
    ],
)
def test_a_fact_beside_a_question_is_told(text: str, facts: list[str]) -> None:
    assert told(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "does the shopping and the cooking for her brothers",
        "does the school run drunk",
        "is there every night when he drinks",
        "has a 2 year old",
        "which worries me",
        "What's bothering me is that he drives them",
        "The problem is that she drinks every night",
        "she's 32 weeks",
        "nearly seven",
    ],
)
def test_a_note_that_leaves_out_who_did_it_tells(text: str) -> None:
    assert told(text) == [text]
