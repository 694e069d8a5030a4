"""Misspelt questions: what is put right, what is left as it is, and what the reader is told."""

import pytest

from assistant.ask import ask
from assistant.board import Board
from assistant.question import Question
from assistant.spelling import corrected
from assistant.understand import understand
from corpus.snapshot import Snapshot
from corpus.vocabulary import Vocabulary, vocabulary_in

WRITTEN = Vocabulary(
    {
        "permission": 4,
        "referral": 9,
        "practitioner": 7,
        "chronology": 2,
        "level": 8,
        "lead": 6,
        "agency": 5,
        "bridge": 3,
    }
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("permision", "permission"),
        ("referal", "referral"),
        ("practioner", "practitioner"),
        ("cronology", "chronology"),
        ("levle", "level"),
        ("leed", "lead"),
        ("childern", "children"),
        ("realy", "really"),
        ("wat", "what"),
        ("desision", "decision"),
        ("infomation", "information"),
        ("proffesional", "professional"),
        ("keepin", "keeping"),
        ("doin", "doing"),
    ],
)
def test_slips_are_put_right(typed: str, meant: str) -> None:
    assert corrected(f"so {typed} then", WRITTEN).text == f"so {meant} then"


@pytest.mark.parametrize(
    "word",
    [
        "grandad",
        "niggle",
        "thin",
        "heroin",
        "cabin",
        "reeking",
        "leaver",
        "chatty",
        "behaviour",
        "counselling",
        "organised",
        "naloxone",
        "Jaydon",
        "jaydon",
        "CAMHS",
        "t4b",
        "07:45",
        "zz",
        "xqvnkwtz",
        "jo.blogs@example.org",
        "re-ask",
    ],
)
def test_words_names_and_numbers_are_left_as_they_are(word: str) -> None:
    assert corrected(f"so {word} then", WRITTEN).text == f"so {word} then"


def test_the_words_of_the_documents_win_over_common_english() -> None:
    assert corrected("the brigde", Vocabulary()).text == "the bridge"
    assert corrected("the kinshp", Vocabulary({"kinship": 5})).text == "the kinship"
    assert corrected("a brance", Vocabulary({"branch": 9})).text == "a branch"


def test_a_kept_word_is_left_as_it_is() -> None:
    assert corrected("the levle", WRITTEN, {"levle"}).corrections == ()


def test_only_a_guess_that_changes_the_search_matters() -> None:
    made = corrected("befor the cronology 6 wks ago", WRITTEN).corrections
    assert [(it.meant, it.matters) for it in made] == [("before", False), ("chronology", True), ("weeks", False)]


def test_a_form_of_a_word_that_the_documents_write_is_no_mistake() -> None:
    written = Vocabulary({"retendered": 2, "rendering": 5, "service": 9})
    assert corrected("we are retendering the service", written).corrections == ()
    assert corrected("we are rendring the service", written).text == "we are rendering the service"


def test_the_reader_is_told_what_was_searched_for(demo_board: Board) -> None:
    answer = ask(Question(text="How soon must a referral be confirmd in writting?", area="thornmere"), demo_board)
    assert any("confirmed" in note and "writing" in note for note in answer.scope_notes)
    assert answer.question == "How soon must a referral be confirmd in writting?"
    spelt = ask(Question(text="How soon must a referral be confirmed in writing?", area="thornmere"), demo_board)
    assert spelt.scope_notes == ()
    assert [it.paragraph_id for it in answer.citations] == [it.paragraph_id for it in spelt.citations]


def test_a_masked_name_is_never_searched_for(demo_board: Board) -> None:
    with demo_board.shelf.snapshot() as snapshot:
        question = Question(text="Can I give permision about Referal Jonson and his mum, Leela Practioner?")
        understood = understand(question, snapshot)
    assert "practitioner" not in understood.standalone.lower()
    assert "permission" in understood.standalone


def test_the_index_keeps_the_words_of_its_texts(demo_board: Board) -> None:
    with demo_board.shelf.snapshot() as snapshot:
        assert vocabulary_in(snapshot.generation.folder) == snapshot.generation.vocabulary
        _knows(snapshot, "lockable")


def _knows(snapshot: Snapshot, word: str) -> None:
    assert snapshot.generation.vocabulary[word] > 0
    assert f"{word}zz" not in snapshot.generation.vocabulary


def test_a_short_form_stands_for_its_long_one_where_no_document_writes_it() -> None:
    assert corrected("whats an SGO", WRITTEN).text == "whats an special guardianship order"
    assert corrected("whats an SGO", Vocabulary({"sgo": 2})).text == "whats an SGO"
