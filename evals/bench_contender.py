"""Contender: one system in the bench. Every contender is driven through the same few calls, in a process of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from evals.bench_material import Material
from evals.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One result of a search: the document it is from, and the whole text that would be shown or passed on."""

    document: str
    text: str


class Contender(Protocol):
    """A system that makes documents searchable and then finds passages. Called in the order of its methods."""

    def load(self) -> None:
        """Import libraries and load models: timed apart from ingest."""

    def ingest(self, folder: Path) -> None:
        """From the files of the material to a searchable index in `folder`, which is empty."""

    def open(self, folder: Path) -> None:
        """Open the index that another process has made in `folder`."""

    def search(self, case: Case) -> None:
        """Retrieval alone, at the depth this contender is timed at."""

    def answer(self, case: Case) -> None:
        """The whole answer; the same as `search` where the contender has no answer of its own without a language model."""

    def found(self, case: Case, k: int) -> tuple[Found, ...]:
        """The first k results, best first, for scoring."""

    def index_recall(self) -> float | None:
        """Recall@10 of the index in use against exact search, over the questions; None where that is not measured."""


def contenders() -> Mapping[str, Callable[[Material], Contender]]:
    """Every contender by its short name, in the order of the table. Calling one imports its libraries."""
    return {
        "soundingboard": _soundingboard,
        "llamaindex": _llamaindex,
        "llamaindex-256": _llamaindex_256,
        "floor": _floor,
    }


def _soundingboard(material: Material) -> Contender:
    from evals.bench_soundingboard import SoundingBoard

    return SoundingBoard(material)


def _llamaindex(material: Material) -> Contender:
    from evals.bench_llamaindex import LlamaIndex

    return LlamaIndex(material, chunk_size=None, chunk_overlap=None)


def _llamaindex_256(material: Material) -> Contender:
    from evals.bench_llamaindex import LlamaIndex

    return LlamaIndex(material, chunk_size=256, chunk_overlap=20)


def _floor(material: Material) -> Contender:
    from evals.bench_floor import Floor

    return Floor(material)
