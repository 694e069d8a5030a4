"""Paragraphs and bullets that a question names by their numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.excerpt import Excerpt, Span
from assistant.lookup import AskedNumber, part_value
from assistant.scope import Scoped
from assistant.understand import Understood
from corpus.paragraph import Paragraph
from corpus.snapshot import Snapshot

MOST_BY_NUMBER = 6
"""A number on a heading can cover many paragraphs; the first are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """A paragraph that prints a number that was asked for.

    bullet: the one that was asked for, from 1; excerpt: it and the lines that lead to it. Both None where all of it is meant.
    """

    row: int
    paragraph: Paragraph
    bullet: int | None = None
    excerpt: Excerpt | None = None


def look_up(understood: Understood, scoped: Scoped, snapshot: Snapshot) -> tuple[LookedUp, ...]:
    """What prints a number that was asked for: of documents the question names, else of those its conversation named,
    else of the area's own, else the first of every document that prints it.
    """
    found: list[LookedUp] = []
    own = [it.id for it in snapshot.documents.values() if it.area and it.area == scoped.scope.area]
    for asked in understood.numbers:
        rows = _meant([*_printing(asked, scoped, snapshot)], asked)
        here = _of_documents(rows, understood.documents) or _of_documents(rows, own)
        if asked.bullet is not None:
            found += _bullets(here or rows, asked.bullet) or here or _one_each(rows)
        else:
            found += here or _one_each(rows)
    return tuple({it.row: it for it in reversed(found)}[row] for row in dict.fromkeys(it.row for it in found))[
        :MOST_BY_NUMBER
    ]


def _printing(asked: AskedNumber, scoped: Scoped, snapshot: Snapshot) -> list[LookedUp]:
    """Ids are `document:number`, with `~2` … for repeats; a number of ours starts with `~` and is never meant."""
    forms = {form.lower().replace(" ", "-") for form in asked.forms}
    numbered = snapshot.kept.get(("numbers",), lambda: _numbers(snapshot))
    rows = sorted(row for form in forms for row in numbered.get(form, ()) if scoped.by_number[row])
    paragraphs = snapshot.paragraphs(np.asarray(rows, np.int64)) if rows else []
    return [LookedUp(row=row, paragraph=paragraph) for row, paragraph in zip(rows, paragraphs, strict=True)]


def _numbers(snapshot: Snapshot) -> Mapping[str, Sequence[int]]:
    """The rows of each number as ids write it, in lower case; those of paragraphs with a number of ours under ""."""
    found: dict[str, list[int]] = {}
    for row, entry in enumerate(snapshot.generation.entries):
        found.setdefault(entry.paragraph_id.split(":", 1)[1].split("~")[0].lower(), []).append(row)
    return found


def _meant(rows: Sequence[LookedUp], asked: AskedNumber) -> list[LookedUp]:
    """Those in the part that was named, and of them those that the document calls as the question does, if there are any."""
    plain = [it for it in rows if asked.within is None or _is_within(it.paragraph, asked)]
    called = [it for it in plain if asked.word and it.paragraph.label.lower().endswith(f"{asked.word} {asked.number}")]
    return called or (plain if asked.sure else [])


def _is_within(paragraph: Paragraph, asked: AskedNumber) -> bool:
    """The number holds the part's own ("3.12", "B3"), or a heading above is the part's: "Chapter 3", "Annex B: Forms"."""
    if (paragraph.number or "").lower() != asked.number.lower():
        return True
    return any(heads_part(heading, asked.within) for heading in paragraph.headings)


def heads_part(heading: str, part: tuple[str, str] | None) -> bool:
    """Whether a heading opens a part.

    >>> [heads_part(text, ("chapter", "3")) for text in ("Chapter three: Plans", "3. Plans", "Chapter 13")]
    [True, True, False]
    """
    if part is None:
        return False
    first, second, *_ = [token.strip(".,:;–-()") for token in heading.split()[:2]] + ["", ""]
    if first.lower().rstrip("e") == part[0].rstrip("e"):
        return bool(second) and part_value(second) == part[1]
    return first[:1].isdigit() and part_value(first) == part[1]


def _of_documents(rows: Sequence[LookedUp], documents: Sequence[str]) -> list[LookedUp]:
    return [it for it in rows if it.paragraph.document_id in documents]


def _one_each(rows: Sequence[LookedUp]) -> list[LookedUp]:
    """All rows where one document prints the number, else the first of each document."""
    first: dict[str, LookedUp] = {}
    for it in rows:
        first.setdefault(it.paragraph.document_id, it)
    return list(rows) if len(first) == 1 else list(first.values())


def _bullets(rows: Sequence[LookedUp], count: int) -> list[LookedUp]:
    """The bullet of each document; a section's bullets are counted through all its paragraphs, a paragraph's in it alone."""
    by_document: dict[str, list[LookedUp]] = {}
    for it in sorted(rows, key=lambda it: it.paragraph.position):
        by_document.setdefault(it.paragraph.document_id, []).append(it)
    return [found for group in by_document.values() if (found := _bullet(group, count)) is not None]


def _bullet(rows: Sequence[LookedUp], count: int) -> LookedUp | None:
    places = [(it, place) for it in rows for place in range(len(it.paragraph.bullets))]
    runs = [places] if _is_section(rows[0].paragraph) else [[p for p in places if p[0] is it] for it in rows]
    for run in runs:
        place = len(run) if count == -1 else count
        if 0 < place <= len(run):
            it, bullet = run[place - 1]
            return LookedUp(row=it.row, paragraph=it.paragraph, bullet=place, excerpt=_excerpt(it.paragraph, bullet))
    return None


def _is_section(paragraph: Paragraph) -> bool:
    """Whether the number stands on a heading above, so that several paragraphs share it."""
    return any(heading.split()[:1] in ([paragraph.number], [f"{paragraph.number}."]) for heading in paragraph.headings)


def _excerpt(paragraph: Paragraph, bullet: int) -> Excerpt:
    """One bullet with the line that leads into its list."""
    first = bullet
    while first > 0 and paragraph.bullets[first - 1][1] + 1 == paragraph.bullets[first][0]:
        first -= 1
    end = paragraph.bullets[first][0] - 1
    start = paragraph.text.rfind("\n", 0, max(0, end)) + 1
    lead: tuple[Span, ...] = ((start, end),) if end > start else ()
    return Excerpt(lead=lead, answer=(paragraph.bullets[bullet],))
