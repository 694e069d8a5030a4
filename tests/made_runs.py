"""Kept runs made on the spot, for tests of what is done with them."""

from datetime import UTC, datetime

from evals.kept_run import KeptCase, KeptRun, KeptScore

MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def made_case(name, *, text="The midwife leads.", question="Who leads?", tags=("lead",), **scores):
    """A case with scores by name, written with `_` for a space; None: not scored."""
    named = {score.replace("_", " "): value for score, value in scores.items()}
    statement = {"text": text, "citations": [1], "quotes": [{"n": 1, "start": 0, "end": len(text)}]}
    return KeptCase(
        id=name,
        question=question,
        history=(),
        tags=tags,
        area="thornmere",
        expected={
            "outcome": "answered",
            "must_cite": [{"document": "guide", "quote": text, "number": "1.1"}],
            "must_say": ["leads", "midwife"],
        },
        answer={
            "outcome": "answered",
            "message": "",
            "urgent": None,
            "questions": [],
            "not_said": [],
            "text": text,
            "sections": [{"heading": "Local", "statements": [statement]}],
            "citations": [
                {
                    "n": 1,
                    "document_id": "guide",
                    "title": "Guide",
                    "paragraph_id": "guide:1.1",
                    "label": "paragraph 1.1",
                    "edition": "2026-01",
                    "state": "current",
                    "quote": text,
                }
            ],
        },
        rank=1,
        ms=15.0,
        scores={
            score: KeptScore(value=value, answer="looked at", explanation=f"why {score}")
            for score, value in named.items()
        },
    )


def made_run(*cases, name="20260302T093000Z-made-0001", suite="made"):
    """A run of such cases."""
    return KeptRun(
        id=name, made_at=MADE, version="0", suite=suite, library="f1", settings={"embedder": "e"}, cases=cases
    )
