"""The manifest: `library.toml` beside the documents says what each of them is (DESIGN section 7)."""

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.area import Area, Contact, Person
from corpus.document import Authority, Document, EditionState, Nation
from corpus.errors import ManifestError
from ingest.criteria import criteria_of
from ingest.entry import Manifest, ManifestEntry
from ingest.kept_file import stem
from ingest.manifest_clash import clashes, with_states
from ingest.manifest_table import ManifestTable
from ingest.read import READERS
from ingest.readable import readable_files
from ingest.services import services_of
from ingest.web_address import is_address

MANIFEST_NAME = "library.toml"


def read_manifest(folder: Path) -> Manifest:
    """Read `library.toml` of a folder.

    Raises ManifestError with every mistake of the manifest and of the files it names, one a line.
    """
    path = folder / MANIFEST_NAME
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ManifestError(f"{path}: cannot be read as TOML: {error}") from error
    mistakes: list[str] = []
    root = ManifestTable(fields=data, place=MANIFEST_NAME, mistakes=mistakes)
    areas = tuple(_area(table, mistakes, n) for n, table in enumerate(root.tables("area"), start=1))
    documents = [_entry(table, folder, areas, mistakes, n) for n, table in enumerate(root.tables("document"), start=1)]
    entries = with_states(documents)
    services = services_of(root, folder, {area.id for area in areas})
    criteria = criteria_of(root, folder, [area.id for area in areas])
    root.finish()
    mistakes += clashes(areas, entries)
    if mistakes:
        raise ManifestError(
            f"{path}: {len(mistakes)} {'mistake' if len(mistakes) == 1 else 'mistakes'}.\n" + "\n".join(mistakes)
        )
    listed = {entry.path.resolve() for entry in entries}
    unlisted = tuple(file for file in readable_files(folder, deep=False) if file.resolve() not in listed)
    return Manifest(areas=areas, services=services, criteria=criteria, entries=entries, unlisted=unlisted)


def digest(value: object) -> str:
    """The sha256 of a value that JSON can hold, independent of the order of its keys."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def _area(fields: Mapping[str, object], mistakes: list[str], n: int) -> Area:
    table = ManifestTable(
        fields=fields, place=f"{MANIFEST_NAME}, area {n} ({fields.get('id', 'no id')})", mistakes=mistakes
    )
    nation = table.word("nation", Nation)
    if nation is None and not table.text("nation"):
        table.mistake("nation", f"expected one of {', '.join(Nation)}; found nothing.")
    area = Area(
        id=table.id("id"),
        name=table.text("name", needed=True),
        nation=nation or Nation.ENGLAND,
        contacts=tuple(_contact(entry, table, k) for k, entry in enumerate(table.tables("contact"), start=1)),
        people=tuple(_person(entry, table, k) for k, entry in enumerate(table.tables("person"), start=1)),
    )
    table.finish()
    return area


def _contact(fields: Mapping[str, object], area: ManifestTable, n: int) -> Contact:
    table = ManifestTable(fields=fields, place=f"{area.place}, contact {n}", mistakes=area.mistakes)
    contact = Contact(
        name=table.text("name", needed=True), phone=table.text("phone", needed=True), when=table.text("when")
    )
    table.finish()
    return contact


def _person(fields: Mapping[str, object], area: ManifestTable, n: int) -> Person:
    table = ManifestTable(fields=fields, place=f"{area.place}, person {n}", mistakes=area.mistakes)
    person = Person(
        role=table.text("role", needed=True),
        name=table.text("name"),
        contact=table.text("contact"),
        about=table.text("about"),
    )
    table.finish()
    return person


def _entry(
    fields: Mapping[str, object], folder: Path, areas: Sequence[Area], mistakes: list[str], n: int
) -> tuple[ManifestEntry, bool]:
    """The entry of one table, and whether it says its state."""
    place = f"{MANIFEST_NAME}, document {n} ({fields.get('id', 'no id')})"
    table = ManifestTable(fields=fields, place=place, mistakes=mistakes)
    published, document = table.day("published"), _document(table, {area.id: area for area in areas})
    path, address = _file(table, folder)
    entry = ManifestEntry(
        path=path,
        document=document,
        edition=published or "undated",
        published=published,
        state=table.word("state", EditionState) or EditionState.CURRENT,
        review_due=table.day("review_due") or None,
        effective=table.day("effective") or None,
        manifest_sha256=digest([dict(fields), document.nation]),
        listed=True,
        address=address,
    )
    table.finish()
    return entry, "state" in fields


def _file(table: ManifestTable, folder: Path) -> tuple[Path, str]:
    """Where the file lies, or the name that it will have and the address that it is fetched from.

    What is withdrawn needs no file any more.
    """
    name, url = table.text("file"), table.text("url")
    if not name and is_address(url):
        return folder / stem(url), url
    path = folder / (name or f"{table.fields.get('id')} {table.fields.get('published')}")
    gone, withdrawn = not path.is_file(), table.fields.get("state") == EditionState.WITHDRAWN
    if not name and not withdrawn:
        table.mistake("file", "expected the name of a file, or a `url` to fetch it from; found neither.")
    if name and gone and not withdrawn:
        table.mistake(
            "file",
            f"there is no file {name!r} in {folder}. Put it back or correct the name; what the library has of it still "
            'answers until state = "withdrawn" stands here.',
        )
    elif name and not gone and path.suffix.lower() not in READERS:
        table.mistake("file", f"expected a file that ends in {', '.join(sorted(READERS))}; found {name!r}.")
    return path, ""


def _document(table: ManifestTable, areas: Mapping[str, Area]) -> Document:
    authority = table.word("authority", Authority)
    if authority is None and not table.text("authority"):
        table.mistake("authority", f"expected one of {', '.join(Authority)}; found nothing.")
    area = table.id("area", needed=False)
    nation = table.word("nation", Nation)
    if authority is Authority.LOCAL and not area:
        table.mistake("area", "a local document needs the id of an [[area]].")
    if authority not in (Authority.LOCAL, None) and area:
        table.mistake("area", f"only a local document has an area; this one is {authority}.")
    if area and area not in areas:
        table.mistake(
            "area", f"expected the id of an [[area]] ({', '.join(areas) or 'there is none'}), found {area!r}."
        )
    if area in areas and nation not in (None, areas[area].nation):
        table.mistake("nation", f"the area {area!r} is in {areas[area].nation}, not in {nation}.")
    return Document(
        id=table.id("id"),
        title=table.text("title", needed=True),
        publisher=table.text("publisher"),
        authority=authority or Authority.PRACTICE,
        nation=areas[area].nation if area in areas else nation,
        area=area or None,
        licence=table.text("licence"),
        source=table.text("source"),
        url=table.text("url"),
        supersedes=table.id("supersedes", needed=False) or None,
    )
