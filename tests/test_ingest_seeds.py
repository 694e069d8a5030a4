"""The documents of ../shared with the numbers they print. Nothing of their text is kept here: numbers and hashes only."""

import hashlib
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


def test_every_bullet_of_solihull_has_its_address() -> None:
    """42 in all: the source prints 41 round bullets and, in the middle of a line, one star. Their spans follow one another."""
    counted: dict[str, int] = {}
    for it in contents("solihull-10-3").paragraphs:
        counted[it.number or ""] = counted.get(it.number or "", 0) + len(it.bullets)
        assert all(start < end for start, end in it.bullets)
        assert [*it.bullets] == sorted(it.bullets)
    assert counted == {"": 0, "1": 4, "2": 7, "3": 10, "4": 0, "4.1": 0, "5": 3, "6": 5, "7": 10, "8": 3}


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


# Paragraphs whose endings were judged by reading: the first twelve digits of the sha256 of their text with single spaces.
ENDINGS = {
    "gopr-ch6": {
        "300": "16403b744c02",
        "318": "0173f1276fae",
        "323": "ee68cc2989ab",
        "327": "ec4475ac52c9",
        "331": "82c8773b9903",
        "335": "8dbb6c391511",
    },
    "solihull-10-3": {"4.1": "103f3fecd273", "7": "20fe80f159c4"},
    "drug-deaths-response-s5": {"5.1~3": "9fd14726fd1c", "5.2~5": "8f20a89d90dc"},
    "alcohol-concern-multi-agency": {
        "1.2": "a7b3d289ff81",
        "3.1": "dcd0eb999e2c",
        "4.1": "2f3b61f06110",
        "4.7~3": "1e66f61ed80a",
        "4.8~5": "293ff95d53f5",
    },
    "adfam-eyes-of-the-worker": {
        "1": "7b26d51c8004",
        "7": "15e2657328ab",
        "9": "e41e517c52cf",
        "16": "72ff3b30c53e",
        "20": "3a6baea9355c",
    },
    "kcsie-2025": {
        "3": "e97461af1706",
        "5": "c97bc3df2a03",
        "10": "9feb54170c15",
        "17": "c41b3752b859",
        "18": "6ad274441e55",
        "33": "338eb7605a88",
        "42": "fb33c3d84cd2",
        "430": "c2ab0032e23e",
        "536": "8543d31b1f68",
    },
    "adoption-statutory-guidance-2013": {"1.1": "819d96bf4f7c", "1.21": "fab75c4b95fa", "8.133": "d7a03f96cd74"},
    "children-act-1989-transitions": {
        "1.5": "ea4d3330b6f9",
        "1.9": "2b3309d09762",
        "2.5": "df6c91dfe71d",
        "9.15": "740a58fa0b4b",
    },
    "health-of-looked-after-children-2022": {"5": "7cd4ee487ae5", "44": "1cb8ad7f8885", "97": "4e196f504d77"},
    "designated-teacher-2018": {"5": "94c00bf59cf7", "79": "e6a7825c8378"},
    "information-sharing-2024": {"5": "21f58c19adec", "7": "7b7329037d7d"},
    "children-missing-education-2024": {"15": "725bca91f6d6"},
    "providing-effective-advocacy": {"1.9": "1240cc115f23", "2.4": "e0b461f86aa2", "6.6": "ad01b78c2072"},
}


@pytest.mark.parametrize("document_id", ENDINGS)
def test_paragraphs_end_where_they_should(document_id: str) -> None:
    texts = {p.id.partition(":")[2]: " ".join(p.text.split()) for p in contents(document_id).paragraphs}
    found = {place: hashlib.sha256(texts[place].encode()).hexdigest()[:12] for place in ENDINGS[document_id]}
    assert found == ENDINGS[document_id]


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


def test_a_sentence_that_a_box_cuts_is_whole_in_section_4_7() -> None:
    found = [
        p for p in contents("alcohol-concern-multi-agency").paragraphs if "explain their concerns to the" in p.text
    ]
    assert [p.id for p in found] == ["alcohol-concern-multi-agency:4.7~3"]
    assert re.search(r"should explain their concerns to the parent, \w+", found[0].text)
