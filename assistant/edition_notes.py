"""What a reader must know of an edition before working from it."""

from collections.abc import Iterable
from datetime import date

from assistant.wording import Wording
from corpus.document import Document, Edition, EditionState


def edition_notes(
    edition: Edition, documents: Iterable[Document], editions: Iterable[Edition], wording: Wording, on: date
) -> tuple[str, ...]:
    """That it is withdrawn, or superseded and by what, or does not hold yet, or should have been reviewed by a day."""
    match edition.state:
        case EditionState.WITHDRAWN:
            return (wording.edition_note("withdrawn"),)
        case EditionState.SUPERSEDED:
            return (_superseded(edition, documents, editions, wording, on),)
        case EditionState.CURRENT:
            return (*_not_yet(edition, wording, on), *_review(edition, wording, on))


def _superseded(
    edition: Edition, documents: Iterable[Document], editions: Iterable[Edition], wording: Wording, on: date
) -> str:
    by = [it.title for it in documents if it.supersedes == edition.document_id]
    if by:
        return wording.edition_note("superseded_by", title=by[0])
    same = [it for it in editions if it.document_id == edition.document_id and it.state is EditionState.CURRENT]
    if not same:
        return wording.edition_note("superseded")
    if same[-1].effective and same[-1].in_force_from() > on:
        return wording.edition_note("superseded_from", effective=same[-1].effective)
    return wording.edition_note("superseded_by_edition", published=same[-1].published)


def _not_yet(edition: Edition, wording: Wording, on: date) -> tuple[str, ...]:
    later = edition.effective is not None and edition.in_force_from() > on
    return (wording.edition_note("not_yet", effective=edition.effective or ""),) if later else ()


def _review(edition: Edition, wording: Wording, on: date) -> tuple[str, ...]:
    return (wording.edition_note("review_due", due=edition.review_due or ""),) if edition.review_passed(on) else ()
