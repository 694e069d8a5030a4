"""The affected cases, asked again on both editions, as HTML with all text escaped: how far that is, or what came of it.

What came of it are rows as `ui.impact_rows.asked_row` gives them: another process asks, and sends them.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from ui.beside_html import beside_html, new_side, old_side
from ui.impact_text import asked_line, rank_in_words
from ui.wording import wording

if TYPE_CHECKING:
    from ui.progress_line import HowFar

Row = Mapping[str, Any]


def none_html() -> str:
    """That no case has to be asked again."""
    return _section(f"<p>{escape(wording('impact')['again_none'])}</p>")


def running_html(far: "HowFar | None", address: str) -> str:
    """How far it is; None: it has only begun. address: where to look again, for who has no script."""
    words = wording("impact")
    said = f"<p>{escape(words['again_about'])}</p>"
    doing = f"{words['again_running']} {far}." if far else words["again_running"]
    bar = f' value="{far.done}" max="{far.of}"' if far else ""
    return _section(
        f'{said}<p role="status">{escape(doing)}</p><progress{bar} aria-label="{escape(words["again_title"])}"></progress>'
        f'<noscript><p><a href="{escape(address)}">{escape(words["again_look"])}</a></p></noscript>',
        running=True,
    )


def failed_html(why: str) -> str:
    """That the cases could not be asked, and why."""
    said = wording("impact")["again_failed"].format(why=why)
    return _section(f'<p class="sd-note sd-blocking" role="status">{escape(said)}</p>')


def done_html(asked: Sequence[Row], kept_out: Iterable[str]) -> str:
    """Every case on both editions, what matters most first."""
    words = wording("impact")
    notes = "".join(
        f'<p class="sd-note sd-blocking">{escape(words["kept_out"].format(why=why))}</p>' for why in kept_out
    )
    if not asked:
        return _section(f"<p>{escape(words['again_none'])}</p>{notes}")
    line = asked_line([row["turn"] for row in asked])
    groups = "".join(_group(turn, [row for row in asked if row["turn"] == turn]) for turn in words["turn"])
    return _section(f'<p>{escape(words["again_about"])}</p><p role="status">{escape(line)}</p>{notes}{groups}')


def _section(body: str, *, running: bool = False) -> str:
    lost = escape(wording("impact")["again_lost"])
    busy = f' data-running="yes" data-lost="{lost}"' if running else ""
    return (
        f'<section class="sd-file" id="again"{busy}><h2>{escape(wording("impact")["again_title"])}</h2>{body}</section>'
    )


def _group(turn: str, rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    words = wording("impact")
    heading = f"{words['turn'][turn]} ({len(rows)})"
    return (
        f'<section id="again-{turn}"><h3 class="sd-turn sd-{turn}">{escape(heading)}</h3>'
        f"<p>{escape(words['turn_note'][turn])}</p>{''.join(map(_case, rows))}</section>"
    )


def _case(row: Row) -> str:
    words = wording("impact")
    expected = words["again_expected"].format(outcome=_plain(row["expected_outcome"]))
    sides = zip(("old", "new"), (words["again_old"], words["again_new"]), strict=True)
    columns = "".join(
        f'<div class="sd-{side}"><p class="sd-path">{escape(heading)}</p>{_facts(row[side])}</div>'
        for side, heading in sides
    )
    return (
        f'<article class="sd-change"><h4>{escape(row["suite"])} {escape(row["id"])}: {escape(row["question"])}</h4>'
        f'<p>{escape(expected)}</p><div class="sd-beside">{columns}</div>{_words(row)}</article>'
    )


def _facts(shown: Row) -> str:
    """How it ended, the evidence and the other paragraphs that were cited."""
    words = wording("impact")
    ended = words["again_right" if shown["right"] else "again_wrong"].format(outcome=_plain(shown["outcome"]))
    rank = shown["rank"] or shown["follows"]
    citations = shown["citations"]
    evidence = escape(rank_in_words(shown["rank"], shown["follows"]))
    if rank:
        evidence += f'<br><span class="sd-text">“{escape(citations[rank - 1]["quote"])}”</span>'
    cited = "".join(f"<li>{escape(it['title'])}, {escape(it['label'])}</li>" for it in citations)
    return (
        f"<dl><dt>{escape(words['again_outcome'])}</dt><dd>{escape(ended)}</dd>"
        f"<dt>{escape(words['again_evidence'])}</dt><dd>{evidence}</dd>"
        f"<dt>{escape(words['again_cited'])}</dt><dd>{f'<ol>{cited}</ol>' if cited else escape(words['nothing_shown'])}</dd></dl>"
    )


def _words(row: Row) -> str:
    """The words of the answer that went and came, side by side."""
    from evals.report_case import changed_words

    words = wording("impact")
    changed = tuple(changed_words("\n".join(row["old"]["said"]), "\n".join(row["new"]["said"])))
    if not changed:
        return f"<p>{escape(words['again_same'])}</p>"
    texts = beside_html((words["again_old"], old_side(changed)), (words["again_new"], new_side(changed)))
    return f"<details><summary>{escape(words['again_words'])}</summary>{texts}</details>"


def _plain(outcome: str) -> str:
    return outcome.replace("_", " ")
