"""The paragraphs closest to a question that no document answers, as HTML: each can be opened, none is quoted or numbered."""

import json
from html import escape

from assistant.answer import ClosestShown
from assistant.wording import load_wording
from ui.wording import wording


def closest_html(found: tuple[ClosestShown, ...]) -> str:
    """The list under its note; empty where there is none."""
    if not found:
        return ""
    texts = load_wording()
    rows = "".join(f"<li>{_button(it)} <span>{escape(it.heading)}</span></li>" for it in found)
    return (
        f'<section class="sb-closest"><h3>{escape(texts.heading("closest"))}</h3>'
        f"<p>{escape(texts.closest())}</p><ul>{rows}</ul></section>"
    )


def _button(it: ClosestShown) -> str:
    """It opens the paragraph with nothing marked."""
    data = {"paragraph": it.paragraph_id, "edition": it.edition, "spans": json.dumps([]), "first": "0"}
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())
    opens = str(wording("chat")["open_citation"]).format(label=it.label, title=it.title)
    return (
        f'<button type="button" class="sb-cite" {attributes} aria-expanded="false" aria-label="{escape(opens)}">'
        f'<span class="sb-cite-label">{escape(f"{it.label}, {it.title}")}</span></button>'
    )
