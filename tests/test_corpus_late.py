"""Late interaction: the best match of each of a question's tokens, from tokens kept in eight bits."""

from pathlib import Path

import numpy as np
import pytest

from corpus.embedder import unit
from corpus.late import MOST_ASKED, TOKEN_SCALE, Asked, Tokens

DIMENSIONS = 8


def kept(folder: Path, *rows: "np.ndarray[tuple[int, int], np.dtype[np.float32]]") -> Tokens:
    counts = np.cumsum([0, *(len(row) for row in rows)])
    np.save(folder / "token_starts.npy", counts)
    np.save(folder / "tokens.npy", np.rint(np.concatenate(rows) * TOKEN_SCALE).astype(np.int8))
    return Tokens(folder)


def drawn(count: int, seed: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    return unit(np.random.default_rng(seed).standard_normal((count, DIMENSIONS), np.float32))


def test_each_token_finds_its_best_match_in_each_row(tmp_path: Path) -> None:
    rows = [drawn(5, 1), drawn(0, 2), drawn(9, 3)]
    asked = Asked.of(drawn(4, 4), np.ones(4, np.float32))
    found = kept(tmp_path, *rows).nearest(asked, np.array([2, 0, 1]))
    expected = [(asked.tokens @ rows[at].T).max(axis=1) for at in (2, 0)]
    assert found.shape == (3, 4)
    assert np.abs(found[:2] - expected).max() < 0.02
    assert not found[2].any()


def test_weights_sum_to_one_and_a_long_question_keeps_the_tokens_that_count() -> None:
    weights = np.linspace(0, 1, 2 * MOST_ASKED, dtype=np.float32)
    tokens = drawn(2 * MOST_ASKED, 5)
    asked = Asked.of(tokens, weights)
    assert len(asked.tokens) == MOST_ASKED
    assert asked.weights.sum() == pytest.approx(1)
    assert (asked.tokens == tokens[MOST_ASKED:]).all()


def test_an_index_without_tokens_is_empty(tmp_path: Path) -> None:
    np.save(tmp_path / "token_starts.npy", np.zeros(4, np.int64))
    np.save(tmp_path / "tokens.npy", np.zeros((0, 0), np.int8))
    tokens = Tokens(tmp_path)
    assert not tokens
    assert Asked.nothing().tokens.shape == (0, 0)
    assert tokens.nearest(Asked.nothing(), np.array([0, 1])).shape == (2, 0)


def test_tokens_too_many_for_memory_are_read_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked.of(drawn(3, 6), np.ones(3, np.float32))
    held = kept(tmp_path, drawn(7, 7), drawn(4, 8)).nearest(asked, np.array([1, 0]))
    monkeypatch.setattr("corpus.late.HELD", 1)
    assert (Tokens(tmp_path).nearest(asked, np.array([1, 0])) == held).all()
