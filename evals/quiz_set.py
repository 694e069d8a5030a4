"""Quiz set: items kept in one JSON file, with a schema version. Reading checks every field and lists all mistakes at once."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import QuizError
from evals.quiz_item import Item

SCHEMA = 1
"""Raised whenever a file of before cannot be read as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSet:
    """Items in order, and the fingerprint of the library that they were made from."""

    title: str
    library: str
    items: tuple[Item, ...]


_ITEMS: TypeAdapter[tuple[Item, ...]] = TypeAdapter(tuple[Item, ...])


def set_json(quiz: QuizSet) -> str:
    """A set as the text of its file."""
    items = [asdict(item) for item in quiz.items]
    value = {"schema": SCHEMA, "title": quiz.title, "library": quiz.library, "items": items}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def write_set(quiz: QuizSet, path: Path) -> None:
    """Write a set: the file is whole or as it was. Raises QuizError where it cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(set_json(quiz), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise QuizError(f"Expected to write a quiz set to {path}, could not: {error}.") from error


def read_set(path: Path) -> QuizSet:
    """The set of a file.

    Raises QuizError where it cannot be read, is no JSON, is of another schema, or holds an item with a missing, unknown or
    wrong field; every mistake is listed by its place.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise QuizError(f"Expected a quiz set at {path}, could not read it: {error}.") from error
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        found = value.get("schema") if isinstance(value, dict) else type(value).__name__
        raise QuizError(f"Expected a quiz set of schema {SCHEMA} at {path}, found {found}. Make it again.")
    try:
        items = _ITEMS.validate_python(value.get("items"), strict=False)
    except ValidationError as error:
        raise QuizError(f"{path} has {error.error_count()} mistake(s):\n  " + "\n  ".join(_mistakes(error))) from error
    return QuizSet(title=str(value.get("title", "")), library=str(value.get("library", "")), items=items)


def _mistakes(error: ValidationError) -> Iterable[str]:
    for wrong in error.errors(include_url=False, include_input=False):
        place = ".".join(str(part) for part in wrong["loc"]) or "items"
        yield f"items.{place}: {wrong['msg']}"
