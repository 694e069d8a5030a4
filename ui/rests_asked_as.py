"""Asked-as lines, as pins: those that an ingest retires where it changes their paragraph."""

from typing import TYPE_CHECKING

from corpus.errors import LibraryUnusable

if TYPE_CHECKING:
    from corpus.asked_as import AskedAs
    from corpus.library import Library
    from corpus.settings import Settings
    from evals.pin import Pin


def lines_resting(settings: "Settings", library: "Library | None", unread: list[str]) -> "tuple[Pin, ...]":
    """One pin for each line that is proposed or accepted for the text that its paragraph has in the current edition.

    Why the lines could not be read goes into `unread`. Nothing is made where there never was a line.
    """
    from corpus.asked_as_store import FILE, LIVE, AskedAsStore

    if library is None or not (settings.data / FILE).is_file():
        return ()
    try:
        store = AskedAsStore.open(settings.data)
        try:
            lines = [line for line in store.lines() if line.state in LIVE]
        finally:
            store.close()
    except LibraryUnusable as error:
        unread.append(str(error))
        return ()
    return tuple(pin for line in lines if (pin := _pin(line, library)) is not None)


def _pin(line: "AskedAs", library: "Library") -> "Pin | None":
    from corpus.asked_as import digest_of
    from corpus.asked_as_review import paragraph_now
    from evals.case import MustCite
    from evals.pin import Pin, PinKind

    now = paragraph_now(line, library)
    if now is None or digest_of(now.text) != line.digest:
        return None
    return Pin(
        kind=PinKind.ASKED_AS,
        within=line.state.value,
        id=str(line.id),
        text=line.question,
        cited=MustCite(document=now.document_id, quote=now.text, number=now.number),
        paragraph_id=now.id,
        digest=line.digest,
    )
