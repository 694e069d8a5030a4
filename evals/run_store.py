"""RunStore: the runs of a data folder, each a JSON file in `runs/`, named by its id."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from corpus.errors import RunError
from evals.kept_run import SCHEMA, KeptRun

FOLDER = "runs"
LAST = "last"


class RunStore:
    """Runs by id. A run is written once, whole, and never changed."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER

    def keep(self, run: KeptRun) -> Path:
        """Write a run beside its final name, then move it there: nobody reads a half. Returns its file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / f"{run.id}.json"
        draft = file.with_suffix(".new")
        draft.write_text(run.model_dump_json(), encoding="utf-8")
        return draft.replace(file)

    def files(self) -> tuple[Path, ...]:
        """The files of all runs, oldest first."""
        return tuple(sorted(self.folder.glob("*.json")))

    def runs(self) -> Iterator[KeptRun]:
        """Every run, newest first. Raises RunError for one that cannot be read."""
        return (read_run(file) for file in reversed(self.files()))

    def find(self, name: str) -> KeptRun:
        """The run of a file, of an id or the beginning of one; `last` is the newest.

        Raises RunError where nothing or more than one run is meant, or where it cannot be read.
        """
        if Path(name).is_file():
            return read_run(Path(name))
        files = self.files()
        meant = files[-1:] if name == LAST else [file for file in files if file.stem.startswith(name)]
        if len(meant) == 1:
            return read_run(meant[0])
        found = f"{len(meant)} runs that begin so" if meant else "no such run or file"
        raise RunError(
            f"Expected the id or the file of a run, found {found}: {name!r}. "
            f"`soundingboard evals runs` lists those in {self.folder}."
        )

    def former(self, run: KeptRun) -> KeptRun | None:
        """The newest other run of the same suite that is not younger; None where there is none."""
        earlier = (it for it in self.runs() if it.suite == run.suite and it.id != run.id and it.made_at <= run.made_at)
        return next(earlier, None)


def read_run(file: Path) -> KeptRun:
    """A run from its file. Raises RunError where it is not there, no run, or of another version of the format."""
    try:
        return KeptRun.model_validate_json(file.read_bytes())
    except OSError as error:
        raise RunError(f"Expected a run at {file}, could not read it: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise RunError(
            f"Expected a run of format {SCHEMA} in {file}, found {error.error_count()} mistake(s), "
            f"the first in {where}: {first['msg']}. Run the suite again with this version."
        ) from error
