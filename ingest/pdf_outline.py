"""Outline and properties of a PDF, read by pypdf. What it cannot read is left out: the text does not need it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.pdf_faults import PYPDF_FAULTS
from ingest.pdf_headings import folded
from ingest.pdf_second import writable

MOST_ENTRIES = 2_000
JUNK_TITLE = re.compile(
    r"untitled|microsoft word|powerpoint|\.(?:docx?|pdf|indd|qxd|pptx?|rtf)\b|^(?:title|document)\d*$|^[\W\d]*$", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """depths: the titles of the outline, folded for comparing, with their depth from 1. title: the file's own; None where
    it has none or one that only names a program or file."""

    depths: dict[str, int]
    title: str | None


def outline(reader: Any) -> Outline:
    """What pypdf's reader finds in its file; empty where that is nothing or cannot be read, or `reader` is None."""
    if reader is None:
        return Outline(depths={}, title=None)
    try:
        title = writable(str(reader.metadata.title or "")).strip() if reader.metadata else ""
        return Outline(
            depths=dict(_entries(reader.outline, 1)), title=title if title and not JUNK_TITLE.search(title) else None
        )
    except PYPDF_FAULTS:
        return Outline(depths={}, title=None)


def _entries(listed: Any, depth: int) -> Iterator[tuple[str, int]]:
    for entry in listed[:MOST_ENTRIES]:
        if isinstance(entry, list):
            yield from _entries(entry, depth + 1)
        elif folded(str(entry.title or "")):
            yield folded(str(entry.title)), depth
