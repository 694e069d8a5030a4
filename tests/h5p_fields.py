"""An H5P question set held against the fields that its content types take: what is unknown, of another type, or changed there."""

import json
import re
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

FIELDS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("data").joinpath("h5p_fields.toml").read_text("utf-8")
)
ALWAYS = {"p", "div", "span", "br"}
"""Tags that every HTML field keeps."""
TAG = re.compile(r"</?([a-z0-9]+)[^>]*>")
REST = re.compile(r"[<>]")
WITHIN = "questions[].params"


def field_mistakes(package: bytes) -> list[str]:
    """Every mistake of the content of an .h5p file, each with the content type and the path of its field."""
    content = json.loads(ZipFile(BytesIO(package)).read("content/content.json"))
    found = list(_library_mistakes("H5P.QuestionSet 1.20", content))
    for question in content["questions"]:
        found.extend(_library_mistakes(question["library"], question["params"]))
    return found


def _library_mistakes(library: str, params: dict[str, Any]) -> Iterator[str]:
    rules = FIELDS[library]
    values = [(path, value) for path, value in _leaves(params, "") if not path.startswith(WITHIN)]
    for path in set(rules["required"]) - {path for path, _ in values}:
        yield f"{library}: {path} is missing"
    for path, value in values:
        said = _mistake(rules[path], value) if path in rules else "no such field"
        if said:
            yield f"{library}: {path}: {said}"


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _leaves(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part, f"{path}[]")
    else:
        yield path, value


def _mistake(rule: str, value: Any) -> str:
    kind, *more = rule.split()
    if kind in ("boolean", "number"):
        fits = isinstance(value, bool) == (kind == "boolean") and isinstance(value, int)
        inside = fits and (kind == "boolean" or int(more[0]) <= value <= int(more[1]))
        return "" if inside else f"expected {rule}, found {value!r}"
    if not isinstance(value, str):
        return f"expected text, found {value!r}"
    if kind == "choice":
        return "" if value.replace(" ", "_") in more else f"expected one of {more}, found {value!r}"
    if kind == "text":
        return _cut(value, int(more[0]) if more else None)
    stray = {*TAG.findall(value)} - ALWAYS - set(more)
    return f"tags that are taken away: {sorted(stray)}" if stray or REST.search(TAG.sub("", value)) else ""


def _cut(value: str, most: int | None) -> str:
    """A plain text is shown with its tags, and cut behind the most characters."""
    if REST.search(value):
        return f"markup in a plain text: {value[:60]!r}"
    return f"{len(value)} characters, cut behind {most}" if most and len(value) > most else ""
