"""A run that is going, at the Evals desk: how far it is, a way to stop it, and what came of it."""

from html import escape
from typing import Any

from evals.run_progress import RunStage
from ui.evals_frame import HOME, address, button, form, frame, link
from ui.going_runs import GoingRun
from ui.wording import wording

WAIT_SECONDS = 5
"""How often a page without JavaScript asks again."""


def going_page(it: GoingRun, *, has_former: bool) -> str:
    """The page of a run; while it goes, a script asks how far it is, and loads the page again at the end.

    has_former: a run of the suite is stored that this one can be compared with.
    """
    words = wording("evals")
    title = words["going"].format(suite=it.suite)
    if not it.is_going:
        return frame(words["ended"].format(suite=it.suite), _ended(it, has_former=has_former))
    head = (
        f'<script src="{HOME}/going.js" defer></script>'
        f'<noscript><meta http-equiv="refresh" content="{WAIT_SECONDS}"></noscript>'
    )
    most = f'value="{it.asked}" max="{it.of}"' if it.of else ""
    body = (
        f'<div id="going" data-address="{address("going", it.id, "now")}">'
        f'<p id="told" role="status" aria-live="polite">{escape(told(it))}</p>'
        f'<progress id="bar" aria-label="{escape(words["progress"])}" {most}></progress></div>'
        f"<p>{escape(words['going_note'])}</p>"
        f"{form(address('going', it.id, 'stop'), button(words['stop'], kind='se-quiet'))}"
    )
    return frame(title, body, head=head)


def going_json(it: GoingRun) -> dict[str, Any]:
    """What the script needs."""
    return {"going": it.is_going, "asked": it.asked, "of": it.of, "told": told(it)}


def told(it: GoingRun) -> str:
    """How far a run is, in words."""
    words = wording("evals")
    there = words["asking"].format(asked=it.asked, of=it.of) if it.stage is RunStage.ASKING else words["starting"]
    return f"{there} {words['stopping']}" if it.stopping else there


def _ended(it: GoingRun, *, has_former: bool) -> str:
    words = wording("evals")
    said = f'<p class="se-said" role="status">{escape(words["stage"][it.stage.value])}</p>'
    if it.stage is RunStage.DONE:
        report = link(address("runs", it.run), words["runs"]["report"], "se-button")
        compare = link(address("compare", other=it.run), words["runs"]["with_former"], "se-button se-quiet")
        return f'{said}<p class="se-row">{report}{compare if has_former else ""}</p>'
    why = f"<pre>{escape(it.why)}</pre>" if it.stage is RunStage.FAILED else ""
    return said + why
