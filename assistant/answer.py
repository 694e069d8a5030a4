"""Answer: what was shown, with the evidence for each statement. Its JSON form is `answer_json`."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from assistant.criteria_reply import LineStatus
from assistant.difference import DifferenceKind
from assistant.outcome import Completeness, Outcome
from corpus.area import Contact
from corpus.document import Authority, EditionState, Nation
from corpus.scope import Scope

LONGEST_HEADING = 90
"""Characters of a heading that is shown beside a quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementQuote:
    """`citations[n-1]`'s paragraph text from `start` to `end`, code points, half-open. `n` counts from 1."""

    n: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence or bullet of an answer. `citations` are the `n` of its quotes, in order, without repeats."""

    text: str
    citations: tuple[int, ...]
    quotes: tuple[StatementQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Statements of one kind of voice, under its heading."""

    heading: str
    authority: Authority
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One cited paragraph. `quote` is `[start, end)` of its text: the span that answers. `spans`: every span shown."""

    n: int
    paragraph_id: str
    document_id: str
    title: str
    publisher: str
    published: str
    authority: Authority
    nation: Nation | None
    area: str | None
    number: str | None
    printed: bool
    label: str
    headings: tuple[str, ...]
    page: int | None
    quote: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    edition: str
    state: EditionState
    notes: tuple[str, ...]
    url: str | None

    @property
    def under(self) -> str:
        """The heading that the paragraph stands under; '' where there is none, or one too long to be read beside a quote."""
        return under_heading(self.headings)


def under_heading(headings: Sequence[str]) -> str:
    """The innermost heading where it has at most LONGEST_HEADING characters, else ''."""
    return headings[-1] if headings and len(headings[-1]) <= LONGEST_HEADING else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferingWords:
    """Words in which a source differs from another: `words` is `[start, end)` of the paragraph's text."""

    what: DifferenceKind
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceSide:
    """What one source says: `quote` is `[start, end)` of citation `citation`'s paragraph, and holds every one of `words`."""

    citation: int
    quote: str
    start: int
    end: int
    words: tuple[DifferingWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceShown:
    """Sources that differ on one matter, side by side and word for word. Which of them holds is not said.

    what: in what they differ: duty words, numbers, roles. sides: at least two, in order of citation.
    """

    what: tuple[DifferenceKind, ...]
    sides: tuple[DifferenceSide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaLineShown:
    """One line of a criteria map. quote: its words in citation `citation`. because: the practitioner's own words that touch it,
    masked; None where none do. Beside `not_said` they were only mentioned. asked: whether `questions` asks about it.
    """

    id: str
    text: str
    quote: str
    status: LineStatus
    because: str | None
    citation: int
    asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceShown:
    """What the area's guidance says of asking for advice without being certain, word for word."""

    quote: str
    citation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaShown:
    """A criteria map laid out: every line, in the map's order. There is no verdict and no count. map: its id."""

    map: str
    title: str
    lines: tuple[CriteriaLineShown, ...]
    advice: AdviceShown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceShown:
    """An entry of the directory that may help. ages: in words. last_checked: an ISO date. old: checked over 12 months ago."""

    id: str
    name: str
    description: str
    who: str
    ages: str
    referral: str
    phone: str
    email: str
    url: str
    last_checked: str
    old: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown:
    """Someone to speak to. citation: one whose quote names the role, None where none does."""

    role: str
    name: str
    contact: str
    citation: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosestShown:
    """A paragraph near a question that no document answers, for the reader to open. It states nothing and is no citation.

    heading: the nearest one above it, '' for none. nearness: the cosine with the question, of the paragraph or its best sentence.
    """

    paragraph_id: str
    document_id: str
    edition: str
    title: str
    label: str
    heading: str
    nearness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentNotice:
    """What stands before everything else when someone may be in danger now."""

    message: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A paragraph that was weighed, for `--explain`: its rank (from 1), its features, and why it was left out ('' = shown).

    features: cosines, BM25 scores and what was known before, and `score`, the whole. ranks: which it was of all that were
    weighed by each of them. parts: what each measure added to `score`.
    """

    paragraph_id: str
    edition: str
    label: str
    title: str
    rank: int
    features: dict[str, float]
    ranks: dict[str, int]
    parts: dict[str, float]
    left_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How paragraphs were weighed, for `--explain`. Of `library` paragraphs, `may_speak` were inside the scope, `candidates` were
    near enough to weigh. weights: how much each measure counted for this question. by_number: they were asked for by number.
    """

    library: int
    may_speak: int
    candidates: int
    by_number: bool
    weights: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer. `id` is a UUIDv7. `question` is masked. `text` is the whole answer as Markdown.

    `not_said` is what the guidance does not say, in words; `dropped` counts statements that verification removed.
    `timings_ms` has one entry per step that ran. `library` is the fingerprint of the library that answered, None without one.
    `reminder` says whom to ring first, in one line, where a question is not urgent but near it; None otherwise.
    `view` is the practitioner's own view, masked, where the question was to be thought through; None otherwise.
    `closest` are paragraphs near a question that ended as not_in_guidance; they do not answer it.
    `considered` and `weighing` are filled only where the question asked for an explanation.
    """

    id: str
    question: str
    outcome: Outcome
    completeness: Completeness
    message: str
    scope: Scope
    scope_notes: tuple[str, ...]
    urgent: UrgentNotice | None
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    questions: tuple[str, ...]
    people: tuple[PersonShown, ...]
    not_said: tuple[str, ...]
    text: str
    timings_ms: dict[str, float]
    library: str | None
    asked_at: datetime
    mode: str = "quotes"
    dropped: int = 0
    considered: tuple[Considered, ...] | None = None
    weighing: Weighing | None = None
    criteria: CriteriaShown | None = None
    services: tuple[ServiceShown, ...] = ()
    view: str | None = None
    differences: tuple[DifferenceShown, ...] = ()
    reminder: str | None = None
    closest: tuple[ClosestShown, ...] = ()


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer as the object that `POST /v1/ask` and `ask --json` give: plain dicts, lists, strings and numbers."""
    plain: dict[str, Any] = _plain(asdict(answer))
    plain["related"] = []
    if answer.considered is None:
        del plain["considered"], plain["weighing"]
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value
