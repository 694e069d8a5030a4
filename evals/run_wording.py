"""Run wording: what the scores of a run are called, which of them are better when lower, what a baseline tolerates."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "runs.toml"


@cache
def run_rules() -> dict[str, Any]:
    """The tables of `evals/data/runs.toml`."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def label_of(score: str) -> str:
    """What people call a score; its own name where the file has none for it.

    >>> label_of("outcome"), label_of("something new")
    ('Ended as expected', 'something new')
    """
    return str(run_rules()["labels"].get(score, score))


def goodness(score: str, value: float) -> float:
    """A value from 0 (bad) to 1 (good): 1 - value where less is better.

    >>> goodness("outcome", 1.0), goodness("refused wrongly", 1.0)
    (1.0, 0.0)
    """
    return 1 - value if score in run_rules()["lower_is_better"] else value


def tolerance_of(score: str) -> tuple[float, str]:
    """What a new baseline tolerates for a score, and why."""
    rules = run_rules()["tolerance"]
    chosen = rules["strict"] if score in rules["strict"]["scores"] else rules
    return float(chosen["value"]), str(chosen["reason"])
