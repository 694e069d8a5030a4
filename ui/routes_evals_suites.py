"""Suites at the Evals desk: uploaded, shown, taken away as files, proposed for, decided on."""

import tempfile
from dataclasses import replace
from pathlib import Path
from threading import Lock

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from corpus.errors import SuiteError, Unknown
from evals.case import Case
from evals.case_cells import sheet_of
from evals.draft import draft
from evals.proposals import CaseState, write_proposals
from evals.suite_file import decide, entry_line, read_entries, write_entries
from evals.suite_template import write_rows
from ui.desk import Desk
from ui.evals_door import AtDesk, Form, PageRoute, library_or_none, page, shelf_of
from ui.evals_frame import HOME, address
from ui.evals_suite_page import refused_page, suite_page, taken_page
from ui.routes_evals import KINDS, download
from ui.suite_shelf import changeable_suite, contents_of, find_suite, own_suite
from ui.suite_upload import keep_uploaded, read_uploaded
from ui.wording import wording

DECISIONS = {"accept": CaseState.ACCEPTED, "drop": CaseState.DROPPED, "restore": CaseState.PROPOSED}
SAID = {"accept": "accepted", "drop": "dropped", "restore": "restored"}
LINES_KIND = "application/x-ndjson"
CONFLICT = 409
# A suite is read, changed and written whole: two changes at once would lose one.
one_change = Lock()
router = APIRouter(prefix=f"{HOME}/suites", include_in_schema=False, route_class=PageRoute)


@router.post("")
def upload(desk: AtDesk, form: Form) -> Response:
    """Read a file; save it where nothing is wrong with it."""
    if form.file is None:
        raise SuiteError(wording("evals")["no_file"])
    replace = "replace" in form.texts
    wanted = form.texts.get("name", "").strip()
    read = read_uploaded(form.file, shelf_of(desk))
    if read.mistakes:
        return page(refused_page(form.file.file, read, wanted, replace=replace), 422)
    with one_change:
        suite = own_suite(desk.settings, wanted or Path(form.file.file).stem)
        if suite.path.exists() and not replace:
            return page(taken_page(suite.name), CONFLICT)
        kept = keep_uploaded(form.file, read.entries, suite)
    count = str(sum(it.state is CaseState.ACCEPTED for it in read.entries))
    return RedirectResponse(address("suites", suite.name, said="kept" if kept else "uploaded", n=count), 303)


@router.get("/{name}")
def shown(name: str, desk: AtDesk, said: str = "", n: int = 0) -> Response:
    """One suite."""
    suite = find_suite(desk.settings, name)
    library = library_or_none(desk)
    documents = {it.id: it.title for it in library.documents()} if library else {}
    held = contents_of(suite, shelf_of(desk))
    masked = tuple(replace(it, case=_masked(it.case, desk)) for it in held.entries)
    return page(suite_page(suite, replace(held, entries=masked), documents, (said, n)))


def _masked(case: Case, desk: Desk) -> Case:
    """A case as it is listed: a suite may ask of made-up people, and a page shows nobody's details."""
    return replace(case, question=desk.masked(case.question).text)


@router.get("/{name}/{file}")
def taken_away(name: str, file: str, desk: AtDesk) -> Response:
    """The cases that count, as a file. A spreadsheet can be uploaded again; JSON lines hold proposals besides."""
    suite, kind = find_suite(desk.settings, name), Path(file).suffix[1:]
    shelf = shelf_of(desk)
    held = contents_of(suite, shelf)
    if held.mistakes:
        raise SuiteError(held.mistakes)
    if kind == "jsonl":
        return download("".join(f"{entry_line(it)}\n" for it in held.entries).encode(), file, LINES_KIND)
    if kind not in KINDS:
        raise Unknown(wording("evals")["wrong_ending"].format(file=file))
    with tempfile.TemporaryDirectory(prefix="suite-") as folder:
        path = Path(folder) / f"suite.{kind}"
        write_rows(path, sheet_of((it.case for it in held.those(CaseState.ACCEPTED)), shelf))
        return download(path.read_bytes(), f"{Path(suite.name).stem}.{kind}", KINDS[kind])


@router.post("/{name}/decide")
def decided(name: str, desk: AtDesk, form: Form) -> Response:
    """Accept, drop or take back the cases that were chosen."""
    do = form.texts.get("do", "")
    if do not in DECISIONS:
        raise SuiteError(wording("evals")["refuse"]["other"])
    with one_change:
        suite = changeable_suite(desk.settings, name)
        entries = read_entries(suite.path)
        write_entries(suite.path, decide(entries, form.ids, DECISIONS[do]))
    count = str(len({it.case.id for it in entries} & set(form.ids)))
    return RedirectResponse(address("suites", suite.name, said=SAID[do], n=count), 303)


@router.post("/{name}/draft")
def drafted(name: str, desk: AtDesk, form: Form) -> Response:
    """Propose questions for a document. Raises UnknownDocument."""
    library = desk.library()
    document = library.document(form.texts.get("document", ""))
    made = draft(library.paragraphs(document.id), document.area)
    with one_change:
        suite = changeable_suite(desk.settings, name)
        count = write_proposals(suite.path, made)
    return RedirectResponse(address("suites", suite.name, said="proposed", n=str(count)), 303)
