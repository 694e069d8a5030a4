"""Urgent first, also where a request is malformed: what can be read of it is checked before anything is refused."""

import re
from collections.abc import Iterator

from assistant.alarm import tells_of_danger
from assistant.answer import Answer
from ui.desk import Asked, Desk

_QUESTION = re.compile(r'"question"\s*:\s*"((?:[^"\\]|\\.)*)')
"""The question of a body that is no whole JSON, as far as it goes."""


def urgent_answer_to(body: object, desk: Desk) -> Answer | None:
    """The urgent answer to a malformed body of `POST /v1/ask`, None where what can be read of it is not urgent.

    `body` is what came: parsed JSON, or the text or bytes of what is none. A bad date, an unknown field or a question under
    another name hides no danger.
    """
    text = next((text for text in _texts(body) if tells_of_danger(text)), None)
    if text is None:
        return None
    area = body.get("area") if isinstance(body, dict) else None
    return desk.ask(Asked(text=text, area=area if isinstance(area, str) else None))


def _texts(body: object) -> Iterator[str]:
    """What may be the question, the likeliest first. Earlier turns are none: their danger was answered then."""
    if isinstance(body, bytes):
        body = body.decode("utf-8", "replace")
    if isinstance(body, str):
        found = _QUESTION.search(body)
        yield found[1] if found else body
    elif isinstance(body, dict):
        yield from (value for key, value in body.items() if key == "question" and isinstance(value, str))
        yield from (value for key, value in body.items() if key != "history" and isinstance(value, str))
        yield from (part for part in _listed(body.get("question")))
    elif isinstance(body, list):
        yield from _listed(body)


def _listed(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from (part for part in value if isinstance(part, str))
