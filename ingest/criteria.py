"""Criteria maps: TOML files beside a manifest, each line of which must quote a paragraph that is there.

What is wrong in a file is said with the mistakes of the manifest; a quote that is not found refuses the map alone, at ingest.
"""

import tomllib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.criteria import CriteriaKind, CriteriaLine, CriteriaMap, pinned
from corpus.paragraph import Paragraph
from ingest.manifest_table import ManifestTable

Paragraphs = Callable[[str], Sequence[Paragraph]]
"""The paragraphs of a document's newest edition by the document's id; none where there is no such document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaFile:
    """One file and its map. `error`: which lines quote what is not there, empty where all stand on a paragraph."""

    file: Path
    criteria: CriteriaMap
    error: str = ""


def criteria_of(root: ManifestTable, folder: Path, areas: Collection[str]) -> tuple[CriteriaFile, ...]:
    """The criteria maps: the files of the folder that `criteria` names, else of a folder of that name.

    Every mistake is noted in `root.mistakes`; nothing is raised, and a file that is no TOML is left out.
    """
    named = root.fields.get("criteria")
    root.read.add("criteria")
    if named is not None and (not isinstance(named, str) or not (folder / named).is_dir()):
        root.mistake("criteria", f"expected the name of a folder, found {named!r}.")
        return ()
    read = [_read(file, root, areas) for file in sorted((folder / (named or "criteria")).glob("*.toml"))]
    found = tuple(it for it in read if it is not None)
    ids = [it.criteria.id for it in found]
    root.mistakes += [
        f"two criteria maps have the id {it!r}." for it in sorted({it for it in ids if ids.count(it) > 1})
    ]
    return found


def proved(files: Sequence[CriteriaFile], paragraphs: Paragraphs) -> tuple[CriteriaFile, ...]:
    """The same files, those with an error of which a line rests on nothing: one such line is one too many for a whole map."""
    return tuple(
        CriteriaFile(file=it.file, criteria=it.criteria, error="\n".join(_unpinned(it, paragraphs))) for it in files
    )


def _read(file: Path, root: ManifestTable, areas: Collection[str]) -> CriteriaFile | None:
    place = f"{file.parent.name}/{file.name}"
    try:
        fields = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        root.mistakes.append(f"{place}: cannot be read as TOML: {error}")
        return None
    table = ManifestTable(fields=fields, place=place, mistakes=root.mistakes)
    kind = table.word("kind", CriteriaKind)
    if kind is None and not table.text("kind"):
        table.mistake("kind", f"expected one of {', '.join(CriteriaKind)}; found nothing.")
    area = table.text("area", needed=True)
    if area and area not in areas:
        table.mistake(
            "area", f"expected the id of an [[area]] ({', '.join(areas) or 'there is none'}), found {area!r}."
        )
    lines = tuple(_line(each, table, n) for n, each in enumerate(table.tables("line"), start=1))
    ids = [line.id for line in lines]
    for twice in sorted({it for it in ids if ids.count(it) > 1}):
        table.mistake("line", f"two lines have the id {twice!r}.")
    criteria = CriteriaMap(
        id=table.id("id"),
        kind=kind or CriteriaKind.REFER,
        area=area,
        title=table.text("title", needed=True),
        reviewed_by=table.text("reviewed_by"),
        lines=lines,
        advice=_advice(table),
    )
    table.finish()
    return CriteriaFile(file=file, criteria=criteria)


def _advice(above: ManifestTable) -> CriteriaLine | None:
    """The table `[advice]`: document, number and quote of what the area says of asking for advice."""
    fields = above.fields.get("advice")
    above.read.add("advice")
    if fields is None:
        return None
    if not isinstance(fields, dict):
        above.mistake("advice", f"expected a table with document, number and quote, found {fields!r}.")
        return None
    table = ManifestTable(fields=fields, place=f"{above.place}, advice", mistakes=above.mistakes)
    advice = CriteriaLine(
        id="advice",
        text="",
        document=table.text("document", needed=True),
        number=table.text("number"),
        quote=table.text("quote", needed=True),
        ask="",
    )
    table.finish()
    return advice


def _line(fields: object, above: ManifestTable, n: int) -> CriteriaLine:
    assert isinstance(fields, dict)
    place = f"{above.place}, line {n} ({fields.get('id', 'no id')})"
    table = ManifestTable(fields=fields, place=place, mistakes=above.mistakes)
    line = CriteriaLine(
        id=table.id("id"),
        text=table.text("text", needed=True),
        document=table.text("document", needed=True),
        number=table.text("number"),
        quote=table.text("quote", needed=True),
        ask=table.text("ask"),
        signs=_phrases(table, "signs"),
        denials=_phrases(table, "denials"),
        yes=_yes(table),
    )
    table.finish()
    return line


def _yes(table: ManifestTable) -> str:
    value = table.text("yes")
    if value not in ("", "said", "contradicted"):
        table.mistake("yes", f"expected said or contradicted, or nothing; found {value!r}.")
    return value


def _phrases(table: ManifestTable, name: str) -> tuple[str, ...]:
    value = table.fields.get(name, [])
    table.read.add(name)
    if not isinstance(value, list) or not all(isinstance(it, str) and it.strip() for it in value):
        table.mistake(name, f"expected a list of texts, found {value!r}.")
        return ()
    return tuple(value)


def _unpinned(file: CriteriaFile, paragraphs: Paragraphs) -> list[str]:
    """What is wrong with the places of a map's lines, in words."""
    mistakes: list[str] = []
    for line in file.criteria.pins():
        there = paragraphs(line.document)
        said = f"{file.file.name}, line {line.id!r}: expected"
        if not there:
            mistakes.append(f"{said} a document of the library, found {line.document!r}.")
        elif pinned(line, there) is None:
            at = f"{line.document} {line.number}".strip()
            mistakes.append(
                f"{said} its quote in {at}, found other words there. Quote it as it now stands: {line.quote!r}."
            )
    return mistakes
