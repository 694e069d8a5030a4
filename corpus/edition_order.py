"""In what order editions follow each other, and which of them is the newest."""

from collections.abc import Iterable

from corpus.document import Edition, EditionState


def edition_order(edition: Edition) -> tuple[str, object, int]:
    """By document, then by published date, then by the `.2`, `.3` of a file that changed under one date."""
    suffix = edition.edition.removeprefix(edition.published).removeprefix(".")
    return edition.document_id, edition.published_on(), int(suffix) if suffix.isdigit() else 1


def newest(editions: Iterable[Edition]) -> Edition:
    """The newest that is current, else the newest of all. `editions` must not be empty."""
    ordered = sorted(editions, key=edition_order)
    current = [edition for edition in ordered if edition.state is EditionState.CURRENT]
    return (current or ordered)[-1]
