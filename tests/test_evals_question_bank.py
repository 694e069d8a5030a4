"""The question bank: large, varied, written for paragraphs that are still there, and free of others' text."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from corpus.errors import SuiteError
from corpus.paragraph import Paragraph
from corpus.settings import DEMO_DOCUMENTS
from evals.question_bank import BankEntry, bank_files, digest_of, read_bank, resolve

ENTRIES = read_bank(bank_files())
QUESTIONS = [one for entry in ENTRIES for one in entry.questions]
UNSEEN = ("kcsie-2025", "information-sharing-2024")


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def test_there_are_as_many_questions_and_paragraphs_as_promised() -> None:
    assert len(QUESTIONS) >= 6000
    assert len({entry.paragraph_id for entry in ENTRIES}) >= 1500
    assert max(len(entry.questions) for entry in ENTRIES) <= 6


def test_no_question_is_written_for_what_is_kept_to_measure_on() -> None:
    assert not [entry.paragraph_id for entry in ENTRIES if entry.paragraph_id.split(":")[0] in UNSEEN]


def test_no_opening_is_worn_out() -> None:
    openings = Counter(" ".join(words(one.question)[:4]) for one in QUESTIONS)
    assert openings.most_common(1)[0][1] <= len(QUESTIONS) / 100


def test_no_two_questions_share_half_of_their_runs_of_four_words() -> None:
    runs = [
        {tuple(told[at : at + 4]) for at in range(len(told) - 3)} for told in (words(one.question) for one in QUESTIONS)
    ]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, own in enumerate(runs):
        for run in own:
            holders[run].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        shared.update((one, other) for at, one in enumerate(places) for other in places[at + 1 :])
    alike = [
        (QUESTIONS[one].question, QUESTIONS[other].question)
        for (one, other), count in shared.items()
        if min(len(runs[one]), len(runs[other])) > 1 and count > len(runs[one]) / 2 and count > len(runs[other]) / 2
    ]
    assert alike == []


def test_only_the_demonstration_areas_text_is_kept() -> None:
    with_text = [entry for entry in ENTRIES if entry.text is not None]
    assert with_text
    assert all(digest_of(entry.text or "") == entry.digest for entry in with_text)
    assert {entry.paragraph_id.split(":")[0] for entry in with_text} <= {
        path.stem for path in DEMO_DOCUMENTS.iterdir()
    } | {"thornmere-protocol"}


def test_a_paragraph_that_reads_otherwise_is_missing() -> None:
    entry = BankEntry(paragraph_id="p:1", digest=digest_of("Ring today."), text=None, questions=(QUESTIONS[0],))
    same, other = paragraph("p:1", "Ring today."), paragraph("p:1", "Ring tomorrow.")
    assert resolve([entry], [other]) == ([], [entry])
    assert resolve([entry], [other, same]) == ([(same, entry)], [])


def test_a_line_that_is_wrong_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bank.jsonl"
    good = {"paragraph": "p:1", "sha256": "0" * 16, "questions": [{"kind": "plain", "question": "Who rings?"}]}
    bad = good | {"questions": [{"kind": "sung", "question": "Who rings?"}]}
    file.write_text(json.dumps(good) + "\n" + json.dumps(bad) + "\n", encoding="utf-8")
    with pytest.raises(SuiteError, match="line 2"):
        read_bank([file])


def paragraph(name: str, text: str) -> Paragraph:
    return Paragraph(
        id=name,
        document_id=name.split(":", maxsplit=1)[0],
        edition="2025-01",
        position=0,
        number="1",
        printed=True,
        label="paragraph 1",
        headings=(),
        text=text,
        bullets=(),
        page=None,
        anchor=None,
    )
