"""clear: which editions of a batch may be published, and what was overridden for that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.contents import EditionContents
from corpus.finding import Severity, is_blocked
from corpus.override import Override, Overriding


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """The editions that may be published, in their order, and the overrides that were needed for them."""

    contents: tuple[EditionContents, ...]
    overrides: tuple[Override, ...]


def clear(read: Sequence[EditionContents], standing: Sequence[Override], override: Overriding | None) -> Cleared:
    """Every edition without a blocking finding, and those with one that someone overrides now or did for the same file before."""
    known = {(it.document_id, it.sha256) for it in standing}
    cleared, overrides = [], []
    for contents in read:
        before = (contents.document.id, contents.edition.sha256) in known
        if is_blocked(contents.findings) and not before:
            if override is None:
                continue
            overrides.append(_override(contents, override))
        cleared.append(contents)
    return Cleared(contents=tuple(cleared), overrides=tuple(overrides))


def _override(contents: EditionContents, said: Overriding) -> Override:
    return Override(
        document_id=contents.document.id,
        edition=contents.edition.edition,
        sha256=contents.edition.sha256,
        findings=tuple(it.message for it in contents.findings if it.severity is Severity.BLOCKING),
        reason=said.reason,
        by=said.by,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
