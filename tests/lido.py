"""A made-up document of four paragraphs, small enough to be ingested by every test that changes it."""

from pathlib import Path

from assistant.asked_as import proposal
from corpus.asked_as import AskedAs, AskedAsSource
from corpus.asked_as_review import accept
from corpus.asked_as_store import AskedAsStore
from corpus.embedder import open_embedder
from corpus.library import Library
from corpus.settings import Settings
from ingest.ingest import ingest
from ingest.report import IngestReport

LINE = "gran keeps topping up his beaker with squash from the blue bottle"
"""What a worker might ask in words that no paragraph has."""
MANIFEST = """
[[area]]
id = "vale"
name = "Vale"
nation = "england"

[[document]]
file = "rules.md"
id = "rules"
title = "Rules of the lido"
published = "{published}"
authority = "local"
area = "vale"
"""
RULES = """# Rules of the lido

1.1 The gate is locked at eight in the evening by the keeper on duty.

1.2 {second}

1.3 Towels that are left behind are kept for a month in the office.

1.4 Swimmers under ten years of age are watched by an adult at all times.
"""
SECOND = "Chlorine is measured every morning before anyone goes into the water."
OTHER = "Chlorine is measured twice a day by the deputy keeper."


def put_down(folder: Path, second: str, published: str = "2025-01") -> None:
    """The document and its manifest."""
    folder.mkdir(exist_ok=True)
    (folder / "rules.md").write_text(RULES.format(second=second), encoding="utf-8")
    (folder / "library.toml").write_text(MANIFEST.format(published=published), encoding="utf-8")


def put(folder: Path, settings: Settings, second: str, published: str = "2025-01") -> IngestReport:
    put_down(folder, second, published)
    report = ingest([folder], settings, lambda _: None)
    assert [it.error for it in report.files if it.error] == []
    return report


def accepted_line(settings: Settings, question: str, paragraph_id: str = "rules:1.2") -> AskedAs:
    """A question that the keeper has accepted for a paragraph, by the shipped encoder."""
    library, store = Library.open(settings.data), AskedAsStore.open(settings.data)
    try:
        put_forward = proposal(question, library.paragraph(paragraph_id), frozenset(), AskedAsSource.OWNER, "", "Ana")
        embedder = open_embedder(settings.embedder, settings.models, threads=1)
        return accept(store.propose(put_forward).id, "Keeper", store, library, embedder)
    finally:
        store.close()
        library.close()
