"""What the quiz routes take and give, for /openapi.json and for those who read it by machine.

The examples stand in `ui/data/quiz_api.json`.
"""

import datetime
import json
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, StrictBool, StrictInt

from assistant.question import writable
from evals.quiz_checks import Check
from evals.quiz_item import Difficulty, ItemKind, ItemState
from ui.quiz_shelf import LONGEST_NAME
from ui.wire import Request
from ui.wire_answer import Reply

MOST_ITEMS = 500
"""Items of one set: as many as the largest of `evals/data/quiz.toml`'s trials, and still a second's reading."""
MOST_NAMED = 200
LONGEST_TEXT = 4_000
MOST_ANSWERS = 20
LONGEST_ADDRESS = 300


def _whole(value: object) -> object:
    """A text in which half a character is replaced: nothing could store or send it back."""
    return writable(value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_whole), Field(max_length=LONGEST_TEXT)]
Address = Annotated[str, BeforeValidator(_whole), Field(max_length=LONGEST_ADDRESS)]
Name = Annotated[str, BeforeValidator(_whole), Field(min_length=1, max_length=LONGEST_NAME)]


@cache
def examples() -> dict[str, Any]:
    """By route: a request and its response, as a test sends and gets them on the demonstration area."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "quiz_api.json").read_text(encoding="utf-8"))
    return found


def reply(route: str, model: type) -> dict[str, Any]:
    """A successful reply with its example, for the description of a route."""
    return {"model": model, "content": {"application/json": {"example": examples().get(route, {}).get("response")}}}


def _sent(route: str) -> dict[str, Any]:
    return {"examples": [examples().get(route, {}).get("request")]}


class Decision(StrEnum):
    """What a trainer may decide on an item. That it is stale is found, not decided."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class BankFormat(StrEnum):
    """The forms in which a question bank can be imported."""

    MOODLE_XML = "moodle-xml"
    GIFT = "gift"


class QuizSetIn(Request):
    """The body of `POST /v1/quiz/sets`."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_sent("make"))

    name: Annotated[Name, Field(description="What the set is called. No other set may be called so.")]
    documents: Annotated[
        tuple[Address, ...],
        Field(max_length=MOST_NAMED, description="Ids of documents, as /v1/documents lists them. None: all."),
    ] = ()
    kinds: Annotated[tuple[ItemKind, ...], Field(max_length=MOST_NAMED, description="None: all.")] = ()
    difficulties: Annotated[tuple[Difficulty, ...], Field(max_length=MOST_NAMED, description="None: all.")] = ()
    number: Annotated[StrictInt, Field(ge=1, le=MOST_ITEMS, description="How many items at most.")] = 20
    area: Annotated[
        Address | None,
        Field(
            description="An area's id: only its own documents and its nation's. Left out: the documents of every area."
        ),
    ] = None


class BankIn(Request):
    """The query of `POST /v1/quiz/import`."""

    form: Annotated[BankFormat, Field(alias="format", description="The form of the bank.")]
    name: Annotated[Name, Field(description="What the set is to be called.")]
    area: Annotated[Address | None, Field(description="Look for paragraphs that speak for this area.")] = None


class QuizNameIn(Request):
    """The body of `PATCH /v1/quiz/sets/{set_id}`."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_sent("rename"))

    name: Name


class ChoiceIn(Request):
    """One choice of an item, as it is to be."""

    text: Text
    right: StrictBool
    feedback: Text = ""


class SourceIn(Request):
    """The paragraph that is to settle an item, and the words of it that do, verbatim."""

    paragraph_id: Address
    quote: Text


class QuizItemIn(Request):
    """The body of `PATCH /v1/quiz/sets/{set_id}/items/{item_id}`: a decision, an edit or both.

    What is left out stays as it is.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_sent("decide"))

    state: Annotated[Decision | None, Field(description="Left out: an item that is edited is proposed again.")] = None
    by: Annotated[
        Address, Field(description="Who accepts it, as it is to stand with the item; it may be left out.")
    ] = ""
    stem: Annotated[Text | None, Field(description="The question; of a gap, with ____ where the answer goes.")] = None
    scenario: Annotated[Text | None, Field(description="The story before the question.")] = None
    feedback: Annotated[Text | None, Field(description="What a learner reads afterwards.")] = None
    difficulty: Difficulty | None = None
    choices: Annotated[list[ChoiceIn] | None, Field(max_length=MOST_ANSWERS, description="All of them.")] = None
    accepted: Annotated[list[Text] | None, Field(max_length=MOST_ANSWERS, description="What fills the gap.")] = None
    order: Annotated[list[Text] | None, Field(max_length=MOST_ANSWERS, description="The steps, in order.")] = None
    pairs: Annotated[
        list[tuple[Text, Text]] | None, Field(max_length=MOST_ANSWERS, description="[left, right] of matching.")
    ] = None
    tags: Annotated[list[Text] | None, Field(max_length=MOST_ANSWERS)] = None
    source: Annotated[SourceIn | None, Field(description="Another paragraph, or the new words of the same.")] = None


class SourceOut(Reply):
    """A verbatim quote of a paragraph. `digest`: of the paragraph's whole text, by which a change is noticed."""

    paragraph_id: str
    document_id: str
    title: str
    edition: str
    number: str | None
    quote: str
    digest: str


class ChoiceOut(Reply):
    """One choice, what a learner reads after picking it, and what makes it right or contradicts it."""

    text: str
    right: bool
    feedback: str
    source: SourceOut | None


class AcceptanceOut(Reply):
    """Who accepted an item, "" where no name was given, and the day."""

    by: str
    on: datetime.date


class ItemOut(Reply):
    """One quiz question. Which of `choices`, `accepted`, `order` and `pairs` is filled depends on `kind`."""

    id: str
    kind: ItemKind
    stem: str
    source: SourceOut
    feedback: str
    difficulty: Difficulty
    scenario: str
    choices: list[ChoiceOut]
    accepted: list[str]
    order: list[str]
    pairs: list[tuple[str, str]]
    area: str | None
    tags: list[str]
    state: ItemState
    acceptance: AcceptanceOut | None


class KeptSetOut(Reply):
    """What a list says of a set. `states`: how many of its `number` items are in which state."""

    id: str
    name: str
    library: str
    made_at: datetime.datetime
    changed_at: datetime.datetime
    number: int
    states: dict[ItemState, int]


class SetsOut(Reply):
    """Every set, by name."""

    sets: list[KeptSetOut]


class SetOut(KeptSetOut):
    """A whole set."""

    items: list[ItemOut]


class MadeSetOut(SetOut):
    """A set that was just made. `not_proposed`: how many more items were made and dropped, by the check that they failed."""

    not_proposed: dict[Check, int]


class ImportedSetOut(SetOut):
    """A set of your own questions. `left_out`: what could not be read or linked, each by its place in the file, and why."""

    left_out: list[str]


class FailureOut(Reply):
    """A check that an item does not pass, and why."""

    item: str
    check: Check
    why: str


class DecidedOut(Reply):
    """The item as it is kept now, and every check that it does not pass."""

    item: ItemOut
    failed: list[FailureOut]


class ReviewedOut(KeptSetOut):
    """A set after it was held against the library, and every check that an item of it does not pass."""

    failed: list[FailureOut]


class StaleItemOut(Reply):
    """An item whose paragraph says something else now, or is gone."""

    set_id: str
    set_name: str
    item: str
    stem: str
    paragraph_id: str
    why: str


class StaleOut(Reply):
    """Every stale item of every set, or of one; `library` is the fingerprint of the library that they were held against."""

    library: str
    items: list[StaleItemOut]


class NotesOut(Reply):
    """What a format cannot hold as it is, each in a sentence that starts with the item's id."""

    format: str
    notes: list[str]
