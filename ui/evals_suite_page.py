"""One suite at the Evals desk: what waits for a decision, what counts, what was dropped; and what came of an uploaded file."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from evals.case_cells import citation_text
from evals.proposals import CaseState
from evals.sheet import Mistake, column_letter
from evals.suite_file import Entry
from ui.evals_frame import address, button, ending, form, frame, link, options, said_html, table
from ui.evals_page import run_form, upload_form
from ui.suite_shelf import KeptSuite, SuiteContents
from ui.suite_upload import Read
from ui.wording import wording

KINDS = ("xlsx", "csv", "jsonl")


def suite_page(suite: KeptSuite, held: SuiteContents, documents: Mapping[str, str], said: tuple[str, int]) -> str:
    """A suite. documents: titles by id, for drafting. said: what was just done, and to how many."""
    words = wording("evals")
    if held.mistakes:
        body = f'<p class="se-bad">{escape(words["unreadable_note"])}</p><pre>{escape(held.mistakes)}</pre>'
        return frame(suite.name, body)
    note = words["shipped_note"] if suite.shipped else "" if suite.is_lines else words["sheet_note"]
    counted = held.those(CaseState.ACCEPTED)
    parts = (
        said_html(*said),
        f"<p>{escape(note)}</p>" if note else "",
        _steps(suite, runs=bool(counted)),
        _proposals(suite, held.those(CaseState.PROPOSED)),
        f"<h2>{escape(words['cases'])}: {len(counted)}</h2>",
        _cases(suite, counted) if counted else f"<p>{escape(words['no_cases'])}</p>",
        _dropped(suite, held.those(CaseState.DROPPED)),
        _draft(suite, documents),
    )
    return frame(suite.name, "".join(parts))


def refused_page(file: str, read: Read, name: str, *, replace: bool) -> str:
    """Every mistake of a file that was uploaded, by row and column."""
    words = wording("evals")
    by_line = file.lower().endswith((".jsonl", ".json", ".ndjson"))
    heads = (words["line"] if by_line else words["row"], words["column"], words["wrong"])
    rows = ((_row(it), _column(it), escape(it.text)) for it in read.mistakes)
    besides = f" {words['refused_read'].format(count=len(read.entries))}" if read.entries else ""
    body = (
        f'<p class="se-bad" role="alert">{escape(words["refused_note"] + besides)}</p>'
        f"{table(heads, rows)}<h2>{escape(words['upload_again'])}</h2>{upload_form(name, replace=replace)}"
    )
    return frame(words["refused"].format(count=len(read.mistakes), file=file), body)


def taken_page(name: str) -> str:
    """That a suite of this name is there."""
    words = wording("evals")
    body = f'<p class="se-bad" role="alert">{escape(words["taken_note"])}</p>{upload_form(name, replace=True)}'
    return frame(words["taken"].format(name=name), body)


def _row(it: Mistake) -> str:
    return str(it.row) if it.row is not None else escape(wording("evals")["whole_file"])


def _column(it: Mistake) -> str:
    return "" if it.column is None else escape(f"{column_letter(it.column)} {it.name}".strip())


def _steps(suite: KeptSuite, *, runs: bool) -> str:
    """What can be done with the whole suite."""
    words = wording("evals")
    write = link(address("case", suite=suite.name), words["add_case"], "se-button se-quiet") if suite.can_change else ""
    files = ", ".join(
        link(address("suites", suite.name, f"{suite.name}.{kind}"), words["download_as"].format(kind=kind.upper()))
        for kind in KINDS
    )
    return (
        f'<div class="se-row">{run_form(suite) if runs else ""}{write}<p>{escape(words["download"])} {files}</p></div>'
    )


def _proposals(suite: KeptSuite, entries: Sequence[Entry]) -> str:
    """The proposed cases, each to be chosen; one form accepts or drops those that are chosen."""
    words = wording("evals")
    if not entries:
        return ""
    does = button(words["accept_chosen"], value="accept") + button(words["drop_chosen"], kind="se-quiet", value="drop")
    cards = "".join(_proposal(suite, it) for it in entries)
    choice = form(address("suites", suite.name, "decide"), f'{cards}<p class="se-row se-stay">{does}</p>')
    return (
        f'<section class="se-wait"><h2>{escape(words["proposals"].format(count=len(entries)))}</h2>'
        f"<p>{escape(words['proposals_note'])}</p>{choice}</section>"
    )


def _proposal(suite: KeptSuite, entry: Entry) -> str:
    case, words = entry.case, wording("evals")
    change = link(address("case", suite=suite.name, id=case.id), words["edit"]) if suite.can_change else ""
    cited = "".join(
        f"<p>{escape(it.document)} {escape(it.number or '')}: <q>{escape(it.quote)}</q></p>" for it in case.must_cite
    )
    says = f"<p>{escape(wording('evals')['field']['must say'])}: {escape(' / '.join(case.must_say))}</p>"
    return (
        f'<div class="se-card"><input type="checkbox" name="id" value="{escape(case.id)}" id="p-{escape(case.id)}">'
        f'<div><label for="p-{escape(case.id)}">{escape(case.question)}</label>'
        f'<div class="se-text">{cited}</div>{says if case.must_say else ""}<p>{change}</p></div></div>'
    )


def _cases(suite: KeptSuite, entries: Sequence[Entry]) -> str:
    words = wording("evals")
    heads = [words["question"], words["area"], words["expected"], words["must_cite"]]
    heads += [words["edit"]] if suite.can_change else []
    return table(heads, (_case(suite, it) for it in entries))


def _case(suite: KeptSuite, entry: Entry) -> Iterator[str]:
    case, words = entry.case, wording("evals")
    yield f'{escape(case.question)}<br><span class="se-q">{escape(case.id)}</span>'
    yield escape(case.area or "–")
    yield escape(ending(case.outcome.value))
    yield "<br>".join(escape(_short(citation_text(it, case, None))) for it in case.must_cite) or "–"
    if suite.can_change:
        change = link(address("case", suite=suite.name, id=case.id), words["edit"])
        put_away = form(
            address("suites", suite.name, "decide"),
            f'<input type="hidden" name="id" value="{escape(case.id)}">'
            + button(words["drop"], words["drop_case"].format(id=case.id), kind="se-plain", value="drop"),
        )
        yield f'<span class="se-whole">{change}{put_away}</span>'


def _short(text: str, most: int = 110) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _dropped(suite: KeptSuite, entries: Sequence[Entry]) -> str:
    words = wording("evals")
    if not entries:
        return ""
    rows = "".join(
        "<li>"
        + form(
            address("suites", suite.name, "decide"),
            f'{escape(it.case.question)} <input type="hidden" name="id" value="{escape(it.case.id)}">'
            + button(words["restore"], kind="se-plain", value="restore"),
        )
        + "</li>"
        for it in entries
    )
    return f"<details><summary>{escape(words['dropped'].format(count=len(entries)))}</summary><ul>{rows}</ul></details>"


def _draft(suite: KeptSuite, documents: Mapping[str, str]) -> str:
    words = wording("evals")
    if not suite.can_change or not documents:
        return ""
    return f"<h2>{escape(words['draft'])}</h2><p>{escape(words['draft_note'])}</p>" + form(
        address("suites", suite.name, "draft"),
        f'<p><label for="document">{escape(words["draft_document"])}</label>'
        f'<select id="document" name="document">{options(documents, "")}</select></p>{button(words["draft_button"])}',
    )
