"""Opening a SQLite database the way this project does: WAL, foreign keys, migrated to the newest revision."""

import sqlite3
import threading
from pathlib import Path

from sqlalchemy import URL, Engine, ExceptionContext, create_engine, event, inspect, text
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import LibraryNewer
from corpus.storage_fault import of_database

_UPGRADING = threading.Lock()
"""Alembic keeps what it is at in globals: two databases of one process are brought up one after the other."""


def open_database(file: Path) -> Engine:
    """An engine on a SQLite file. Readers never wait for a writer; a writer waits up to 30 s for another.

    A file that is broken, a disk that is full and a folder that may not be written raise LibraryUnusable at their first use.
    """
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _prepare(connection: object, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=NORMAL")
            cursor.execute("PRAGMA foreign_keys=ON")
        except sqlite3.Error as error:
            raise of_database(error, file) or error from error
        finally:
            cursor.close()

    @event.listens_for(engine, "handle_error")
    def _in_words(context: ExceptionContext) -> None:
        fault = of_database(context.original_exception, file)
        if fault is not None:
            raise fault from context.original_exception

    return engine


def newest_database(file: Path, migrations: Path, newest: str) -> Engine:
    """An engine on a SQLite file at revision `newest`; the folder and the file are made where there are none.

    Raises LibraryNewer as `migrate` does, and LibraryUnusable.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = open_database(file)
    migrate(engine, migrations, newest)
    return engine


def migrate(engine: Engine, migrations: Path, newest: str) -> None:
    """Bring the database to revision `newest` with the scripts in `migrations`; nothing happens where it is there already.

    Raises LibraryNewer where it is at a revision that `migrations` does not know.
    """
    found = revision(engine)
    if found == newest:
        return
    if found is not None and not any(migrations.glob(f"versions/{found}_*.py")):
        raise LibraryNewer(
            f"Expected {engine.url.database} at revision {newest} or before, found {found}: a later version of Sounding Board "
            "made it. Run that version; this one changes nothing in it."
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with _UPGRADING, engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, newest)


def revision(engine: Engine) -> str | None:
    """The revision that the database is at, None for a new one."""
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as connection:
        return connection.execute(text("select version_num from alembic_version")).scalar()
