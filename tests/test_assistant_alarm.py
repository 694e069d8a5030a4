"""The two urgent checks together, and the first alone where the second is down."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.alarm import Alarm, alarm_of, first_alarm, second_alarm
from assistant.board import Board
from assistant.once import one_call, remembering
from assistant.urgent import Danger, load_urgent_rules
from assistant.urgent_meaning import (
    FOLDER,
    DangerNet,
    MeaningRules,
    ThreeViews,
    load_meaning_rules,
    open_net,
    shipped_net,
)
from assistant.urgent_states import shipped_view
from assistant.wording import load_wording
from corpus.embedder_onnx import OnnxEmbedder
from corpus.errors import LibraryUnusable
from corpus.settings import load_settings

RULES = replace(load_urgent_rules(), threshold=2.0, reminder=0.0)
MEANING = MeaningRules(bias=0.0, first=1.0, share=4.0, threshold=3.0, reminder=1.0, floor=-2.0, sure=3.5, firm=2.5)


class Grave:
    """A network for which a text that ends in "grave." or "matter" and has "grave" in it means danger."""

    def says(self, text: str) -> float:
        return 1.0 if "grave" in text and not text.endswith("?") else 0.0

    def sees(self, _text: str) -> float | None:
        return None


class Seeing(Grave):
    """The same, beside a third view for which a "small" text means danger, and no other."""

    def sees(self, text: str) -> float | None:
        return 4.0 if "small" in text else -4.0


class Broken(Grave):
    def says(self, text: str) -> float:
        raise RuntimeError(f"the file is cut off, {len(text)} characters are not read")


def down(*_: object, **__: object) -> Grave:
    raise OSError("no model here")


def missing() -> None:
    return None


@pytest.mark.parametrize(
    ("text", "score", "alarm"),
    [
        ("a small matter", -1.0, Alarm.URGENT),
        ("a grave matter", -1.0, Alarm.NONE),
        ("a small matter", -1.6, Alarm.NONE),
        ("a grave matter", 1.6, Alarm.URGENT),
    ],
)
def test_the_third_view_decides_too_where_the_two_are_not_sure(text: str, score: float, alarm: Alarm) -> None:
    three = replace(MEANING, three=ThreeViews(bias=0.0, first=1.0, share=4.0, states=1.0))
    assert second_alarm(text, Danger(score=score), RULES, three, Seeing) is alarm
    two = Grave().says(text) * 4 + score
    alone = Alarm.URGENT if two >= MEANING.threshold else Alarm.REMINDER if two >= MEANING.reminder else Alarm.NONE
    assert second_alarm(text, Danger(score=score), RULES, three, Grave) is alone


@pytest.mark.parametrize(
    ("score", "alarm"), [(2.0, Alarm.URGENT), (1.9, Alarm.REMINDER), (0.0, Alarm.REMINDER), (-0.1, Alarm.NONE)]
)
def test_the_first_check_has_two_thresholds(score: float, alarm: Alarm) -> None:
    assert first_alarm(Danger(score=score), RULES) is alarm


@pytest.mark.parametrize(
    ("text", "score", "alarm"),
    [
        ("a grave matter", -1.0, Alarm.URGENT),
        ("a grave matter", -1.5, Alarm.REMINDER),
        ("a grave matter", -2.1, Alarm.NONE),
        ("a small matter", 3.0, Alarm.URGENT),
        ("a small matter", 2.9, Alarm.REMINDER),
        ("a small matter", 2.4, Alarm.REMINDER),
        ("a small matter", 0.9, Alarm.NONE),
        ("a small matter", 3.5, Alarm.URGENT),
    ],
)
def test_both_checks_decide_together_where_the_first_is_not_sure(text: str, score: float, alarm: Alarm) -> None:
    assert second_alarm(text, Danger(score=score), RULES, MEANING, Grave) is alarm


@pytest.mark.parametrize("net", [down, missing, Broken])
@pytest.mark.parametrize("score", [3.6, 2.0, 0.5, -1.0])
def test_where_the_network_is_down_the_first_check_decides_alone(
    net: Callable[[], DangerNet | None], score: float
) -> None:
    danger = Danger(score=score)
    assert second_alarm("a grave matter", danger, RULES, MEANING, net) is first_alarm(danger, RULES)


def test_one_grave_sentence_is_worth_a_reminder_and_more_where_the_first_check_is_firm() -> None:
    text = "It is grave. Which form do I send?"
    assert second_alarm(text, Danger(score=2.5), RULES, MEANING, Grave) is Alarm.URGENT
    assert second_alarm(text, Danger(score=-1.5), RULES, MEANING, Grave) is Alarm.REMINDER
    assert second_alarm("It is small. Which form do I send?", Danger(score=0.5), RULES, MEANING, Grave) is Alarm.NONE
    assert (
        second_alarm("It is small. Which form do I send?", Danger(score=2.9), RULES, MEANING, Grave) is Alarm.REMINDER
    )


@pytest.mark.parametrize("text", ["then", "", "grave matter"])
def test_a_word_or_two_are_left_to_the_first_check(text: str) -> None:
    assert second_alarm(text, Danger(score=-1.0), RULES, MEANING, Grave) is Alarm.NONE
    assert second_alarm(text, Danger(score=2.1), RULES, MEANING, Grave) is Alarm.URGENT


def test_danger_stays_in_sight_however_much_calm_stands_behind_it() -> None:
    rules, meaning = load_urgent_rules(), load_meaning_rules()
    calm = "The review is on the third Thursday and the minutes go out a week later."
    alarm = alarm_of("He has a knife to her throat right now, help. " + " ".join([calm] * 12), rules, meaning)
    assert alarm in {Alarm.REMINDER, Alarm.URGENT}
    assert alarm_of("Which form do I send to the review? " + calm, rules, meaning) is Alarm.NONE


def test_where_the_first_check_is_sure_the_network_is_not_asked() -> None:
    def never() -> Grave:
        pytest.fail("the network was asked")

    assert second_alarm("a grave matter", Danger(score=3.5), RULES, MEANING, never) is Alarm.URGENT
    assert second_alarm("a grave matter", Danger(score=-2.1), RULES, MEANING, never) is Alarm.NONE


def test_of_a_very_long_question_the_weightiest_stretch_is_read() -> None:
    long = "It is small. " * 200
    told = Danger(score=-1.0, told="it is grave")
    assert second_alarm(long, told, RULES, MEANING, Grave) is Alarm.URGENT
    assert second_alarm(long, replace(told, told="it is small"), RULES, MEANING, Grave) is Alarm.NONE


def test_the_shipped_network_is_whole_and_has_a_weight_for_each_of_its_numbers() -> None:
    rules, net = load_meaning_rules(), open_net()
    assert len(net.head) == net.network.dimensions
    assert rules.floor < rules.firm < rules.sure
    assert rules.reminder < rules.threshold


def test_the_third_view_was_learnt_for_the_encoder_that_is_shipped() -> None:
    view = shipped_view()
    assert view is not None
    assert len(view.weights.signs) == view.encoder.dimensions
    assert view.says("she has taken all her tablets") > view.says("how long are the minutes kept?") + 4


def test_a_third_view_that_fails_leaves_the_two(monkeypatch: pytest.MonkeyPatch) -> None:
    def torn_view(_: object, text: str) -> float:
        raise RuntimeError(f"{text!r} could not be read")

    view, net = shipped_view(), open_net()
    assert view is not None
    monkeypatch.setattr(type(view), "says", torn_view)
    assert net.sees("she has not been seen for days") is None
    assert net.says("she has not been seen for days") != 0


def test_the_search_does_not_run_the_encoder_again_over_what_the_third_view_has_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view, board = shipped_view(), Board.open(load_settings())
    assert view is not None
    runs: list[int] = []
    states = OnnxEmbedder._states
    monkeypatch.setattr(OnnxEmbedder, "_states", lambda self, ids: (runs.append(len(ids)), states(self, ids))[1])
    with one_call():
        view.says("she has not been seen for days")
        remembering(board.embedder()).embed_query("she has not been seen for days")
    assert len(runs) == 1


def test_without_the_encoder_the_two_checks_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.urgent_states.open_shipped", down)
    shipped_view.cache_clear()
    try:
        assert open_net().sees("baby not breathing") is None
        assert alarm_of("baby not breathing", load_urgent_rules(), load_meaning_rules()) is Alarm.URGENT
    finally:
        shipped_view.cache_clear()


def test_the_shipped_network_sees_danger_that_no_word_names() -> None:
    now, over = (
        "her lips are a funny colour and I can't get her to open her eyes",
        "can I share the minutes with school?",
    )
    assert open_net().says(now) > open_net().says(over) + 4


@pytest.mark.parametrize("name", ["head.json", "digests.json", "model.onnx"])
def test_a_damaged_network_leaves_the_first_check(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(FOLDER, tmp_path / "net")
    (tmp_path / "net" / name).write_text("{", encoding="utf-8")
    with pytest.raises(LibraryUnusable, match="Check out that folder again"):
        open_net(tmp_path / "net")
    monkeypatch.setattr("assistant.urgent_meaning.open_net", lambda: open_net(tmp_path / "net"))
    shipped_net.cache_clear()
    try:
        assert alarm_of("baby not breathing", load_urgent_rules(), load_meaning_rules()) is Alarm.URGENT
        assert not Board.open(load_settings().model_copy(update={"data": tmp_path})).ready().urgent_by_meaning
    finally:
        shipped_net.cache_clear()


def test_a_reminder_is_one_line_above_an_ordinary_answer() -> None:
    assert "999" in load_wording().reminder()
    assert "\n" not in load_wording().reminder()
