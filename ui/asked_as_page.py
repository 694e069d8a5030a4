"""The page of the asked-as desk: each line beside its paragraph as it stands now, with the step that accepts or drops it."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from corpus.asked_as import LONGEST, AskedAsState
from corpus.days import published_in_words
from ui.asked_as_listing import asked_as_row, in_review_order
from ui.documents_page import ASKED_AS, page_html
from ui.documents_page import HOME as DOCUMENTS
from ui.wording import wording

if TYPE_CHECKING:
    from corpus.asked_as import AskedAs
    from corpus.library import Library

HOME = ASKED_AS
MOST = 200
"""Lines of one state that one page shows; the rest comes when those are decided."""


def asked_as_page(lines: "tuple[AskedAs, ...]", library: "Library", done: str = "") -> str:
    """Every line by state, those that wait for a reviewer first. `done` says what came of the step before."""
    words = wording("asked_as")
    parts = [f"<p>{escape(text)}</p>" for text in words["about"]]
    if done:
        parts.insert(0, f'<p class="sd-banner" role="status">{escape(done)}</p>')
    shown = [it for it in in_review_order(lines) if it.state is not AskedAsState.DROPPED]
    for state, same in groupby(shown, key=lambda it: it.state):
        parts.append(_of_state(state, [asked_as_row(it, library) for it in list(same)[:MOST]]))
    if not shown:
        parts.append(f"<p>{escape(words['none'])}</p>")
    parts.append(_own_form())
    return page_html(words["title"], "".join(parts), back=True)


def refused_page(why: str) -> str:
    """That nothing was decided, and why, with the way back."""
    words = wording("asked_as")
    again = f'<p><a href="{HOME}">{escape(words["again"])}</a></p>'
    return page_html(words["title"], f"<p>{escape(why)}</p>{again}", back=True)


def _of_state(state: AskedAsState, rows: Sequence[dict[str, Any]]) -> str:
    heading = wording("asked_as")["state"][state.value]
    return f"<h2>{escape(heading)} ({len(rows)})</h2>{''.join(map(_row, rows))}"


def _row(row: dict[str, Any]) -> str:
    words = wording("asked_as")
    facts = words["proposed"].format(
        day=_day(row["proposed_at"]), by=row["proposed_by"] or words["nobody"], source=words["source"][row["source"]]
    )
    lines = [facts + (f" ({row['origin']})" if row["origin"] else "")]
    if row["decided_at"]:
        lines.append(words["decided"].format(day=_day(row["decided_at"]), by=row["decided_by"]))
    if row["retired_at"]:
        lines.append(words["retired"].format(day=_day(row["retired_at"]), reason=row["reason"]))
    told = "".join(f'<p class="sd-path">{escape(line)}</p>' for line in lines)
    text = escape(row["text"]).replace("\n", "<br>") if row["text"] else f"<em>{escape(words['gone'])}</em>"
    number = escape(row["number"] or "")
    place = f'<a href="{DOCUMENTS}/{escape(row["document_id"])}">{escape(row["title"])}</a>, '
    place += escape(row["label"] or row["paragraph_id"])
    asked = f'<p class="sd-note"><strong>{escape(row["question"])}</strong></p>'
    return (
        f'<section class="sd-paragraph" id="line-{row["id"]}"><div class="sd-number">{number}</div>'
        f'<div><p class="sd-path">{place}</p><p>{text}</p></div><aside>{asked}{told}{_form(row)}</aside></section>'
    )


def _form(row: dict[str, Any]) -> str:
    """Who decides, and the two steps; a line whose paragraph is gone can only be dropped, an accepted one is accepted already."""
    words = wording("asked_as")
    open_ = row["text"] and row["state"] != AskedAsState.ACCEPTED.value
    accept = f'<button name="step" value="accept">{escape(words["accept"])}</button> ' if open_ else ""
    by = f"by-{row['id']}"
    return (
        f'<form class="sd-publish" method="post" action="{HOME}"><input type="hidden" name="line" value="{row["id"]}">'
        f'<input type="hidden" name="seen" value="{row["seen"] or ""}"><p><label for="{by}">{escape(words["by"])}</label><br>'
        f'<input id="{by}" name="by" maxlength="100" required autocomplete="name"></p>'
        f'{accept}<button name="step" value="drop">{escape(words["drop"])}</button></form>'
    )


def _own_form() -> str:
    """A question that whoever looks after a document puts forward themselves."""
    words = wording("asked_as")
    fields = (
        f'<p><label for="paragraph">{escape(words["paragraph"])}</label><br>'
        '<input id="paragraph" name="paragraph" maxlength="200" required autocomplete="off"></p>'
        f'<p><label for="question">{escape(words["question"])}</label><br>'
        f'<textarea id="question" name="question" maxlength="{LONGEST}" rows="3" required></textarea></p>'
        f'<p><label for="by-own">{escape(words["by"])}</label><br>'
        '<input id="by-own" name="by" maxlength="100" required autocomplete="name"></p>'
    )
    return (
        f'<h2>{escape(words["own"])}</h2><form class="sd-publish" method="post" action="{HOME}">{fields}'
        f'<button name="step" value="propose">{escape(words["propose"])}</button></form>'
    )


def _day(at: str) -> str:
    return published_in_words(at[:10])
