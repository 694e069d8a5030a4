"""What the API takes and gives where someone says which paragraph answered."""

from pydantic import ConfigDict

from corpus.asked_as import AskedAsState
from ui.wire import Request
from ui.wire_answer import Reply


class AnsweredByIn(Request):
    """The body of `POST /v1/answers/{id}/answered-by`: one of the paragraphs that the answer cited."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [{"paragraph_id": "thornmere-protocol:4.7"}]}
    )

    paragraph_id: str


class AnsweredByOut(Reply):
    """The question is kept for a reviewer. `state` is `accepted` where someone had accepted the same question before."""

    answer_id: str
    paragraph_id: str
    state: AskedAsState
