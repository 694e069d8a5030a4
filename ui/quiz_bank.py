"""A question bank of a trainer's own, taken in as a set: each question linked to the paragraph whose words answer it."""

from corpus.errors import QuizError
from evals.quiz_linking import linked
from evals.quiz_set import QuizSet
from ui.desk import Desk
from ui.training_import import bank_of, found_in
from ui.wire_quiz import BankFormat

MOST_QUESTIONS = 500
"""Questions of one bank: each is a search of the library, some 10 ms."""
FILES = {BankFormat.MOODLE_XML: "bank.xml", BankFormat.GIFT: "bank.gift"}
"""What a mistake calls the bank that was sent; its ending says how it is read."""


def bank_set(raw: bytes, form: BankFormat, name: str, area: str | None, desk: Desk) -> tuple[QuizSet, tuple[str, ...]]:
    """The set of a bank's questions, each proposed, and a line for each that could not be read or linked.

    Raises UnknownArea, and QuizError where the bank cannot be read, is too long, or gives no item: then with every reason.
    """
    found = bank_of(FILES[form], raw)
    if len(found.questions) > MOST_QUESTIONS:
        raise QuizError(
            f"Expected at most {MOST_QUESTIONS} questions in a bank, found {len(found.questions)}. Send it in parts."
        )
    items, unlinked = linked(found.questions, lambda words, most: found_in(desk, words, most, area), name)
    left_out = (*found.mistakes, *unlinked, *found.findings)
    if not items:
        raise QuizError("Expected questions that can be linked to paragraphs, found none. " + " ".join(left_out))
    pointer = desk.library().pointer()
    return QuizSet(title=name, library=pointer.fingerprint if pointer else "", items=items), left_out
