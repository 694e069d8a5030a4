"""Opening a SQLite database the way this project does: WAL, foreign keys, migrated to the newest revision."""

from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event, inspect, text
from sqlalchemy.pool import ConnectionPoolEntry


def open_database(file: Path) -> Engine:
    """An engine on a SQLite file. Readers never wait for a writer; a writer waits up to 30 s for another."""
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _prepare(connection: object, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    return engine


def migrate(engine: Engine, migrations: Path, newest: str) -> None:
    """Bring the database to revision `newest` with the scripts in `migrations`; nothing happens where it is there already."""
    if revision(engine) == newest:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, newest)


def revision(engine: Engine) -> str | None:
    """The revision that the database is at, None for a new one."""
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as connection:
        return connection.execute(text("select version_num from alembic_version")).scalar()
