"""The third view of danger: what its weights make of a text's states, and that they are kept as they were."""

from pathlib import Path

import numpy as np
import pytest

from assistant.urgent_states import StatesWeights, load_weights, save_weights
from corpus.embedder import SHIPPED, Passage, Vectors, open_embedder, open_shipped, unit
from corpus.settings import load_settings


def weights_of(signs: list[list[float]]) -> StatesWeights:
    """Two signs in states of two numbers; the hidden layer takes the second sign from the first, and from nought on."""

    def numbers(given: object) -> Vectors:
        return np.asarray(given, np.float32)

    return StatesWeights(
        signs=numbers(signs),
        signs_bias=numbers([0, -1]),
        hidden=numbers([[1, 0], [-1, 0.5]]),
        hidden_bias=numbers([0, 0]),
        last=numbers([2, 1]),
        last_bias=numbers(-3),
    )


def test_each_sign_counts_as_where_it_is_strongest() -> None:
    weights = weights_of([[1, 0], [0, 1]])
    states = np.asarray([[4, 0], [1, 2], [0, -9]], np.float32)
    # signs 4 and 2 - 1; hidden 4 - 1 and .5
    assert weights.log_odds(states) == pytest.approx(2 * 3 + 0.5 - 3)
    assert weights.log_odds(states[::-1]) == weights.log_odds(states)
    assert weights.log_odds(states[2:]) == pytest.approx(-3)


def test_weights_are_kept_as_they_were(tmp_path: Path) -> None:
    weights = weights_of([[0.5, 0.25], [0, 1]])
    save_weights("one:abc", weights, tmp_path / "weights.npz")
    encoder, kept = load_weights(tmp_path / "weights.npz")
    assert encoder == "one:abc"
    states = np.asarray([[4, 0], [1, 2]], np.float32)
    assert kept.log_odds(states) == weights.log_odds(states)


def test_states_of_a_text_are_those_that_its_vector_is_made_of() -> None:
    encoder = open_shipped(threads=1)
    assert encoder is open_embedder(SHIPPED, load_settings().models, threads=1)
    text = "mum has not been seen since Friday and the baby is crying"
    states = encoder.token_states(text)
    assert states.shape[1] == encoder.dimensions
    assert np.allclose(unit(states.mean(axis=0)), encoder.embed_query(text), atol=1e-5)
    assert encoder.token_states("").shape == (2, encoder.dimensions)


def test_a_long_text_is_read_window_after_window() -> None:
    encoder = open_shipped(threads=1)
    text = "mum has not been seen since Friday. " * 60
    windows = encoder.embed_passages([Passage(text=text, sentences=())])[0].windows
    assert len(windows) > 1
    assert len(encoder.token_states(text)) > 254 + len(windows)
