"""The database of known answers: runs and quiz sets, in a file of its own.

An ingest writes the library, an answer the records; what is kept here makes neither of them wait (docs/decisions/0019).
Each use opens the file and lets it go, so that a backup put back is seen at once.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from corpus.database import migrate, open_database

FILE = "evals.sqlite"
NEWEST = "0001"
MIGRATIONS = Path(__file__).parent / "migrations"
FILES_BEFORE = "runs"
"""The folder in which runs were kept as files before there was a database."""


def is_there(data: Path) -> bool:
    """Whether anything was ever kept in a data folder. Looking makes no file."""
    return (data / FILE).is_file() or any((data / FILES_BEFORE).glob("*.json"))


@contextmanager
def kept(data: Path, *, writing: bool = False) -> Iterator[Connection]:
    """A connection to `evals.sqlite` of a data folder, which is made and brought up to date where it must be.

    Reading sees one state throughout. Writing is one transaction that begins at once, so that what it reads first stays true; a
    second writer waits up to 30 s. Raises LibraryUnusable where the file is broken or cannot be written.
    """
    if not (data / FILE).exists():
        _make(data)
    engine = open_database(data / FILE)
    try:
        migrate(engine, MIGRATIONS, NEWEST)
        with engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
            yield connection
    finally:
        engine.dispose()


def _make(data: Path) -> None:
    """Make the file under another name and link it into place: of several processes that are the first, one makes it."""
    data.mkdir(parents=True, exist_ok=True)
    draft = data / f".{FILE}-{secrets.token_hex(4)}.new"
    try:
        engine = open_database(draft)
        try:
            migrate(engine, MIGRATIONS, NEWEST)
        finally:
            engine.dispose()
        with suppress(FileExistsError):
            (data / FILE).hardlink_to(draft)
    finally:
        draft.unlink(missing_ok=True)


def now() -> str:
    """This moment in UTC with microseconds: as text it sorts as time."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment as it is kept.

    >>> stamp(datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
    '2026-03-02T09:30:00.000000+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
