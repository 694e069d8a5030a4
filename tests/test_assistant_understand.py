"""What is searched for: a question with its conversation, without names; and the documents that it names."""

import pytest

from assistant.ask import ask
from assistant.board import Board
from assistant.mask import unnamed
from assistant.outcome import Outcome
from assistant.question import Question
from corpus.settings import Settings
from ingest.ingest import ingest


def nobody(name: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("named", "plain"),
    [
        (
            "Can I share information about Declan's mum with the school?",
            "Can I share information about mum with the school?",
        ),
        ("Who leads for Mrs Adebayo, 07700 900123?", "Who leads for Mrs , ?"),
        ("Who leads the plan?", "Who leads the plan?"),
    ],
)
def test_names_are_left_out_of_the_search(named: str, plain: str) -> None:
    assert unnamed(named, frozenset(), nobody) == plain


def test_a_name_that_the_documents_use_stays() -> None:
    assert unnamed("Who is Jayden?", frozenset(), {"Jayden"}.__contains__) == "Who is Jayden?"


def test_a_question_that_is_only_a_name_is_left_as_it_is() -> None:
    assert unnamed("Declan?", frozenset({"other"}), nobody).strip("?")


@pytest.mark.parametrize("name", ["Declan", "Aisha", "Oluwaseun", "Zbigniew"])
def test_a_name_in_the_question_does_not_cost_the_answer(demo_board: Board, name: str) -> None:
    of = Question(text=f"Can I share what I know about {name}'s father without asking him?", area="thornmere")
    without = Question(text="Can I share what I know about father without asking him?", area="thornmere")
    answer, plain = ask(of, demo_board), ask(without, demo_board)
    assert answer.outcome is plain.outcome is Outcome.ANSWERED
    assert [it.paragraph_id for it in answer.citations] == [it.paragraph_id for it in plain.citations]
    assert name not in answer.question


MANIFEST = """
[[area]]
id = "thornmere"
name = "Thornmere"
nation = "england"

[[document]]
file = "a.md"
id = "study"
title = "What workers told us"
published = "2020"
authority = "research"

[[document]]
file = "b.md"
id = "protocol"
title = "10.3 Joint services protocol"
published = "2021"
authority = "local"
area = "thornmere"
"""


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory, demo_settings: Settings) -> Board:
    """Two documents that both print 1 to 6; the title of the second begins with a number of its own."""
    folder = tmp_path_factory.mktemp("numbered")
    for name, voice in (("a.md", "Workers said"), ("b.md", "Staff should know")):
        lines = [
            f"{at}. {voice} that point {at} of the work with families matters a great deal.\n" for at in range(1, 7)
        ]
        (folder / name).write_text("# Points\n\n" + "\n".join(lines), encoding="utf-8")
    (folder / "library.toml").write_text(MANIFEST, encoding="utf-8")
    settings = demo_settings.model_copy(update={"data": tmp_path_factory.mktemp("data")})
    ingest([folder], settings, lambda _: None)
    return Board.open(settings)


@pytest.mark.parametrize(
    "text", ["10.3 §5", "10.3, section 5", "What does section 5 of 10.3 say?", "paragraph 5 in 10.3"]
)
def test_the_number_of_a_title_names_the_document(numbered: Board, text: str) -> None:
    answer = ask(Question(text=text), numbered)
    assert answer.outcome is Outcome.ANSWERED
    assert [it.paragraph_id for it in answer.citations] == ["protocol:5"]


def test_a_bare_number_still_asks_which_document(numbered: Board) -> None:
    answer = ask(Question(text="paragraph 5"), numbered)
    assert answer.outcome is Outcome.PARTLY_ANSWERED
    assert {it.document_id for it in answer.citations} == {"study", "protocol"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("how soon is the first TAF meeting?", "team around the family"),
        ("who can i ring after 5pm", "Outside hours"),
        ("the hub knocked back my referral, what next", "disagree"),
    ],
)
def test_abbreviations_and_everyday_words_find_what_guidance_spells_out(
    demo_board: Board, text: str, said: str
) -> None:
    answer = ask(Question(text=text, area="thornmere"), demo_board)
    assert answer.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
    assert any(said in it.quote or said in it.title for it in answer.citations)
