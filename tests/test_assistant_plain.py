"""Plain form: contractions, texting, misspellings and sayings."""

import pytest

from assistant.patterns import any_of, spell_out
from assistant.plain import PlainForm, one_edit_apart, plain, plain_form, sentences

FORM = plain_form(
    {
        "forms": {"wot": "what", "cant": "can not"},
        "sayings": ["stab in the dark"],
        "near": {"words": ["breathing", "children"], "real": ["breeding"]},
    }
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("He’s here", "he is here"),
        ("can't won't isn't", "can not will not is not"),
        ("wot now", "what now"),
        ("not brething", "not breathing"),
        ("breeding", "breeding"),
        ("a stab in the dark", "a  "),
        ("HEEELP", "heeelp"),
        ("helpppp", "help"),
        ("5 y/o", "5 year old"),
    ],
)
def test_plain_form(typed: str, read: str) -> None:
    assert plain(typed, FORM) == read


def test_a_form_without_near_words_leaves_spelling_alone() -> None:
    form: PlainForm = plain_form({"forms": {}, "sayings": []})
    assert plain("brething", form) == "brething"


def test_sentences_keep_numbers_whole_and_know_their_question_marks() -> None:
    found = sentences("see 4.2 now. who leads?")
    assert [(sentence.text, sentence.asked) for sentence in found] == [("see 4 2 now", False), ("who leads", True)]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("knife", "knive", True),
        ("teh", "the", True),
        ("knife", "knifes", True),
        ("knife", "knife", False),
        ("cat", "dog", False),
    ],
)
def test_one_edit_apart(one: str, other: str, near: bool) -> None:
    assert one_edit_apart(one, other) is near


def test_an_unknown_named_word_is_an_error() -> None:
    with pytest.raises(KeyError):
        spell_out("<nobody>", {})


def test_no_patterns_match_nothing() -> None:
    assert any_of([]).search("anything") is None
