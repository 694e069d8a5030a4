"""Asked-as lines as plain dicts, each with its paragraph as it stands now, for the command line and the desk."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from corpus.asked_as import AskedAs, AskedAsState, digest_of
from corpus.asked_as_review import paragraph_now

if TYPE_CHECKING:
    from corpus.library import Library

REVIEW_ORDER = (AskedAsState.PROPOSED, AskedAsState.RETIRED, AskedAsState.ACCEPTED, AskedAsState.DROPPED)
"""What waits for a reviewer comes first."""


def asked_as_row(line: AskedAs, library: "Library") -> dict[str, Any]:
    """A line with its document's `title`, and `label`, printed `number`, `text` and `seen`, the digest of the text, of its
    paragraph today; all four None where that is gone.
    """
    now = paragraph_now(line, library)
    return {
        **asdict(line),
        "document_id": line.document_id,
        "label": now.label if now else None,
        "number": now.number if now and now.printed else None,
        "title": library.document(line.document_id).title,
        "text": now.text if now else None,
        "seen": digest_of(now.text) if now else None,
    }


def in_review_order(lines: tuple[AskedAs, ...]) -> list[AskedAs]:
    """Lines by state, those that wait for a reviewer first; within a state by paragraph."""
    return sorted(lines, key=lambda it: (REVIEW_ORDER.index(it.state), it.paragraph_id, it.id))
