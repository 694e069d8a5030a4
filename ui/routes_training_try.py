"""The quiz of a set as a learner has it: a question, what came of the reply, the result. Nothing of it is kept."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from corpus.errors import QuizError
from evals.quiz_item import Item, ItemKind
from evals.quiz_mistakes import ONE_RIGHT
from evals.quiz_reply import given_lines, is_right, is_whole, mixed
from evals.quiz_text import BARE_NUMBER
from ui.days import published_in_words
from ui.training_marks import key_spans, pieces
from ui.training_pages import address, page
from ui.training_room import TrainingRoom, TrainingRoute, room_of
from ui.training_set import asked, in_quiz, rows_of
from ui.training_try import Attempt, attempt_of
from ui.training_view import own_words, shown
from ui.wording import wording

router = APIRouter(prefix="/training", include_in_schema=False, route_class=TrainingRoute)
Room = Annotated[TrainingRoom, Depends(room_of)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trying:
    """An address of the quiz. given: the fields of the reply, in order; answered: whether it was sent."""

    set: str
    marks: str
    only: str
    answered: bool
    given: tuple[str, ...]


def trying(
    set: str,
    marks: str = "",
    only: str = "",
    answered: str = "",
    given: Annotated[list[str] | None, Query()] = None,
) -> Trying:
    """The address as it was sent."""
    return Trying(set=set, marks=marks, only=only, answered=bool(answered), given=tuple(given or ()))


@router.get("/try")
def try_quiz(room: Room, asked_for: Annotated[Trying, Depends(trying)]) -> Response:
    """A question, what came of the reply to it, or the result."""
    rows = rows_of(room, asked_for.set)
    accepted = in_quiz(rows, every=False)
    items = accepted or in_quiz(rows, every=True)
    if not items:
        raise QuizError("Expected items that are accepted or wait for review, found none in this set. Make some first.")
    attempt = attempt_of(items, asked_for.marks, asked_for.only)
    if attempt.at == len(attempt.items):
        return _result(asked_for.set, attempt)
    return _question(asked_for, attempt, unreviewed=not accepted)


def _question(asked_for: Trying, attempt: Attempt, *, unreviewed: bool) -> Response:
    item = attempt.items[attempt.at]
    empty = asked_for.answered and not is_whole(item, asked_for.given)
    answered = asked_for.answered and not empty
    marks = attempt.marked(asked_for.given) if answered else attempt.marks
    fields = {
        "set": asked_for.set,
        "only": asked_for.only,
        "item": item,
        "shown": shown(item),
        "mixed": mixed(item),
        "mine": given_lines(item, asked_for.given) if answered else (),
        "several": item.kind not in ONE_RIGHT,
        "given": asked_for.given,
        "answered": answered,
        "is_right": answered and is_right(item, asked_for.given),
        "told": _told(item, asked_for.given) if answered else (),
        "quote": pieces(item.source.quote, (0, len(item.source.quote)), {"key": key_spans(item)}),
        "label": _label(item),
        "edition": published_in_words(item.source.edition) or item.source.edition,
        "found": (("given", wording("training")["mistake"]["reply"][_reply(item)]),) if empty else (),
        "marks": attempt.marks,
        "place": attempt.at + 1,
        "total": len(attempt.items),
        "right": marks.count("1"),
        "unreviewed": unreviewed,
        "next": address("try", set=asked_for.set, marks=marks, only=asked_for.only),
    }
    return page("try", fields)


def _result(name: str, attempt: Attempt) -> Response:
    rows: list[dict[str, Any]] = [
        {
            "right": mark == "1",
            "asked": asked(it),
            "key": "\n".join(it.accepted[:1] or it.key),
            "label": _label(it),
            "title": it.source.title,
        }
        for it, mark in zip(attempt.items, attempt.marks, strict=True)
    ]
    fields = {
        "set": name,
        "rows": rows,
        "right": attempt.marks.count("1"),
        "total": len(rows),
        "again": attempt.again(),
    }
    return page("result", fields)


def _told(item: Item, given: tuple[str, ...]) -> tuple[str, ...]:
    """The trainer's own feedback on what was chosen, then on the item; each once."""
    chosen_ones = [it for at, it in enumerate(item.choices) if str(at) in given]
    told = [own_words(it.feedback, it.source or item.source) for it in chosen_ones]
    return tuple(dict.fromkeys(it for it in (*told, own_words(item.feedback, item.source)) if it))


def _label(item: Item) -> str:
    words: dict[str, str] = wording("training")["where"]
    number = item.source.number
    if not number:
        return words["unnumbered"]
    return words["numbered"].format(number=number) if BARE_NUMBER.fullmatch(number) else number


def _reply(item: Item) -> str:
    """What is asked of a learner."""
    if item.choices:
        return "choices"
    return {ItemKind.GAP: "gap", ItemKind.ORDERING: "order"}.get(item.kind, "pairs")
