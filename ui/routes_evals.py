"""The Evals desk at `/evals`: its first page, runs that are going, stored runs and their comparison."""

import re
import tempfile
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.responses import FileResponse

from corpus.errors import RunError, Unknown
from evals.comparison import compare
from evals.kept_run import KeptRun
from evals.report import report_page
from evals.run_store import RunStore
from evals.suite_template import write_template
from ui.desk import Desk
from ui.evals_compare_page import compare_page
from ui.evals_door import AtDesk, Form, Going, PageRoute, library_or_none, page, shelf_of
from ui.evals_frame import HOME, address
from ui.evals_going_page import going_json, going_page
from ui.evals_page import evals_page
from ui.page import ASSETS
from ui.run_summary import newest_runs
from ui.suite_shelf import arguments_for, contents_of, find_suite, kept_suites
from ui.wording import wording

REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
MOST_RUNS = 50
KINDS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
router = APIRouter(prefix=HOME, include_in_schema=False, route_class=PageRoute)


@router.get("")
def home(desk: AtDesk, going: Going) -> Response:
    """Suites, how to write one, and the newest runs."""
    shelf = shelf_of(desk)
    suites = [(suite, contents_of(suite, shelf)) for suite in kept_suites(desk.settings)]
    return page(evals_page(suites, newest_runs(desk.settings.data, MOST_RUNS), going.all()))


@router.get("/style.css")
def style() -> Response:
    """The desk's style sheet."""
    return FileResponse(ASSETS / "evals.css", headers={"cache-control": "no-cache"})


@router.get("/going.js")
def script() -> Response:
    """The script that tells how far a run is."""
    return FileResponse(ASSETS / "going.js", headers={"cache-control": "no-cache"})


@router.get("/template/suite.{kind}")
def template(kind: str) -> Response:
    """A suite to fill in."""
    if kind not in KINDS:
        raise Unknown(wording("evals")["wrong_ending"].format(file=f"suite.{kind}"))
    with tempfile.TemporaryDirectory(prefix="template-") as folder:
        path = Path(folder) / f"suite.{kind}"
        write_template(path)
        return download(path.read_bytes(), path.name, KINDS[kind])


def download(data: bytes, name: str, kind: str) -> Response:
    """A file that the browser saves."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    headers = {"content-disposition": f'attachment; filename="{plain}"', "cache-control": "no-store"}
    return Response(data, media_type=kind, headers=headers)


@router.post("/going")
def start(desk: AtDesk, going: Going, form: Form) -> Response:
    """Start a run of a suite."""
    suite = find_suite(desk.settings, form.texts.get("suite", ""))
    found = going.start(suite.path.stem, arguments_for(suite, library_or_none(desk)))
    return RedirectResponse(address("going", found.id), 303)


@router.get("/going/{name}")
def going_on(name: str, desk: AtDesk, going: Going) -> Response:
    """How far a run is, or what came of it."""
    found = going.find(name)
    stored = newest_runs(desk.settings.data, MOST_RUNS).runs
    has_former = any(it.suite == found.suite and it.id < found.run for it in stored)
    return page(going_page(found, has_former=has_former))


@router.get("/going/{name}/now")
def going_now(name: str, going: Going) -> dict[str, Any]:
    """The same for the script of that page."""
    return going_json(going.find(name))


@router.post("/going/{name}/stop")
def stop(name: str, going: Going, _form: Form) -> Response:
    """Ask a run to stop."""
    going.stop(name)
    return RedirectResponse(address("going", name), 303)


@router.get("/runs/{name}")
def report(name: str, desk: AtDesk, former: str = "") -> Response:
    """The report of a stored run, beside the one before it or another that is named."""
    run = find_run(desk, name)
    before = find_run(desk, former) if former else RunStore(desk.settings.data).former(run)
    headers = {"content-security-policy": REPORT_POLICY, "cache-control": "no-store"}
    return HTMLResponse(report_page(run, before, HOME), 200, headers)


@router.get("/compare")
def compared(desk: AtDesk, other: str, one: str = "") -> Response:
    """Two runs side by side; without the earlier one, the run before."""
    later = find_run(desk, other)
    earlier = find_run(desk, one) if one else RunStore(desk.settings.data).former(later)
    if earlier is None or earlier.id == later.id:
        raise RunError(wording("evals")["compare"]["same_run" if one else "none_before"])
    return page(compare_page(compare(earlier, later), newest_runs(desk.settings.data, MOST_RUNS).runs))


def find_run(desk: Desk, name: str) -> KeptRun:
    """A stored run by its whole id. Raises Unknown: an address names no file."""
    store = RunStore(desk.settings.data)
    if name not in store.ids():
        raise Unknown(wording("evals")["no_run"].format(name=name))
    return store.find(name, files=False)
