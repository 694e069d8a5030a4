"""Batches for training the encoder: hard to tell apart, fair, and the same each time."""

import numpy as np

from corpus.embedder import Passage, Vectors, unit
from corpus.terms import terms
from evals.encoder_batches import plan_batches
from evals.encoder_examples import Group, joined


def group(name: str, source: str, text: str, *questions: str) -> Group:
    return Group(
        name=name,
        source=source,
        passage=Passage(text=text, sentences=((0, len(text)),)),
        questions=questions or ("Who?",),
        stems=frozenset(terms(text)),
    )


GROUPS = [group(f"d:{at}", "d" if at < 12 else "e", f"Worker {at} rings team {at}.") for at in range(24)]


def vectors() -> Vectors:
    return unit(np.random.default_rng(3).normal(size=(24, 8)).astype(np.float32))


def test_every_group_stands_in_one_batch() -> None:
    batches = plan_batches(GROUPS, vectors(), vectors(), size=8, together=4, seed="1")
    assert sorted(at for batch in batches for at in batch) == list(range(24))
    assert max(map(len, batches)) == 8


def test_the_same_seed_gives_the_same_plan_and_another_another() -> None:
    plans = [plan_batches(GROUPS, vectors(), vectors(), size=8, together=4, seed=seed) for seed in "112"]
    assert plans[0] == plans[1] != plans[2]


def test_the_passage_a_question_takes_for_its_own_stands_beside_it_if_it_is_of_the_same_document() -> None:
    windows = np.eye(24, dtype=np.float32)
    asked = np.eye(24, dtype=np.float32)
    asked[0, 5] = asked[5, 0] = 0.9
    asked[0, 20] = 0.8
    (first,) = [
        batch
        for batch in plan_batches(GROUPS, asked, windows, size=24, together=2, seed="1")
        if 0 in batch and 5 in batch
    ]
    assert abs(first.index(0) - first.index(5)) == 1


def test_passages_that_say_the_same_are_not_held_against_each_other() -> None:
    one = group("a:1", "a", "A worker who is told of harm must ring the Front Door on the same day.")
    twin = group("b:1", "b", "A worker who is told of harm must ring the Front Door the same day and write it down.")
    other = group("b:2", "b", "Notes are kept for six years after the file is closed.")
    assert one.alike(twin)
    assert not one.alike(other)


def test_questions_of_one_passage_are_joined() -> None:
    (found,) = joined([group("a:1", "a", "Ring.", "Who?"), group("a:1", "a", "Ring.", "When?")])
    assert found.questions == ("Who?", "When?")
