"""Review: what becomes of asked-as lines when someone decides on one, and when the library changes under them."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from corpus.asked_as import AskedAs, AskedAsState, digest_of
from corpus.asked_as_attached import line_vector
from corpus.asked_as_store import FILE, LIVE, AskedAsStore
from corpus.embedder import Embedder
from corpus.errors import UnknownParagraph, WrongUse
from corpus.library import Library
from corpus.paragraph import Paragraph

CHANGED = "its text changed in edition {edition}"
GONE = "edition {edition} has no paragraph of this number"


def accept(line_id: int, by: str, store: AskedAsStore, library: Library, embedder: Embedder) -> AskedAs:
    """Accept a line for the text that its paragraph has now, which the reviewer has read. The next question is searched with it.

    Raises UnknownAskedAs; UnknownParagraph where the paragraph is gone.
    """
    line = store.line(line_id)
    now = library.paragraph(line.paragraph_id)
    pinned = {"edition": now.edition, "digest": digest_of(now.text)}
    vector = line_vector(line.question, embedder)
    return store.accept(line_id, named(by), pinned, vector, embedder.name)


def drop(line_id: int, by: str, store: AskedAsStore) -> AskedAs:
    """Drop a line and erase its words. Raises UnknownAskedAs."""
    return store.drop(line_id, named(by))


def named(by: str) -> str:
    """Who decides, on one line. Raises WrongUse for nobody."""
    said = " ".join(by.split())
    if not said:
        raise WrongUse("Expected the name of whoever decides, found none. Say who you are.")
    return said


def keep_asked_as(data: Path, library: Library, embedder: Embedder) -> Counter[str]:
    """Bring the lines up to a library that has just changed; how many of each document it retires, by the document's id.

    A line whose paragraph reads otherwise now, or is gone, is retired. Accepted lines are embedded again where the encoder is
    another. Nothing happens in a data folder that has no lines.
    """
    if not (data / FILE).is_file():
        return Counter()
    store = AskedAsStore.open(data)
    try:
        reasons = _changed((it for it in store.lines() if it.state in LIVE), library)
        store.retire(reasons)
        known = store.vectors(embedder.name)
        missing = [it for it in store.lines(AskedAsState.ACCEPTED) if it.id not in known]
        if missing:
            store.keep_vectors({it.id: line_vector(it.question, embedder) for it in missing}, embedder.name)
        return Counter(store.line(line).document_id for line in reasons)
    finally:
        store.close()


def paragraph_now(line: AskedAs, library: Library) -> Paragraph | None:
    """The paragraph that stands at a line's address today; None where there is none."""
    try:
        found = library.paragraph(line.paragraph_id)
        return found if found.edition == library.current_edition(found.document_id).edition else None
    except UnknownParagraph:
        return None


def _changed(lines: Iterable[AskedAs], library: Library) -> dict[int, str]:
    reasons = {}
    for line in lines:
        now = paragraph_now(line, library)
        if now is None:
            reasons[line.id] = GONE.format(edition=library.current_edition(line.document_id).edition)
        elif digest_of(now.text) != line.digest:
            reasons[line.id] = CHANGED.format(edition=now.edition)
    return reasons
