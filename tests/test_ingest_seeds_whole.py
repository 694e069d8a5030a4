"""What has to hold for every paragraph of the seeds: where they end, how long they are, and that no damage is left in them."""

import hashlib
import re
from functools import cache
from pathlib import Path

import pytest

from corpus.contents import EditionContents
from corpus.finding import FindingKind
from corpus.paragraph import words
from ingest.footnote_mark import footnote_marks
from ingest.known_words import commonness, word_rules
from ingest.no_manifest import manifest_of
from ingest.read_document import read_document

SHARED = Path(__file__).resolve().parents[2] / "shared"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")]
LONG = 350
MOST_LONG = 0.01
DAMAGED = re.compile(r"([A-Za-z])\1|.*([A-Za-z])\2([A-Za-z])\3")


@cache
def contents(folder: str) -> dict[str, EditionContents]:
    entries = manifest_of([SHARED / folder]).entries
    return {entry.document.id: read_document(entry.path, entry) for entry in entries}


def digest(texts: list[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]


def test_all_41_paragraphs_of_chapter_6_begin_and_end_where_they_were_judged_by_reading_to() -> None:
    found = [it for it in contents("seeds")["gopr-ch6"].paragraphs if it.printed]
    assert len(found) == 41
    assert digest([f"{it.number} {it.text[:45]} {it.text[-60:]}" for it in found]) == "19902a9742f7"


def test_headings_and_names_of_the_overprinted_seed_are_mended_as_judged_by_reading() -> None:
    paragraphs = contents("seeds")["alcohol-concern-multi-agency"].paragraphs
    headings = sorted({heading for it in paragraphs for heading in it.headings})
    assert digest(headings) == "9f82e1784a31"
    assert "1.1 About this guidance" in headings
    text = "\n".join(it.text for it in paragraphs)
    assert all(name in text for name in ("BASE 10", "Dorset Youth Offending Team (YOT)", "Barnardos SMART"))


@pytest.mark.parametrize("document_id", ["alcohol-concern-multi-agency", "adfam-eyes-of-the-worker", "gopr-ch6"])
def test_no_word_is_left_that_looks_printed_twice_and_that_nobody_writes(document_id: str) -> None:
    paragraphs = contents("seeds")[document_id].paragraphs
    texts = [text for it in paragraphs for text in (*it.headings, it.text)]
    found = {word for text in texts for word in re.findall(r"[A-Za-z]+", text) if DAMAGED.match(word)}
    assert {word for word in found if not word.isupper() and commonness(word) < word_rules().written} == set()


def test_no_footnote_mark_is_left_in_a_sentence_of_the_seeds() -> None:
    left = {name: footnote_marks("\n".join(p.text for p in it.paragraphs)) for name, it in contents("seeds").items()}
    assert set(left.values()) == {()}


@pytest.mark.parametrize("folder", ["seeds", "guidance"])
def test_at_most_one_paragraph_in_a_hundred_is_long_and_each_is_reported(folder: str) -> None:
    every = [it for found in contents(folder).values() for it in found.paragraphs]
    long = {it.id for it in every if words(it.text) > LONG}
    assert len(long) <= MOST_LONG * len(every)
    findings = [it for found in contents(folder).values() for it in found.findings]
    assert {it.paragraph_id for it in findings if it.kind is FindingKind.LONG} == long
