"""BeirSet: a retrieval set in the BEIR layout (`corpus.jsonl`, `queries.jsonl`, `qrels/*.tsv`)."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import SuiteError
from evals.halves import Half, half_of


@dataclass(frozen=True, slots=True, kw_only=True)
class BeirDocument:
    """One document of the set. `title` may be empty."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeirSet:
    """documents: in file order. queries: the judged ones, id to text, in file order. judged: query id to document id to gain."""

    name: str
    split: str
    documents: tuple[BeirDocument, ...]
    queries: Mapping[str, str]
    judged: Mapping[str, Mapping[str, int]]


def read_beir(folder: Path, split: str | None = None, most: int | None = None, half: Half | None = None) -> BeirSet:
    """The set in `folder`, judged by `qrels/<split>.tsv`; `split` None takes the only one there.

    Only queries with a relevant document are kept, of these those of `half` (None: of both), and of these the first `most`.
    Raises SuiteError where a file is missing or wrong, or where there are several splits and none was chosen.
    """
    chosen = _split(folder, split)
    judged = _judged(chosen)
    queries = {line["_id"]: line["text"] for line in _lines(folder / "queries.jsonl")}
    relevant = [query for query in queries if any(gain > 0 for gain in judged.get(query, {}).values())]
    kept = [query for query in relevant if half is None or half_of(query) is half][:most]
    documents = tuple(
        BeirDocument(id=line["_id"], title=line.get("title") or "", text=line["text"])
        for line in _lines(folder / "corpus.jsonl")
    )
    if not documents or not kept:
        raise SuiteError(f"Expected documents and judged queries in {folder}, found {len(documents)} and {len(kept)}.")
    return BeirSet(
        name=folder.resolve().name,
        split=chosen.stem,
        documents=documents,
        queries={query: queries[query] for query in kept},
        judged={query: judged[query] for query in kept},
    )


def _split(folder: Path, split: str | None) -> Path:
    there = {path.stem: path for path in sorted((folder / "qrels").glob("*.tsv"))}
    if split is None and len(there) == 1:
        return next(iter(there.values()))
    if split is None or split not in there:
        asked = f"split {split!r}" if split else "one split, or --split to choose"
        raise SuiteError(f"Expected {asked} in {folder / 'qrels'}, found: {', '.join(there) or 'none'}.")
    return there[split]


def _judged(path: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for at, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
            if at == 1 and row[:1] == ["query-id"]:
                continue
            if len(row) != 3 or not row[2].lstrip("-").isdigit():
                raise SuiteError(f"{path}, line {at}: expected query, document and a whole number, found {row!r}.")
            judged.setdefault(row[0], {})[row[1]] = int(row[2])
    return judged


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines file, each with `_id` and `text`."""
    try:
        with path.open(encoding="utf-8") as file:
            for at, line in enumerate(file, start=1):
                yield _object(path, at, line)
    except OSError as error:
        raise SuiteError(f"Expected a BEIR file at {path}, could not read it: {error}.") from error


def _object(path: Path, at: int, line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise SuiteError(f"{path}, line {at}: not JSON ({error.msg}).") from error
    if not isinstance(found, dict) or not all(isinstance(found.get(key), str) for key in ("_id", "text")):
        raise SuiteError(f"{path}, line {at}: expected an object with the texts _id and text.")
    return found
