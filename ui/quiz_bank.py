"""A question bank of a trainer's own, taken in as a set: each question linked to the paragraph whose words answer it."""

from dataclasses import replace

from corpus.errors import QuizError
from evals.quiz_linking import linked
from evals.quiz_read_gift import gift_bank
from evals.quiz_read_moodle import moodle_bank
from evals.quiz_set import QuizSet
from ui.desk import Desk
from ui.wire_quiz import BankFormat

MOST_QUESTIONS = 500
"""Questions of one bank: each is a search of the library, some 10 ms."""
CALLED = "the bank that was sent"


def bank_set(raw: bytes, form: BankFormat, name: str, area: str | None, desk: Desk) -> tuple[QuizSet, tuple[str, ...]]:
    """The set of a bank's questions, each proposed, and a line for each that could not be read or linked.

    Raises UnknownArea, and QuizError where the bank cannot be read, is too long, or gives no item: then with every reason.
    """
    reader = {BankFormat.MOODLE_XML: moodle_bank, BankFormat.GIFT: gift_bank}[form]
    found = reader(raw, CALLED)
    if len(found.questions) > MOST_QUESTIONS:
        raise QuizError(
            f"Expected at most {MOST_QUESTIONS} questions in a bank, found {len(found.questions)}. Send it in parts."
        )
    items, unlinked = linked(found.questions, lambda words, most: desk.board.search(words, area, most), name)
    left_out = (*found.mistakes, *unlinked)
    if not items:
        raise QuizError("Expected questions that can be linked to paragraphs, found none. " + " ".join(left_out))
    library = desk.library()
    pointer = library.pointer()
    areas = {it.id: it.area for it in library.documents()}
    placed = tuple(replace(it, area=areas.get(it.source.document_id)) for it in items)
    return QuizSet(title=name, library=pointer.fingerprint if pointer else "", items=placed), left_out
