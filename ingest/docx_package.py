"""The parts of a DOCX file, checked before they are unpacked; the only file that knows python-docx."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from corpus.errors import FileRefused
from ingest.zip_directory import MOST_MEMBERS, directory_excesses

if TYPE_CHECKING:
    from lxml.etree import _Element

# A real 400-page manual has some 200 members and unpacks to under 100 MB; a prepared file of 143 kB unpacks to 581 MB.
MOST_UNPACKED = 300 * 2**20
MOST_UNPACKED_XML = 64 * 2**20
MOST_RATIO = 100  # of a member over 4 MB; word processors' own XML packs 10 to 30 times
RATIO_FROM = 4 * 2**20
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
NOTE_PARTS = ("footnotes", "endnotes")
MARGINS = frozenset({"header", "footer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The XML of the parts that hold words and their numbering. None where the file has no such part.

    notes: the footnotes' and endnotes' parts. margins: those of headers and footers. comments: how many there are.
    title: what the file's properties say, empty where they do not.
    """

    body: "_Element"
    styles: "_Element | None"
    numbering: "_Element | None"
    notes: tuple["_Element", ...]
    title: str
    margins: tuple["_Element", ...] = ()
    comments: int = 0


def open_package(path: Path) -> Package:
    """Check the zip directory, then open the file.

    Raises FileRefused where it is encrypted, no Word file, damaged, or would unpack to more than is reasonable.
    """
    _check(path)
    try:
        return _opened(path)
    except _damages() as error:
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise FileRefused(
            f"{path.name}: damaged, or no Word document ({reason}). Open it in Word and save it again."
        ) from error


def _check(path: Path) -> None:
    """Refuse what is no zip, is encrypted, or would unpack to too much; nothing is unpacked for this."""
    with path.open("rb") as file:
        if file.read(8) == OLE_MAGIC:
            raise FileRefused(
                f"{path.name}: protected by a password, or in the old .doc format. Save it as DOCX without one."
            )
    for reason in directory_excesses(path):
        raise FileRefused(f"{path.name}: not opened, because {reason}. Check where the file comes from.")
    try:
        with ZipFile(path) as package:
            members = package.infolist()
    except (BadZipFile, LargeZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileRefused(f"{path.name}: expected a Word document, found a damaged or other file ({error}).") from error
    for reason in _excesses(members):
        raise FileRefused(f"{path.name}: not opened, because {reason}. Check where the file comes from.")


def _excesses(members: list[ZipInfo]) -> Iterator[str]:
    if len(members) > MOST_MEMBERS:
        yield f"it holds {len(members)} parts (at most {MOST_MEMBERS})"
    total = sum(member.file_size for member in members)
    if total > MOST_UNPACKED:
        yield f"it unpacks to {total // 2**20} MB (at most {MOST_UNPACKED // 2**20} MB)"
    for member in members:
        if member.flag_bits & 1:
            yield f"{member.filename} is encrypted"
        if member.filename.endswith((".xml", ".rels")) and member.file_size > MOST_UNPACKED_XML:
            yield f"{member.filename} unpacks to {member.file_size // 2**20} MB (at most {MOST_UNPACKED_XML // 2**20} MB)"
        if member.file_size > RATIO_FROM and member.file_size > MOST_RATIO * max(1, member.compress_size):
            yield f"{member.filename} is packed more than {MOST_RATIO} times"


def _damages() -> tuple[type[Exception], ...]:
    """What python-docx and what it stands on raise for a file that breaks the rules."""
    import zlib

    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    zipped = (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)
    return (PythonDocxError, OpcError, LxmlError, *zipped, KeyError, ValueError, AttributeError, TypeError, IndexError)


def _opened(path: Path) -> Package:
    import docx
    from docx.oxml.parser import parse_xml

    document = docx.Document(str(path))
    related = [
        (relation.reltype.rpartition("/")[2], relation.target_part)
        for relation in document.part.rels.values()
        if not relation.is_external
    ]
    parts: dict[str, Any] = dict(related)
    found = {name: parse_xml(parts[name].blob) for name in ("styles", "numbering", *NOTE_PARTS) if name in parts}
    comments = parse_xml(parts["comments"].blob) if "comments" in parts else ()
    return Package(
        body=document.element.body,
        styles=found.get("styles"),
        numbering=found.get("numbering"),
        notes=tuple(found[name] for name in NOTE_PARTS if name in found),
        title=(document.core_properties.title or "").strip(),
        margins=tuple(parse_xml(part.blob) for kind, part in related if kind in MARGINS),
        comments=len(comments),
    )
