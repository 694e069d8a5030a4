"""Records: the answers that were shown and what people thought of them, in a database file of their own.

An ingest writes the library; a question writes here. So neither ever waits for the other.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, func, insert, select

from assistant.answer import Answer, answer_json
from corpus.database import migrate, open_database
from ui.records_cited import CitedInAnswers, cited_in_answers
from ui.records_tables import answers, feedback

FILE = "records.sqlite"
NEWEST = "0001"
MIGRATIONS = Path(__file__).parent / "migrations"


class Records:
    """Answers by id, masked as they were shown, and feedback about them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, data: Path) -> Self:
        """Open `records.sqlite` in the data folder; make the folder and the tables where they are missing."""
        data.mkdir(parents=True, exist_ok=True)
        engine = open_database(data / FILE)
        migrate(engine, MIGRATIONS, NEWEST)
        return cls(engine)

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

    def count(self) -> int:
        """How many answers are kept."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(answers)) or 0

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
