"""Build: what every item is put together with: where it is from, its quote, its wording, its id."""

import hashlib
import random
import re
from collections.abc import Sequence
from dataclasses import replace

from evals.quiz_ground import Ground, Line
from evals.quiz_item import Choice, Difficulty, Item, ItemKind, Source

_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*|[A-Z]\d*)[.)]?\s+(?=\S)")


def where(line: Line, ground: Ground) -> str:
    """The document and the heading that a sentence stands under."""
    title = ground.documents[line.paragraph.document_id].title
    headings = [_NUMBERED.sub("", it) for it in line.paragraph.headings]
    wording = ground.rules.wording
    if not headings or headings[-1] == title:
        return wording["where_bare"].format(title=title)
    return wording["where"].format(title=title, heading=headings[-1])


def seeded(*parts: object) -> random.Random:
    """An order that is the same every time for the same parts."""
    return random.Random("|".join(map(str, parts)))


def worded(name: str, line: Line, ground: Ground, text: str = "") -> str:
    """A stem by its name in the wording."""
    return ground.rules.wording[name].format(where=where(line, ground), text=text)


def told(source: Source, line: Line, ground: Ground) -> str:
    """The feedback of an item: its paragraph's label, title, edition and quote."""
    label = line.paragraph.label
    return ground.rules.wording["told"].format(
        label=label[:1].upper() + label[1:], title=source.title, edition=source.edition, quote=source.quote
    )


def choices(right: Sequence[str], wrong: Sequence[str], line: Line, ground: Ground) -> tuple[Choice, ...]:
    """Right and wrong choices with their feedback, in an order that tells nothing."""
    source, wording = ground.source(line), ground.rules.wording
    label = line.paragraph.label[:1].upper() + line.paragraph.label[1:]
    made = [
        Choice(
            text=text,
            right=text in right,
            feedback=wording["right" if text in right else "wrong"].format(label=label, quote=source.quote),
            source=source,
        )
        for text in (*right, *wrong)
    ]
    seeded(line.paragraph.id, *right).shuffle(made)
    return tuple(made)


def item(kind: ItemKind, stem: str, line: Line, ground: Ground, difficulty: Difficulty) -> Item:
    """An item without its answers. Its id is of its kind, its quote and its stem."""
    source = ground.source(line)
    made = f"{kind}|{source.paragraph_id}|{source.quote}|{stem}"
    return Item(
        id="q-" + hashlib.sha256(made.encode()).hexdigest()[:12],
        kind=kind,
        stem=stem,
        source=source,
        feedback=told(source, line, ground),
        difficulty=difficulty,
        area=ground.documents[source.document_id].area,
    )


def tagged(made: Item, *tags: str) -> Item:
    """The item with tags."""
    return replace(made, tags=tags)
