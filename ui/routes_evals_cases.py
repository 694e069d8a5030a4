"""Cases at the Evals desk: what people asked, and the form that makes a case of it, of a paragraph, or of nothing."""

from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from assistant.outcome import Outcome
from corpus.errors import SuiteError, Unknown
from evals.fold import fold
from evals.proposals import CaseState
from evals.suite_file import read_entries
from ui.case_form import CaseForm, from_answer, from_entry, from_paragraph
from ui.case_saving import entry_called, form_sent, save
from ui.desk import Desk
from ui.evals_asked_page import asked_page
from ui.evals_case_page import case_page
from ui.evals_door import AtDesk, Form, PageRoute, library_or_none, page, shelf_of
from ui.evals_frame import HOME, address
from ui.routes_evals_suites import one_change
from ui.suite_shelf import contents_of, find_suite, kept_suites, own_suite
from ui.wording import wording

MOST = 100
"""Questions of each kind that are listed."""
router = APIRouter(prefix=HOME, include_in_schema=False, route_class=PageRoute)


@router.get("/asked")
def asked(desk: AtDesk) -> Response:
    """Questions of the records that could become cases."""
    records = desk.records()
    unanswered = records.ended_as(Outcome.NOT_IN_GUIDANCE, MOST)
    return page(asked_page(unanswered, records.judged(MOST), _known(desk)))


@router.get("/case")
def case(
    desk: AtDesk, paragraph: str = "", edition: str = "", answer: str = "", suite: str = "", id: str = ""
) -> Response:
    """The form of a case, filled in from what the address names."""
    if id:
        held = find_suite(desk.settings, suite)
        return _form(desk, from_entry(entry_called(read_entries(held.path), id), suite, shelf_of(desk)))
    if not suite:
        suite = next((it.name for it in kept_suites(desk.settings) if it.can_change), "")
    if answer:
        kept = desk.records().kept(answer)
        if kept is None:
            raise Unknown(wording("evals")["case"]["no_answer"].format(id=answer))
        settles = desk.library().paragraph(paragraph, edition or None) if paragraph else None
        return _form(desk, from_answer(kept, suite, settles))
    if paragraph:
        library = desk.library()
        return _form(desk, from_paragraph(library, library.paragraph(paragraph, edition or None), suite))
    return _form(desk, CaseForm(cells={}, suite=suite))


@router.post("/case")
def saved(desk: AtDesk, form: Form) -> Response:
    """Save the case, or show the form again with what is wrong in it: nothing that was written is lost."""
    of = form_sent(form.texts)
    try:
        suite = own_suite(desk.settings, of.suite)
    except SuiteError as error:
        return _form(desk, replace(of, mistakes={"suite": (str(error),)}), 422)
    with one_change:
        came = save(of, suite, shelf_of(desk), lambda text: desk.masked(text).text)
    if came.form is not None:
        return _form(desk, came.form, 422)
    said = "masked" if came.masked else f"saved_{of.state.value}"
    return RedirectResponse(address("suites", suite.name, said=said, n="1"), 303)


def _form(desk: Desk, of: CaseForm, status: int = 200) -> Response:
    library = library_or_none(desk)
    areas = {it.id: it.name for it in library.areas()} if library else {}
    return page(case_page(of, [it.name for it in kept_suites(desk.settings) if it.can_change], areas), status)


def _known(desk: Desk) -> dict[str, str]:
    """The suite of every question that is a case already, or waits to be one, by the folded question."""
    shelf = shelf_of(desk)
    return {
        fold(entry.case.question): suite.name
        for suite in kept_suites(desk.settings)
        for entry in contents_of(suite, shelf).entries
        if entry.state is not CaseState.DROPPED
    }
