"""Routes that read the stored runs of suites: the list, and what a run came to."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi import Path as InPath

from evals.interval import interval
from evals.kept_run import KeptRun
from evals.percentile import percentile
from evals.report_worst import worst
from evals.run_store import RunStore
from evals.run_wording import label_of, run_rules
from ui.desk import Desk
from ui.routes_shared import PROBLEMS, desk_of
from ui.wire_evals import RunsOut, RunSummaryOut
from ui.wire_quiz import reply

router = APIRouter(prefix="/v1/evals", tags=["evals"], responses=PROBLEMS)
AtDesk = Annotated[Desk, Depends(desk_of)]


@router.get("/runs", summary="List the runs", responses={200: reply("runs", RunsOut)})
def runs(desk: AtDesk) -> dict[str, Any]:
    """Every run that `soundingboard evals run` has stored, the newest first."""
    return {"runs": [asdict(it) for it in RunStore(desk.settings.data).entries()]}


@router.get("/runs/{run_id}", summary="Read what a run came to", responses={200: reply("run", RunSummaryOut)})
def run(
    run_id: Annotated[str, InPath(description="A run's id, how it begins, or `last`.", examples=["last"])], desk: AtDesk
) -> dict[str, Any]:
    """The scores of a run with their intervals, by tag too, how long answers took, and the questions that did worst.

    `soundingboard evals report RUN FILE` writes all of it, with every answer, as one page.
    """
    store = RunStore(desk.settings.data)
    found = store.find(run_id, files=False)
    times = [case.ms for case in found.cases]
    former = store.former_id(found)
    return {
        **found.model_dump(exclude={"schema_version", "cases"}),
        "questions": len(found.cases),
        "scores": [_score(found, name) for name in found.score_names()],
        "tags": [_tag(found, tag, run_rules()["by_tag"]) for tag in found.tags()],
        "worst": [
            {"case": it.case.id, "question": it.case.question, "right": it.right, "missed": list(it.missed)}
            for it in worst(found)
        ],
        "p50_ms": percentile(times, 0.5) if times else None,
        "p95_ms": percentile(times, 0.95) if times else None,
        "former": former,
    }


def _tag(found: KeptRun, tag: str, shown: Sequence[str]) -> dict[str, Any]:
    names = [name for name in shown if name in found.score_names()]
    questions = sum(tag in case.tags for case in found.cases)
    return {"tag": tag, "questions": questions, "scores": [_score(found, name, tag) for name in names]}


def _score(found: KeptRun, name: str, tag: str | None = None) -> dict[str, Any]:
    got = interval(found.values(name, tag))
    return {
        "score": name,
        "label": label_of(name),
        "n": got.n if got else 0,
        "mean": got.mean if got else None,
        "low": got.low if got else None,
        "high": got.high if got else None,
        "lower_is_better": name in run_rules()["lower_is_better"],
    }
