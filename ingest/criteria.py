"""Criteria maps: TOML files beside the documents, each line of which must quote a paragraph that is there."""

import tomllib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.criteria import CriteriaKind, CriteriaLine, CriteriaMap, pinned
from corpus.errors import CriteriaRefused
from corpus.paragraph import Paragraph
from ingest.manifest_table import ManifestTable

Paragraphs = Callable[[str], Sequence[Paragraph]]
"""The paragraphs of a document's newest edition by the document's id; none where there is no such document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCriteria:
    """One criteria file: its map, or why it is refused (then `id` is the map's id as far as it could be read)."""

    file: Path
    id: str
    criteria: CriteriaMap | None = None
    error: str = ""


def read_criteria(files: Sequence[Path], areas: Collection[str], paragraphs: Paragraphs) -> tuple[ReadCriteria, ...]:
    """Every criteria file in order.

    A file is refused whole, with all its mistakes: one line that rests on nothing is one too many.
    """
    read: list[ReadCriteria] = []
    for file in files:
        map_id = file.stem
        try:
            data = _tables(file)
            map_id = str(data.get("id", file.stem))
            criteria = _map(data, file, areas, paragraphs)
            if any(it.id == criteria.id for it in read):
                raise CriteriaRefused(f"{file.name}: expected an id of its own, found {criteria.id!r} a second time.")
            read.append(ReadCriteria(file=file, id=criteria.id, criteria=criteria))
        except CriteriaRefused as refused:
            read.append(ReadCriteria(file=file, id=map_id, error=str(refused)))
    return tuple(read)


def _tables(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CriteriaRefused(f"{file.name}: cannot be read as TOML: {error}") from error


def _map(data: dict[str, object], file: Path, areas: Collection[str], paragraphs: Paragraphs) -> CriteriaMap:
    mistakes: list[str] = []
    table = ManifestTable(fields=data, place=file.name, mistakes=mistakes)
    kind = table.word("kind", CriteriaKind)
    if kind is None and not table.text("kind"):
        table.mistake("kind", f"expected one of {', '.join(CriteriaKind)}; found nothing.")
    area = table.id("area")
    if area and area not in areas:
        table.mistake(
            "area", f"expected the id of an area ({', '.join(sorted(areas)) or 'there is none'}), found {area!r}."
        )
    lines = [_line(fields, table, n) for n, fields in enumerate(table.tables("line"), start=1)]
    criteria = CriteriaMap(
        id=table.id("id"),
        kind=kind or CriteriaKind.REFER,
        area=area,
        title=table.text("title", needed=True),
        reviewed_by=table.text("reviewed_by"),
        lines=tuple(lines),
    )
    table.finish()
    if not lines:
        mistakes.append(f"{file.name}: expected at least one [[line]], found none.")
    mistakes += [f"{file.name}, line {line.id!r}: {said}" for line in lines for said in _unpinned(line, paragraphs)]
    ids = [line.id for line in lines]
    mistakes += [
        f"{file.name}: two lines have the id {it!r}." for it in sorted({it for it in ids if ids.count(it) > 1})
    ]
    if mistakes:
        raise CriteriaRefused("\n".join(mistakes))
    return criteria


def _line(fields: object, above: ManifestTable, n: int) -> CriteriaLine:
    assert isinstance(fields, dict)
    table = ManifestTable(
        fields=fields, place=f"{above.place}, line {n} ({fields.get('id', 'no id')})", mistakes=above.mistakes
    )
    signs = fields.get("signs", [])
    table.read.add("signs")
    if not isinstance(signs, list) or not all(isinstance(it, str) and it.strip() for it in signs):
        table.mistake("signs", f"expected a list of texts, found {signs!r}.")
        signs = []
    line = CriteriaLine(
        id=table.id("id"),
        text=table.text("text", needed=True),
        document=table.id("document"),
        number=table.text("number"),
        quote=table.text("quote", needed=True),
        ask=table.text("ask", needed=True),
        signs=tuple(signs),
    )
    table.finish()
    return line


def _unpinned(line: CriteriaLine, paragraphs: Paragraphs) -> list[str]:
    """What is wrong with a line's place, in words; nothing where the quote stands where it should."""
    if not line.document or not line.quote:
        return []
    there = paragraphs(line.document)
    if not there:
        return [f"expected a document of the library, found {line.document!r}."]
    if pinned(line, there) is not None:
        return []
    at = f"{line.document} {line.number}".strip()
    return [
        f"expected the quote in {at}, found no such words there. Quote the paragraph as it now stands: {line.quote!r}."
    ]
