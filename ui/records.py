"""Records: the answers that were shown and what people thought of them, in a database file of their own.

An ingest writes the library; a question writes here. So neither ever waits for the other.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, Select, func, insert, select

from assistant.answer import Answer, answer_json
from assistant.outcome import Outcome
from corpus.database import newest_database
from ui.records_cited import CitedInAnswers, cited_in_answers
from ui.records_tables import answers, feedback

FILE = "records.sqlite"
NEWEST = "0001"
MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer of the records with what people said of it: helpful or not, and their comment. All of it is masked."""

    id: str
    answer: dict[str, Any]
    feedback: tuple[tuple[bool, str], ...] = ()

    @property
    def question(self) -> str:
        """What was asked."""
        return str(self.answer["question"])

    @property
    def outcome(self) -> str:
        """How it ended."""
        return str(self.answer["outcome"])

    @property
    def area(self) -> str:
        """The id of the area that it was for; '' for none."""
        return str(self.answer["scope"]["area"] or "")

    @property
    def asked_on(self) -> str:
        """The day, as 2026-03-02."""
        return str(self.answer["asked_at"])[:10]


class Records:
    """Answers by id, masked as they were shown, and feedback about them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, data: Path) -> Self:
        """Open `records.sqlite` in the data folder; make the folder and the tables where they are missing."""
        return cls(newest_database(data / FILE, MIGRATIONS, NEWEST))

    def keep(self, answer: Answer) -> None:
        """Keep an answer. The same id again changes nothing."""
        whole = answer_json(answer)
        row = {
            "id": answer.id,
            "asked_at": whole["asked_at"],
            "outcome": answer.outcome.value,
            "area": answer.scope.area,
            "library": answer.library,
            "answer": whole,
        }
        with self._engine.begin() as connection:
            connection.execute(insert(answers).prefix_with("OR IGNORE"), row)

    def answer(self, answer_id: str) -> dict[str, Any] | None:
        """The answer's JSON as it was shown; None where no answer has this id."""
        with self._engine.connect() as connection:
            found: dict[str, Any] | None = connection.scalar(select(answers.c.answer).where(answers.c.id == answer_id))
        return found

    def cited(self) -> tuple[CitedInAnswers, ...]:
        """Which paragraphs the answers cited, by question and area."""
        with self._engine.connect() as connection:
            return cited_in_answers(connection)

    def add_feedback(self, answer_id: str, *, helpful: bool, comment: str) -> bool:
        """Keep what someone thought of an answer. False, and nothing kept, where no answer has this id.

        `comment` must be masked already; it may be empty.
        """
        row = {
            "answer_id": answer_id,
            "helpful": helpful,
            "comment": comment,
            "given_at": datetime.now(UTC).isoformat(),
        }
        with self._engine.begin() as connection:
            if connection.scalar(select(answers.c.id).where(answers.c.id == answer_id)) is None:
                return False
            connection.execute(insert(feedback), row)
        return True

    def feedback(self, answer_id: str) -> tuple[tuple[bool, str], ...]:
        """What people said of an answer, oldest first: helpful or not, and their comment."""
        chosen = select(feedback.c.helpful, feedback.c.comment).where(feedback.c.answer_id == answer_id)
        with self._engine.connect() as connection:
            return tuple((row.helpful, row.comment) for row in connection.execute(chosen.order_by(feedback.c.key)))

    def ended_as(self, outcome: Outcome, most: int) -> tuple[KeptAnswer, ...]:
        """The newest answers with an outcome, newest first."""
        return self._kept(select(answers.c.id).where(answers.c.outcome == outcome.value), most)

    def judged(self, most: int) -> tuple[KeptAnswer, ...]:
        """The newest answers that somebody said something of, newest first."""
        return self._kept(select(answers.c.id).where(answers.c.id.in_(select(feedback.c.answer_id))), most)

    def kept(self, answer_id: str) -> KeptAnswer | None:
        """An answer with what people said of it; None where no answer has this id."""
        return next(iter(self._kept(select(answers.c.id).where(answers.c.id == answer_id), 1)), None)

    def _kept(self, chosen: Select[tuple[str]], most: int) -> tuple[KeptAnswer, ...]:
        newest = chosen.order_by(answers.c.asked_at.desc()).limit(most)
        with self._engine.connect() as connection:
            found = connection.execute(
                select(answers.c.id, answers.c.answer)
                .where(answers.c.id.in_(newest.scalar_subquery()))
                .order_by(answers.c.asked_at.desc())
            ).all()
        return tuple(KeptAnswer(id=row.id, answer=row.answer, feedback=self.feedback(row.id)) for row in found)

    def count(self) -> int:
        """How many answers are kept."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(answers)) or 0

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
