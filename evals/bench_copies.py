"""Copies of a folder of documents in which no paragraph is that of another copy: two words are put into each.

Where the words go is decided once a file, by the paragraphs that the project makes of it; which words they are, by the seed.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from corpus.paragraph import Paragraph, words
from ingest.align import aligned
from ingest.manifest import read_manifest
from ingest.read_document import read_document

SEED = 20261121
MANIFEST = "library.toml"
FIELDS = ("file", "id", "title", "publisher", "published", "authority", "nation", "state")
TEXTS = (".txt", ".md")
TENTH = 10
_TOKEN = re.compile(r"\S+")
_PLAIN = re.compile(r"[a-z]{4,10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One text, its manifest fields, and the offsets, rising, at which a word may be put in: two to a paragraph."""

    name: str
    fields: Mapping[str, Any]
    text: str
    places: tuple[int, ...]


def originals(folder: Path) -> tuple[Original, ...]:
    """Every plain text that the manifest of a folder lists."""
    tables = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))["document"]
    fields = {table["file"]: table for table in tables}
    found = []
    for entry in read_manifest(folder).entries:
        if entry.path.suffix not in TEXTS:
            continue
        text = entry.path.read_text(encoding="utf-8")
        places = tuple(sorted(insertions(text, read_document(entry.path, entry).paragraphs)))
        found.append(Original(name=entry.path.name, fields=fields[entry.path.name], text=text, places=places))
    return tuple(found)


def insertions(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """Two offsets in `text` for each paragraph that is found in it: behind two of its inner words, a third in and two thirds in.

    Behind its only word in a paragraph of one; a paragraph of which the text shows no word at all has none.
    """
    tokens = list(_TOKEN.finditer(text))
    read = [paragraph.text.split() for paragraph in paragraphs]
    pairs = aligned([word for of in read for word in of], [token.group() for token in tokens])
    start = 0
    for of in read:
        shown = [pairs[place] for place in range(start, start + len(of)) if place in pairs]
        start += len(of)
        inner = shown[:-1] or shown
        if inner:
            yield from (tokens[inner[len(inner) * third // 3]].end() for third in (1, 2))


def write_copies(
    given: Sequence[Original], count: int, folder: Path, vocabulary: Sequence[str], seed: int = SEED
) -> int:
    """Write `count` altered copies of every text and one manifest; returns how many words they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    tables = []
    for number in range(1, count + 1):
        for one in given:
            text = _altered(one, Random(f"{seed} {number} {one.name}"), vocabulary)
            total += words(text)
            (folder / _name(one, number)).write_text(text, encoding="utf-8")
            tables.append(_table({**one.fields, "file": _name(one, number), "id": f"{one.fields['id']}-c{number:02d}"}))
    (folder / MANIFEST).write_text("\n".join(tables), encoding="utf-8")
    return total


def change_one(one: Original, folder: Path, vocabulary: Sequence[str], seed: int = SEED) -> None:
    """Write the first copy of a text again, with one more word in every tenth paragraph."""
    text = _altered(one, Random(f"{seed} 1 {one.name}"), vocabulary, amended=True)
    (folder / _name(one, 1)).write_text(text, encoding="utf-8")


def vocabulary_of(folder: Path) -> tuple[str, ...]:
    """The different lower-case words of four to ten letters in the Markdown of a folder, sorted."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md")))
    return tuple(sorted({word for text in texts for word in text.split() if _PLAIN.fullmatch(word)}))


def _altered(one: Original, random: Random, vocabulary: Sequence[str], *, amended: bool = False) -> str:
    pieces = []
    start = 0
    for at, place in enumerate(one.places):
        pieces += [one.text[start:place], " ", random.choice(vocabulary)]
        pieces += [" ", "amended"] if amended and at % (2 * TENTH) == 0 else []
        start = place
    return "".join([*pieces, one.text[start:]])


def _name(one: Original, number: int) -> str:
    return f"c{number:02d}-{one.name}"


def _table(fields: Mapping[str, object]) -> str:
    """A table of the manifest. A document of an area stands as one of practice, so that the copies need no areas."""
    kept = {name: fields[name] for name in FIELDS if name in fields}
    if "area" in fields:
        kept["authority"] = "practice"
    return "\n".join(["[[document]]", *(f"{name} = {json.dumps(str(value))}" for name, value in kept.items()), ""])
