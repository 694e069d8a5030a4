"""What the API takes. Unknown fields and wrong types are refused; limits on a question are the assistant's own to check."""

import datetime
import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt

from assistant.question import Turn
from ui.desk import Asked

MOST_RESULTS = 50
LONGEST_COMMENT = 2000
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _written(value: object) -> object:
    """A day must be written out: a number, in quotes or without, would be taken for seconds since 1970."""
    if value is None or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise ValueError("Expected a day written like 2025-11-03.")


Day = Annotated[datetime.date | None, BeforeValidator(_written)]


class Request(BaseModel):
    """A request body: a closed list of fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnIn(Request):
    """An earlier turn: the question as the answer showed it, the answer's id, and whether it was put back for your own view."""

    question: str
    answer_id: str | None = None
    put_back: StrictBool = False

    def turn(self) -> Turn:
        """The turn as the assistant takes it."""
        return Turn(question=self.question, answer_id=self.answer_id, put_back=self.put_back)


class AskIn(Request):
    """The body of `POST /v1/ask`."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {"question": "When must I refer an unborn baby?", "area": "thornmere"},
                {
                    "question": "And who leads until then?",
                    "history": ["When must I refer an unborn baby?"],
                    "area": "thornmere",
                    "date": "2025-11-03",
                },
            ]
        },
    )

    question: Annotated[str, Field(description="1 to 4,000 characters. Do not put names in.")]
    history: Annotated[
        list[str | TurnIn], Field(description="Earlier questions of this conversation, oldest first, at most 20.")
    ] = []
    area: Annotated[str | None, Field(description="An area's id, as /v1/areas lists it.")] = None
    nation: Annotated[str | None, Field(description="england, scotland, wales or northern-ireland.")] = None
    date: Annotated[Day, Field(description="The day the answer is for; today if left out.")] = None
    explain: Annotated[StrictBool, Field(description="Add every paragraph that was weighed.")] = False
    think: Annotated[
        StrictBool,
        Field(
            description="Think it through: the question is put back for your own view first. Send the view with `think` and, as "
            "the last turn of `history`, the question with `put_back` true; it is `view` of that answer."
        ),
    ] = False

    def asked(self) -> Asked:
        """The question as the desk takes it."""
        turns = tuple(Turn(question=turn) if isinstance(turn, str) else turn.turn() for turn in self.history)
        return Asked(
            text=self.question,
            history=turns,
            area=self.area,
            nation=self.nation,
            on=self.date,
            explain=self.explain,
            think=self.think,
        )


class SearchIn(Request):
    """The body of `POST /v1/search`."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"query": "locked box for methadone", "area": "thornmere", "k": 5}]},
    )

    query: Annotated[str, Field(description="1 to 4,000 characters.")]
    area: Annotated[str | None, Field(description="An area's id, as /v1/areas lists it.")] = None
    k: Annotated[StrictInt, Field(ge=1, le=MOST_RESULTS, description="How many paragraphs at most.")] = 10


class FeedbackIn(Request):
    """The body of `POST /v1/feedback`."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [{"answer_id": "019a5f2e-7c1d-7b7e-9d55-0d6a3c9c2b11", "helpful": True, "comment": "Clear."}]
        },
    )

    answer_id: str
    helpful: StrictBool
    comment: Annotated[str, Field(max_length=LONGEST_COMMENT, description="Names are removed before it is kept.")] = ""
