"""The documents of ../shared with the numbers they print. Nothing of their text is kept here: numbers and hashes only."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from corpus.contents import EditionContents
from corpus.finding import FindingKind
from corpus.paragraph import words
from ingest.no_manifest import manifest_of
from ingest.read_document import read_document

SHARED = Path(__file__).resolve().parents[2] / "shared"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")]


@cache
def contents(document_id: str) -> EditionContents:
    entries = manifest_of([SHARED / "seeds", SHARED / "guidance"]).entries
    entry = next(entry for entry in entries if entry.document.id == document_id)
    return read_document(entry.path, entry)


def printed(document_id: str) -> list[str]:
    """The printed numbers in reading order, each once per run of paragraphs that share it."""
    numbers = [p.number for p in contents(document_id).paragraphs if p.number is not None]
    return [number for place, number in enumerate(numbers) if number not in numbers[:place]]


def count(first: int, last: int, stem: str = "") -> list[str]:
    return [f"{stem}{n}" for n in range(first, last + 1)]


def test_getting_our_priorities_right_prints_295_to_335() -> None:
    numbers = [p.number for p in contents("gopr-ch6").paragraphs if p.number is not None]
    assert numbers == count(295, 335)


def test_solihull_has_sections_1_to_8_and_4_1_and_no_contents_list() -> None:
    assert printed("solihull-10-3") == ["1", "2", "3", "4", "4.1", "5", "6", "7", "8"]
    labels = {p.number: p.label for p in contents("solihull-10-3").paragraphs}
    assert labels["5"] == "10.3, section 5"


def test_the_drug_deaths_response_has_5_and_its_two_sections() -> None:
    assert printed("drug-deaths-response-s5") == ["5", "5.1", "5.2"]


def test_alcohol_concern_has_24_numbers_with_two_chapters_after_their_first_section() -> None:
    expected = [*count(1, 5, "1."), *count(1, 3, "3."), "4.1", "4", *count(2, 12, "4."), "5.1", "5", "6.2"]
    assert printed("alcohol-concern-multi-agency") == expected
    gaps = [f.message for f in contents("alcohol-concern-multi-agency").findings if f.kind is FindingKind.GAP]
    assert [message.split(" is not there")[0] for message in gaps] == ["6.1", "2"]
    doubled = [
        p.id for p in contents("alcohol-concern-multi-agency").paragraphs if re.search(r"(?:([A-Za-z])\1){3}", p.text)
    ]
    assert doubled == []


def test_adfam_has_20_findings_and_three_surveys_of_six_questions() -> None:
    numbers = [p.number for p in contents("adfam-eyes-of-the-worker").paragraphs if p.number is not None]
    assert numbers == [*count(1, 20), *count(1, 6) * 3]
    ids = [p.id.partition(":")[2] for p in contents("adfam-eyes-of-the-worker").paragraphs if p.number == "6"]
    assert ids == ["6", "6~2", "6~3", "6~4"]
    assert contents("adfam-eyes-of-the-worker").paragraphs[24].label.startswith("finding ")


def test_keeping_children_safe_prints_1_to_562() -> None:
    assert [p.number for p in contents("kcsie-2025").paragraphs if p.number is not None] == count(1, 562)


def test_adoption_guidance_prints_twelve_chapters() -> None:
    lengths = (75, 94, 93, 40, 52, 23, 47, 133, 71, 93, 77, 13)
    expected = [number for chapter, last in enumerate(lengths, start=1) for number in count(1, last, f"{chapter}.")]
    assert printed("adoption-statutory-guidance-2013") == expected


def test_transitions_guidance_prints_nine_chapters() -> None:
    lengths = (12, 15, 60, 39, 16, 50, 85, 51, 15)
    expected = [number for chapter, last in enumerate(lengths, start=1) for number in count(1, last, f"{chapter}.")]
    assert printed("children-act-1989-transitions") == expected


@pytest.mark.parametrize(
    ("document_id", "last"),
    [
        ("designated-teacher-2018", 79),
        ("health-of-looked-after-children-2022", 97),
        ("information-sharing-2024", 7),
        ("children-missing-education-2024", 15),
        ("csc-national-framework-2023", 0),
    ],
)
def test_whole_numbers_rise_through_a_running_text(document_id: str, last: int) -> None:
    assert printed(document_id) == count(1, last)


def test_advocacy_guidance_prints_six_chapters() -> None:
    lengths = (10, 22, 14, 8, 7, 6)
    expected = [number for chapter, last in enumerate(lengths, start=1) for number in count(1, last, f"{chapter}.")]
    assert [number for number in printed("providing-effective-advocacy") if "." in number] == expected


GUIDANCE = (
    "adoption-statutory-guidance-2013",
    "children-act-1989-transitions",
    "children-missing-education-2024",
    "csc-national-framework-2023",
    "designated-teacher-2018",
    "health-of-looked-after-children-2022",
    "information-sharing-2024",
    "kcsie-2025",
    "providing-effective-advocacy",
)


@pytest.mark.parametrize("document_id", GUIDANCE)
def test_no_unnumbered_paragraph_is_a_giant_and_little_text_is_lost(document_id: str) -> None:
    paragraphs = contents(document_id).paragraphs
    assert max(words(p.text) for p in paragraphs if not p.printed) <= 350
    file = next(e.path for e in manifest_of([SHARED / "guidance"]).entries if e.document.id == document_id)
    raw = file.read_text(encoding="utf-8")
    assert sum(words(p.text) for p in paragraphs) > 0.88 * words(raw)


def cases() -> list[tuple[str, dict[str, str]]]:
    file = SHARED / "eval" / "dev.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [(case["id"], quote) for case in map(json.loads, lines) for quote in case["must_cite"]]


@pytest.mark.parametrize(("case", "must"), cases(), ids=[f"{case}-{n}" for n, (case, _) in enumerate(cases())])
def test_the_evidence_of_every_development_question_stands_in_one_paragraph(case: str, must: dict[str, str]) -> None:
    quote = bare(must["quote"])
    found = [p for p in contents(must["document"]).paragraphs if quote in bare(p.text)]
    assert found, f"{case}: in no paragraph"
    assert must.get("number") in [p.number for p in found]


def bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
