"""Training import: a trainer's own bank, read and linked to the paragraphs that answer it."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath

from assistant.board import SearchHit
from corpus.errors import QuizError
from evals.quiz_imported import Bank, Imported
from evals.quiz_linking import linked
from evals.quiz_read_gift import read_gift
from evals.quiz_read_moodle import read_moodle
from evals.quiz_set import QuizSet
from ui.desk import Desk
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
        def search(words: str, most: int) -> Sequence[SearchHit]:
            return found_in(room.desk, words, most, area)

        items, unlinked = linked(_watched(bank, work), search, name, guess=True)
        notes = (*bank.mistakes, *unlinked)
        if not items:
            return Outcome(said="none_linked", quiz=name, notes=notes, failed=True)
        if room.shelf.has(name):
            raise QuizError(f"Expected a name that no set has yet, found “{name}”. Choose another.")
        pointer = room.desk.library().pointer()
        room.shelf.put(name, QuizSet(title=name, library=pointer.fingerprint if pointer else "", items=items))
        return Outcome(said="imported", quiz=name, count=len(items), notes=notes)

    return bring


def found_in(desk: Desk, words: str, most: int, area: str | None = None) -> tuple[SearchHit, ...]:
    """The nearest paragraphs to some words, each once, the nearest first: of an area, else of every document in the library."""
    areas = (area,) if area else tuple(it.id for it in desk.library().areas()) or (None,)
    best: dict[str, SearchHit] = {}
    for hit in (hit for it in areas for hit in desk.board.search(words, it, most)):
        if hit.paragraph.id not in best or hit.score > best[hit.paragraph.id].score:
            best[hit.paragraph.id] = hit
    return tuple(sorted(best.values(), key=lambda it: -it.score)[:most])


def _watched(bank: Bank, work: Work) -> Iterator[Imported]:
    """The questions of a bank, each noted as it is begun."""
    for at, question in enumerate(bank.questions, start=1):
        work.report(LINKING, at, len(bank.questions))
        yield question
