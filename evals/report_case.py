"""Report case: what the page of one case shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from evals.kept_run import KeptCase
from evals.report_worst import missed_scores
from ingest.diff import MarkKind, WordMark, word_marks

CONTEXT = 8
"""Words that are shown on either side of a change; what is between is left out."""
GAP = "… "


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """A case, its address within the report, what it missed, and what changed in its answer since the former run.

    expected: the rest of what the case asks for, by name, each as a text. unscored: names of the scores it has no value for.
    changes: the words that went and came; None without a former run, empty where the answer is the same.
    former: how it ended then, None without a former run. stated: the citations that statements of the answer quote.
    """

    case: KeptCase
    anchor: str
    missed: tuple[str, ...]
    unscored: tuple[str, ...]
    expected: tuple[tuple[str, str], ...]
    must_cite: tuple[dict[str, Any], ...]
    changes: tuple[WordMark, ...] | None
    former: str | None
    stated: frozenset[int]


def case_page(case: KeptCase, former: KeptCase | None) -> CasePage:
    """What the page of a case shows; `former` is the same case in the former run."""
    changes = None if former is None else tuple(changed_words(former.answer["text"], case.answer["text"]))
    return CasePage(
        case=case,
        anchor="case-" + quote(case.id, safe=""),
        missed=missed_scores(case),
        unscored=tuple(name for name, score in case.scores.items() if score.value is None),
        expected=tuple(
            (name.replace("_", " "), _text(value))
            for name, value in case.expected.items()
            if name not in ("outcome", "must_cite")
        ),
        must_cite=tuple(case.expected.get("must_cite", ())),
        changes=changes,
        former=None if former is None else str(former.answer["outcome"]),
        stated=frozenset(
            n for section in case.answer["sections"] for it in section["statements"] for n in it["citations"]
        ),
    )


def changed_words(old: str, new: str) -> Iterator[WordMark]:
    """The words that went and came, each with up to 8 words before and after it; nothing where both texts are equal.

    >>> [mark.text for mark in changed_words("Ring today.", "Ring now.")]
    ['Ring ', 'today. ', 'now. ']
    """
    if old == new:
        return
    found = word_marks(old, new)
    for at, mark in enumerate(found):
        if mark.kind is MarkKind.SAME:
            yield WordMark(kind=mark.kind, text=_shortened(mark.text, first=at == 0, last=at == len(found) - 1))
        else:
            yield mark


def marks(found: Iterable[WordMark]) -> Iterator[tuple[str, str]]:
    """For the template: the element of each mark ('' for words that stayed) and its text."""
    tags = {MarkKind.SAME: "", MarkKind.GONE: "del", MarkKind.NEW: "ins"}
    return ((tags[mark.kind], mark.text) for mark in found)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    words = text.split()
    before, after = (0 if first else CONTEXT), (0 if last else CONTEXT)
    if len(words) <= before + after + 1:
        return text
    tail = " ".join(words[len(words) - after :]) + " " if after else ""
    return " ".join(words[:before]) + (" " if before else "") + GAP + tail


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_text(it) for it in value)
    if isinstance(value, dict):
        return ", ".join(str(it) for it in value.values() if it is not None)
    return str(value)
