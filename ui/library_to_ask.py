"""The library that an eval asks: the installation's own, or a temporary one made of documents."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.settings import Settings
    from evals.case import Case


@contextmanager
def library_to_ask(settings: "Settings", documents: Sequence[Path]) -> "Iterator[Settings]":
    """The settings to ask with: those given, or those of a temporary library made of `documents`."""
    if not documents:
        yield settings
        return
    from ingest.ingest import ingest

    with tempfile.TemporaryDirectory(prefix="evals-") as data:
        temporary = settings.model_copy(update={"data": Path(data)})
        ingest(documents, temporary, lambda _: None)
        yield temporary


def suites_to_ask(suites: Sequence[Path], settings: "Settings") -> "list[tuple[str, tuple[Case, ...]]]":
    """Suites with their names; what a spreadsheet cites is looked up in the library of `settings`. Raises SuiteError."""
    from corpus.library import Library
    from evals.shelf import Shelf
    from evals.suite import is_sheet, read_suite

    if not any(map(is_sheet, suites)):
        return [(suite.stem, read_suite(suite)) for suite in suites]
    library = Library.open(settings.data)
    try:
        shelf = Shelf.of(library)
        return [(suite.stem, read_suite(suite, shelf)) for suite in suites]
    finally:
        library.close()


def refuse_wrong_lines(suites: Sequence[Path]) -> None:
    """Raise SuiteError for a wrong suite of JSON lines before anything is ingested: it needs no library to be read."""
    from evals.suite import is_sheet, read_suite

    for suite in suites:
        if not is_sheet(suite):
            read_suite(suite)
