"""The quiz of a set as a learner has it: a question, what came of the reply, the result. Nothing of it is kept."""

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from corpus.days import published_in_words
from corpus.errors import QuizError
from evals.quiz_item import Item, ItemKind
from evals.quiz_mistakes import ONE_RIGHT
from evals.quiz_reply import given_lines, is_right, is_whole, mixed
from evals.quiz_text import BARE_NUMBER
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
class Replied:
    """How far somebody is. given: the fields of the reply, in order; answered: whether it was sent."""

    marks: str
    only: str
    answered: bool
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trying:
    """A quiz that is being taken. shared: the id of the set where a learner has the link to it, "" at the desk."""

    set: str
    shared: str
    reply: Replied

    def address(self, **query: str) -> str:
        """Where a page of this quiz is."""
        if self.shared:
            return f"/quiz/{self.shared}?{urlencode({key: it for key, it in query.items() if it})}".rstrip("?")
        return address("try", set=self.set, **query)


def replied(
    marks: str = "",
    only: str = "",
    answered: str = "",
    given: Annotated[list[str] | None, Query()] = None,
) -> Replied:
    """The address as it was sent."""
    return Replied(marks=marks, only=only, answered=bool(answered), given=tuple(given or ()))


@router.get("/try")
def try_quiz(room: Room, set: str, reply: Annotated[Replied, Depends(replied)]) -> Response:
    """The quiz as a learner has it, or of what waits for review where nothing is accepted yet."""
    rows = rows_of(room, set)
    accepted = in_quiz(rows, every=False)
    items = accepted or in_quiz(rows, every=True)
    if not items:
        raise QuizError("Expected items that are accepted or wait for review, found none in this set. Make some first.")
    return step_of(items, Trying(set=set, shared="", reply=reply), unreviewed=not accepted)


def step_of(items: tuple[Item, ...], quiz: Trying, *, unreviewed: bool) -> Response:
    """A question, what came of the reply to it, or the result."""
    attempt = attempt_of(items, quiz.reply.marks, quiz.reply.only)
    if attempt.at == len(attempt.items):
        return _result(quiz, attempt)
    return _question(quiz, attempt, unreviewed=unreviewed)


def _question(quiz: Trying, attempt: Attempt, *, unreviewed: bool) -> Response:
    item, reply = attempt.items[attempt.at], quiz.reply
    empty = reply.answered and not is_whole(item, reply.given)
    answered = reply.answered and not empty
    marks = attempt.marked(reply.given) if answered else attempt.marks
    fields = {
        **_around(quiz),
        "only": reply.only,
        "item": item,
        "shown": shown(item),
        "mixed": mixed(item),
        "mine": given_lines(item, reply.given) if answered else (),
        "several": item.kind not in ONE_RIGHT,
        "given": reply.given,
        "answered": answered,
        "is_right": answered and is_right(item, reply.given),
        "told": _told(item, reply.given) if answered else (),
        "quote": pieces(item.source.quote, (0, len(item.source.quote)), {"key": key_spans(item)}),
        "label": _label(item),
        "edition": published_in_words(item.source.edition) or item.source.edition,
        "found": (("given", wording("training")["mistake"]["reply"][_reply(item)]),) if empty else (),
        "marks": attempt.marks,
        "place": attempt.at + 1,
        "total": len(attempt.items),
        "right": marks.count("1"),
        "unreviewed": unreviewed,
        "next": quiz.address(marks=marks, only=reply.only),
    }
    return page("try", fields)


def _result(quiz: Trying, attempt: Attempt) -> Response:
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
        **_around(quiz),
        "rows": rows,
        "right": attempt.marks.count("1"),
        "total": len(rows),
        "again": quiz.address(only=attempt.again()) if attempt.again() else "",
        "from_start": quiz.address(),
    }
    return page("result", fields)


def _around(quiz: Trying) -> dict[str, Any]:
    """What stands around every page of the quiz: at the desk its navigation, for a learner the name alone."""
    return {
        "set": quiz.set,
        "shared": bool(quiz.shared),
        "action": f"/quiz/{quiz.shared}" if quiz.shared else address("try"),
        "layout": f"training/{'shared' if quiz.shared else 'layout'}.html",
    }


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
