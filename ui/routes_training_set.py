"""One quiz set at the Training desk: its items, its name, its downloads."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from corpus.errors import QuizError
from evals.quiz_export import FORMS, QuizFormat, export
from evals.quiz_handout import handout
from evals.quiz_item import Item, ItemState
from ui.quiz_shelf import SLUG
from ui.routes_training import said_of
from ui.serve import is_loopback
from ui.training_pages import moved, page
from ui.training_room import Sent, TrainingRoom, TrainingRoute, first, room_of, sent
from ui.training_set import chosen, counts_of, in_quiz, rows_of
from ui.wording import wording

router = APIRouter(prefix="/training", include_in_schema=False, route_class=TrainingRoute)
Room = Annotated[TrainingRoom, Depends(room_of)]
Form = Annotated[Sent, Depends(sent)]
KILO = 1000


@router.get("/set")
def one_set(request: Request, set: str, show: str = "", did: str = "", work: str = "") -> Response:
    """The items of a set, all or some."""
    return _set_page(request, set, show, did=did, work=work)


@router.post("/rename")
def rename(request: Request, room: Room, form: Form) -> Response:
    """Give a set another name."""
    name, to = first(form, "set"), first(form, "name")
    try:
        return moved("set", set=room.shelf.rename(name, to), did="renamed")
    except QuizError as error:
        return _set_page(request, name, "", wrong=(to, str(error)))


@router.get("/delete")
def ask_delete(room: Room, set: str) -> Response:
    """Whether a set is to go for good."""
    try:
        items = room.shelf.get(set).items
    except QuizError:
        items = ()
    accepted = sum(it.state is ItemState.ACCEPTED for it in items)
    return page("delete", {"set": set, "total": len(items), "accepted": accepted})


@router.post("/delete")
def delete(room: Room, form: Form) -> Response:
    """Take a set away."""
    room.shelf.remove(first(form, "set"))
    return moved("", did="deleted")


@router.get("/download")
def download(room: Room, set: str, every: str = "") -> Response:
    """Every format, with what does not fit in it."""
    rows = rows_of(room, set)
    items, counts = in_quiz(rows, bool(every)), counts_of(rows)
    fields = {
        "set": set,
        "every": every,
        "accepted": counts["accepted"],
        "waiting": counts["proposed"],
        "stale": sum(it.state is ItemState.STALE for it in rows),
        "forms": [_form(items, it, {row.item.id: row.place for row in rows}) for it in _in_order()] if items else [],
    }
    return page("download", fields)


@router.get("/file")
def file(room: Room, set: str, format: QuizFormat, every: str = "") -> Response:
    """A set as a file."""
    items = in_quiz(rows_of(room, set), bool(every))
    made = export(items, format)
    contents = handout(items, set) if format is QuizFormat.DOCX else made.contents
    name = f"{SLUG.sub('-', set.lower()).strip('-') or 'quiz'}{_suffix(format)}{FORMS[format].ending}"
    return Response(
        contents,
        media_type=FORMS[format].media_type,
        headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"},
    )


def _set_page(
    request: Request,
    name: str,
    show: str,
    did: str = "",
    work: str = "",
    wrong: tuple[str, str] = ("", ""),
) -> Response:
    room = room_of(request)
    rows = rows_of(room, name)
    begun = room.work.get(work)
    ended = begun.outcome if begun else None
    words = wording("training")
    fields = {
        "set": name,
        "rows": chosen(rows, show),
        "show": show,
        "counts": counts_of(rows),
        "link": str(request.url.replace(path=f"/quiz/{room.shelf.id_of(name)}", query="")),
        "here_alone": is_loopback(request.url.hostname or ""),
        "total": len(rows),
        "failing_count": len(chosen(rows, "failing")),
        "said": said_of(ended) if ended else words["did"].get(did, ""),
        "ended": ended,
        "notes_heading": words["notes"][ended.said] if ended and ended.notes else "",
        "rename_to": wrong[0],
        "rename_wrong": wrong[1],
    }
    return page("set", fields, 422 if wrong[1] else 200)


def _in_order() -> tuple[QuizFormat, ...]:
    return tuple(QuizFormat(it) for it in wording("training")["format"])


def _form(items: tuple[Item, ...], form: QuizFormat, places: Mapping[str, int]) -> dict[str, Any]:
    """A format on its page. places: of each item in the set, by which what is said of it names it."""
    try:
        made = export(items, form)
    except QuizError as error:
        return {"name": form.value, "wrong": _placed(str(error), places)}
    size = f"{max(1, round(len(made.contents) / KILO))} kB"
    return {
        "name": form.value,
        "wrong": "",
        "notes": [_placed(it, places) for it in made.notes],
        "ending": FORMS[form].ending,
        "size": size,
    }


def _suffix(form: QuizFormat) -> str:
    """What tells two files with one ending apart."""
    return {QuizFormat.KAHOOT: "-kahoot", QuizFormat.QUIZIZZ: "-quizizz", QuizFormat.QTI: "-qti"}.get(form, "")


def _placed(note: str, places: Mapping[str, int]) -> str:
    """What is said of an item by its id, said by its place in the set."""
    words: str = wording("training")["placed"]
    for item_id, place in places.items():
        note = note.replace(f"{item_id}:", f"{words.format(place=place)}:")
    return note
