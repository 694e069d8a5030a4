"""What is measured of candidates, and the weights that rank them."""

import tomllib
from collections.abc import Mapping

import numpy as np
import pytest

from assistant.board import Board
from assistant.measured import Measured, best_within
from assistant.rank import DATA, TRAITS, Ranker, load_ranker, rank, weights_for
from assistant.retrieve import Search, embedded, load_weights, weighed
from corpus.snapshot import Snapshot
from corpus.terms import terms

QUESTIONS = (
    "Who leads?",
    "zzxq flibbert",
    "lockable box",
    "A dad who drinks has moved in with his mother and her two small grandchildren, and the school has rung me twice "
    * 3,
)


def measured_of(text: str, board: Board, snapshot: Snapshot) -> Measured:
    allowed = np.ones(len(snapshot.generation.entries), np.bool_)
    asked = embedded(text, board.embedder_for(snapshot))
    return weighed(Search(text=text), asked, allowed, snapshot.generation, load_weights())[0]


@pytest.mark.parametrize("text", QUESTIONS)
def test_every_measure_and_trait_of_the_file_is_there_and_finite(demo_board: Board, text: str) -> None:
    with demo_board.shelf.snapshot() as snapshot:
        measured = measured_of(text, demo_board, snapshot)
    assert set(load_ranker().weights) <= set(measured.scaled)
    assert set(measured.traits) == set(TRAITS)
    assert all(np.isfinite(values).all() for values in measured.scaled.values())
    assert all(0 <= value <= 1.6 for value in measured.traits.values()), measured.traits


def test_the_file_names_every_trait_for_every_measure() -> None:
    weights = tomllib.loads(DATA.read_text(encoding="utf-8"))["weights"]
    assert {tuple(by_trait) for by_trait in weights.values()} == {TRAITS}


def test_a_score_is_the_weighted_sum() -> None:
    measured = Measured(
        rows=np.arange(2),
        natural={},
        scaled={"words": np.asarray([1.0, 2.0], np.float32), "window": np.asarray([3.0, 0.0], np.float32)},
        traits={"always": 1.0, "story": 0.5},
    )
    ranker = Ranker(weights={"words": {"always": 1.0, "story": -1.0}, "window": {"always": 2.0}})
    assert weights_for(measured.traits, ranker) == {"words": 0.5, "window": 2.0}
    assert rank(measured, ranker).tolist() == [6.5, 1.0]


def test_words_count_for_less_in_a_story_than_in_a_short_question() -> None:
    short, story = (
        weights_for(
            {"always": 1.0, "story": it, "covered": 0.5, "peak": 0.4, "unknown": 0.1, "grouped": 0.7}, load_ranker()
        )
        for it in (0.3, 1.0)
    )
    assert words_to_meaning(story) < words_to_meaning(short)


def words_to_meaning(weights: Mapping[str, float]) -> float:
    """What all BM25 scores of a paragraph count for beside all its cosines."""
    by_words = sum(weights[name] for name in ("words", "sentence_words", "also", "sentence_also"))
    return by_words / sum(weights[name] for name in ("sentence", "window", "late"))


def test_the_share_of_a_question_s_words_is_counted_once_each(demo_board: Board) -> None:
    with demo_board.shelf.snapshot() as snapshot:
        words = snapshot.generation.words
        stems = terms("lockable box")
        covered = words.covered({stem: 1.0 for stem in stems})
        texts = [
            set(terms("\n".join([*it.headings[-1:], it.text])))
            for it in snapshot.paragraphs(np.arange(len(snapshot.generation.entries)))
        ]
    assert covered.tolist() == [sum(stem in text for stem in stems) for text in texts]
    assert covered.max() == 2


def test_the_best_of_a_section_is_shared_by_it(demo_board: Board) -> None:
    assert best_within(np.asarray([], np.float32), np.asarray([], np.int64)).tolist() == []
    with demo_board.shelf.snapshot() as snapshot:
        sections = snapshot.generation.surroundings.sections
        paragraphs = snapshot.paragraphs(np.arange(len(sections)))
    first = [at for at, section in enumerate(sections) if section == sections[1]]
    assert {(paragraphs[at].document_id, *paragraphs[at].headings[-1:]) for at in first} == {
        (paragraphs[1].document_id, *paragraphs[1].headings[-1:])
    }
