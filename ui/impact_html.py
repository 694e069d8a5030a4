"""Change impact as HTML, all text escaped: counts, then every thing that is touched with the words that went and came."""

from html import escape
from typing import TYPE_CHECKING

from ui.impact_text import impact_line, place_of, stands
from ui.wording import wording

if TYPE_CHECKING:
    from evals.impact import Impact, Touched
    from ui.rests import Resting

_TAGS = {"gone": "del", "new": "ins", "same": ""}


def impact_html(found: "Impact", rests: "Resting", folder: str) -> str:
    """A section with the counts, a link to each list, and the lists, folded. folder: as the command names it."""
    words = wording("impact")
    lists = "".join(_list(found, kind.value) for kind in found.things if found.affected(kind))
    links = "".join(
        f'<li><a href="#impact-{kind.value}">{len(found.affected(kind))} {escape(words["thing"][kind.value])}</a></li>'
        for kind in found.things
        if found.affected(kind)
    )
    notes = [words["unread"].format(why=why) for why in rests.unread]
    if found.headed:
        notes.append(words["headed"].format(count=len({it.thing for it in found.headed})))
    if links:
        notes.append(words["on_command"].format(folder=folder))
    said = "".join(f"<p>{escape(note)}</p>" for note in notes)
    shown = f"<ul>{links}</ul>{lists}" if links else ""
    return (
        f'<section class="sd-file" id="impact"><h2>{escape(words["title"])}</h2>'
        f"<p>{escape(impact_line(found))}</p>{shown}{said}</section>"
    )


def _list(found: "Impact", kind: str) -> str:
    words = wording("impact")
    touched = [it for it in found.touched if it.pin.kind.value == kind]
    rows = "".join(map(_touched, touched))
    heading = f"{words['thing'][kind].capitalize()} ({len({it.pin.thing for it in touched})})"
    return f'<h3 id="impact-{kind}">{escape(heading)}</h3><details><summary>{escape(words["show"])}</summary>{rows}</details>'


def _touched(it: "Touched") -> str:
    words = wording("impact")
    tags = "".join(f'<span class="sd-tag">{escape(words["kind"][kind.value])}</span>' for kind in it.kinds)
    address = f'<a href="#{escape(it.new.id)}">{escape(place_of(it))}</a>' if it.new else escape(place_of(it))
    marked = "".join(_marked(mark.kind.value, mark.text.strip()) for mark in it.words)
    text = f'<p class="sd-text">{marked}</p>' if marked else ""
    return (
        f'<div class="sd-change"><p>{tags} {address}</p>'
        f"<p><b>{escape(it.pin.within)} {escape(it.pin.id)}</b>: {escape(it.pin.text)}</p>"
        f"{text}<p>{escape(stands(it))}</p></div>"
    )


def _marked(kind: str, text: str) -> str:
    shown, tag = escape(text).replace("\n", "<br>"), _TAGS[kind]
    return f"<{tag}>{shown}</{tag}> " if tag else f"{shown} "
