"""Two editions of a document compared: which two, and the comparison as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import UnknownDocument
from ui.listing import paragraph_row

if TYPE_CHECKING:
    from corpus.library import Library
    from ingest.diff import Change, EditionDiff


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Which editions of which document, and what the newer one changes."""

    document_id: str
    older: str
    newer: str
    diff: "EditionDiff"


def compared(library: "Library", document_id: str, older: str | None, newer: str | None) -> Compared:
    """Two editions of a document: the current one where `newer` is None, the one before it where `older` is None.

    Raises UnknownDocument, also for an edition that is not there and where there is none before.
    """
    from ingest.diff import diff

    to = newer or library.current_edition(document_id).edition
    known = [it.edition for it in library.editions(document_id)]
    before = older or next(reversed(known[: known.index(to)] if to in known else []), None)
    for edition in (to, before):
        if edition not in known:
            wanted = f"found {edition!r}" if edition else f"found none before {to}"
            raise UnknownDocument(f"Expected two editions of {document_id} ({', '.join(known)}), {wanted}.")
    old, new = (library.paragraphs(document_id, edition) for edition in (before, to))
    return Compared(document_id=document_id, older=str(before), newer=to, diff=diff(old, new))


def diff_rows(it: Compared) -> dict[str, Any]:
    """The comparison as plain values."""
    return {
        "document": it.document_id,
        "from": it.older,
        "to": it.newer,
        "counts": count_row(it.diff),
        "changes": [_change_row(change) for change in it.diff.changes],
    }


def count_row(diff: "EditionDiff") -> Mapping[str, int]:
    """How many paragraphs each kind of change has."""
    return {kind.value: count for kind, count in diff.counts.items()}


def _change_row(change: "Change") -> dict[str, Any]:
    return {
        "kinds": [kind.value for kind in change.kinds],
        "old": paragraph_row(change.old) if change.old else None,
        "new": paragraph_row(change.new) if change.new else None,
        "words": [{"kind": mark.kind.value, "text": mark.text} for mark in change.words],
    }


def diff_lines(diff: "EditionDiff") -> list[str]:
    """The counts on one line, then every change but none of what is unchanged: the words as [-gone-] and {+new+}."""
    from ingest.diff import ChangeKind

    counts = ", ".join(f"{count} {kind}" for kind, count in count_row(diff).items())
    lines = [f"{counts}."]
    for change in diff.changes:
        if change.kind is not ChangeKind.UNCHANGED:
            lines.append(f"{', '.join(kind.value for kind in change.kinds)}: {_place(change)}")
            lines += [f"    {line}" for line in _words(change).split("\n") if line.strip()]
    return lines


def _place(change: "Change") -> str:
    labels = [it.label for it in (change.old, change.new) if it is not None]
    return " → ".join(dict.fromkeys(labels))


def _words(change: "Change") -> str:
    from ingest.diff import ChangeKind, MarkKind

    shown = {MarkKind.SAME: "{}", MarkKind.GONE: "[-{}-]", MarkKind.NEW: "{{+{}+}}"}
    if change.words:
        return " ".join(shown[mark.kind].format(mark.text.strip()) for mark in change.words)
    if change.kind is ChangeKind.ADDED and change.new:
        return shown[MarkKind.NEW].format(change.new.text)
    if change.kind is ChangeKind.REMOVED and change.old:
        return shown[MarkKind.GONE].format(change.old.text)
    return ""
