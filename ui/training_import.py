"""Training import: a trainer's own bank, read and linked to the paragraphs that answer it."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath

from assistant.board import SearchHit
from corpus.errors import QuizError
from corpus.library import Library
from evals.quiz_imported import Bank
from evals.quiz_linking import linked
from evals.quiz_read_gift import read_gift
from evals.quiz_read_moodle import read_moodle
from evals.quiz_set import QuizSet
from ui.training_room import TrainingRoom
from ui.training_work import Outcome, Work

READERS = {".xml": read_moodle, ".gift": read_gift, ".txt": read_gift}
LINKING = "Linking questions"


def bank_of(file_name: str, contents: bytes) -> Bank:
    """The bank in a file that was sent. Raises QuizError, in which the file has the name that its owner gave it."""
    ending = PurePath(file_name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"bank{ending}"
        path.write_bytes(contents)
        try:
            return READERS[ending](path)
        except QuizError as error:
            raise QuizError(str(error).replace(str(path), PurePath(file_name).name)) from error


def importing(name: str, bank: Bank, area: str | None, room: TrainingRoom) -> Callable[[Work], Outcome]:
    """The work that links a bank and keeps it as a set of this name. area: whose documents are searched; None: everybody's."""

    def bring(work: Work) -> Outcome:
        done = 0
        areas = (area,) if area else every_area(room.desk.library())

        def search(words: str, most: int) -> Sequence[SearchHit]:
            nonlocal done
            done += 1
            work.report(LINKING, done, len(bank.questions))
            return nearest([room.desk.board.search(words, it, most) for it in areas], most)

        items, unlinked = linked(bank.questions, search, name)
        notes = (*bank.mistakes, *unlinked)
        if not items:
            return Outcome(said="none_linked", quiz=name, notes=notes, failed=True)
        if room.shelf.has(name):
            raise QuizError(f"Expected a name that no set has yet, found “{name}”. Choose another.")
        pointer = room.desk.library().pointer()
        room.shelf.put(name, QuizSet(title=name, library=pointer.fingerprint if pointer else "", items=items))
        return Outcome(said="imported", quiz=name, count=len(items), notes=notes)

    return bring


def every_area(library: Library) -> tuple[str | None, ...]:
    """The scopes that together hold every document: each area's, or the one without an area where there is none."""
    return tuple(it.id for it in library.areas()) or (None,)


def nearest(found: Sequence[Sequence[SearchHit]], most: int) -> tuple[SearchHit, ...]:
    """The nearest paragraphs of several searches, each once, the nearest first."""
    best: dict[str, SearchHit] = {}
    for hit in (it for some in found for it in some):
        if hit.paragraph.id not in best or hit.score > best[hit.paragraph.id].score:
            best[hit.paragraph.id] = hit
    return tuple(sorted(best.values(), key=lambda it: -it.score)[:most])
