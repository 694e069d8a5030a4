"""What cannot stand alone is quoted with what it leans on, and a rule with what takes it back."""

import pytest

from assistant.leaning import after_it, before_it, leans_back, opens_list, stands_together
from corpus.sentences import sentence_spans

LEANS = [
    "Any worker who learns of it must check that this has been done.",
    "If they do, their view carries the decision.",
    "Neither order ends a parent's place in the child's life.",
    "Where this is refused, tell a manager.",
    "In that case the lead considers a referral.",
    "Such requests are answered within a day.",
    "It repeats what was said by phone.",
    "They stay in post until a successor is named.",
    "Typical examples are a missed visit or an empty fridge.",
    "Relatives should still be told why.",
]
STANDS = [
    "The lead records the offer and where it is kept.",
    "This protocol is for every practitioner in the borough.",
    "It is important to ask about the father.",
    "A worker who is worried must ring the hub that day.",
    "Consent is not needed for a referral.",
    "Parents may bring a supporter.",
]


@pytest.mark.parametrize("sentence", LEANS)
def test_a_sentence_that_leans_is_told(sentence: str) -> None:
    assert leans_back(sentence)


@pytest.mark.parametrize("sentence", STANDS)
def test_a_sentence_that_stands_is_left_alone(sentence: str) -> None:
    assert not leans_back(sentence)


def test_what_a_sentence_before_brought_in_is_quoted_with_it() -> None:
    text = "A duty adviser answers the line. The adviser says whether a referral is needed. Ring early in the day, before visits."
    assert before_it(text, sentence_spans(text), 1, ()) == [0]
    assert before_it(text, sentence_spans(text), 2, ()) == []


@pytest.mark.parametrize(
    "exception",
    [
        "Unless a child is in danger, wait.",
        "The only exception is danger.",
        "This does not apply to babies.",
        "But ask first.",
    ],
)
def test_a_rule_is_never_quoted_without_what_takes_it_back(exception: str) -> None:
    text = f"Staff must ask before they share. {exception} Records are kept for a year."
    assert after_it(text, sentence_spans(text), 0, ()) == [1]


def test_a_list_that_stands_together_is_told_from_one_that_does_not() -> None:
    assert stands_together("Share it where all of the following hold:", ["a", "b"])
    assert stands_together("Share it where", ["a child is at risk; and", "asking would not be safe."])
    assert not stands_together("Signs include:", ["lateness", "hunger"])


def test_a_line_that_opens_a_list_needs_no_colon() -> None:
    assert opens_list("The call must cover the following")
    assert not opens_list("The call must cover the child.")


def test_an_instruction_of_few_words_is_quoted_with_what_it_follows() -> None:
    text = "A refusal leaves you with things to do. Tell your manager that day. Write down what was said and by whom it was."
    spans = sentence_spans(text)
    assert before_it(text, spans, 1, ()) == [0]
    assert before_it(text, spans, 2, ()) == []
    assert before_it("It is for staff. Staff must:", sentence_spans("It is for staff. Staff must:"), 1, ()) == []


def test_a_question_is_never_quoted_without_what_answers_it() -> None:
    text = "Why does it matter? Small help early spares a child much. But it takes time. A hub offers it."
    assert after_it(text, sentence_spans(text), 0, ()) == [1, 2]
    assert after_it("Ask what helps. Who could have the baby?", ((0, 15), (16, 40)), 1, ()) == []
