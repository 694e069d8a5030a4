"""The two urgent checks together: the second only adds, and whatever is wrong with its encoder changes nothing of the first."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant.alarm import Alarm, first_alarm, second_alarm
from assistant.urgent import Danger, load_urgent_rules
from assistant.urgent_meaning import MeaningRules, load_meaning_rules, meaning_of
from assistant.wording import load_wording
from corpus.embedder import Passage, PassageVectors, Vectors

RULES = replace(load_urgent_rules(), threshold=2.0, reminder=0.0)
HEAD = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
MEANING = MeaningRules(
    encoder="two numbers",
    head=HEAD,
    head_bias=0.0,
    bias=0.0,
    first=1.0,
    share=4.0,
    threshold=3.0,
    reminder=1.0,
    floor=-2.0,
)


class TwoNumbers:
    """An encoder for which a text with "grave" in it means danger: (1, 0), any other (0, 1)."""

    name = "two numbers"
    dimensions = 2
    token_dimensions = 0

    def embed_query(self, text: str) -> Vectors:
        return np.array([1.0, 0.0] if "grave" in text else [0.0, 1.0], np.float32)

    def embed_passages(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        return [
            PassageVectors(
                windows=self.embed_query(it.text)[None],
                sentences=np.stack([self.embed_query(it.text[start:end]) for start, end in it.sentences]),
            )
            for it in passages
        ]


class Other(TwoNumbers):
    name = "another"


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
        ("a small matter", 1.0, Alarm.REMINDER),
        ("a small matter", 0.9, Alarm.REMINDER),
        ("a small matter", -0.1, Alarm.NONE),
        ("a small matter", 2.0, Alarm.URGENT),
    ],
)
def test_meaning_adds_to_the_first_check_and_never_overrules_it(text: str, score: float, alarm: Alarm) -> None:
    assert second_alarm(text, Danger(score=score), RULES, MEANING, TwoNumbers) is alarm


@pytest.mark.parametrize("embedder", [down, Other])
@pytest.mark.parametrize("score", [2.0, 0.5, -1.0])
def test_an_encoder_that_is_down_or_another_changes_nothing(embedder: type[TwoNumbers], score: float) -> None:
    danger = Danger(score=score)
    assert second_alarm("a grave matter", danger, RULES, MEANING, embedder) is first_alarm(danger, RULES)


def test_an_urgent_question_is_not_embedded_at_all() -> None:
    def never() -> TwoNumbers:
        pytest.fail("the encoder was asked")

    assert second_alarm("a grave matter", Danger(score=2.0), RULES, MEANING, never) is Alarm.URGENT
    assert second_alarm("a grave matter", Danger(score=-2.1), RULES, MEANING, never) is Alarm.NONE


def test_the_head_reads_the_whole_its_ends_and_the_most_of_its_sentences() -> None:
    read = meaning_of("It is small. It is grave. It is small.", TwoNumbers())
    assert read.tolist() == [1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0]


def test_of_a_very_long_question_the_weightiest_stretch_is_read() -> None:
    long = "It is small. " * 200
    told = Danger(score=-1.0, told="it is grave")
    assert second_alarm(long, told, RULES, MEANING, TwoNumbers) is Alarm.URGENT
    assert second_alarm(long, replace(told, told="it is small"), RULES, MEANING, TwoNumbers) is Alarm.NONE


def test_the_shipped_head_has_a_weight_for_each_number_of_its_encoder() -> None:
    rules = load_meaning_rules()
    assert len(rules.head) == 4 * 384
    assert any(rules.head)
    assert rules.floor < rules.threshold


def test_a_reminder_is_one_line_above_an_ordinary_answer() -> None:
    assert "999" in load_wording().reminder()
    assert "\n" not in load_wording().reminder()
