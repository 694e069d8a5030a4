"""Footnotes of a Markdown file: `[^1]` in the text, `[^1]: …` where they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.block import Block, BlockKind

MARK = re.compile(r"\[\^([^\]\s]{1,40})\](?!:)")
_NOTE = re.compile(
    r"^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*((?:.*(?:\n(?![ \t]*\n|\[\^| {0,3}#).+)*)(?:\n[ \t]*\n(?: {2,}|\t).+)*)\n?",
    re.M,
)


def without_notes(text: str) -> tuple[str, dict[str, str]]:
    """The text without its footnotes, and those by their label.

    >>> without_notes("Ring first.[^a]\\n\\n[^a]: Or knock.\\n")
    ('Ring first.[^a]\\n\\n', {'a': 'Or knock.'})
    """
    notes = {match[1]: " ".join(match[2].split()) for match in _NOTE.finditer(text)}
    return (_NOTE.sub("", text), notes) if notes else (text, {})


def with_notes(blocks: Sequence[Block], notes: dict[str, str]) -> Iterator[Block]:
    """Each block without its marks, and after it the footnotes that it points to; those that nothing points to at the end."""
    waiting = dict(notes)
    for block in blocks:
        labels = [label for label in MARK.findall(block.text) if label in notes]
        if not labels:
            yield block
            continue
        yield replace(block, text=MARK.sub(lambda match: "" if match[1] in notes else match[0], block.text).strip())
        yield from (Block(kind=BlockKind.FOOTNOTE, text=waiting.pop(label)) for label in labels if label in waiting)
    yield from (Block(kind=BlockKind.FOOTNOTE, text=note) for note in waiting.values())
