"""Two runs side by side at the Evals desk: every score in both, and every question whose answer differs, word by word."""

from collections.abc import Iterator, Sequence
from html import escape

from evals.comparison import Comparison, ScoreComparison, Turn
from evals.interval import Interval
from evals.kept_run import KeptCase
from evals.report_case import changed_words, marks
from evals.report_figures import Move, moves
from evals.run_wording import label_of
from ui.evals_frame import address, ending, frame, link, span, table
from ui.evals_page import compare_form, moment
from ui.run_summary import RunSummary
from ui.wording import wording

LISTED = (Turn.WORSE, Turn.MIXED, Turn.BETTER, Turn.REWORDED)


def compare_page(found: Comparison, runs: Sequence[RunSummary]) -> str:
    """The whole page, with the choice of two other runs at its end."""
    words = wording("evals")["compare"]
    parts = (
        _about(found),
        f"<h2>{escape(words['what_differs'])}</h2>" if found.turns else f"<p>{escape(words['none_shared'])}</p>",
        _cases(found),
        _named(words["new"], found.new),
        _named(words["gone"], found.gone),
        _scores(found),
        compare_form(runs, found.one.id, found.other.id),
    )
    return frame(f"{found.one.suite}: {words['title'].lower()}", "".join(parts))


def _about(found: Comparison) -> str:
    words, one, other = wording("evals")["compare"], found.one, found.other
    lines = [words["same_library"] if one.library == other.library else words["other_library"]]
    if one.suite != other.suite:
        lines.append(words["other_suite"].format(one=one.suite, other=other.suite))
    runs = "".join(
        f"<dt>{escape(name)}</dt><dd>{link(address('runs', it.id), moment(it.made_at))}, {escape(it.suite)}</dd>"
        for name, it in ((words["one"], one), (words["other"], other))
    )
    report = link(address("runs", other.id, former=one.id), words["report"])
    return f"<dl>{runs}</dl><p>{escape(' '.join(lines))}</p><p>{report}</p>"


def _scores(found: Comparison) -> str:
    words = wording("evals")["compare"]
    heads = [words[name] for name in ("score", "before", "after", "difference", "better", "worse", "beyond")]
    pairs = [(it, move) for it, move in zip(found.scores, moves(found), strict=True) if it.one or it.other]
    moved = [(it, move) for it, move in pairs if move.better or move.worse or _mean(it.one) != _mean(it.other)]
    still = [pair for pair in pairs if pair not in moved]
    shown = f"<h2>{escape(words['scores'])}</h2>{table(heads, (_score(*it) for it in moved))}" if moved else ""
    folded = table(heads, (_score(*it) for it in still))
    summary = escape(words["unmoved"].format(count=len(still)))
    return shown + (f"<details><summary>{summary}</summary>{folded}</details>" if still else "")


def _mean(value: Interval | None) -> float | None:
    return value.mean if value else None


def _score(it: ScoreComparison, move: Move) -> Iterator[str]:
    words = wording("evals")["compare"]
    yield escape(label_of(it.name))
    yield span(it.one)
    yield span(it.other)
    yield span(it.difference, "+")
    yield str(move.better)
    yield str(move.worse)
    kind, said = ("se-good", "gain") if move.gain else ("se-bad", "loss") if move.loss else ("", "neither")
    yield f'<span class="{kind}">{escape(words[said])}</span>'


def _cases(found: Comparison) -> str:
    words = wording("evals")
    before = {it.id: it for it in found.one.cases}
    after = {it.id: it for it in found.other.cases}
    shown = ""
    for turn in LISTED:
        ids = found.those(turn)
        if ids:
            cases = "".join(_case(found, before[name], after[name]) for name in ids)
            shown += f"<h3>{escape(words['turn'][turn.value])}: {len(ids)}</h3>{cases}"
    if not shown and found.turns:
        return f"<p>{escape(words['compare']['nothing_differs'])}</p>"
    same = len(found.those(Turn.SAME))
    return shown + (f"<p>{escape(words['turn']['same'])}: {same}</p>" if same else "")


def _case(found: Comparison, old: KeptCase, new: KeptCase) -> str:
    words = wording("evals")["compare"]
    before, after = (ending(it.answer["outcome"]) for it in (old, new))
    ended = words["ended_same"] if before == after else words["ended"]
    moved = "; ".join(_moved(found, old, new))
    scores = f"<p>{escape(words['scores_moved'].format(moved=moved))}</p>" if moved else ""
    changed = "".join(
        f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text)
        for tag, text in marks(changed_words(old.answer["text"], new.answer["text"]))
    )
    diff = f"<details><summary>{escape(words['words'])}</summary><p class='se-diff'>{changed}</p></details>"
    to = f"{address('runs', found.other.id, former=found.one.id)}#case-{escape(new.id)}"
    return (
        f'<div class="sd-change"><p><b>{escape(new.question)}</b> {link(to, new.id, "se-q")}</p>'
        f"<p>{escape(ended.format(before=before, after=after))}</p>{scores}{diff if changed else ''}</div>"
    )


def _moved(found: Comparison, old: KeptCase, new: KeptCase) -> Iterator[str]:
    for it in found.scores:
        before, after = old.value(it.name), new.value(it.name)
        if before is not None and after is not None and before != after:
            yield f"{label_of(it.name)} {before:.3g} → {after:.3g}"


def _named(heading: str, ids: Sequence[str]) -> str:
    return f"<h3>{escape(heading.format(count=len(ids)))}</h3><p>{escape(', '.join(ids))}</p>" if ids else ""
