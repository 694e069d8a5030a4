"""AskedAsStore: the asked-as lines of an installation with who, when and from where, in a database file of their own.

Accepting a line writes here and nowhere else: no index is rebuilt, and no ingest is waited for. A backup takes the file with it.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import numpy as np
from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, update

from corpus.asked_as import AskedAs, AskedAsSource, AskedAsState, Proposal, folded
from corpus.asked_as_tables import changes, lines, vectors
from corpus.database import newest_database
from corpus.embedder import Vectors
from corpus.errors import UnknownAskedAs, WrongUse

FILE = "asked_as.sqlite"
MIGRATIONS = Path(__file__).parent / "asked_as_migrations"
NEWEST = "0001"
MOST_WAITING = 2_000
"""Proposed lines at once: a reviewer reads no more, and nobody can fill the disk from the chat."""
LIVE = (AskedAsState.PROPOSED, AskedAsState.ACCEPTED)


class AskedAsStore:
    """Every write is one transaction, and moves the number that `changed` gives."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, data: Path) -> Self:
        """The lines of a data folder; an empty file is made where there is none."""
        return cls(newest_database(data / FILE, MIGRATIONS, NEWEST))

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    def changed(self) -> int:
        """A number that is another after every write."""
        with self._engine.connect() as connection:
            return int(connection.exec_driver_sql("select number from changes").scalar() or 0)

    def lines(self, state: AskedAsState | None = None) -> tuple[AskedAs, ...]:
        """Every line, or those of a state, by paragraph and then in the order in which they came."""
        query = select(lines).order_by(lines.c.paragraph_id, lines.c.id)
        if state is not None:
            query = query.where(lines.c.state == state.value)
        with self._engine.connect() as connection:
            return tuple(_line(row) for row in connection.execute(query).mappings())

    def line(self, line_id: int) -> AskedAs:
        """One line. Raises UnknownAskedAs."""
        with self._engine.connect() as connection:
            return _one(connection, line_id)

    def propose(self, proposal: Proposal) -> AskedAs:
        """Keep a question, masked already, for a reviewer. One that the paragraph has already is given back as it is.

        Raises WrongUse where 2,000 wait already.
        """
        with self._engine.begin() as connection:
            there = connection.execute(
                select(lines).where(
                    lines.c.paragraph_id == proposal.paragraph_id, lines.c.state.in_([state.value for state in LIVE])
                )
            ).mappings()
            same = [row for row in there if folded(row["question"]) == folded(proposal.question)]
            if same:
                return _line(same[0])
            _check_room(connection)
            row = {
                "paragraph_id": proposal.paragraph_id,
                "edition": proposal.edition,
                "digest": proposal.digest,
                "question": proposal.question,
                "state": AskedAsState.PROPOSED.value,
                "source": proposal.source.value,
                "origin": proposal.origin,
                "proposed_by": proposal.by,
                "proposed_at": _now(),
                **dict.fromkeys(("decided_by", "decided_at", "retired_at", "reason"), ""),
            }
            key = connection.execute(insert(lines), row).inserted_primary_key
            _moved(connection)
            return _one(connection, int(key[0]) if key else 0)

    def accept(self, line_id: int, by: str, pinned: Mapping[str, str], vector: Vectors, encoder: str) -> AskedAs:
        """Let a line be searched. pinned: the `edition` and `digest` of the paragraph's text that the reviewer saw.

        vector: the question's, shape (d,), made by `encoder`. Raises UnknownAskedAs, also for a line that was dropped.
        """
        values = {**pinned, "state": AskedAsState.ACCEPTED.value, "decided_by": by, "decided_at": _now()}
        with self._engine.begin() as connection:
            _put(connection, line_id, {**values, "retired_at": "", "reason": ""})
            _keep(connection, {line_id: vector}, encoder)
            _moved(connection)
            return _one(connection, line_id)

    def drop(self, line_id: int, by: str) -> AskedAs:
        """Say no to a line: its words are erased, who proposed and who dropped it stays. Raises UnknownAskedAs."""
        values = {"state": AskedAsState.DROPPED.value, "question": "", "decided_by": by, "decided_at": _now()}
        with self._engine.begin() as connection:
            _put(connection, line_id, values)
            connection.execute(delete(vectors).where(vectors.c.line == line_id))
            _moved(connection)
            return _one(connection, line_id)

    def retire(self, reasons: Mapping[int, str]) -> None:
        """Take lines out of the search because their paragraph's text changed; each reason says how."""
        if not reasons:
            return
        with self._engine.begin() as connection:
            for line_id, reason in reasons.items():
                _put(
                    connection,
                    line_id,
                    {"state": AskedAsState.RETIRED.value, "retired_at": _now(), "reason": reason},
                )
            _moved(connection)

    def vectors(self, encoder: str) -> dict[int, Vectors]:
        """The vectors that an encoder made of lines, by line."""
        query = select(vectors.c.line, vectors.c.vector).where(vectors.c.encoder == encoder)
        with self._engine.connect() as connection:
            return {row.line: np.frombuffer(row.vector, np.float32) for row in connection.execute(query)}

    def keep_vectors(self, made: Mapping[int, Vectors], encoder: str) -> None:
        """Keep what an encoder made of lines, in place of what another did."""
        with self._engine.begin() as connection:
            connection.execute(delete(vectors).where(vectors.c.encoder != encoder))
            _keep(connection, made, encoder)
            _moved(connection)


def _keep(connection: Connection, made: Mapping[int, Vectors], encoder: str) -> None:
    for line_id, vector in made.items():
        connection.execute(delete(vectors).where(vectors.c.line == line_id, vectors.c.encoder == encoder))
        row = {"line": line_id, "encoder": encoder, "vector": vector.astype(np.float32).tobytes()}
        connection.execute(insert(vectors), row)


def _put(connection: Connection, line_id: int, values: Mapping[str, str]) -> None:
    there = _one(connection, line_id)
    if there.state is AskedAsState.DROPPED:
        raise UnknownAskedAs(
            f"Expected an asked-as line that is proposed, accepted or retired, found {line_id} dropped by {there.decided_by}. "
            "Its words are gone; propose the question again."
        )
    connection.execute(update(lines).where(lines.c.id == line_id).values(**values))


def _check_room(connection: Connection) -> None:
    waiting = select(func.count()).where(lines.c.state == AskedAsState.PROPOSED.value)
    if (connection.scalar(waiting) or 0) >= MOST_WAITING:
        raise WrongUse(
            f"Expected fewer than {MOST_WAITING:,} proposed asked-as lines, found as many. Accept or drop some of them first."
        )


def _moved(connection: Connection) -> None:
    connection.execute(update(changes).values(number=changes.c.number + 1))


def _one(connection: Connection, line_id: int) -> AskedAs:
    rows: Sequence[RowMapping] = connection.execute(select(lines).where(lines.c.id == line_id)).mappings().all()
    if not rows:
        raise UnknownAskedAs(
            f"Expected the number of an asked-as line, found {line_id}. `soundingboard asked-as list` lists them."
        )
    return _line(rows[0])


def _line(row: RowMapping) -> AskedAs:
    return AskedAs(**{**row, "state": AskedAsState(row["state"]), "source": AskedAsSource(row["source"])})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
