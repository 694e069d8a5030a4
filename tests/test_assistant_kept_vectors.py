"""Phrases are embedded once: their vectors are kept beside the encoder, and what is damaged or changed is made anew."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.kept_vectors import MOST_KEPT, kept_vectors
from corpus.embedder import Passage, PassageVectors, Vectors


class Counted:
    """Stands in for an encoder: a phrase's length and first letter, and how often it was asked."""

    dimensions = 2
    token_dimensions = 0

    def __init__(self, name: str = "counted") -> None:
        self.name, self.asked = name, 0

    def embed_query(self, text: str) -> Vectors:
        self.asked += 1
        return np.asarray([len(text), ord(text[0])], np.float32)

    def embed_passages(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        raise AssertionError(f"Expected phrases to be embedded as questions, found {len(passages)} passages.")


PHRASES = ["bottles by the cot", "he drives them home"]


def test_what_is_known_is_read_and_not_embedded(tmp_path: Path) -> None:
    first, second = Counted(), Counted()
    made = kept_vectors(PHRASES, first, tmp_path)
    assert (kept_vectors(PHRASES, second, tmp_path) == made).all()
    assert (first.asked, second.asked) == (2, 0)


@pytest.mark.parametrize("phrases", [PHRASES[:1], PHRASES[::-1], ["bottles by the cot", "he drives them there"]])
def test_changed_phrases_are_embedded(tmp_path: Path, phrases: list[str]) -> None:
    kept_vectors(PHRASES, Counted(), tmp_path)
    again = Counted()
    assert kept_vectors(phrases, again, tmp_path)[0, 0] == len(phrases[0])
    assert again.asked == len(phrases)


def test_another_encoder_has_its_own(tmp_path: Path) -> None:
    kept_vectors(PHRASES, Counted(), tmp_path)
    other = Counted("other")
    kept_vectors(PHRASES, other, tmp_path)
    assert other.asked == 2


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY torn", b"not numbers"])
def test_a_damaged_file_is_replaced(tmp_path: Path, damage: bytes) -> None:
    made = kept_vectors(PHRASES, Counted(), tmp_path)
    (kept,) = tmp_path.glob("*.npy")
    kept.write_bytes(damage)
    assert (kept_vectors(PHRASES, Counted(), tmp_path) == made).all()
    again = Counted()
    kept_vectors(PHRASES, again, tmp_path)
    assert again.asked == 0


def test_a_folder_that_cannot_be_made_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert kept_vectors(PHRASES, Counted(), tmp_path / "file" / "phrases").shape == (2, 2)


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    for at in range(MOST_KEPT + 3):
        kept_vectors([f"phrase {at}"], Counted(), tmp_path)
    assert len(list(tmp_path.glob("*.npy"))) == MOST_KEPT
    assert not list(tmp_path.glob("*.part"))
