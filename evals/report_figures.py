"""Report figures: what the plots of a report draw, as values from 0 to 100 along an axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.comparison import Comparison
from evals.interval import Interval, interval
from evals.kept_run import KeptRun
from evals.run_wording import label_of, run_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of a plot: a mean with its interval, and where it stood before. low_is_good: less of it is better.

    interval: None where nothing was scored. former: the mean of the former run, None where there is none.
    """

    label: str
    interval: Interval | None
    former: float | None = None
    low_is_good: bool = False

    @property
    def text(self) -> str:
        """The row in words, for whoever does not see the plot."""
        if self.interval is None:
            return "not scored"
        before = "" if self.former is None else f"; {self.former:.3f} in the former run"
        return f"{self.interval.mean:.3f}, 95% interval {self.interval.low:.3f} to {self.interval.high:.3f}{before}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The paired difference of a score between two runs. gain: the interval is all better; loss: all worse."""

    label: str
    difference: Interval | None
    better: int
    worse: int
    gain: bool
    loss: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRow:
    """The questions with a tag, and a bar for each score that is shown by tag."""

    tag: str
    questions: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBar:
    """How many answers took so long. share: of the fullest bar, 0 to 1."""

    label: str
    answers: int
    share: float


def score_bars(run: KeptRun, found: Comparison | None) -> tuple[Bar, ...]:
    """Every score of a run."""
    before = {it.name: it.one.mean for it in found.scores if it.one} if found else {}
    return tuple(
        Bar(
            label=label_of(name),
            interval=interval(run.values(name)),
            former=before.get(name),
            low_is_good=name in run_rules()["lower_is_better"],
        )
        for name in run.score_names()
    )


def tag_bars(run: KeptRun) -> tuple[TagRow, ...]:
    """Every tag, by name, with the scores that `runs.toml` names and the run has."""
    shown = [name for name in run_rules()["by_tag"] if name in run.score_names()]
    return tuple(
        TagRow(
            tag=tag,
            questions=sum(tag in case.tags for case in run.cases),
            bars=tuple(Bar(label=label_of(name), interval=interval(run.values(name, tag))) for name in shown),
        )
        for tag in run.tags()
    )


def time_bars(run: KeptRun) -> tuple[TimeBar, ...]:
    """How many answers took how long; empty bars at either end are left out."""
    edges: Sequence[int] = run_rules()["times_ms"]
    counts = [0] * (len(edges) + 1)
    for case in run.cases:
        counts[sum(case.ms >= edge for edge in edges)] += 1
    filled = [at for at, count in enumerate(counts) if count]
    labels = [f"under {edges[0]:,} ms", *(f"from {edge:,} ms" for edge in edges)]
    chosen = range(filled[0], filled[-1] + 1) if filled else range(0)
    return tuple(TimeBar(label=labels[at], answers=counts[at], share=counts[at] / max(counts)) for at in chosen)


def moves(found: Comparison) -> tuple[Move, ...]:
    """How every score moved; a gain or a loss is one whose whole interval lies on one side of 0."""
    rows = []
    for it in found.scores:
        sign = -1 if it.name in run_rules()["lower_is_better"] else 1
        ends = sorted((sign * it.difference.low, sign * it.difference.high)) if it.difference else [0.0, 0.0]
        row = Move(
            label=label_of(it.name),
            difference=it.difference,
            better=len(it.better),
            worse=len(it.worse),
            gain=ends[0] > 0,
            loss=ends[1] < 0,
        )
        rows.append(row)
    return tuple(rows)
