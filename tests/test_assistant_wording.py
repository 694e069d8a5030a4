"""Wording: nothing that an answer can come to is without words, and the words are plain."""

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.outcome import Outcome
from assistant.wording import load_wording
from corpus.document import Authority, Nation

WORDING = load_wording()
FIELDS = {
    "scope_note": {
        "named_area": "area",
        "named_areas": "area",
        "named_nation": "nation",
        "named_day": "day",
        "named_document": "titles",
        "without": "place",
        "searched_for": "words",
    },
    "edition_note": {
        "withdrawn": "",
        "superseded": "",
        "superseded_by": "title",
        "superseded_by_edition": "published",
        "superseded_from": "effective",
        "not_yet": "effective",
        "read_by_ocr": "page",
        "review_due": "due",
    },
    "clarify": {"vague": "", "which_document": "titles"},
}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


@pytest.mark.parametrize(
    ("table", "members"),
    [("outcome", Outcome), ("section", Authority), ("nation", Nation)],
    ids=["outcome", "section", "nation"],
)
def test_every_member_has_its_words_and_no_other_has(table: str, members: type[Outcome | Authority | Nation]) -> None:
    assert set(WORDING.texts[table]) == {member.value for member in members}


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_message(outcome: Outcome) -> None:
    assert WORDING.outcome_message(outcome).endswith(".")


@pytest.mark.parametrize("authority", Authority)
def test_every_voice_has_its_own_heading(authority: Authority) -> None:
    heading = WORDING.section_heading(authority, "Thornmere")
    assert ("Thornmere" in heading) is (authority is Authority.LOCAL)
    assert [WORDING.section_heading(other, "Thornmere") for other in Authority].count(heading) == 1


@pytest.mark.parametrize("table", FIELDS)
def test_every_note_shows_the_field_it_is_given(table: str) -> None:
    assert set(WORDING.texts[table]) == set(FIELDS[table])
    worded = getattr(WORDING, table)
    for note, field in FIELDS[table].items():
        shown = worded(note, **({field: "Solihull"} if field else {}))
        assert "{" not in shown
        assert ("Solihull" in shown) is bool(field)


def test_someone_to_speak_to_is_always_named() -> None:
    assert WORDING.people()
    assert all(person.role for person in WORDING.people())


def test_what_is_not_said_is_quoted_and_where_nothing_is_here_the_place_is_named() -> None:
    assert "“waiting time”" in WORDING.not_said(["waiting time"])[0]
    assert "Leeds or Bradford" in WORDING.not_here(["Leeds", "Bradford"])


def test_no_text_imposes_a_duty_or_tells_anyone_not_to_ask_for_advice() -> None:
    for text in texts(WORDING.texts):
        assert " must " not in f" {text} "
        assert "do not refer" not in text.lower()
        assert "no need to refer" not in text.lower()


def test_sentences_are_short() -> None:
    for outcome in Outcome:
        for sentence in WORDING.outcome_message(outcome).split(". "):
            assert len(sentence.split()) <= 25, sentence


def test_urgent_help_names_999_first() -> None:
    assert "999" in WORDING.outcome_message(Outcome.URGENT)
