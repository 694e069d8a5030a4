"""The answer as the API gives it (`assistant.answer.answer_json`), for /openapi.json and for those who read it by machine."""

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.criteria_reply import LineStatus
from assistant.difference import DifferenceKind
from assistant.outcome import Completeness, Outcome
from corpus.document import Authority, EditionState, Nation

Span = Annotated[list[int], Field(min_length=2, max_length=2, description="[start, end), code points.")]


class Reply(BaseModel):
    """Part of a reply: a closed list of fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ScopeOut(Reply):
    """What the answer is for."""

    area: str | None
    nation: Nation | None
    date: datetime.date


class ContactOut(Reply):
    """Someone to ring."""

    name: str
    phone: str
    when: str


class UrgentOut(Reply):
    """What stands before everything else when someone may be in danger now."""

    message: str
    contacts: list[ContactOut]


class QuoteOut(Reply):
    """Where a statement stands: citation `n`, and `[start, end)` of its paragraph's text in code points."""

    n: int
    start: int
    end: int


class StatementOut(Reply):
    """One sentence or bullet of an answer."""

    text: str
    citations: list[int]
    quotes: list[QuoteOut]


class SectionOut(Reply):
    """Statements of one kind of voice."""

    heading: str
    authority: Authority
    statements: list[StatementOut]


class CitationOut(Reply):
    """One cited paragraph. `quote` is `[start, end)` of its text; `spans` is every part that the answer shows."""

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
    headings: list[str]
    page: int | None
    quote: str
    start: int
    end: int
    spans: list[Span]
    edition: str
    state: EditionState
    notes: list[str]
    url: str | None


class DifferingWordsOut(Reply):
    """Words in which a source differs from another: `[start, end)` of the paragraph's text."""

    what: DifferenceKind
    words: str
    start: int
    end: int


class DifferenceSideOut(Reply):
    """What one source says: `quote` is `[start, end)` of the paragraph of citation `citation` and holds all of `words`."""

    citation: int
    quote: str
    start: int
    end: int
    words: list[DifferingWordsOut]


class DifferenceOut(Reply):
    """Sources that differ on one matter in a duty word, a number or a role, side by side. Which one holds is not said."""

    what: list[DifferenceKind]
    sides: list[DifferenceSideOut] = Field(min_length=2)


class CriteriaLineOut(Reply):
    """One line of a criteria map: `quote` stands in citation `citation`; `because` is the practitioner's own words, masked."""

    id: str
    text: str
    quote: str
    status: LineStatus
    because: str | None
    citation: int
    asked: bool


class AdviceOut(Reply):
    """What the area's guidance says of asking for advice without being certain."""

    quote: str
    citation: int


class CriteriaOut(Reply):
    """A criteria map laid out against what was said: no verdict and no count."""

    map: str
    title: str
    lines: list[CriteriaLineOut]
    advice: AdviceOut | None


class ServiceOut(Reply):
    """A local service that may help; `old` where it was last checked over 12 months ago."""

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


class PersonOut(Reply):
    """Someone to speak to."""

    role: str
    name: str
    contact: str
    citation: int | None


class ConsideredOut(Reply):
    """A paragraph that was weighed; `left_out` is empty where it was shown.

    `ranks` is its place among all candidates by each measure, `parts` what each measure added to the feature `score`.
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


class WeighingOut(Reply):
    """Of `library` paragraphs `may_speak` were inside the scope and `candidates` weighed, each measure by its weight."""

    library: int
    may_speak: int
    candidates: int
    by_number: bool
    weights: dict[str, float]


class ClosestOut(Reply):
    """A paragraph near a question that no document answers, to be opened by its id and edition. It is no citation."""

    paragraph_id: str
    document_id: str
    edition: str
    title: str
    label: str
    heading: str
    nearness: float


class AnswerOut(Reply):
    """A whole answer. `question` is masked; `text` is the whole answer as Markdown."""

    id: str
    question: str
    outcome: Outcome
    completeness: Completeness
    message: str
    scope: ScopeOut
    scope_notes: list[str]
    urgent: UrgentOut | None
    reminder: str | None
    sections: list[SectionOut]
    citations: list[CitationOut]
    differences: list[DifferenceOut]
    criteria: CriteriaOut | None
    questions: list[str]
    services: list[ServiceOut]
    view: str | None
    people: list[PersonOut]
    related: list[str]
    not_said: list[str]
    text: str
    mode: str
    dropped: int
    timings_ms: dict[str, float]
    library: str | None
    asked_at: datetime.datetime
    considered: list[ConsideredOut] = []
    weighing: WeighingOut | None = None
    closest: list[ClosestOut] = []
