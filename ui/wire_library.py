"""What the API gives of the library (`ui.listing`), for /openapi.json and for those who read it by machine."""

from typing import Any

from pydantic import ConfigDict, Field

from corpus.document import Authority, EditionState, Nation
from corpus.finding import FindingKind, Severity, Support
from ingest.diff import ChangeKind, MarkKind
from ui.wire_answer import ContactOut, Reply, Span


class DocumentOut(Reply):
    """One edition of a document. `paragraphs` is how many it has."""

    id: str
    title: str
    publisher: str
    authority: Authority
    nation: Nation | None
    area: str | None
    file: str
    edition: str
    published: str
    state: EditionState
    review_due: str | None
    effective: str | None
    paragraphs: int
    supersedes: str | None
    licence: str
    source: str
    url: str
    sha256: str
    ingested_at: str


class DocumentsOut(Reply):
    """Every edition in the library."""

    documents: list[DocumentOut]


class RepairOut(Reply):
    """What stood there before a repair and what stands there now ('' where it was taken out), how often it was made in these
    words, and what it rests on."""

    before: str
    after: str
    times: int
    support: Support


class FindingOut(Reply):
    """One thing that the check found."""

    kind: FindingKind
    severity: Severity
    message: str
    paragraph_id: str | None
    page: int | None
    repairs: list[RepairOut]


class EntryOut(Reply):
    """A line of a document's contents."""

    id: str
    number: str | None
    printed: bool
    label: str
    headings: list[str]
    page: int | None


class DocumentDetailOut(DocumentOut):
    """A document's current edition, its other editions, what the check found, and its paragraphs without their texts."""

    editions: list[DocumentOut]
    findings: list[FindingOut]
    contents: list[EntryOut]


class ParagraphOut(Reply):
    """A paragraph's own fields. Offsets are code points of `text`, half-open."""

    id: str
    document_id: str
    edition: str
    position: int
    number: str | None
    printed: bool
    label: str
    headings: list[str]
    text: str
    bullets: list[Span]
    page: int | None
    anchor: str | None
    boxed: bool


class ParagraphDetailOut(ParagraphOut):
    """A paragraph in its context: its document and edition, and the paragraphs before and after it.

    `notes` say what a reader must know of the edition today; `current_edition` is where the same address stands now.
    """

    document: DocumentOut
    previous: ParagraphOut | None
    next: ParagraphOut | None
    notes: list[str]
    current_edition: str | None


class WordsOut(Reply):
    """Words that follow each other in an edited paragraph: in both texts, only in the old, or only in the new one."""

    kind: MarkKind
    text: str


class ChangeOut(Reply):
    """One paragraph in both editions. `kinds` begins with what matters most; `words` only where it was edited."""

    kinds: list[ChangeKind]
    old: ParagraphOut | None
    new: ParagraphOut | None
    words: list[WordsOut]


class DiffOut(Reply):
    """What an edition changes against another; `counts` has every kind of change."""

    model_config = ConfigDict(populate_by_name=True)

    document: str
    older: str = Field(alias="from")
    newer: str = Field(alias="to")
    counts: dict[ChangeKind, int]
    changes: list[ChangeOut]


class AreaPersonOut(Reply):
    """Someone to speak to in an area. about: words for what they are there for, '' for everything."""

    role: str
    name: str
    contact: str
    about: str


class AreaOut(Reply):
    """An area, whom to ring when it is urgent, and whom to speak to."""

    id: str
    name: str
    nation: Nation
    contacts: list[ContactOut]
    people: list[AreaPersonOut]


class AreasOut(Reply):
    """Every area of the library."""

    areas: list[AreaOut]


class HitOut(Reply):
    """A paragraph that was found. A higher score is a better match; scores of two searches do not compare."""

    paragraph_id: str
    document_id: str
    number: str | None
    printed: bool
    label: str
    headings: list[str]
    text: str
    score: float


class SearchOut(Reply):
    """Paragraphs, best first."""

    results: list[HitOut]


class FeedbackOut(Reply):
    """What was kept."""

    answer_id: str
    helpful: bool


class HealthOut(Reply):
    """The process is alive."""

    status: str


class ReadyOut(Reply):
    """Whether the index finds itself, and which library it is.

    search: `exact scan` while a Chroma server does not help, else not there. `soundingboard status` says why.
    urgent: `patterns only` where the second urgent check is without its network, else not there.
    """

    status: str
    library: str | None
    generation: str | None
    embedder: str | None
    search: str | None = None
    urgent: str | None = None


class ProblemOut(Reply):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, Any]] = Field(default=[])
