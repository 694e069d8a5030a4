"""Surroundings: what each row of an index stands in (its section) and how long it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.paragraph import Paragraph, words

FILE = "surroundings.npy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """sections: shape (rows,), the same number for paragraphs of one document under one innermost heading, in any order; a
    paragraph without heading is a section of its own document. lengths: shape (rows,), words.
    grouped: the share of paragraphs that are not alone in their section.
    """

    sections: NDArray[np.int64]
    lengths: NDArray[np.int64]
    grouped: float = 0.0


def save_surroundings(folder: Path, paragraphs: Sequence[Paragraph]) -> None:
    """Write the surroundings of paragraphs, in order, into a generation's folder."""
    known: dict[tuple[str, str, str], int] = {}
    sections = [known.setdefault(_section(paragraph), len(known)) for paragraph in paragraphs]
    lengths = [words(paragraph.text) for paragraph in paragraphs]
    np.save(folder / FILE, np.asarray([sections, lengths], np.int64).reshape(2, -1))


def surroundings_in(folder: Path, rows: int) -> Surroundings:
    """The surroundings saved in a generation's folder; in one that was built before they were kept, every row alone."""
    path = folder / FILE
    if not path.exists():
        return Surroundings(sections=np.arange(rows), lengths=np.full(rows, USUAL_LENGTH))
    sections, lengths = np.load(path)
    return Surroundings(sections=sections, lengths=lengths, grouped=_grouped(sections))


def _grouped(sections: NDArray[np.int64]) -> float:
    """The share of rows whose section has other rows.

    >>> _grouped(np.array([0, 1, 0, 2]))
    0.5
    """
    sizes = np.bincount(sections) if len(sections) else np.zeros(1, np.int64)
    return float((sizes[sections] > 1).mean()) if len(sections) else 0.0


USUAL_LENGTH = 60
"""Words of a paragraph of guidance, about: what an index without lengths is taken to have."""


def _section(paragraph: Paragraph) -> tuple[str, str, str]:
    heading = paragraph.headings[-1] if paragraph.headings else ""
    return paragraph.document_id, paragraph.edition, heading
