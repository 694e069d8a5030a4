"""What a database or the disk said, in words that tell what to do: damaged, newer than this program, full, not writable."""

import errno
import sqlite3
from pathlib import Path

from corpus.errors import DataFolderUnusable, LibraryDamaged, LibraryUnusable

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_OURS = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER = {errno.EEXIST, errno.ENOTDIR}
# The first eight bits of SQLite's extended result codes (sqlite.org/rescode.html).
_PRIMARY = 0xFF


def of_database(error: BaseException | None, file: Path) -> LibraryUnusable | None:
    """The error that a database's own error is, None for one that says nothing of the file or the disk.

    >>> of_database(ValueError(), Path("library.sqlite")) is None
    True
    """
    if not isinstance(error, sqlite3.Error):
        return None
    match getattr(error, "sqlite_errorcode", 0) & _PRIMARY:
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return LibraryDamaged(
                f"Expected a database in {file}, found it damaged ({error}). Put the last backup back with "
                "`soundingboard restore FILE --force`, or move the file away and ingest your documents again."
            )
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return no_room(file.parent)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return not_writable(file.parent)
        case _:
            return None


def of_system(error: OSError) -> LibraryUnusable | None:
    """The error that the system's own error is, None for one that says nothing of the disk. Copies of folders raise a list."""
    code, path = error.errno, Path(str(error.filename or "the data folder"))
    if code is None and any(f"[Errno {it}]" in str(error) for it in _NO_ROOM):
        return no_room(path)
    if code in _NO_ROOM:
        return no_room(path)
    if code in _NOT_OURS:
        return not_writable(path)
    if code in _NO_FOLDER:
        return DataFolderUnusable(
            f"Expected a folder at {path}, found a file. Move it away, or name another folder in SOUNDINGBOARD_DATA."
        )
    return None


def no_room(place: Path) -> DataFolderUnusable:
    """That a write found no room."""
    return DataFolderUnusable(
        f"Expected room to write in {place}, found the disk or its quota full. Make room and run this again. "
        "Nothing is lost: the library is as it was before."
    )


def not_writable(place: Path) -> DataFolderUnusable:
    """That a write was not allowed."""
    return DataFolderUnusable(
        f"Expected to be allowed to read and write {place}, found that the system refuses it. "
        "Give this user the right to it, or name another folder in SOUNDINGBOARD_DATA."
    )
