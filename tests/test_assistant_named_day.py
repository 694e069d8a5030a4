"""Which day a question is for by its own words, and that other dates in it change nothing."""

from datetime import date

import pytest

from assistant.named_day import named_day

TODAY = date(2026, 5, 12)


@pytest.mark.parametrize(
    ("text", "on", "rest"),
    [
        ("What did it say in March?", date(2026, 3, 31), "What did it say ?"),
        ("What did it say in September?", date(2025, 9, 30), "What did it say ?"),
        ("What did it say in May?", TODAY, "What did it say ?"),
        ("what did the protocol say of needles in March 2025?", date(2025, 3, 31), "what did the protocol say of needles ?"),
        ("What did the Marram protocol ask on 2 June 2024", date(2024, 6, 2), "What did the Marram protocol ask"),
        ("What did paragraph 4.1 say as of 2025-03-10?", date(2025, 3, 10), "What did paragraph 4.1 say ?"),
        ("What did section 3 ask of us in 2024?", date(2024, 12, 31), "What did section 3 ask of us ?"),
        ("Who leads as at 1/3/2025?", date(2025, 3, 1), "Who leads ?"),
        ("Under the guidance in force in 2024, who leads?", date(2024, 12, 31), "Under the guidance who leads?"),
        ("In April 2025 what did the guidance say about bruises?", date(2025, 4, 30), "what did the guidance say about bruises?"),
        ("What was the threshold in Nov 2025?", date(2025, 11, 30), "What was the threshold ?"),
        ("What was the rule as of 1 January 2027?", date(2027, 1, 1), "What was the rule ?"),
    ],
)  # fmt: skip
def test_a_question_about_what_held_then(text: str, on: date, rest: str) -> None:
    found = named_day(text, TODAY)
    assert found is not None
    assert (found.on, found.rest) == (on, rest)


@pytest.mark.parametrize(
    "text",
    [
        "He was last seen in March 2025. Should I refer?",
        "What did mum say in March?",
        "What did the school say on 3 March about the bruise?",
        "The baby is due in June, who leads?",
        "On 2 May the father hit her. What does the protocol say?",
        "May I share this?",
        "What did it say as of 31 February 2025?",
        "What does paragraph 2024 say?",
    ],
)
def test_a_date_of_the_case_is_not_the_day_of_the_question(text: str) -> None:
    assert named_day(text, TODAY) is None
