"""Restore: a data folder from a backup, after every byte of it was checked and its index has found itself."""

import json
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

from corpus.backup import DATABASE, FORMAT, MANIFEST, Backup, BackupFile, copy_database, digest_of, files_of, pointer_in
from corpus.errors import BackupDamaged, WrongUse
from corpus.generation import Generation
from corpus.generation_build import rehouse
from corpus.library import FILE as LIBRARY
from corpus.lock import FILE as LOCK
from corpus.lock import writing
from corpus.snapshot import GENERATIONS
from corpus.storage_fault import of_system
from corpus.vector_place import place_for

STAGING = ".restoring"
CHUNK = 2**20


def restore(file: Path, data: Path, *, force: bool = False, chroma: str = "") -> Backup:
    """Put a backup into a data folder. Nothing in the folder changes before the backup has proved itself.

    `chroma` is the address of the server that is to hold the vectors, empty where the folder does: a backup of either kind
    goes into either. Raises VectorsUnreachable where that server does not answer.
    Raises WrongUse where there is no such file, or the folder is not empty and `force` is not given; BackupDamaged where
    the backup is torn or altered; LibraryDamaged where its index does not find itself; WriterBusy where an ingest is at work.
    """
    if not file.is_file():
        raise WrongUse(f"Expected a backup, found no file {file}.")
    with writing(data):
        for left in data.glob(f"*{STAGING}"):
            shutil.rmtree(left)
        there = sorted(it.name for it in data.iterdir() if it.name != LOCK)
        if there and not force:
            raise WrongUse(
                f"Expected an empty data folder, found {', '.join(there[:5])} in {data}. "
                "Move the folder away, or replace what is in it with --force."
            )
        with tempfile.TemporaryDirectory(suffix=STAGING, dir=data) as folder:
            staged = Path(folder)
            found = _unpacked(file, staged)
            home = data / GENERATIONS
            name = _unused(home) if home.is_dir() and any(home.iterdir()) else found.generation
            rehouse(staged / GENERATIONS / found.generation, place_for(chroma, home, name))
            _probe(staged / GENERATIONS / found.generation)
            _switch(found, name, staged, data)
    return found


def read_backup(archive: ZipFile, name: str) -> Backup:
    """What a backup says of itself. Raises BackupDamaged where it is none, or of a later format."""
    try:
        said = json.loads(archive.read(MANIFEST))
        if said["format"] != FORMAT:
            raise BackupDamaged(f"{name}: expected a backup of format {FORMAT}, found {said['format']!r}.")
        return Backup(**{**said, "files": {key: BackupFile(**one) for key, one in said["files"].items()}})
    except (KeyError, TypeError, ValueError) as error:
        raise BackupDamaged(f"{name}: expected a backup of a library, found another archive. {NEXT}") from error


NEXT = "Take another backup: nothing was changed."


def _unpacked(file: Path, staged: Path) -> Backup:
    """Unpack a backup and compare every byte with its manifest."""
    try:
        with ZipFile(file) as archive:
            found = read_backup(archive, file.name)
            for reason in _mismatches(found, archive):
                raise BackupDamaged(f"{file.name}: the backup is torn or altered: {reason}. {NEXT}")
            for name, one in found.files.items():
                _write(archive, name, one, staged)
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        full = of_system(error) if isinstance(error, OSError) else None
        if full is not None:
            raise full from error
        reason = str(error) or type(error).__name__
        raise BackupDamaged(f"{file.name}: the backup is torn or altered ({reason[:160]}). {NEXT}") from error
    if pointer_in(staged / LIBRARY) != (found.generation, found.embedder, found.library):
        raise BackupDamaged(f"{file.name}: its library is another than its manifest says. {NEXT}")
    return found


def _mismatches(found: Backup, archive: ZipFile) -> Iterator[str]:
    members = [member.filename for member in archive.infolist()]
    if sorted(members) != sorted([MANIFEST, *found.files]):
        yield f"its manifest lists {len(found.files) + 1} files, and it holds {len(members)}"
    for name in (LIBRARY, f"{GENERATIONS}/{found.generation}/meta.json"):
        if name not in found.files:
            yield f"{name} is missing"
    for name in found.files:
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or "\\" in name or name == LOCK or not parts:
            yield f"{name!r} is no file of a data folder"


def _write(archive: ZipFile, name: str, one: BackupFile, staged: Path) -> None:
    target = staged / name
    target.parent.mkdir(parents=True, exist_ok=True)
    left = one.size
    with archive.open(name) as source, target.open("xb") as file:
        while left >= 0 and (chunk := source.read(CHUNK)):
            left -= len(chunk)
            file.write(chunk)
    if digest_of(target) != one:
        raise BackupDamaged(f"{name} in the backup is not as it was saved. {NEXT}")


def _probe(folder: Path) -> None:
    """Raises LibraryDamaged where the generation is not whole or does not find itself."""
    generation = Generation(folder)
    try:
        generation.probe()
    finally:
        generation.close()


def _switch(found: Backup, name: str, staged: Path, data: Path) -> None:
    """The index under a name that was never used here, then the other files, then the library, which makes all of it count.

    Each database is replaced by SQLite itself in one step, so that a server that has it open goes on with the new state.
    The indexes that were there go at the next ingest.
    """
    home = data / GENERATIONS
    home.mkdir(exist_ok=True)
    (staged / GENERATIONS / found.generation).rename(home / name)
    with closing(sqlite3.connect(staged / LIBRARY)) as connection, connection:
        connection.execute("update pointer set generation = ?", (name,))
    for path in files_of(staged):
        inside = path.relative_to(staged)
        if inside.parts[0] == GENERATIONS or inside.name == LIBRARY or inside.name.endswith(("-wal", "-shm")):
            continue
        (data / inside).parent.mkdir(parents=True, exist_ok=True)
        if inside.name.endswith(DATABASE):
            copy_database(path, data / inside)
        else:
            path.replace(data / inside)
    copy_database(staged / LIBRARY, data / LIBRARY)


def _unused(home: Path) -> str:
    """One more than any generation that is there."""
    numbers = [int(path.name[1:]) for path in home.glob("g*") if path.name[1:].isdigit()]
    return f"g{max(numbers, default=0) + 1:06d}"
