"""What the asked-as desk does: it shows lines, decides on one, and takes what the chat proposes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from assistant.asked_as import proposal
from corpus.asked_as import AskedAs, AskedAsSource, digest_of
from corpus.asked_as_review import accept, drop, named, paragraph_now
from corpus.asked_as_store import AskedAsStore
from corpus.errors import UnknownParagraph, WrongUse
from ui.asked_as_page import asked_as_page
from ui.desk import Desk
from ui.problems import Problem
from ui.wording import wording


def answered_by(answer_id: str, paragraph_id: str, desk: Desk) -> AskedAs:
    """Propose a kept answer's question for one of the paragraphs that it cited. Nothing that the caller wrote is kept.

    Raises Problem where no such answer was kept, UnknownParagraph where it did not cite the paragraph, or only another edition.
    """
    kept = desk.records().answer(answer_id)
    if kept is None:
        raise Problem("no_such_answer")
    cited = next((it for it in kept["citations"] if it["paragraph_id"] == paragraph_id), None)
    if cited is None:
        raise UnknownParagraph(f"Expected a paragraph that this answer cited, found {paragraph_id!r}.")
    paragraph = desk.library().paragraph(paragraph_id, cited["edition"])
    with desk.board.shelf.snapshot() as snapshot, _store(desk) as store:
        return store.propose(
            proposal(kept["question"], paragraph, snapshot.names, AskedAsSource.CHAT, f"answer {answer_id}", "")
        )


def page_now(desk: Desk, done: str = "") -> str:
    """The desk's page. Raises LibraryMissing."""
    with _store(desk) as store:
        return asked_as_page(store.lines(), desk.library(), done)


def decide(desk: Desk, fields: Mapping[str, str]) -> str | None:
    """Do what a form asks; the page afterwards, None where its paragraph is not the one that was shown.

    Raises UnknownAskedAs, UnknownParagraph, WrongUse.
    """
    words = wording("asked_as")
    if fields["step"] == "propose":
        return put_forward(desk, fields)
    if not fields["line"].isdigit() or fields["step"] not in ("accept", "drop"):
        raise WrongUse("Expected the number of a line and whether to accept or drop it, found a form without them.")
    library, line_id = desk.library(), int(fields["line"])
    with _store(desk) as store:
        if fields["step"] == "drop":
            drop(line_id, fields["by"], store)
            return asked_as_page(store.lines(), library, words["dropped"])
        now = paragraph_now(store.line(line_id), library)
        if now is None or digest_of(now.text) != fields["seen"]:
            return None
        accept(line_id, fields["by"], store, library, desk.board.embedder())
        return asked_as_page(store.lines(), library, words["accepted"])


def put_forward(desk: Desk, fields: Mapping[str, str]) -> str:
    """Propose a question that someone wrote at the desk; the page afterwards. Raises UnknownParagraph, WrongUse."""
    library = desk.library()
    paragraph = library.paragraph(fields["paragraph"])
    with desk.board.shelf.snapshot() as snapshot, _store(desk) as store:
        by, names = named(fields["by"]), snapshot.names
        store.propose(proposal(fields["question"], paragraph, names, AskedAsSource.OWNER, "", by))
        return asked_as_page(store.lines(), library, wording("asked_as")["put_forward"])


@contextmanager
def _store(desk: Desk) -> Iterator[AskedAsStore]:
    desk.library()
    store = AskedAsStore.open(desk.settings.data)
    try:
        yield store
    finally:
        store.close()
