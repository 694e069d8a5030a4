"""The folds that say why a paragraph is shown, and what else was looked at, as HTML for the chat."""

import json
from collections.abc import Mapping
from html import escape

from assistant.answer import Answer, Citation, Considered
from ui.why import left_out, scope_line, why
from ui.wording import wording


def whys_html(answer: Answer) -> Mapping[int, str]:
    """The fold of each citation, by its number; none where the answer came without an explanation."""
    return {it.n: _fold(it, lines) for it in answer.citations if (lines := why(it, answer))}


def looked_at_html(answer: Answer) -> str:
    """What else was looked at, with the reason for each; empty where nothing was searched for."""
    scope = scope_line(answer)
    if not scope:
        return ""
    rows = "".join(f"<li>{_button(it)} <span>{escape(reason)}</span></li>" for it, reason in left_out(answer))
    return (
        f'<details class="sb-fold sb-looked-at"><summary>{escape(wording("why")["left_out_heading"])}</summary>'
        f"<p>{escape(scope)}</p>{f'<ul>{rows}</ul>' if rows else ''}</details>"
    )


def _fold(citation: Citation, lines: tuple[str, ...]) -> str:
    heading = str(wording("why")["heading"]).format(label=citation.label)
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<details class="sb-fold sb-why"><summary>{escape(heading)}</summary><ul>{listed}</ul></details>'


def _button(considered: Considered) -> str:
    """What was looked at can be opened like what is cited, with nothing marked."""
    data = {
        "paragraph": considered.paragraph_id,
        "edition": considered.edition,
        "spans": json.dumps([]),
        "first": "0",
    }
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())
    name = f"{considered.label}, {considered.title}"
    opens = str(wording("chat")["open_citation"]).format(label=considered.label, title=considered.title)
    return (
        f'<button type="button" class="sb-cite" {attributes} aria-expanded="false" aria-label="{escape(opens)}">'
        f'<span class="sb-cite-label">{escape(name)}</span></button>'
    )
