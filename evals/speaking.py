"""Speaking: the paragraphs that a library answers from, by document, and those it would answer from after an ingest."""

from collections.abc import Collection, Iterable
from datetime import date

from corpus.contents import EditionContents
from corpus.document import Document, Edition, EditionState
from corpus.edition_order import edition_order, newest
from corpus.library import Library
from corpus.paragraph import Paragraph


def speaking(
    library: Library | None,
    coming: Iterable[EditionContents] = (),
    *,
    of: Collection[str] | None = None,
    on: date | None = None,
) -> dict[str, tuple[Paragraph, ...]]:
    """The paragraphs of each document's newest current edition, in reading order, by the id of the document.

    A withdrawn document does not speak, nor one that another document supersedes. `coming`: editions that an ingest would put
    in; one with the name of an edition that is there takes its place. An edition that is to hold from a later day counts
    already, unless `on` names the day that is meant. No library: only what is coming. of: only these documents; None: all.
    """
    arriving = {(it.document.id, it.edition.edition): it for it in coming}
    there = library.editions() if library else ()
    kept = [it for it in there if (it.document_id, it.edition) not in arriving]
    by_document: dict[str, list[Edition]] = {}
    for edition in (*kept, *(it.edition for it in arriving.values())):
        if on is not None and edition.in_force_from() > on:
            continue
        by_document.setdefault(edition.document_id, []).append(edition)
    current = {name: newest(editions) for name, editions in by_document.items()}
    if on is None:
        current = {name: it for name, it in current.items() if it.state is EditionState.CURRENT}
    documents = _documents(library, arriving.values())
    silent = {documents[name].supersedes for name in current}
    found = {}
    for name, edition in current.items():
        if name not in silent and (of is None or name in of):
            contents = arriving.get((name, edition.edition))
            found[name] = contents.paragraphs if contents else _paragraphs(library, edition)
    return found


def _documents(library: Library | None, arriving: Iterable[EditionContents]) -> dict[str, Document]:
    """What each document is: as its newest edition says."""
    found = {it.id: it for it in library.documents()} if library else {}
    for contents in sorted(arriving, key=lambda it: edition_order(it.edition)):
        there = [it for it in library.editions(contents.document.id)] if library else []
        if all(edition_order(it) <= edition_order(contents.edition) for it in there):
            found[contents.document.id] = contents.document
    return found


def _paragraphs(library: Library | None, edition: Edition) -> tuple[Paragraph, ...]:
    return library.paragraphs(edition.document_id, edition.edition) if library else ()
