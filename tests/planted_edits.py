"""Sixty edits planted in copies of the demonstration documents, made on the files' text alone: nothing under test is used."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.settings import DEMO_DOCUMENTS

HERE = Path(__file__).parent
EDITS: list[dict[str, Any]] = tomllib.loads((HERE / "data" / "planted_edits.toml").read_text(encoding="utf-8"))["edit"]
FILES = {
    "thornmere-protocol": "thornmere-protocol-2025.md",
    "aldwater-protocol": "aldwater-protocol.md",
    "thornmere-lead-professional": "thornmere-lead-professional.md",
    "thornmere-training": "thornmere-training.md",
    "thornmere-kinship": "source/thornmere-kinship.md",
    "northern-rivers-practice": "source/northern-rivers-practice.md",
    "thornmere-information-sharing": "source/thornmere-information-sharing.md",
}


def planted(folder: Path, published: str, *, edited: bool) -> Path:
    """A folder with a manifest and the seven documents, as they are or with all sixty edits."""
    folder.mkdir()
    entries = ['[[area]]\nid = "thornmere"\nname = "Thornmere"\nnation = "england"\n']
    for document, file in FILES.items():
        text = (DEMO_DOCUMENTS / file).read_text(encoding="utf-8")
        for edit in EDITS if edited else ():
            text = with_edit(text, edit) if edit["in"] == document else text
        (folder / f"{document}.md").write_text(text, encoding="utf-8")
        entries.append(
            f'[[document]]\nfile = "{document}.md"\nid = "{document}"\ntitle = "{document}"\npublisher = "A board"\n'
            f'published = "{published}"\nauthority = "practice"\n'
        )
    (folder / "library.toml").write_text("\n".join(entries), encoding="utf-8")
    return folder


def with_edit(text: str, edit: Mapping[str, Any]) -> str:
    """The text with one edit in it."""
    match edit["do"]:
        case "replace":
            assert text.count(edit["find"]) == 1, edit
            return text.replace(edit["find"], edit["put"])
        case "box":
            return _with_box(text, edit)
        case "delete" | "close":
            blocks = text.split("\n\n")
            del blocks[_at(blocks, edit["number"])]
            if edit["do"] == "close":
                _renumber(blocks, edit["number"], -1)
            return "\n\n".join(blocks)
        case "insert":
            return _with_new(text, edit)
        case "move":
            return _with_move(text, edit)
        case _:
            raise AssertionError(edit)


def _with_new(text: str, edit: Mapping[str, Any]) -> str:
    blocks = text.split("\n\n")
    before, last = _before(edit["number"])
    place = _at(blocks, f"{before}{last - 1}") + 1 if last > 1 else _at(blocks, edit["number"])
    while not re.match(r"#|\d", blocks[place]):
        place += 1
    if edit.get("push"):
        _renumber(blocks, edit["number"], 1)
    blocks.insert(place, f"{edit['number']} {edit['text']}")
    return "\n\n".join(blocks)


def _with_move(text: str, edit: Mapping[str, Any]) -> str:
    blocks = text.split("\n\n")
    words = blocks.pop(_at(blocks, edit["number"])).split(" ", 1)[1]
    down = _before(edit["to"])[1] > _before(edit["number"])[1]
    if down:
        before, last = _before(edit["to"])
        _renumber(blocks, edit["number"], -1, most=last)
        blocks.insert(_at(blocks, f"{before}{last - 1}") + 1, f"{edit['to']} {words}")
    else:
        place = _at(blocks, edit["to"])
        _renumber(blocks, edit["to"], 1, most=_before(edit["number"])[1])
        blocks.insert(place, f"{edit['to']} {words}")
    return "\n\n".join(blocks)


def _with_box(text: str, edit: Mapping[str, Any]) -> str:
    blocks = text.split("\n\n")
    place = next(at for at, block in enumerate(blocks) if block.startswith(edit["find"]))
    box = blocks[place : place + edit["blocks"]]
    del blocks[place : place + edit["blocks"]]
    after = _at(blocks, edit["after"]) + 1
    return "\n\n".join((*blocks[:after], *box, *blocks[after:]))


def _at(blocks: list[str], number: str) -> int:
    (place,) = (at for at, block in enumerate(blocks) if block.startswith(f"{number} "))
    return place


def _before(number: str) -> tuple[str, int]:
    """What stands before the last figure of a number, and that figure."""
    start, _, last = number.rpartition(".")
    return (f"{start}." if start else ""), int(last)


def _renumber(blocks: list[str], first: str, step: int, most: int = 999) -> None:
    """Number the paragraphs from one on, to the end of its section or to `most`, one higher or lower."""
    before, at = _before(first)
    for place, block in enumerate(blocks):
        found = re.match(rf"{re.escape(before)}(\d+) ", block)
        if found and at <= int(found[1]) <= most:
            blocks[place] = f"{before}{int(found[1]) + step}{block[found.end() - 1 :]}"
