"""Saving the form of a case: read as a spreadsheet's row is, masked, and put into a suite; or given back with every mistake."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from corpus.errors import SuiteError
from evals.case import Case
from evals.case_cells import case_of_cells
from evals.proposals import CaseState
from evals.suite_file import Entry, put_entry, read_entries, write_entries
from evals.suite_row import asked
from ui.case_form import FIELDS, FURTHER, CaseForm
from ui.suite_shelf import KeptSuite
from ui.suite_upload import MADE_HERE
from ui.wording import wording

if TYPE_CHECKING:
    from evals.shelf import Shelf

Mask = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What came of saving. form: to be shown again with its mistakes, None where it was saved. masked: words were taken out."""

    form: CaseForm | None
    masked: bool = False


def form_sent(sent: Mapping[str, str]) -> CaseForm:
    """The form as it was sent; nothing is checked yet."""
    state = CaseState.PROPOSED if sent.get("state") == CaseState.PROPOSED else CaseState.ACCEPTED
    return CaseForm(
        cells={name: sent.get(name, "") for name in (*FIELDS, *FURTHER)},
        source=sent.get("source", ""),
        paragraph=sent.get("paragraph", ""),
        suite=sent.get("new suite", "").strip() or sent.get("suite", ""),
        id=sent.get("id", ""),
        answer=sent.get("answer", ""),
        state=state,
    )


def save(form: CaseForm, suite: KeptSuite, shelf: "Shelf | None", mask: Mask) -> Saved:
    """Put the case of a form into a suite. Raises SuiteError where the suite cannot be read or written."""
    entries = read_entries(suite.path)
    name = form.id or f"{MADE_HERE}{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(3)}"
    read = case_of_cells({**form.cells, "id": name}, shelf)
    mistakes: dict[str, tuple[str, ...]] = {}
    for it in read.mistakes:
        mistakes[it.name] = (*mistakes.get(it.name, ()), it.text)
    if not form.cells.get("question", "").strip():
        mistakes["question"] = (wording("evals")["case"]["no_question"],)
    if read.case is None or mistakes:
        return Saved(form=replace(form, mistakes=mistakes))
    former = next((it.case for it in entries if it.case.id == name), None)
    case = _masked(read.case, former, mask)
    if same := _asked_already(case, entries):
        said = wording("evals")["case"]["asked_twice"].format(id=same)
        return Saved(form=replace(form, mistakes={"question": (said,)}))
    write_entries(suite.path, put_entry(entries, Entry(case=case, state=form.state)))
    return Saved(form=None, masked=case != read.case)


def entry_called(entries: Sequence[Entry], name: str) -> Entry:
    """The line with an id. Raises SuiteError."""
    found = next((it for it in entries if it.case.id == name), None)
    if found is None:
        raise SuiteError(wording("evals")["case"]["no_case"].format(id=name))
    return found


def _masked(case: Case, former: Case | None, mask: Mask) -> Case:
    """A case in whose new words nobody can be identified. What it must cite and say are words of documents.

    What stood there before stays: a suite may ask of made-up people, to see that their details are not repeated.
    """
    known = {former.question, former.note, *former.history} if former else set()
    unless_known = (lambda text: text if text in known else mask(text)) if known else mask
    return replace(
        case,
        question=unless_known(case.question),
        history=tuple(map(unless_known, case.history)),
        note=unless_known(case.note),
    )


def _asked_already(case: Case, entries: Sequence[Entry]) -> str:
    """The id of another case of the suite that asks the same, '' for none. One that was dropped does not count."""
    others = (it.case for it in entries if it.case.id != case.id and it.state is not CaseState.DROPPED)
    return next((it.id for it in others if asked(it) == asked(case)), "")
