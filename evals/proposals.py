"""Proposals in a suite: cases that wait for an owner. They are never asked and never counted until someone accepts them."""

import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.errors import SuiteError
from evals.draft import Proposal


class CaseState(StrEnum):
    """What an owner has decided of a line. A line that says nothing is accepted."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


def waits(line: str) -> bool:
    """Whether a line of a suite is not, or not yet, a case. A line that is no JSON is for whoever reads the suite to report.

    >>> waits('{"id": "a", "state": "proposed"}'), waits('{"id": "a", "state": "accepted"}'), waits('{"id": "a"}')
    (True, False, False)
    """
    return state_of(line) in (CaseState.PROPOSED, CaseState.DROPPED)


def proposed_in(path: Path) -> int:
    """How many lines of a suite are still proposed; none in a file that is no JSON lines, or cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.suffix == ".jsonl" else []
    except (OSError, UnicodeDecodeError):
        return 0
    return sum(state_of(line) is CaseState.PROPOSED for line in lines)


def state_of(line: str) -> CaseState | None:
    """What a line says of its state; None where it says nothing, or nothing that there is."""
    if '"state"' not in line:
        return None
    try:
        found = json.loads(line)
    except json.JSONDecodeError:
        return None
    said = found.get("state") if isinstance(found, dict) else None
    return CaseState(said) if said in list(CaseState) else None


def proposal_lines(proposals: Iterable[Proposal]) -> tuple[str, ...]:
    """Proposals as the lines of a suite, each in the state `proposed`."""
    return tuple(json.dumps(_line(it), ensure_ascii=False) for it in proposals)


def write_proposals(path: Path, proposals: Iterable[Proposal]) -> int:
    """Add proposals to a suite, at its end; not those whose id is there, in whatever state. How many were added.

    Raises SuiteError where the file cannot be read or written.
    """
    try:
        before = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        known = {json.loads(line).get("id") for line in before if line.strip()}
        new = [it for it in proposals if it.id not in known]
        path.write_text("".join(f"{line}\n" for line in (*before, *proposal_lines(new))), encoding="utf-8")
    except (OSError, ValueError, AttributeError) as error:
        raise SuiteError(f"Expected a suite of JSON lines at {path} to add to, could not use it: {error}.") from error
    return len(new)


def _line(it: Proposal) -> dict[str, Any]:
    (cited,) = it.known.settled_by
    must_cite = {"document": cited.document, "quote": cited.quote}
    return {
        "id": it.id,
        "state": CaseState.PROPOSED.value,
        "tags": ["drafted", it.rule],
        "question": it.known.question,
        **({"area": it.known.area} if it.known.area else {}),
        "outcome": "answered",
        "must_cite": [must_cite | ({"number": cited.number} if cited.number else {})],
        "must_say": list(it.known.must_say),
    }
