"""The page on which a case is written: a form whose fields are the columns of a suite, what is wrong beside each."""

from collections.abc import Mapping, Sequence
from html import escape

from assistant.outcome import Outcome
from evals.proposals import CaseState
from ui.case_form import FIELDS, FURTHER, CaseForm
from ui.evals_frame import address, button, ending, form, frame, hidden, link, options
from ui.wording import wording

SHORT = frozenset({"tags", "as of"})
ROWS = {"question": 3, "must cite": 3}


def case_page(of: CaseForm, suites: Sequence[str], areas: Mapping[str, str]) -> str:
    """The page. suites: names of those that can be chosen. areas: names by id."""
    words = wording("evals")["case"]
    fields = "".join(_field(name, of, areas) for name in FIELDS if name not in RARE)
    rare = "".join(_field(name, of, areas) for name in (*RARE, *FURTHER))
    opened = " open" if any(of.mistakes.get(name) or of.cells.get(name) for name in RARE) else ""
    kept = hidden(id=of.id, answer=of.answer, source=of.source, paragraph=of.paragraph)
    inner = (
        f"{kept}{fields}<details{opened}><summary>{escape(words['further'])}</summary>{rare}</details>"
        f"{_suite(of, suites)}{_state(of)}{button(words['save'])}"
    )
    title = words["edit_title"] if of.id else words["title"]
    parts = (_wrong(of), f"<p>{escape(of.source)}</p>" if of.source else "", _beside(of), form(address("case"), inner))
    return frame(title, "".join(parts))


RARE = ("history", "may cite", "must not cite", "must not say")
"""Fields that few cases need; they are folded."""


def _wrong(of: CaseForm) -> str:
    count = sum(map(len, of.mistakes.values()))
    if not count:
        return ""
    return f'<p class="se-bad" role="alert">{escape(wording("evals")["case"]["wrong"].format(count=count))}</p>'


def _beside(of: CaseForm) -> str:
    """The paragraph that the case is made from, and those that an unanswered question was near to."""
    words = wording("evals")["case"]
    text = escape(of.paragraph).replace("\n", "<br>")
    shown = f'<section class="se-beside"><h2>{escape(words["text"])}</h2><p class="sd-text">{text}</p></section>'
    near = "".join(
        f"<li>{escape(it.name)}: "
        + link(
            address("case", answer=of.answer, paragraph=it.paragraph_id, edition=it.edition, suite=of.suite),
            words["cite"],
        )
        + "</li>"
        for it in of.near
    )
    listed = f"<h2>{escape(words['closest'])}</h2><p>{escape(words['closest_note'])}</p><ul>{near}</ul>" if near else ""
    return (shown if of.paragraph else "") + listed


def _field(name: str, of: CaseForm, areas: Mapping[str, str]) -> str:
    words = wording("evals")
    at = name.replace(" ", "-")
    hint = words["hint"][name].format(example=words["case"]["example"])
    wrong = "".join(f'<span class="se-wrong">{escape(text)}</span>' for text in of.mistakes.get(name, ()))
    told = f'<span class="se-hint" id="{at}-hint">{escape(hint)}{wrong}</span>' if hint or wrong else ""
    described = f' aria-describedby="{at}-hint"' if told else ""
    described += ' aria-invalid="true"' if wrong else ""
    shown = _input(name, f'id="{at}" name="{name}"{described}', of, areas)
    return f'<p><label for="{at}">{escape(words["field"][name])}</label>{shown}{told}</p>'


def _input(name: str, attributes: str, of: CaseForm, areas: Mapping[str, str]) -> str:
    value = of.cells.get(name, "")
    if name == "outcome":
        names = {ending(it.value): ending(it.value) for it in Outcome}
        return f"<select {attributes}>{options(names, value or 'answered')}</select>"
    if name == "area":
        named = {"": wording("evals")["case"]["any_area"], **areas}
        if value not in named:
            named[value] = value
        return f"<select {attributes}>{options(named, value)}</select>"
    if name in SHORT:
        kind = "date" if name == "as of" else "text"
        return f'<input type="{kind}" {attributes} value="{escape(value)}" autocomplete="off">'
    return f'<textarea {attributes} rows="{ROWS.get(name, 2)}">{escape(value)}</textarea>'


def _suite(of: CaseForm, suites: Sequence[str]) -> str:
    words = wording("evals")["case"]
    if of.id:
        return hidden(suite=of.suite)
    wrong = "".join(f'<span class="se-wrong">{escape(text)}</span>' for text in of.mistakes.get("suite", ()))
    names = {name: name for name in suites}
    kind = "new" if names else "first"
    known = of.suite if of.suite in suites else ""
    new = of.suite if of.suite and not known else ""
    choice = (
        f'<p><label for="suite">{escape(words["suite"])}</label><select id="suite" name="suite">'
        f"{options(names, known)}</select></p>"
    )
    return (
        f'{choice if names else ""}<p><label for="new-suite">{escape(words[f"{kind}_suite"])}</label>'
        f'<input id="new-suite" name="new suite" value="{escape(new)}" maxlength="60" autocomplete="off" '
        f'aria-describedby="new-suite-hint"><span class="se-hint" id="new-suite-hint">'
        f"{escape(words[f'{kind}_suite_hint'])}{wrong}</span></p>"
    )


def _state(of: CaseForm) -> str:
    words = wording("evals")["case"]
    shown = "".join(
        f'<p class="se-tick"><input type="radio" id="state-{it}" name="state" value="{it}"'
        f'{" checked" if of.state == it else ""}><label for="state-{it}">{escape(words[it])}</label></p>'
        for it in (CaseState.ACCEPTED.value, CaseState.PROPOSED.value)
    )
    return f"<fieldset><legend>{escape(words['state'])}</legend>{shown}</fieldset>"
