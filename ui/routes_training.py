"""The Training desk at `/training`: all sets, a new one, a bank of one's own, and the work that makes them."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import UploadFile

from corpus.errors import QuizError
from corpus.library import Library
from evals.quiz_item import Difficulty, ItemKind, ItemState
from ui.training_import import READERS, bank_of, importing
from ui.training_make import Mistakes, Order, groups_of, making, mistakes_in, name_mistakes, order_of
from ui.training_pages import moved, page
from ui.training_room import Sent, TrainingRoom, TrainingRoute, room_of, sent
from ui.training_work import Outcome, Work
from ui.wording import wording

USUAL_NUMBER = "20"
router = APIRouter(prefix="/training", include_in_schema=False, route_class=TrainingRoute)
Room = Annotated[TrainingRoom, Depends(room_of)]
Form = Annotated[Sent, Depends(sent)]


@router.get("")
def home(room: Room, did: str = "") -> Response:
    """Every set with how far its review is."""
    words = wording("training")["did"]
    return page("home", {"sets": [_row(room, name) for name in room.shelf.names()], "said": words.get(did, "")})


@router.get("/new")
def new(room: Room, into: str = "") -> Response:
    """The form for a set, or for more items of one."""
    library = room.desk.library()
    order = Order(
        name="",
        into=into,
        documents=(),
        kinds=tuple(it.value for it in ItemKind),
        difficulties=tuple(it.value for it in Difficulty),
        number=USUAL_NUMBER,
    )
    return _form(order, library, ())


@router.post("/new")
def make(room: Room, form: Form) -> Response:
    """Begin to make what was asked for, or say what is wrong with it."""
    library, order = room.desk.library(), order_of(form)
    found = mistakes_in(order, room, library)
    if found:
        return _form(order, library, found)
    of = sum(len(library.paragraphs(it)) for it in order.documents)
    work = room.work.start(order.set_name, making(order, room), of)
    return moved(f"progress/{work.id}")


@router.get("/import")
def bring(room: Room) -> Response:
    """The form for a bank of one's own."""
    return _import_form(room, "", "", ())


@router.post("/import")
async def brought(request: Request, room: Room) -> Response:
    """Begin to link a bank that was sent, or say what is wrong with it."""
    form = await request.form()
    name, area = (" ".join(str(form.get(field, "")).split()) for field in ("name", "area"))
    file = form.get("file")
    found = name_mistakes(name, room)
    if not isinstance(file, UploadFile) or Path(file.filename or "").suffix.lower() not in READERS:
        return _import_form(room, name, area, (("file", wording("training")["mistake"]["file"]), *found))
    try:
        bank = bank_of(file.filename or "", await file.read())
    except QuizError as error:
        found = (("file", str(error)), *found)
    if found:
        return _import_form(room, name, area, found)
    return moved(f"progress/{room.work.start(name, importing(name, bank, area or None, room), len(bank.questions)).id}")


@router.get("/progress/{work_id}")
def watch(room: Room, work_id: str) -> Response:
    """How far a piece of work is; once it is well ended, its set."""
    work = room.work.get(work_id)
    if work is None:
        return moved("")
    outcome = work.outcome
    if outcome and not outcome.failed:
        return moved("set", set=outcome.quiz, work=work.id)
    return page("work", {"work": work, "doing": _doing(work), "said": said_of(outcome) if outcome else ""})


@router.get("/progress/{work_id}/state")
def state(room: Room, work_id: str) -> Response:
    """The same for the page's script: what is done, how far, whether it has ended."""
    work = room.work.get(work_id)
    if work is None:
        return JSONResponse({"ended": True})
    return JSONResponse(
        {"doing": _doing(work), "done": work.done, "of": work.of, "ended": work.outcome is not None},
        headers={"cache-control": "no-store"},
    )


@router.post("/progress/{work_id}/stop")
def stop(room: Room, work_id: str) -> Response:
    """Ask for a piece of work to stop."""
    work = room.work.get(work_id)
    if work:
        work.stop.set()
    return moved(f"progress/{work_id}")


def said_of(outcome: Outcome) -> str:
    """How work ended, in words."""
    words: dict[str, str] = wording("training")["ended"]
    form = f"{outcome.said}_one" if outcome.count == 1 else outcome.said
    return words[form].format(count=outcome.count)


def _doing(work: Work) -> str:
    words: dict[str, str] = wording("training")["doing"]
    return words.get(work.doing, work.doing)


def _row(room: TrainingRoom, name: str) -> dict[str, Any]:
    """A set on the first page. What is wrong with one hides no other."""
    try:
        items = room.shelf.get(name).items
    except QuizError as error:
        return {"name": name, "wrong": str(error)}
    counts = Counter(it.state.value for it in items)
    return {"name": name, "wrong": "", "total": len(items), "counts": {it.value: counts[it.value] for it in ItemState}}


def _form(order: Order, library: Library, found: Mistakes) -> Response:
    fields = {field: getattr(order, field) for field in Order.__dataclass_fields__}
    return page("new", {**fields, "groups": groups_of(library), "found": found}, 422 if found else 200)


def _import_form(room: TrainingRoom, name: str, area: str, found: Mistakes) -> Response:
    areas = room.desk.library().areas()
    fields = {"name": name, "area": area or (areas[0].id if len(areas) == 1 else ""), "areas": areas, "found": found}
    return page("import", fields, 422 if found else 200)
