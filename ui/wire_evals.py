"""What the routes of runs give, for /openapi.json and for those who read it by machine."""

import datetime

from ui.wire_answer import Reply


class RunOut(Reply):
    """One suite asked of one library. `library`: its fingerprint. `version`: of Sounding Board."""

    id: str
    made_at: datetime.datetime
    suite: str
    library: str
    version: str
    questions: int


class RunsOut(Reply):
    """Every run that is stored, newest first."""

    runs: list[RunOut]


class ScoreOut(Reply):
    """The mean of a score over the `n` questions that were scored, with its 95% bootstrap interval; None where none was."""

    score: str
    label: str
    n: int
    mean: float | None
    low: float | None
    high: float | None
    lower_is_better: bool


class TagOut(Reply):
    """The questions with a tag, and the scores that are shown by tag."""

    tag: str
    questions: int
    scores: list[ScoreOut]


class WorstOut(Reply):
    """A question that missed something. `right`: the mean goodness of its scores, 0 to 1. `missed`: the scores it missed."""

    case: str
    question: str
    right: float
    missed: list[str]


class RunSummaryOut(RunOut):
    """A run's figures. `former`: the run before it of the same suite. `p50_ms`, `p95_ms`: time of a whole answer."""

    settings: dict[str, str]
    scores: list[ScoreOut]
    tags: list[TagOut]
    worst: list[WorstOut]
    p50_ms: float | None
    p95_ms: float | None
    former: str | None
