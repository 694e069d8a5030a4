"""The measurement of the guards: what it is made of is repeatable, right by its formats, and tells found from missed."""

import json
from pathlib import Path

import pytest

from assistant.mask_identifiers import has_check_digit
from assistant.urgent import load_urgent_rules
from assistant.urgent_meaning import load_meaning_rules
from corpus.names import find_names
from evals.guards import NAMES, SHARED
from evals.guards_mask import GUIDANCE, Made, altered, found, guidance_sentences, made_sentences, recall
from evals.guards_urgent import Check, is_held, ordinary


def test_the_sentences_are_many_and_the_same_each_time() -> None:
    made = made_sentences()
    assert len(made) >= 1000
    assert made == made_sentences()
    assert made != made_sentences(seed=21)
    assert all(it.gone in it.text for it in made)


def test_health_numbers_have_their_check_digits() -> None:
    numbers = ["".join(filter(str.isdigit, it.gone)) for it in made_sentences() if it.kind in {"nhs", "chi"}]
    assert len(numbers) > 100
    assert all(map(has_check_digit, numbers))


@pytest.mark.parametrize(
    ("gone", "text", "all_gone"),
    [
        ("Oksana Popescu", "my client Oksana Popescu rang", True),
        ("Xyz Qwr", "We saw it and Xyz Qwr there", False),
        ("07700 900123", "ring 07700 900123", True),
        ("Brzk", "Brzk came in", False),
    ],
)
def test_a_miss_is_a_miss(gone: str, text: str, all_gone: bool) -> None:
    made = Made(kind="cued", text=text, gone=gone if gone in text else text.split(maxsplit=1)[0])
    assert found(made) is all_gone


def test_masking_holds_its_limits_on_made_sentences_of_other_seeds() -> None:
    made = [it for seed in (1, 2) for it in made_sentences(seed)]
    assert recall([it for it in made if it.kind not in NAMES]).rate >= 0.995
    assert recall([it for it in made if it.kind in {"cued", "titled"}]).rate >= 0.9


@pytest.mark.shared
def test_guidance_with_its_documents_in_the_library_is_hardly_altered() -> None:
    sentences = guidance_sentences(SHARED / "guidance")
    if not sentences:
        pytest.skip("reads published guidance in ../shared, which is not here")
    assert len(sentences) == GUIDANCE
    assert altered(sentences, find_names(sentences)).rate <= 0.005


def test_questions_are_counted_by_half(tmp_path: Path) -> None:
    ids = [f"x-{at}" for at in range(20)]
    rows = [{"id": it, "question": "baby not breathing", "outcome": "answered"} for it in ids]
    rows.append({"id": "u", "question": "baby not breathing", "outcome": "urgent"})
    suite = tmp_path / "some.jsonl"
    suite.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (it,) = ordinary([suite], Check(rules=load_urgent_rules(), meaning=load_meaning_rules()))
    assert it.held == it.held_alarms == sum(map(is_held, ids))
    assert it.tuning == it.tuning_alarms == 20 - it.held
