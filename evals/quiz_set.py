"""Quiz set: items in a JSON file. One mistake never hides another: all are listed at once, by item."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpus.errors import QuizError
from evals.quiz_item import Item
from evals.quiz_mistakes import mistakes_of

SCHEMA = 1
"""The version of the file's layout. A reader refuses another, so that no field is dropped in silence."""
ITEMS = TypeAdapter(Item)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSet:
    """Items in order, and the fingerprint of the library that they were made from, "" where none is known."""

    title: str
    library: str
    items: tuple[Item, ...]


def read_items(path: Path) -> tuple[Item, ...]:
    """The items of a quiz set, in its order. Raises QuizError as `read_set` does."""
    return read_set(path).items


def write_items(path: Path, items: tuple[Item, ...]) -> None:
    """Write items as a quiz set without a title. Raises QuizError as `write_set` does."""
    write_set(QuizSet(title="", library="", items=items), path)


def read_set(path: Path) -> QuizSet:
    """The quiz set of a file.

    Raises QuizError with every mistake by item: a missing, unknown or wrong field, an id that was used before, no key, answers of
    another kind. Raises it too where the file cannot be read, is no quiz set, or is of another schema version.
    """
    whole = _whole(path)
    items: list[Item] = []
    mistakes: list[str] = []
    seen: dict[str, int] = {}
    for at, entry in enumerate(whole["items"], start=1):
        name = f"item {at}{_named(entry)}"
        try:
            item = ITEMS.validate_json(json.dumps(entry))
        except ValidationError as error:
            mistakes.extend(f"{name}: {mistake}" for mistake in _wrong_fields(error))
            mistakes.extend(f"{name}: {field}: no such field" for field in _unknown_top(entry))
            continue
        unknown = _unknown_fields(entry, ITEMS.dump_python(item, mode="json"))
        mistakes.extend(f"{name}: {field}: no such field" for field in unknown)
        mistakes.extend(f"{name}: {mistake}" for mistake in mistakes_of(item))
        if item.id in seen:
            mistakes.append(f"{name}: its id was used by item {seen[item.id]}")
        seen.setdefault(item.id, at)
        items.append(item)
    if mistakes:
        raise QuizError(f"{path} has {len(mistakes)} mistake(s):\n  " + "\n  ".join(mistakes))
    return QuizSet(title=str(whole.get("title", "")), library=str(whole.get("library", "")), items=tuple(items))


def set_json(quiz: QuizSet) -> str:
    """A set as the text of its file."""
    entries = [ITEMS.dump_python(item, mode="json") for item in quiz.items]
    whole = {"schema": SCHEMA, "title": quiz.title, "library": quiz.library, "items": entries}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def write_set(quiz: QuizSet, path: Path) -> None:
    """Write a quiz set, whole or not at all: a file beside it takes its place. Raises QuizError where that is not possible."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(set_json(quiz), encoding="utf-8")
        beside.replace(path)
    except (OSError, UnicodeEncodeError) as error:
        beside.unlink(missing_ok=True)
        raise QuizError(f"Expected to write a quiz set to {path}, could not: {error}. Name another file.") from error


def _whole(path: Path) -> dict[str, Any]:
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise QuizError(
            f"Expected a quiz set as JSON at {path}, found none ({error.msg} at line {error.lineno}). "
            "Make one with `soundingboard quiz make`."
        ) from error
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise QuizError(f"Expected a quiz set at {path}, could not read it: {error}.") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("items"), list):
        raise QuizError(f'Expected {{"schema": {SCHEMA}, "items": [...]}} in {path}, found something else.')
    if whole.get("schema") != SCHEMA:
        raise QuizError(
            f"Expected schema {SCHEMA} in {path}, found {whole.get('schema')!r}. "
            "A later version of Sounding Board may have written it."
        )
    return whole


def _named(entry: object) -> str:
    name = entry.get("id") if isinstance(entry, dict) else None
    return f" ({name})" if isinstance(name, str) and name else ""


def _wrong_fields(error: ValidationError) -> Iterator[str]:
    for wrong in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in wrong["loc"]) or "the item"
        yield f"{where}: {wrong['msg']}"


def _unknown_top(entry: object) -> Iterator[str]:
    known = Item.__dataclass_fields__
    yield from (key for key in entry if key not in known) if isinstance(entry, dict) else ()


def _unknown_fields(entry: object, known: object, where: str = "") -> Iterator[str]:
    """Fields of a JSON value that its reading does not have, with the path to each."""
    if isinstance(entry, dict) and isinstance(known, dict):
        for key, value in entry.items():
            if key in known:
                yield from _unknown_fields(value, known[key], f"{where}{key}.")
            else:
                yield f"{where}{key}"
    elif isinstance(entry, list) and isinstance(known, list):
        for at, (one, other) in enumerate(zip(entry, known, strict=False)):
            yield from _unknown_fields(one, other, f"{where}{at}.")
