"""A suite of JSON lines as a file that is changed: its cases with what their owner decided of each."""

import json
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import SuiteError
from evals.case import Case, MustCite
from evals.proposals import CaseState, state_of
from evals.suite import case_of_line

FORMER = "former"
"""The folder beside a suite that keeps what was replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a suite: a case, and whether it counts."""

    case: Case
    state: CaseState = CaseState.ACCEPTED


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Every line of a suite, in whatever state; none where there is no such file. Raises SuiteError: every mistake by line."""
    if not path.exists():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteError(f"Expected a suite of JSON lines at {path}, could not read it: {error}.") from error
    entries: list[Entry] = []
    mistakes: list[str] = []
    first: dict[str, int] = {}
    for at, line in enumerate(lines, start=1):
        if line.strip():
            try:
                entry = Entry(case=case_of_line(line), state=state_of(line) or CaseState.ACCEPTED)
            except SuiteError as error:
                mistakes.append(f"line {at}: {error}")
                continue
            if first.setdefault(entry.case.id, at) != at:
                mistakes.append(f"line {at}: the id {entry.case.id!r} was used on line {first[entry.case.id]}")
            entries.append(entry)
    if mistakes:
        raise SuiteError(f"{path.name} has {len(mistakes)} mistake(s):\n  " + "\n  ".join(mistakes))
    return tuple(entries)


def write_entries(path: Path, entries: Iterable[Entry]) -> None:
    """Write a suite whole, then move it to its name: nobody reads a half. Raises SuiteError where it cannot be written."""
    new = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text("".join(f"{entry_line(it)}\n" for it in entries), encoding="utf-8")
        new.replace(path)
    except OSError as error:
        raise SuiteError(f"Expected to write the suite {path}, could not: {error}.") from error


def keep_former(path: Path) -> Path | None:
    """Keep a copy of a file in `former/` beside it, under a name with the time. Where it is kept; None: there is no such file."""
    if not path.exists():
        return None
    kept = path.parent / FORMER / f"{path.stem}-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}{path.suffix}"
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, kept)
    return kept


def put_entry(entries: Sequence[Entry], entry: Entry) -> tuple[Entry, ...]:
    """The entries with one more at the end, or in place of the one with its id."""
    if all(it.case.id != entry.case.id for it in entries):
        return (*entries, entry)
    return tuple(entry if it.case.id == entry.case.id else it for it in entries)


def decide(entries: Sequence[Entry], ids: Collection[str], state: CaseState) -> tuple[Entry, ...]:
    """The entries with another state for those with these ids."""
    return tuple(replace(it, state=state) if it.case.id in ids else it for it in entries)


def entry_line(entry: Entry) -> str:
    """An entry as its line; what is empty is left out."""
    case = entry.case
    fields: dict[str, Any] = {
        "id": case.id,
        "state": "" if entry.state is CaseState.ACCEPTED else entry.state.value,
        "tags": case.tags,
        "question": case.question,
        "history": case.history,
        "area": case.area,
        "as_of": case.as_of.isoformat() if case.as_of else None,
        "outcome": case.outcome.value,
        "must_cite": _cited(case.must_cite),
        "may_cite": _cited(case.may_cite),
        "must_not_cite": _cited(case.must_not_cite),
        "must_say": case.must_say,
        "must_not_say": case.must_not_say,
        "note": case.note,
    }
    return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False)


def _cited(cited: Iterable[MustCite]) -> list[dict[str, str]]:
    return [{"document": it.document, "quote": it.quote} | ({"number": it.number} if it.number else {}) for it in cited]
