"""Routes for quiz sets: make, read, decide, check, export, import. Their examples stand in `ui/data/quiz_api.json`."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi import Path as InPath
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from corpus.errors import QuizError
from evals.quiz_export import FORMS, Exported, QuizFormat, export
from evals.quiz_item import ItemState
from ui.desk import Desk
from ui.form_origin import from_here
from ui.problems import Problem
from ui.quiz_bank import bank_set
from ui.quiz_deciding import decide, review, stale_items
from ui.quiz_listing import failure_row, item_row, set_detail, set_row, stale_row
from ui.quiz_making import Order, documents_for, made
from ui.quiz_shelf import SLUG, KeptSet, QuizShelf
from ui.routes_shared import PROBLEMS, desk_of
from ui.wire_quiz import (
    Address,
    BankIn,
    DecidedOut,
    ImportedSetOut,
    MadeSetOut,
    NotesOut,
    QuizItemIn,
    QuizNameIn,
    QuizSetIn,
    ReviewedOut,
    SetOut,
    SetsOut,
    StaleOut,
    examples,
    reply,
)

READING = ("GET", "HEAD", "OPTIONS")
MEDIA = {form.media_type.partition(";")[0] for form in FORMS.values()}
FILE: dict[str, Any] = {
    "description": "The items as a file, named in `content-disposition`.",
    "content": {
        **{kind: {"schema": {"type": "string", "format": "binary"}} for kind in sorted(MEDIA)},
        "text/plain": {"schema": {"type": "string"}, "example": examples()["export"]["response"]},
    },
}
BANK: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The bank as it is, at most 2 MB and 500 questions.",
        "content": {
            "application/xml": {
                "schema": {"type": "string"},
                "example": examples().get("import_moodle", {}).get("request"),
            },
            "text/plain": {"schema": {"type": "string"}, "example": examples().get("import_gift", {}).get("request")},
        },
    }
}


def _only_from_here(request: Request, desk: Annotated[Desk, Depends(desk_of)]) -> None:
    """A page of somebody else's must not change anything through the browser of whoever opens it. Programs name no origin."""
    if request.method in READING or "origin" not in request.headers:
        return
    if not from_here(request, desk.settings.publish_hosts):
        raise Problem("from_elsewhere")


def _shelf(desk: Annotated[Desk, Depends(desk_of)]) -> QuizShelf:
    return QuizShelf(desk.settings)


def _set(
    set_id: Annotated[
        str, InPath(description="A set's id, as the list of sets gives it.", examples=["set-000000000001"])
    ],
    shelf: Annotated[QuizShelf, Depends(_shelf)],
) -> KeptSet:
    return shelf.of_id(set_id)


AtDesk = Annotated[Desk, Depends(desk_of)]
Shelf = Annotated[QuizShelf, Depends(_shelf)]
OfSet = Annotated[KeptSet, Depends(_set)]
Format = Annotated[
    QuizFormat, Query(alias="format", description="docs/quiz-formats.md says what becomes of each kind.")
]
States = Annotated[list[ItemState], Query(alias="state", description="Items in this state; may be given again.")]
ACCEPTED = [ItemState.ACCEPTED]
router = APIRouter(
    prefix="/v1/quiz",
    tags=["quizzes"],
    dependencies=[Depends(_only_from_here)],
    responses={**PROBLEMS, 403: PROBLEMS[400]},
)


@router.post("/sets", summary="Make a quiz set", status_code=201, responses={201: reply("make", MadeSetOut)})
def make(body: QuizSetIn, desk: AtDesk, shelf: Shelf, response: Response) -> dict[str, Any]:
    """Make items from the paragraphs of some documents, and keep them as a set. Only items that pass every check are proposed.

    No language model is used. There may be fewer items than you ask for: `not_proposed` counts those that failed a check.
    One set is made at a time; 503 says that another is being made.
    """
    order = Order(
        name=shelf.free(body.name),
        documents=documents_for(desk.library(), body.documents, body.area),
        kinds=body.kinds,
        difficulties=body.difficulties,
        number=body.number,
    )
    quiz, dropped = made(order, desk.settings)
    if not quiz.items:
        raise QuizError(
            "Expected paragraphs that give items of this kind, found none. Ask for other documents or kinds."
        )
    kept = shelf.add(order.name, quiz)
    response.headers["location"] = f"{router.prefix}/sets/{kept.id}"
    return {**set_detail(kept, quiz.items), "not_proposed": dropped}


@router.get("/sets", summary="List the quiz sets", responses={200: reply("list", SetsOut)})
def sets(shelf: Shelf) -> dict[str, Any]:
    """Every set that is kept here, by name, with how many of its items are in which state."""
    return {"sets": [set_row(it) for it in shelf.sets()]}


@router.get("/sets/{set_id}", summary="Read a quiz set", responses={200: reply("read", SetOut)})
def read(kept: OfSet, shelf: Shelf) -> dict[str, Any]:
    """A set with its items: question, answers, feedback, and the quote of the paragraph that settles each.

    `/v1/paragraphs/{paragraph_id}?edition=` gives a paragraph in its context.
    """
    return set_detail(kept, shelf.get(kept.name).items)


@router.patch("/sets/{set_id}", summary="Rename a quiz set", responses={200: reply("rename", SetOut)})
def rename(kept: OfSet, body: QuizNameIn, shelf: Shelf) -> dict[str, Any]:
    """Give a set another name. Its id stays. A name that another set has is refused."""
    shelf.rename(kept.name, body.name)
    return set_detail(shelf.of_id(kept.id), shelf.get(body.name).items)


@router.delete("/sets/{set_id}", summary="Remove a quiz set", status_code=204)
def remove(kept: OfSet, shelf: Shelf) -> None:
    """Take a set away for good, with its items. There is no way back but a backup."""
    shelf.remove(kept.name)


@router.patch(
    "/sets/{set_id}/items/{item_id}", summary="Decide on an item", responses={200: reply("decide", DecidedOut)}
)
def decide_on(
    kept: OfSet,
    item_id: Annotated[str, InPath(description="An item's id.", examples=["q-000000000001"])],
    body: QuizItemIn,
    desk: AtDesk,
    shelf: Shelf,
) -> dict[str, Any]:
    """Accept an item, reject it, or edit it. Every check is run again, and `failed` names those that it does not pass.

    An edited item is proposed again, unless you decide in the same request. An item whose paragraph has changed becomes
    stale: give its new quote as `source`. What could not be asked at all (no right choice, no gap) is refused and changes
    nothing.
    """
    item, failed = decide(shelf, kept.name, item_id, body, desk.library())
    return {"item": item_row(item), "failed": [failure_row(it) for it in failed]}


@router.post("/sets/{set_id}/review", summary="Check a quiz set", responses={200: reply("review", ReviewedOut)})
def review_set(kept: OfSet, desk: AtDesk, shelf: Shelf) -> dict[str, Any]:
    """Hold a set against the library as it is now: run every check on every item but the rejected, and mark the stale ones."""
    failed = review(shelf, kept.name, desk.library())
    return {**set_row(shelf.of_id(kept.id)), "failed": [failure_row(it) for it in failed]}


@router.get("/stale", summary="List the stale items", responses={200: reply("stale", StaleOut)})
def stale(
    desk: AtDesk,
    shelf: Shelf,
    of: Annotated[Address | None, Query(alias="set", description="Only of the set with this id.")] = None,
) -> dict[str, Any]:
    """Every item whose paragraph says something else than when the item was made, or is gone. Nothing is marked by asking."""
    chosen = shelf.sets() if of is None else (shelf.of_id(of),)
    library = desk.library()
    pointer = library.pointer()
    found = [stale_row(it) for it in stale_items(shelf, chosen, library)]
    return {"library": pointer.fingerprint if pointer else "", "items": found}


@router.get("/sets/{set_id}/export", summary="Export a quiz set", response_class=Response, responses={200: FILE})
def export_set(kept: OfSet, shelf: Shelf, form: Format, states: States = ACCEPTED) -> Response:
    """The accepted items of a set as a file that a learning platform imports, with key, feedback and source.

    Where no item is accepted, that is said (422). What a format cannot hold as it is: see the notes.
    """
    made = _exported(kept, shelf, form, states)
    name = f"{SLUG.sub('-', kept.name.casefold()).strip('-') or 'quiz'}{FORMS[form].ending}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(made.contents, media_type=FORMS[form].media_type, headers=headers)


@router.get(
    "/sets/{set_id}/export/notes", summary="What an export leaves out", responses={200: reply("notes", NotesOut)}
)
def export_notes(kept: OfSet, shelf: Shelf, form: Format, states: States = ACCEPTED) -> dict[str, Any]:
    """What the same export changes or leaves out, because its format has no place for it: a sentence for each."""
    return {"format": form.value, "notes": list(_exported(kept, shelf, form, states).notes)}


@router.post(
    "/import",
    summary="Import a question bank",
    status_code=201,
    responses={201: reply("import_gift", ImportedSetOut)},
    openapi_extra=BANK,
)
async def import_bank(
    request: Request, desk: AtDesk, shelf: Shelf, response: Response, asked: Annotated[BankIn, Query()]
) -> dict[str, Any]:
    """Take in your own bank as a set. Each question is linked to the nearest paragraph that has the words of its right answer.

    Linked items are proposed: look at each beside its paragraph. What cannot be read or linked is in `left_out`, with the reason.
    The body is the file itself, as Moodle exports it.
    """
    raw = await request.body()

    def taken_in() -> dict[str, Any]:
        quiz, left_out = bank_set(raw, asked.form, shelf.free(asked.name), asked.area, desk)
        return {**set_detail(shelf.add(asked.name, quiz), quiz.items), "left_out": list(left_out)}

    found = await run_in_threadpool(taken_in)
    response.headers["location"] = f"{router.prefix}/sets/{found['id']}"
    return found


def _exported(kept: KeptSet, shelf: QuizShelf, form: QuizFormat, states: Sequence[ItemState]) -> Exported:
    items = tuple(it for it in shelf.get(kept.name).items if it.state in states)
    if not items:
        named = " or ".join(it.value for it in states)
        raise QuizError(f"Expected items of “{kept.name}” that are {named}, found none. Accept some first.")
    return export(items, form)
