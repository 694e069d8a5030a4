"""Which files of a folder are documents, and which are not."""

from collections.abc import Iterator
from pathlib import Path

from corpus.library import FILE
from ingest.read import READERS

# What editors, browsers and systems leave lying about: half-written files, and pictures and settings of a folder's view.
_PASSING = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".swp", ".bak", ".lnk")
_SYSTEM = ("thumbs.db", "desktop.ini")
_HIDDEN = (".", "~$")


def readable_files(folder: Path, *, deep: bool = True) -> tuple[Path, ...]:
    """The files of a folder that some reader reads, by name; hidden ones are left out, sub-folders too unless `deep`."""
    found = _files(folder) if deep else (path for path in folder.iterdir() if path.is_file())
    return tuple(sorted(it for it in found if it.suffix.lower() in READERS and not _hidden(it, folder)))


def other_files(folder: Path) -> tuple[Path, ...]:
    """The files of a folder and below that no reader reads, by name, without hidden and passing ones."""
    passing = (it for it in _files(folder) if it.suffix.lower() not in (*READERS, *_PASSING))
    return tuple(sorted(it for it in passing if it.name.lower() not in _SYSTEM and not _hidden(it, folder)))


def every_file(folder: Path) -> tuple[Path, ...]:
    """The files of a folder and below that are not hidden, by name: documents and whatever stands beside them."""
    return tuple(sorted(it for it in _files(folder) if not _hidden(it, folder)))


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(_HIDDEN) for part in path.relative_to(folder).parts)


def _files(folder: Path) -> Iterator[Path]:
    """Every file of a folder and below, except in a data folder of ours that lies inside."""
    ours = [it.parent for it in folder.rglob(FILE)]
    return (it for it in folder.rglob("*") if it.is_file() and not any(it.is_relative_to(data) for data in ours))
