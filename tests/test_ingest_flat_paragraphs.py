"""Texts whose line breaks were lost: every number that they print is found once, and 60 paragraphs drawn by seed were judged by
reading them beside their source. Numbers and digests only; a paragraph that has changed since is wrong until it is read again."""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.paragraph import Paragraph
from ingest.no_manifest import manifest_of
from ingest.read_document import read_document

SHARED = Path(__file__).resolve().parents[2] / "shared"
JUDGED = Path(__file__).with_name("data") / "flat_paragraphs.jsonl"
LEAST_FOUND = 0.98
LEAST_RIGHT = 0.93
COUNTS = {
    "adoption-statutory-guidance-2013": 811,
    "children-act-1989-transitions": 344,
    "providing-effective-advocacy": 67,
    "designated-teacher-2018": 79,
    "health-of-looked-after-children-2022": 97,
}
CHAPTERS = {
    "adoption-statutory-guidance-2013": (75, 94, 93, 40, 52, 23, 47, 133, 71, 93, 77, 13),
    "children-act-1989-transitions": (12, 15, 60, 39, 17, 50, 85, 51, 15),
    "providing-effective-advocacy": (10, 22, 14, 8, 7, 6),
}
"""How many numbers each chapter holds, counted in the source; only a source note has 5.17 of the transitions guidance."""
WHOLE = {"designated-teacher-2018": 79, "health-of-looked-after-children-2022": 97}


def needs_shared(test: Callable[..., None]) -> Callable[..., None]:
    skipped = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")(test)
    marked: Callable[..., None] = pytest.mark.shared(skipped)
    return marked


@cache
def paragraphs(document_id: str) -> tuple[Paragraph, ...]:
    entry = next(it for it in manifest_of([SHARED / "guidance"]).entries if it.document.id == document_id)
    return read_document(entry.path, entry).paragraphs


def expected(document_id: str) -> list[str]:
    if document_id in WHOLE:
        return [str(n) for n in range(1, WHOLE[document_id] + 1)]
    return [f"{c}.{n}" for c, last in enumerate(CHAPTERS[document_id], start=1) for n in range(1, last + 1)]


def judged() -> list[dict[str, object]]:
    return [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]


def test_the_list_has_60_paragraphs_of_eight_documents_and_no_text() -> None:
    assert len(judged()) == 60
    assert len({place["document"] for place in judged()}) == 8
    assert all(set(place) == {"document", "paragraph", "right", "sha256"} for place in judged())


@needs_shared
@pytest.mark.parametrize("document_id", COUNTS)
def test_at_least_98_of_100_numbers_are_found_in_order_and_none_twice(document_id: str) -> None:
    wanted = expected(document_id)
    place = {number: n for n, number in enumerate(wanted)}
    found = [place[it.number] for it in paragraphs(document_id) if it.number in place]
    assert len(wanted) == COUNTS[document_id]
    assert len(found) >= LEAST_FOUND * COUNTS[document_id]
    assert all(before < after for before, after in pairwise(found))


@needs_shared
def test_at_least_93_of_100_judged_paragraphs_are_right() -> None:
    now = {
        (document, it.id.partition(":")[2]): hashlib.sha256(" ".join(it.text.split()).encode()).hexdigest()[:12]
        for document in {str(place["document"]) for place in judged()}
        for it in paragraphs(document)
    }
    wrong = [
        (place["document"], place["paragraph"])
        for place in judged()
        if not place["right"] or now.get((str(place["document"]), str(place["paragraph"]))) != place["sha256"]
    ]
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(judged()) + 1e-9, wrong
