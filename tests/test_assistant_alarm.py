"""The two urgent checks together, and the first alone where the second is down."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.alarm import Alarm, first_alarm, second_alarm
from assistant.urgent import Danger, load_urgent_rules
from assistant.urgent_meaning import NET, MeaningRules, load_meaning_rules, open_net, said_by_net
from assistant.wording import load_wording
from corpus.embedder import Passage, PassageVectors, Vectors, open_network
from corpus.errors import LibraryUnusable

RULES = replace(load_urgent_rules(), threshold=2.0, reminder=0.0)
MEANING = MeaningRules(
    head=(1.0, 0.0),
    head_bias=0.0,
    bias=0.0,
    first=1.0,
    share=4.0,
    threshold=3.0,
    reminder=1.0,
    floor=-2.0,
    sure=3.5,
    firm=2.5,
)


class TwoNumbers:
    """A network for which a text with "grave" in it means danger: (1, 0), any other (0, 1)."""

    name = "two numbers"
    dimensions = 2
    token_dimensions = 0

    def embed_query(self, text: str) -> Vectors:
        return np.array([1.0, 0.0] if "grave" in text else [0.0, 1.0], np.float32)

    def embed_passages(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        none = np.zeros((0, 2), np.float32)
        return [PassageVectors(windows=self.embed_query(it.text)[None], sentences=none) for it in passages]

    def remembering(self) -> "TwoNumbers":
        return self


class Broken(TwoNumbers):
    def embed_passages(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        raise RuntimeError(f"the file is cut off, {len(passages)} passages are not read")


def down() -> TwoNumbers:
    raise OSError("no model here")


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
    assert second_alarm(text, Danger(score=score), RULES, MEANING, TwoNumbers) is alarm


@pytest.mark.parametrize("net", [down, Broken])
@pytest.mark.parametrize("score", [3.6, 2.0, 0.5, -1.0])
def test_where_the_network_is_down_the_first_check_decides_alone(net: type[TwoNumbers], score: float) -> None:
    danger = Danger(score=score)
    assert second_alarm("a grave matter", danger, RULES, MEANING, net) is first_alarm(danger, RULES)


def test_where_the_first_check_is_firm_one_sentence_is_enough() -> None:
    class Last(TwoNumbers):
        def embed_query(self, text: str) -> Vectors:
            return np.array([1.0, -1.0] if text == "It is grave." else [-1.0, 1.0], np.float32)

    text = "It is grave. Which form do I send?"
    assert second_alarm(text, Danger(score=2.5), RULES, MEANING, Last) is Alarm.URGENT
    assert second_alarm(text, Danger(score=2.4), RULES, MEANING, Last) is Alarm.NONE
    assert second_alarm("It is small. Which form?", Danger(score=2.5), RULES, MEANING, Last) is Alarm.NONE


def test_where_the_first_check_is_sure_the_network_is_not_asked() -> None:
    def never() -> TwoNumbers:
        pytest.fail("the network was asked")

    assert second_alarm("a grave matter", Danger(score=3.5), RULES, MEANING, never) is Alarm.URGENT
    assert second_alarm("a grave matter", Danger(score=-2.1), RULES, MEANING, never) is Alarm.NONE


def test_of_a_very_long_question_the_weightiest_stretch_is_read() -> None:
    long = "It is small. " * 200
    told = Danger(score=-1.0, told="it is grave")
    assert second_alarm(long, told, RULES, MEANING, TwoNumbers) is Alarm.URGENT
    assert second_alarm(long, replace(told, told="it is small"), RULES, MEANING, TwoNumbers) is Alarm.NONE


def test_the_shipped_network_is_whole_and_has_a_weight_for_each_of_its_numbers() -> None:
    rules, net = load_meaning_rules(), open_net()
    assert len(rules.head) == net.dimensions
    assert rules.floor < rules.sure
    assert rules.reminder < rules.threshold


def test_the_shipped_network_sees_danger_that_no_word_names() -> None:
    rules, net = load_meaning_rules(), open_net()
    now, over = (
        "her lips are a funny colour and I can't get her to open her eyes",
        "can I share the minutes with school?",
    )
    assert said_by_net(now, rules, net) > said_by_net(over, rules, net) + 4


def test_a_damaged_network_leaves_the_first_check(tmp_path: Path) -> None:
    shutil.copytree(NET, tmp_path / "net")
    (tmp_path / "net" / "head.json").write_text("{}", encoding="utf-8")
    with pytest.raises(LibraryUnusable, match="Check out that folder again"):
        open_network(tmp_path / "net", called="danger", threads=1)


def test_a_reminder_is_one_line_above_an_ordinary_answer() -> None:
    assert "999" in load_wording().reminder()
    assert "\n" not in load_wording().reminder()
