import pytest

from assistant.question import MOST_TURNS, Turn
from corpus.library import FILE
from ui.chat_turn import Conversation, greeting, places, take_turn
from ui.desk import Desk


@pytest.fixture
def desk(demo_settings):
    with Desk(demo_settings) as opened:
        yield opened


@pytest.fixture
def bare(demo_settings, tmp_path):
    with Desk(demo_settings.model_copy(update={"data": tmp_path})) as opened:
        yield opened


def test_a_turn_adds_its_answer_and_goes_on_masked(desk):
    first = take_turn(
        desk, Conversation(), "Her number is 07700 900123. When must I refer her unborn baby?", "thornmere"
    )
    assert len(first.turns) == len(first.shown) == 1
    assert "07700" not in first.turns[0].question + first.shown[0]
    assert "has been taken out" in first.shown[0]
    assert 'data-replaced="[[14, 26, &quot;[phone]&quot;]]"' in first.shown[0]
    assert "07700" not in str(desk.records().answer(first.turns[0].answer_id))
    second = take_turn(desk, first, "And who leads until then?", "thornmere")
    assert second.turns[0] == first.turns[0]
    assert len(second.turns) == 2
    assert "has been taken out" not in second.shown[1]


def test_a_day_is_what_the_answer_is_for_and_a_wrong_one_is_said(desk):
    text = "Thornmere protocol: when is a referral made before birth?"
    assert "31 March 2022" in take_turn(desk, Conversation(), text, "thornmere", "March 2022").shown[0]
    wrong = take_turn(desk, Conversation(), text, "thornmere", "some day")
    assert wrong.turns == ()
    assert "Expected a day" in wrong.shown[0]
    urgent = take_turn(desk, Conversation(), "He has taken an overdose and is not breathing", "", "some day")
    assert "sb-urgent" in urgent.shown[0]


@pytest.mark.parametrize(("message", "said"), [("", "4,000"), ("x" * 5000, "4,000"), ("Who leads?", "nowhere")])
def test_a_mistake_is_said_in_words_and_is_no_turn(desk, message, said):
    after = take_turn(desk, Conversation(), message, "nowhere")
    assert after.turns == ()
    assert said in after.shown[0]


def test_without_a_library_the_chat_says_so_and_still_answers_what_is_urgent(bare):
    after = take_turn(bare, Conversation(), "Who leads?", "")
    assert "no library" in after.shown[0]
    urgent = take_turn(bare, after, "He has taken an overdose and is not breathing", "")
    assert "tel:999" in urgent.shown[1]
    assert places(bare) == {}
    assert "no library" in greeting(bare).shown[0]


def test_a_fault_is_said_in_words_and_not_shown(demo_settings, tmp_path):
    (tmp_path / FILE).write_bytes(b"not a database" * 400)
    with Desk(demo_settings.model_copy(update={"data": tmp_path})) as desk:
        after = take_turn(desk, Conversation(), "Who leads?", "")
        assert "sqlite" not in greeting(desk).shown[0].lower()
    assert "sqlite" not in after.shown[0].lower()
    assert after.turns == ()


def test_where_there_is_a_library_nothing_is_said_first(desk):
    assert greeting(desk) == Conversation()


def test_a_long_conversation_goes_on(desk):
    turns = tuple(Turn(question="Who leads?") for _ in range(MOST_TURNS + 5))
    after = take_turn(desk, Conversation(turns=turns), "Who leads the plan?", "thornmere")
    assert len(after.turns) == MOST_TURNS + 6
