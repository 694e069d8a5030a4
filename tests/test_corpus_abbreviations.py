"""Abbreviations that documents explain, from text to a question that is searched with both forms."""

from pathlib import Path

import pytest

from assistant.abbreviated import spelt_out
from corpus.abbreviations import abbreviations_in, find_abbreviations, save_abbreviations
from corpus.terms import terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bring it to the Riverside Family Forum (RFF) first.", {"RFF": ("riverside family forum",)}),
        ("The RFF (Riverside Family Forum) decides.", {"RFF": ("riverside family forum",)}),
        ("Drug and Alcohol Boards (DABs) meet twice a year.", {"DAB": ("drug and alcohol boards",)}),
        ("All alcohol and harbour panels (AHPs) report.", {"AHP": ("alcohol and harbour panels",)}),
        ("The Harbour Co-ordination Unit (HCU) keeps a list.", {"HCU": ("harbour co-ordination unit",)}),
        ("The Office for Quay Safety (OQS) checks.", {"OQS": ("office for quay safety",)}),
        ("Speak to your manager (or to the duty worker).", {}),
        ("This is set out below (see Annex B).", {}),
        ("The visit was on a Monday (ABC).", {}),
        ("They met. Then the forum (TMTF) closed.", {}),
    ],
)
def test_short_forms_are_found_with_what_they_stand_for(text: str, found: dict[str, tuple[str, ...]]) -> None:
    assert find_abbreviations([text]) == found


def test_the_more_frequent_long_form_comes_first() -> None:
    texts = ["A River Care Plan (RCP).", "A Review Care Panel (RCP).", "The Review Care Panel (RCP)."]
    assert find_abbreviations(texts) == {"RCP": ("review care panel", "river care plan")}


def test_they_are_kept_with_the_index(tmp_path: Path) -> None:
    assert abbreviations_in(tmp_path) == {}
    save_abbreviations(tmp_path, ["The Riverside Family Forum (RFF)."])
    assert abbreviations_in(tmp_path) == {"RFF": ("riverside family forum",)}


@pytest.mark.parametrize(
    ("question", "also"),
    [
        ("When do RFFs meet?", "riverside family forum"),
        ("When does the riverside family forum meet?", "rff"),
        ("When does the family forum meet?", ""),
        ("When do we meet?", ""),
    ],
)
def test_a_question_is_searched_with_both_forms(question: str, also: str) -> None:
    assert spelt_out(terms(question), {"RFF": ("riverside family forum",)}) == terms(also)
