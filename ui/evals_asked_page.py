"""Questions that people asked and that could become cases: those not answered, and those that somebody judged."""

from collections.abc import Mapping, Sequence
from html import escape

from corpus.days import published_in_words
from evals.fold import fold
from ui.evals_frame import address, ending, frame, link
from ui.records import KeptAnswer
from ui.wording import wording


def asked_page(unanswered: Sequence[KeptAnswer], judged: Sequence[KeptAnswer], cases: Mapping[str, str]) -> str:
    """The page. cases: the suite of every question that is a case already, by the folded question."""
    words = wording("evals")["asked"]
    parts = (
        f"<p>{escape(words['lead'])}</p><h2>{escape(words['judged'])}</h2>",
        _cards(judged, cases) or f"<p>{escape(words['none_judged'])}</p>",
        f"<h2>{escape(words['unanswered'])}</h2>",
        _cards(unanswered, cases) or f"<p>{escape(words['none_unanswered'])}</p>",
    )
    return frame(words["title"], "".join(parts))


def _cards(found: Sequence[KeptAnswer], cases: Mapping[str, str]) -> str:
    """One card for each question; the newest answer of those that ask the same."""
    same: dict[str, list[KeptAnswer]] = {}
    for it in found:
        same.setdefault(fold(it.question), []).append(it)
    return "".join(_card(those, cases.get(folded, "")) for folded, those in same.items())


def _card(those: Sequence[KeptAnswer], suite: str) -> str:
    words, newest = wording("evals")["asked"], those[0]
    facts = [words["on"].format(day=published_in_words(newest.asked_on)), ending(newest.outcome)]
    facts += [newest.area] if newest.area else []
    facts += [words["times"].format(count=len(those))] if len(those) > 1 else []
    said = "".join(
        f"<p><b>{escape(words['helpful' if helpful else 'not_helpful'])}</b>{escape(f': {comment}' if comment else '')}</p>"
        for it in those
        for helpful, comment in it.feedback
    )
    done = f"<p>{escape(words['already'].format(suite=suite))}</p>" if suite else ""
    make = link(address("case", answer=newest.id), words["make"], "se-button se-quiet")
    return (
        f'<div class="sd-change"><p><b>{escape(newest.question)}</b></p><p class="se-q">{escape(", ".join(facts))}</p>'
        f"{said}{done}<p>{make}</p></div>"
    )
