"""Board: everything that a question needs, opened once by whoever asks many."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.asked_attribute import AttributeShelf
from assistant.criteria_phrases import PhraseShelf
from assistant.question import Question
from assistant.retrieve import find
from assistant.scope import resolve_scope
from assistant.services import ServiceShelf
from assistant.understand import understand
from assistant.urgent import UrgentRules, load_urgent_rules
from assistant.urgent_meaning import MeaningRules, load_meaning_rules, shipped_net
from assistant.urgent_states import shipped_view
from assistant.wording import Wording, load_wording
from corpus.document import Document
from corpus.embedder import Embedder, Vectors, open_embedder
from corpus.errors import EmbedderMismatch, LibraryUnusable
from corpus.paragraph import Paragraph
from corpus.settings import Masking, Settings
from corpus.snapshot import Shelf, Snapshot

PHRASES = "phrases"
"""The folder beside the encoders in which the vectors of criteria phrases are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A paragraph that a search found. `score` is the fused score: higher is nearer, comparable within one search only."""

    paragraph: Paragraph
    document: Document
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether questions can be answered; `library` is the fingerprint, `reason` says what is wrong.

    search: how the nearest windows are found: by the index, or by an exact scan because the index's server does not help.
    urgent_by_meaning: whether the second urgent check has its network.
    """

    status: Literal["ready", "not ready"]
    library: str | None
    generation: str | None
    embedder: str | None
    search: Literal["index", "exact scan"] | None = None
    reason: str = ""
    urgent_by_meaning: bool = False


class Board:
    """Opening never fails for want of a library: an urgent question is answered without one."""

    def __init__(self, settings: Settings, embedder: Embedder | None = None) -> None:
        self.data: Path = settings.data
        self.refuses_identifiers: bool = settings.mask is Masking.REFUSE
        self.rules: UrgentRules = load_urgent_rules()
        self.meaning: MeaningRules = load_meaning_rules()
        self.wording: Wording = load_wording()
        self.shelf = Shelf(settings.data)
        self.phrases = PhraseShelf(settings.models / PHRASES)
        self.services = ServiceShelf()
        self.attributes = AttributeShelf(settings.models / PHRASES)
        self._settings = settings
        self._embedder = embedder
        self._lock = threading.Lock()

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder | None = None) -> "Board":
        """A board on a data folder. `embedder` stands in for the one that the settings name."""
        return cls(settings, embedder)

    def close(self) -> None:
        """Close the library and its index."""
        self.shelf.close()

    def embedder(self) -> Embedder:
        """The embedder, opened at its first use."""
        with self._lock:
            if self._embedder is None:
                self._embedder = open_embedder(self._settings.embedder, self._settings.models, threads=1)
            return self._embedder

    def embedder_for(self, snapshot: Snapshot) -> Embedder:
        """The embedder. Raises EmbedderMismatch where the index was built by another."""
        embedder = self.embedder()
        if embedder.name != snapshot.pointer.embedder:
            raise EmbedderMismatch(
                f"Expected an index built by {embedder.name}, found one built by {snapshot.pointer.embedder}. "
                "Run `soundingboard index` to rebuild it, or set SOUNDINGBOARD_EMBEDDER back."
            )
        return embedder

    def attributes_for(self, snapshot: Snapshot) -> Vectors:
        """The vectors of what people ask of a subject, shape (phrases, d)."""
        return self.attributes.vectors_of(self.embedder_for(snapshot))

    def warm(self) -> None:
        """Make ready what a first question, or a first one about a criteria map, would wait for.

        Raises LibraryUnusable where there is none.
        """
        shipped_net()
        shipped_view()
        with self.shelf.snapshot() as snapshot:
            embedder = self.embedder_for(snapshot)
            self.attributes_for(snapshot)
            for area in snapshot.areas:
                self.services.vectors_of(snapshot.services(area), embedder)
                for criteria in snapshot.library.criteria(area):
                    self.phrases.phrases_of(criteria, embedder)

    def search(self, query: str, area: str | None, k: int) -> tuple[SearchHit, ...]:
        """The k paragraphs of an area's scope that are nearest to a query. Raises UnknownArea, LibraryUnusable."""
        with self.shelf.snapshot() as snapshot:
            question = Question(text=query, area=area)
            understood = understand(question, snapshot)
            scoped = resolve_scope(question, understood, snapshot, self.wording)
            found = find(understood, scoped, snapshot, self.embedder_for(snapshot), k)
            return tuple(
                SearchHit(paragraph=it.paragraph, document=snapshot.documents[it.paragraph.document_id], score=it.score)
                for it in found.evidence
            )

    def ready(self) -> Readiness:
        """Whether a question would be answered now: the index is probed and the embedder opened."""
        try:
            with self.shelf.snapshot() as snapshot:
                embedder = self.embedder_for(snapshot)
                reason = _without_server(snapshot)
                return Readiness(
                    status="ready",
                    library=snapshot.pointer.fingerprint,
                    generation=snapshot.pointer.generation,
                    embedder=embedder.name,
                    search="exact scan" if reason else "index",
                    reason=reason,
                    urgent_by_meaning=shipped_net() is not None,
                )
        except LibraryUnusable as error:
            return Readiness(status="not ready", library=None, generation=None, embedder=None, reason=str(error))


def _without_server(snapshot: Snapshot) -> str:
    """Why questions go on without the server that holds the vectors; empty where the index finds itself.

    Raises LibraryUnusable where the index is in the data folder and does not.
    """
    try:
        snapshot.generation.probe()
    except LibraryUnusable as error:
        if not snapshot.generation.served:
            raise
        return str(error)
    return ""
