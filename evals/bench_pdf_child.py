"""The child process of the PDF bench: one way through one PDF. `python -m evals.bench_pdf_child WAY PDF FOLDER`.

Libraries and models are loaded first. Then it prints one JSON object: seconds, what came out, and most memory (10^6 bytes).
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.bench_memory import PeakMemory


@dataclass(frozen=True, slots=True, kw_only=True)
class CameOut:
    """texts: every piece of text that came out, in order. numbers: the number of each as a field; None where it has none."""

    texts: tuple[str, ...]
    numbers: tuple[str | None, ...]


Way = Callable[[Path, Path], CameOut]


def main() -> None:
    """Load, run one way, and print."""
    name, pdf, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    way = ways()[name]()
    with PeakMemory(os.getpid()) as peak:
        started = time.perf_counter()
        found = way(pdf, folder)
        seconds = time.perf_counter() - started
    replies.write(json.dumps({"seconds": seconds, "megabytes": peak.megabytes, **asdict(found)}) + "\n")
    replies.flush()


def ways() -> Mapping[str, Callable[[], Way]]:
    """Every way by its short name, in the order of the table. Calling one loads its libraries."""
    return {
        "pypdf": _pypdf,
        "llamaindex-read": _llamaindex_read,
        "soundingboard-read": _soundingboard_read,
        "llamaindex-ingest": _llamaindex_ingest,
        "soundingboard-ingest": _soundingboard_ingest,
    }


def _pypdf() -> Way:
    from pypdf import PdfReader

    return lambda pdf, _folder: _unnumbered([page.extract_text() for page in PdfReader(pdf).pages])


def _llamaindex_read() -> Way:
    from evals.bench_llamaindex import pdf_reader

    read = pdf_reader()
    return lambda pdf, _folder: _unnumbered([page.text for page in read(pdf)])


def _llamaindex_ingest() -> Way:
    from evals.bench_llamaindex import LlamaIndex, pdf_reader
    from evals.bench_material import Material

    nothing = Material(name="", folders=(), sources=(), suite=Path())
    contender = LlamaIndex(nothing, chunk_size=256, chunk_overlap=20)
    contender.load()
    read = pdf_reader()

    def through(pdf: Path, folder: Path) -> CameOut:
        return _unnumbered(contender.ingest_documents(read(pdf), folder))

    return through


def _soundingboard_read() -> Way:
    import pypdf  # noqa: F401  loaded here so that its import is not counted
    import pypdfium2  # noqa: F401

    from ingest.no_manifest import manifest_of
    from ingest.read_document import read_document

    def through(pdf: Path, _folder: Path) -> CameOut:
        return _paragraphs(read_document(pdf, manifest_of([pdf]).entries[0]).paragraphs)

    return through


def _soundingboard_ingest() -> Way:
    from corpus.library import Library
    from evals.bench_material import Material
    from evals.bench_soundingboard import SoundingBoard, data_in
    from ingest.ingest import ingest

    SoundingBoard(Material(name="", folders=(), sources=(), suite=Path())).load()

    def through(pdf: Path, folder: Path) -> CameOut:
        ingest([pdf], data_in(folder), lambda _: None)
        library = Library.open(folder)
        try:
            return _paragraphs(library.every_paragraph())
        finally:
            library.close()

    return through


def _paragraphs(found: Any) -> CameOut:
    return CameOut(
        texts=tuple(it.text for it in found), numbers=tuple(it.number if it.printed else None for it in found)
    )


def _unnumbered(texts: list[str]) -> CameOut:
    return CameOut(texts=tuple(texts), numbers=(None,) * len(texts))


if __name__ == "__main__":
    main()
