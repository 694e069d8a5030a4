"""Zip archives as sources: measured before anything is unpacked, then unpacked into a temporary folder."""

import stat
import tempfile
import tomllib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from corpus.errors import FileRefused
from ingest.entry import Manifest
from ingest.manifest import MANIFEST_NAME
from ingest.no_manifest import Source
from ingest.web_address import is_address
from ingest.zip_directory import MOST_MEMBERS, directory_excesses

SUFFIX = ".zip"
NESTED = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst")
# A folder of an area's documents holds some 100 files and 200 MB; documents pack at most 10 to 30 times.
MOST_UNPACKED = 1024 * 2**20
MOST_RATIO = 100  # of a member over 4 MB
RATIO_FROM = 4 * 2**20
LONGEST_NAME = 240
CHUNK = 2**20
DAMAGES = (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """Where to read instead of what was given. refused: archives that were not opened, with the reason.

    archives: the archive that each unpacked folder comes from.
    """

    paths: tuple[Source, ...]
    refused: tuple[tuple[Path, str], ...]
    archives: Mapping[Path, Path] = field(default_factory=dict)


@contextmanager
def unpacked(paths: Sequence[Source]) -> Iterator[Unpacked]:
    """Each zip archive as a folder that is gone afterwards; every other path as it is, in the order given."""
    with tempfile.TemporaryDirectory(prefix="soundingboard-") as home:
        found: list[Source] = []
        refused: list[tuple[Path, str]] = []
        archives: dict[Path, Path] = {}
        for place, source in enumerate(paths):
            path = _archive(source)
            if path is None:
                found.append(source)
                continue
            try:
                folder = unpack(path, Path(home) / str(place) / path.name)
                found.append(folder)
                archives[folder.resolve()] = path.resolve()
            except FileRefused as error:
                refused.append((path, str(error)))
        yield Unpacked(paths=tuple(found), refused=tuple(refused), archives=archives)


def named(manifest: Manifest, sources: Unpacked) -> Manifest:
    """A manifest in which what was unpacked goes by the archive's name."""
    whole = tuple((folder, str(sources.archives.get(folder, name))) for folder, name in manifest.whole)
    return replace(manifest, whole=whole)


def _archive(source: Source) -> Path | None:
    """The file of a source that is an archive here; None for anything else."""
    path = Path(source) if isinstance(source, str) and not is_address(source) else source
    return path if isinstance(path, Path) and path.suffix.lower() == SUFFIX and path.is_file() else None


def unpack(path: Path, folder: Path) -> Path:
    """Unpack an archive into a new folder; the folder that holds its documents: itself, or the only folder in it.

    Raises FileRefused where it is damaged or encrypted, would unpack to more than is reasonable, holds another archive, a
    link, two files of one name, or a name that leads out of the folder. Hidden files are left out.
    """
    folder.mkdir(parents=True)
    try:
        _refuse(path, directory_excesses(path))
        with ZipFile(path) as archive:
            members = archive.infolist()
            _refuse(path, _excesses(members, path.stat().st_size))
            for member in members:
                if not member.is_dir() and not _hidden(member):
                    _write(archive, member, folder)
        inside = list(folder.iterdir())
        documents = inside[0] if len(inside) == 1 and inside[0].is_dir() else folder
        _refuse(path, _strays(documents / MANIFEST_NAME))
        return documents
    except DAMAGES as error:
        raise FileRefused(
            f"{path.name}: damaged, or no zip archive ({_reason(error)}). Make the archive again."
        ) from error


def _refuse(path: Path, reasons: Iterable[str]) -> None:
    for reason in reasons:
        raise FileRefused(f"{path.name}: not opened, because {reason}. Check where the archive comes from.")


def _strays(manifest: Path) -> Iterator[str]:
    """Files outside the archive that its manifest names. A manifest that is no TOML is left to its own reader."""
    try:
        data = tomllib.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    tables = data.get("document")
    listed = [table.get("file") for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []
    for name in (*listed, data.get("criteria"), data.get("services")):
        if isinstance(name, str) and name and _leads_out(name):
            yield f"its manifest names {name[:80]!r}, which is outside it"


def _excesses(members: Sequence[ZipInfo], size: int) -> Iterator[str]:
    """What the zip directory alone shows to be wrong. `size` is the archive's own."""
    if len(members) > MOST_MEMBERS:
        yield f"it holds {len(members)} files (at most {MOST_MEMBERS})"
    total = sum(member.file_size for member in members)
    if total > MOST_UNPACKED:
        yield f"it unpacks to {total // 2**20} MB (at most {MOST_UNPACKED // 2**20} MB)"
    if sum(member.compress_size for member in members) > size:
        yield "its files overlap"
    names = [member.filename.casefold() for member in members]
    if len(set(names)) < len(names):
        yield "two of its files have one name"
    for member in members:
        yield from _excess(member)


def _excess(member: ZipInfo) -> Iterator[str]:
    name, mode = member.orig_filename, member.external_attr >> 16
    shown = repr(name[:80])
    if _leads_out(name):
        yield f"{shown} is no name of a file inside it"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        yield f"{shown} is a link or a device"
    if member.flag_bits & 1:
        yield f"{shown} is encrypted"
    if member.file_size > RATIO_FROM and member.file_size > MOST_RATIO * max(1, member.compress_size):
        yield f"{shown} is packed more than {MOST_RATIO} times"
    if name.lower().endswith(NESTED):
        yield f"it holds another archive, {shown}; unpack that one first"


def _leads_out(name: str) -> bool:
    """Whether a name is absolute, climbs, belongs to another system, or is longer than file systems take.

    >>> [_leads_out(name) for name in ("area/protocol.pdf", "../x.md", "/etc/x.md", "c:/x.md", "..\\\\x.md")]
    [False, True, True, True, True]
    """
    parts = PurePosixPath(name).parts
    strange = any(sign in name for sign in "\\:") or any(ord(sign) < 32 for sign in name)
    too_long = any(len(part.encode()) > LONGEST_NAME for part in parts) or len(name.encode()) > 4 * LONGEST_NAME
    return not parts or name.startswith("/") or ".." in parts or strange or too_long


def _hidden(member: ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return parts[0] == "__MACOSX" or any(part.startswith(".") for part in parts)


def _write(archive: ZipFile, member: ZipInfo, folder: Path) -> None:
    """Write one file, and no more of it than the directory announces."""
    target = folder / member.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    left = member.file_size
    with archive.open(member) as source, target.open("xb") as file:
        while chunk := source.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise BadZipFile(f"{member.filename!r} is larger than announced")
            file.write(chunk)


def _reason(error: BaseException) -> str:
    return str(error).splitlines()[0][:120] if str(error) else type(error).__name__
