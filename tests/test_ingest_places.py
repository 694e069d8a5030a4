"""200 places of a published text, drawn by seed and judged by reading: the words there stand in the right paragraph, under the
right number and heading, with no page number, footnote or mark among them. The list holds no text, so it is held against the
digest of the paragraph as it was read; a paragraph that has changed since counts as wrong until it is read again."""

import hashlib
import json
from pathlib import Path

import pytest

from ingest.no_manifest import manifest_of
from ingest.read_document import read_document

SHARED = Path(__file__).resolve().parents[2] / "shared"
PLACES = Path(__file__).with_name("data") / "kcsie_places.jsonl"
LEAST_RIGHT = 0.95


def judged() -> list[dict[str, object]]:
    return [json.loads(line) for line in PLACES.read_text(encoding="utf-8").splitlines()]


def test_the_list_has_200_places_and_no_text() -> None:
    places = judged()
    assert len(places) == 200
    assert all(set(place) == {"paragraph", "offset", "right", "sha256"} for place in places)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_at_least_95_of_100_places_of_keeping_children_safe_are_right() -> None:
    entry = next(e for e in manifest_of([SHARED / "guidance"]).entries if e.document.id == "kcsie-2025")
    texts = {p.id.partition(":")[2]: p.text for p in read_document(entry.path, entry).paragraphs}
    places = judged()
    now = {name: hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12] for name, text in texts.items()}
    right = [place for place in places if place["right"] and now.get(str(place["paragraph"])) == place["sha256"]]
    assert len(right) >= LEAST_RIGHT * len(places), sorted(
        str(place["paragraph"]) for place in places if place not in right
    )
