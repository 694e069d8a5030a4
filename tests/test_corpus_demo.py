"""The demonstration area is whole: enough of it, in its own words, and its criteria maps and questions rest on it."""

import itertools
import statistics
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from assistant.outcome import Outcome
from corpus.contents import EditionContents
from corpus.finding import FindingKind
from corpus.paragraph import WORD, Paragraph, words
from corpus.settings import DEMO_DOCUMENTS, PROJECT
from evals.case import Case
from evals.fold import find_folded
from evals.suite import read_suite
from ingest.manifest import read_manifest

Editions = Mapping[tuple[str, str], EditionContents]
SUITE = PROJECT / "evals" / "suites" / "demo.jsonl"
CRITERIA = sorted((DEMO_DOCUMENTS / "criteria").glob("*.toml"))


def paragraphs(editions: Editions) -> list[Paragraph]:
    return [paragraph for contents in editions.values() for paragraph in contents.paragraphs]


def numbered(editions: Editions) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs(editions) if paragraph.printed]


def current(editions: Editions, document: str, on: date = date.max) -> EditionContents:
    """The newest edition that was published by a day."""
    held = [it for (name, _), it in editions.items() if name == document and it.edition.published_on() <= on]
    return max(held, key=lambda it: it.edition.published_on())


def test_there_is_enough_of_it(demo_editions: Editions) -> None:
    found = numbered(demo_editions)
    assert len({document for document, _ in demo_editions}) >= 10
    assert len(found) >= 300
    assert sum(words(paragraph.text) for paragraph in paragraphs(demo_editions)) >= 18_000
    assert statistics.median(words(paragraph.text) for paragraph in found) >= 45


def test_every_format_is_there() -> None:
    suffixes = {entry.path.suffix for entry in read_manifest(DEMO_DOCUMENTS).entries}
    assert suffixes >= {".md", ".html", ".docx", ".pdf"}


def test_numbers_run_without_gaps_and_every_file_is_listed(demo_editions: Editions) -> None:
    kinds = {finding.kind for it in demo_editions.values() for finding in it.findings}
    assert kinds <= {FindingKind.REPAIRED, FindingKind.LEFT_OUT}
    assert read_manifest(DEMO_DOCUMENTS).unlisted == ()


def test_no_two_numbered_or_boxed_paragraphs_share_their_words(demo_editions: Editions) -> None:
    told = [paragraph for paragraph in paragraphs(demo_editions) if paragraph.printed or paragraph.boxed]
    grams = [(paragraph.id, paragraph.edition, five_grams(paragraph.text)) for paragraph in told]
    shared = [
        (one[:2], other[:2])
        for one, other in itertools.combinations([it for it in grams if it[2]], 2)
        if len(one[2] & other[2]) > 0.3 * min(len(one[2]), len(other[2]))
    ]
    assert shared == []


def five_grams(text: str) -> frozenset[tuple[str, ...]]:
    found = [word.lower() for word in WORD.findall(text)]
    return frozenset(tuple(found[at : at + 5]) for at in range(len(found) - 4))


def test_the_directory_and_the_people_are_there() -> None:
    manifest = read_manifest(DEMO_DOCUMENTS)
    assert len(manifest.services) == 30
    assert {area.id for area in manifest.areas} == {"thornmere", "aldwater"}
    assert all(area.contacts and area.contacts[0].phone == "999" for area in manifest.areas)
    phones = [contact.phone for area in manifest.areas for contact in area.contacts]
    assert all(phone == "999" or phone.startswith("01632 960") for phone in phones)


@pytest.mark.parametrize("path", CRITERIA, ids=lambda path: path.stem)
def test_criteria_rest_on_their_paragraphs_and_say_that_nobody_reviewed_them(
    path: Path, demo_editions: Editions
) -> None:
    criteria = tomllib.loads(path.read_text(encoding="utf-8"))
    assert criteria["reviewed_by"] == ""
    assert criteria["line"]
    for line in criteria["line"]:
        texts = [
            paragraph.text
            for paragraph in current(demo_editions, line["document"]).paragraphs
            if paragraph.number == line["number"]
        ]
        assert any(line["quote"] in text for text in texts), line["id"]


def test_the_criteria_maps_are_refer_lead_and_share() -> None:
    assert {tomllib.loads(path.read_text(encoding="utf-8"))["kind"] for path in CRITERIA} == {"refer", "lead", "share"}


@pytest.mark.parametrize("case", read_suite(SUITE), ids=lambda case: case.id)
def test_every_question_of_the_suite_rests_on_its_paragraph(case: Case, demo_editions: Editions) -> None:
    for cited in case.must_cite:
        places = [
            paragraph
            for paragraph in current(demo_editions, cited.document, case.as_of or date.max).paragraphs
            if paragraph.number == cited.number and find_folded(paragraph.text, cited.quote)
        ]
        assert places, cited


def test_the_suite_is_sorted_and_covers_every_kind() -> None:
    cases = read_suite(SUITE)
    assert [case.id for case in cases] == sorted(case.id for case in cases)
    kinds = "refer lead share threshold pregnancy disagreement service training definition fact"
    ways = "planted followup lookup edition other-area lookalike personal verdict injection out-of-scope clarify urgent"
    assert {tag for case in cases for tag in case.tags} >= {*kinds.split(), *ways.split()}
    assert {case.outcome for case in cases} == set(Outcome) - {Outcome.FAILED}
