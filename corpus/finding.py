"""Finding: what a protocol owner must see before an edition goes live."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: `warning` needs a look, `note` is for information."""

    WARNING = "warning"
    NOTE = "note"


class FindingKind(StrEnum):
    """The closed list of what the check can find. Its wording is in `ingest/wording.toml`."""

    NO_NUMBERS = "no_numbers"
    GAP = "gap"
    REPEAT = "repeat"
    OUT_OF_ORDER = "out_of_order"
    EMPTY = "empty"
    LONG = "long"
    REPAIRED = "repaired"
    SUSPICIOUS = "suspicious"
    HIDDEN = "hidden"
    NO_TEXT_ON_PAGE = "no_text_on_page"
    NO_MANIFEST = "no_manifest"
    UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at. `paragraph_id` and `page` (1-based) say where, None where it is about the whole edition."""

    kind: FindingKind
    severity: Severity
    message: str
    paragraph_id: str | None = None
    page: int | None = None
