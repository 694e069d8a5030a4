"""Backup: everything in a data folder as one file that can tell whether it is whole, made while the folder is written to.

A backup is a zip archive:

    manifest.json    when it was made, of which library, and size and sha256 of every other member
    library.sqlite   and every other database, each as of one moment
    index/gNNNNNN/   the generation that the copied library points at; a published generation never changes
    …                other files of the data folder as they are
"""

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from corpus.errors import LibraryMissing, LibraryUnusable
from corpus.library import FILE as LIBRARY
from corpus.lock import FILE as LOCK
from corpus.snapshot import GENERATIONS
from corpus.storage_fault import of_database

MANIFEST = "manifest.json"
FORMAT = 1
ATTEMPTS = 5
"""Two ingests that end while a generation is copied remove it; then the copy is begun again."""
DATABASE = ".sqlite"
PASSING = ("-wal", "-shm", "-journal", ".new", ".restoring")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFile:
    """One member of a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup says of itself. library: the fingerprint. files: by name within the data folder."""

    format: int
    made_at: str
    library: str
    generation: str
    embedder: str
    files: dict[str, BackupFile]


def backup(data: Path, file: Path) -> Backup:
    """Copy a data folder into one file, replacing it in one step. Writers and readers go on meanwhile.

    Raises LibraryMissing where no ingest was ever finished there, OSError where the file cannot be written.
    """
    if not (data / LIBRARY).is_file():
        raise LibraryMissing(f"Expected a library in {data}, found none. There is nothing to back up.")
    with tempfile.TemporaryDirectory(prefix=f".{file.name}-", dir=file.resolve().parent) as home:
        staged = Path(home) / "data"
        pointer = _staged(data, staged)
        found = Backup(
            format=FORMAT,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            library=pointer[2],
            generation=pointer[0],
            embedder=pointer[1],
            files={_name(path, staged): digest_of(path) for path in files_of(staged)},
        )
        draft = Path(home) / file.name
        with ZipFile(draft, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(found), indent=1))
            for name in found.files:
                archive.write(staged / name, name)
        draft.replace(file)
    return found


def files_of(folder: Path) -> Iterator[Path]:
    """Every file of a folder and below, by name."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def digest_of(path: Path) -> BackupFile:
    """A file's size and sha256."""
    with path.open("rb") as file:
        return BackupFile(size=path.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest())


def copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite database as of one moment, over the one that is there, by SQLite's online backup (sqlite.org/backup.html).

    It waits for a writer to be done. Whoever reads the target sees the old or the new state, never a part.
    Raises LibraryUnusable where the source is damaged or there is no room.
    """
    try:
        with closing(sqlite3.connect(source, timeout=60)) as old, closing(sqlite3.connect(target, timeout=60)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        raise of_database(error, source) or error from error


def _staged(data: Path, staged: Path) -> tuple[str, str, str]:
    """A consistent copy of a data folder, and its pointer: generation, embedder, fingerprint."""
    for _ in range(ATTEMPTS):
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir()
        copy_database(data / LIBRARY, staged / LIBRARY)
        pointer = pointer_in(staged / LIBRARY)
        if pointer is None:
            raise LibraryMissing(f"Expected a finished ingest in {data}, found none. There is nothing to back up.")
        try:
            shutil.copytree(data / GENERATIONS / pointer[0], staged / GENERATIONS / pointer[0])
        except (shutil.Error, FileNotFoundError):
            continue
        _copy_others(data, staged)
        return pointer
    raise LibraryUnusable(
        f"Expected the index of {data} to stay while it is copied, found it replaced {ATTEMPTS} times. "
        "Wait until the ingests are done and run this again."
    )


def pointer_in(database: Path) -> tuple[str, str, str] | None:
    """Generation, embedder and fingerprint that a library's database points at; None before the first ingest is done."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            found: tuple[str, str, str] | None = connection.execute(
                "select generation, embedder, fingerprint from pointer"
            ).fetchone()
    except sqlite3.Error as error:
        raise of_database(error, database) or error from error
    return found


def _copy_others(data: Path, staged: Path) -> None:
    """Databases by the online backup, other files as they are; the lock, the indexes and what is only passing stay behind."""
    for path in files_of(data):
        name = _name(path, data)
        if name in (LOCK, LIBRARY) or name.startswith(f"{GENERATIONS}/") or name.endswith(PASSING):
            continue
        (staged / name).parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(DATABASE):
            copy_database(path, staged / name)
        else:
            shutil.copy2(path, staged / name)


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
