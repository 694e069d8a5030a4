"""Criteria maps: the files beside a manifest that say what a protocol asks for. What is wrong in them is said with the rest."""

import tomllib
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

from ingest.manifest_table import ManifestTable


class CriteriaKind(StrEnum):
    """What a criteria map is about (DESIGN section 3)."""

    REFER = "refer"
    LEAD = "lead"
    SHARE = "share"


def criteria_of(root: ManifestTable, folder: Path, areas: Collection[str]) -> tuple[Path, ...]:
    """The criteria files: those of the folder that `criteria` names, else of a folder of that name.

    Every mistake is noted in `root.mistakes`; nothing is raised. Fields that are not named here are left alone.
    """
    named = root.fields.get("criteria")
    root.read.add("criteria")
    if named is not None and (not isinstance(named, str) or not (folder / named).is_dir()):
        root.mistake("criteria", f"expected the name of a folder, found {named!r}.")
        return ()
    files = tuple(sorted((folder / (named or "criteria")).glob("*.toml")))
    for file in files:
        _check(file, root.mistakes, areas)
    return files


def _check(file: Path, mistakes: list[str], areas: Collection[str]) -> None:
    place = f"{file.parent.name}/{file.name}"
    try:
        fields = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        mistakes.append(f"{place}: cannot be read as TOML: {error}")
        return
    table = ManifestTable(fields=fields, place=place, mistakes=mistakes)
    for name in ("id", "title"):
        table.text(name, needed=True)
    if table.word("kind", CriteriaKind) is None and not table.text("kind"):
        table.mistake("kind", f"expected one of {', '.join(CriteriaKind)}; found nothing.")
    area = table.text("area", needed=True)
    if area and area not in areas:
        table.mistake(
            "area", f"expected the id of an [[area]] ({', '.join(areas) or 'there is none'}), found {area!r}."
        )
    for n, each in enumerate(table.tables("line"), start=1):
        line = ManifestTable(fields=each, place=f"{place}, line {n} ({each.get('id', 'no id')})", mistakes=mistakes)
        for name in ("id", "text", "document", "quote"):
            line.text(name, needed=True)
