"""Finding: what a protocol owner must see before an edition goes live."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters, the gravest first.

    `blocking` keeps an edition out of the library until someone overrides it, `warning` needs a look, `note` is for information.
    """

    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


class FindingKind(StrEnum):
    """The closed list of what the check can find. Its wording is in `ingest/wording.toml`."""

    NO_NUMBERS = "no_numbers"
    LOST_NUMBERS = "lost_numbers"
    DISORDER = "disorder"
    MOSTLY_EMPTY = "mostly_empty"
    NO_TEXT_ON_MOST = "no_text_on_most"
    GAP = "gap"
    REPEAT = "repeat"
    OUT_OF_ORDER = "out_of_order"
    ORPHAN_BULLETS = "orphan_bullets"
    EMPTY = "empty"
    LONG = "long"
    REPAIRED = "repaired"
    SUSPICIOUS = "suspicious"
    CUT = "cut"
    HIDDEN = "hidden"
    NO_TEXT_ON_PAGE = "no_text_on_page"
    READ_BY_OCR = "read_by_ocr"
    DISAGREEMENT = "disagreement"
    NOT_COMPARED = "not_compared"
    SECOND_READER = "second_reader"
    WATERMARK = "watermark"
    LEFT_OUT = "left_out"
    NO_MANIFEST = "no_manifest"
    UNLISTED = "unlisted"
    UNREAD = "unread"
    ABSENT = "absent"


class Support(StrEnum):
    """What a repair rests on.

    `own`: the document writes the mended word undamaged elsewhere. `list`: a general word list has it, and not what stood there.
    `shape`: the damage runs through the whole line, whose other words are borne out. `rule`: no word was decided on (a character
    that stands for others, a mark or line that was taken out, a sentence that goes on).
    """

    OWN = "own"
    LIST = "list"
    SHAPE = "shape"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One repair, with as many words around it as it takes to see it; `times` it was made in just these words.

    after: '' where what stood there was taken out.
    """

    before: str
    after: str
    times: int = 1
    support: Support = Support.RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at. `paragraph_id` and `page` (1-based) say where, None where it is about the whole edition.

    repairs: of a `repaired` finding, what stood there and what stands there now; empty for what was only taken out or moved.
    """

    kind: FindingKind
    severity: Severity
    message: str
    paragraph_id: str | None = None
    page: int | None = None
    repairs: tuple[Repair, ...] = ()


def by_severity(findings: tuple[Finding, ...]) -> dict[Severity, tuple[Finding, ...]]:
    """The findings of each severity that there is, the gravest first, in the order they were found."""
    grouped = {severity: tuple(it for it in findings if it.severity is severity) for severity in Severity}
    return {severity: found for severity, found in grouped.items() if found}


def is_blocked(findings: tuple[Finding, ...]) -> bool:
    """Whether any finding keeps the edition out."""
    return any(finding.severity is Severity.BLOCKING for finding in findings)
