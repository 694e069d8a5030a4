"""watch: a folder whose documents are read again whenever they change."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from corpus.errors import ManifestError, WriterBusy
from corpus.settings import Settings
from ingest.ingest import ingest
from ingest.manifest import MANIFEST_NAME
from ingest.read import READERS
from ingest.report import IngestReport

QUIET_MS = 1_000
_BESIDE = (".toml", ".csv")

Tell = Callable[[IngestReport | ManifestError | WriterBusy], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """How a folder is watched.

    quiet_ms: how long nothing must have changed before documents are read, so that none is read while it is being copied.
    poll: look at every file again and again, for folders whose system sends no notice of changes (network shares).
    """

    quiet_ms: int = QUIET_MS
    poll: bool = False


def watch(folder: Path, settings: Settings, tell: Tell, stop: Event, how: Watching | None = None) -> None:
    """Read a folder now, then again after each change, until `stop` is set or the process is interrupted.

    Reports each reading through `tell`. Where another writer is at work, or the manifest is wrong, that is told once, and
    the folder is read after the writer is done or the manifest has changed. A file that is taken away stays in the library.
    Raises ManifestError where there is no such folder, and whatever ingest raises beside the two.
    """
    import watchfiles

    how = how or Watching()
    if not folder.is_dir():
        raise ManifestError(f"{folder}: expected a folder to watch; there is none.")
    round_ = _Round(folder=folder, settings=settings, tell=tell)
    due = True
    for changes in watchfiles.watch(
        folder,
        watch_filter=lambda _change, path: concerns(Path(path), folder, settings.data),
        stop_event=stop,
        rust_timeout=how.quiet_ms,
        yield_on_timeout=True,
        force_polling=how.poll or None,
    ):
        if changes:
            due = True
            round_.told = None
        elif due:
            due = not round_.read()


def concerns(path: Path, folder: Path, data: Path) -> bool:
    """Whether a change of this path can change the library: a document or what stands beside it, not hidden, not our own.

    >>> concerns(Path("/docs/a.PDF"), Path("/docs"), Path("/data"))
    True
    >>> concerns(Path("/docs/.a.pdf.part"), Path("/docs"), Path("/data"))
    False
    """
    if path.is_relative_to(data.absolute()) or path.suffix.lower() not in (*READERS, *_BESIDE):
        return False
    here = path.relative_to(folder.absolute()) if path.is_relative_to(folder.absolute()) else path
    return path.name == MANIFEST_NAME or not any(part.startswith((".", "~$")) for part in here.parts)


@dataclass(slots=True, kw_only=True)
class _Round:
    """One reading of the folder, and what was told of why it could not be."""

    folder: Path
    settings: Settings
    tell: Tell
    told: str | None = None

    def read(self) -> bool:
        """Read the folder; whether that is done, rather than to be tried again after the next quiet moment."""
        try:
            report = ingest([self.folder], self.settings, lambda _progress: None)
        except WriterBusy as error:
            self._once("busy", error)
            return False
        except ManifestError as error:
            self._once(str(error), error)
            return True
        self.told = None
        self.tell(report)
        return True

    def _once(self, what: str, error: ManifestError | WriterBusy) -> None:
        if self.told != what:
            self.tell(error)
        self.told = what
