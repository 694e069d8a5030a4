"""The documents of ../shared with the numbers they print. Nothing of their text is kept here: numbers and hashes only."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from corpus.contents import EditionContents
from corpus.finding import FindingKind
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
