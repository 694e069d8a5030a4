"""Urgent first, also where a request is malformed: what can be read of it is checked before anything is refused."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from urllib.parse import parse_qsl

from assistant.alarm import tells_of_danger
from assistant.answer import Answer
from assistant.question import writable
from ui.desk import Asked, Desk

MOST_TEXTS = 100
"""Texts of one body that are checked, the likeliest first: each takes some milliseconds."""
_FIELD = re.compile(r'"(question|area)"\s*:\s*"((?:[^"\\]|\\.)*)')
"""A field of a body that is no whole JSON, as far as it goes."""


def urgent_answer_to(body: object, desk: Desk) -> Answer | None:
    """The urgent answer to a malformed body of `POST /v1/ask`, None where what can be read of it is not urgent.

    `body` is what came: parsed JSON, or the text or bytes of what is none or did not say that it is. A bad date, an unknown
    field, a missing header or a question under another name hides no danger, nor whom the area wants to be rung.
    """
    sent = _read(body)
    texts = islice(map(writable, _texts(sent)), MOST_TEXTS)
    text = next((text for text in texts if tells_of_danger(text)), None)
    if text is None:
        return None
    area = sent.get("area") if isinstance(sent, dict) else None
    return desk.ask(Asked(text=text, area=area if isinstance(area, str) else None))


def _read(body: object) -> object:
    """What a body says: JSON, the fields of torn JSON or of a form, else its text."""
    if isinstance(body, bytes):
        body = body.decode(json.detect_encoding(body), "replace")
    if not isinstance(body, str):
        return body
    with suppress(ValueError, RecursionError):
        return json.loads(body)
    fields = {name: _unescaped(text) for name, text in _FIELD.findall(body)} or dict(parse_qsl(body))
    return fields if "question" in fields else body


def _unescaped(text: str) -> str:
    with suppress(ValueError):
        return str(json.loads(f'"{text}"', strict=False))
    return text


def _texts(sent: object) -> Iterator[str]:
    """What may be the question, the likeliest first. Earlier turns are none: their danger was answered then."""
    left = [sent]
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            left += reversed(value)
        elif isinstance(value, dict):
            left += reversed([it for key, it in value.items() if key not in ("question", "history")])
            left.append(value.get("question"))
