"""RunStore: the runs of a data folder, in the database of known answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from corpus.errors import RunError, UnknownRun
from evals.kept_database import FILE, is_there, kept, stamp
from evals.kept_run import SCHEMA, KeptRun
from evals.kept_tables import runs as table

LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEntry:
    """What a list says of a run. made_at: in UTC. library: its fingerprint."""

    id: str
    made_at: datetime
    suite: str
    library: str
    version: str
    questions: int


class RunStore:
    """Runs by id. A run is written once, whole, and never changed."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def keep(self, run: KeptRun) -> str:
        """Keep a run, and return its id. The same id again changes nothing. It is one short transaction."""
        row = {
            "id": run.id,
            "made_at": stamp(run.made_at),
            "suite": run.suite,
            "library": run.library,
            "version": run.version,
            "questions": len(run.cases),
            "run": run.model_dump_json(),
        }
        with kept(self.data, writing=True) as connection:
            connection.execute(insert(table).on_conflict_do_nothing(), row)
        return run.id

    def entries(self) -> tuple[RunEntry, ...]:
        """What can be said of every run without reading any, newest first."""
        if not is_there(self.data):
            return ()
        columns = [it for it in table.c if it.name != "run"]
        with kept(self.data) as connection:
            rows = connection.execute(select(*columns).order_by(table.c.id.desc())).mappings().all()
        return tuple(RunEntry(**{**row, "made_at": datetime.fromisoformat(row["made_at"])}) for row in rows)

    def ids(self) -> tuple[str, ...]:
        """The ids of all runs, newest first."""
        return tuple(it.id for it in self.entries())

    def runs(self) -> Iterator[KeptRun]:
        """Every run, newest first, one in memory at a time. Raises RunError for one that cannot be read."""
        return (self.find(run_id) for run_id in self.ids())

    def find(self, name: str, *, files: bool = True) -> KeptRun:
        """The run of an id, of the beginning of one, or, with `files`, of a file; `last` is the newest.

        Raises UnknownRun where nothing or more than one run is meant, RunError where it cannot be read.
        """
        if files and Path(name).is_file():
            return read_run(Path(name))
        ids = self.ids()
        meant = (
            ids[:1] if name == LAST else [it for it in ids if it == name] or [it for it in ids if it.startswith(name)]
        )
        if len(meant) == 1:
            with kept(self.data) as connection:
                text = connection.scalar(select(table.c.run).where(table.c.id == meant[0]))
            return _run(text or "", f"{self.data / FILE} ({meant[0]})")
        found = f"{len(meant)} runs that begin so" if meant else "no such run or file"
        raise UnknownRun(
            f"Expected the id or the file of a run, found {found}: {name!r}. "
            f"`soundingboard evals runs` lists those in {self.data}."
        )

    def former(self, run: KeptRun) -> KeptRun | None:
        """The newest other run of the same suite that is not younger; None where there is none."""
        found = self.former_id(run)
        return None if found is None else self.find(found)

    def former_id(self, run: KeptRun) -> str | None:
        """The id of that run, which is not read; None where there is none."""
        if not is_there(self.data):
            return None
        earlier = select(func.max(table.c.id)).where(
            table.c.suite == run.suite, table.c.id != run.id, table.c.made_at <= stamp(run.made_at)
        )
        with kept(self.data) as connection:
            found: str | None = connection.scalar(earlier)
        return found


def read_run(file: Path) -> KeptRun:
    """A run from its file. Raises RunError where it is not there, no run, or of another version of the format."""
    try:
        return _run(file.read_bytes(), str(file))
    except OSError as error:
        raise RunError(f"Expected a run at {file}, could not read it: {error}.") from error


def write_run(run: KeptRun, file: Path) -> None:
    """Write a run as a file, to be sent or compared elsewhere: beside its name first, so that nobody reads a half."""
    draft = file.with_name(f".{file.name}.new")
    draft.write_text(run.model_dump_json(), encoding="utf-8")
    draft.replace(file)


def _run(text: str | bytes, where: str) -> KeptRun:
    try:
        return KeptRun.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the file"
        raise RunError(
            f"Expected a run of format {SCHEMA} in {where}, found {error.error_count()} mistake(s), "
            f"the first in {field}: {first['msg']}. Run the suite again with this version."
        ) from error
