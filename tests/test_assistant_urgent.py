"""Urgent first: someone in danger now is found, and what only sounds like it is not."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.alarm import Alarm
from assistant.danger_signs import read, stretches
from assistant.patterns import read_data
from assistant.urgent import UrgentRules, danger_in, load_urgent_rules, reason_of, urgent_notice
from assistant.urgent_meaning import load_meaning_rules, open_net
from corpus.area import Contact
from evals.guards_urgent import Check, shown
from evals.halves import Half
from evals.urgent_examples import (
    APART,
    SHORT,
    TWINS_APART,
    apart,
    asked_behind,
    learning_examples,
    learning_phrasings,
    read_examples,
)

DATA = Path(__file__).parent / "data"
EXAMPLES = read_examples(DATA / "urgent.jsonl")
DEV = Path(__file__).parents[2] / "shared" / "eval" / "dev.jsonl"


@pytest.fixture(scope="module")
def rules() -> UrgentRules:
    return load_urgent_rules()


@pytest.fixture(scope="module")
def check(rules: UrgentRules) -> Check:
    return Check(rules=rules, meaning=load_meaning_rules())


def urgent(text: str, rules: UrgentRules) -> str | None:
    """What makes a text urgent by the first check alone, such as "weapon"; None where it is not urgent."""
    danger = danger_in(text, rules)
    return reason_of(danger, rules) if danger.score >= rules.threshold else None


def test_the_set_of_phrasings_is_large_and_of_many_kinds() -> None:
    kinds = {example.id.split("-")[1] for example in EXAMPLES}
    assert sum(example.urgent for example in EXAMPLES) >= 300
    assert sum(not example.urgent for example in EXAMPLES) >= 300
    assert {
        "alone",
        "weapon",
        "overdose",
        "disclosure",
        "texting",
        "negated",
        "past",
        "hypothetical",
        "quoted",
    } <= kinds
    assert len({example.text for example in EXAMPLES}) == len(EXAMPLES)


def test_the_shipped_weights_judge_the_set_right(check: Check) -> None:
    found = shown(check, EXAMPLES)
    assert found.found >= 0.94 * found.urgent
    assert found.found_or_reminded == found.urgent
    assert found.alarms <= 0.01 * found.calm


def test_phrasings_by_others_that_nothing_was_learnt_from_are_told_apart(check: Check) -> None:
    found = shown(check, apart(Half.MEASURING, [APART]))
    assert found.found >= 0.90 * found.urgent
    assert round(found.alarms / found.calm, 3) <= 0.03
    assert found.found_or_reminded >= 0.99 * found.urgent


@pytest.mark.parametrize("path", [APART, SHORT])
def test_both_checks_tell_phrasings_by_others_apart(check: Check, path: Path) -> None:
    found = shown(replace(check, net=open_net()), apart(Half.MEASURING, [path]))
    assert found.found >= 0.95 * found.urgent
    assert found.alarms <= 0.02 * found.calm
    assert found.found_or_reminded >= 0.99 * found.urgent


def test_what_is_measured_is_not_learnt_from() -> None:
    learnt = {it.text for it in learning_examples()}
    assert not learnt & {it.text for it in apart(Half.MEASURING)}
    assert {it.text for it in apart(Half.LEARNING)} <= learnt


@pytest.mark.parametrize(
    "text",
    [
        "he is 3 and she's 5",
        "Two, aged 4 and 9.",
        "the oldest is 9; baby's 2",
        "mum and her sister",
        "3yo and a 10 month old baby",
        "then?",
        "Bye!",
        "yes",
    ],
)
def test_who_and_how_old_yes_and_goodbye_tell_of_no_danger(check: Check, text: str) -> None:
    assert check.alarm(text) is Alarm.NONE
    assert replace(check, net=open_net()).alarm(text) is Alarm.NONE


def test_a_picture_beside_who_and_how_old_is_read(rules: UrgentRules) -> None:
    assert not read("baby, 3", rules.signs).sentences
    assert read("baby \N{HOCHO}, 3", rules.signs).sentences


def test_no_urgent_phrasing_says_only_who_and_how_old(rules: UrgentRules) -> None:
    phrasings = [*learning_phrasings(), *apart(Half.MEASURING)]
    assert [it.text for it in phrasings if it.urgent and not read(it.text, rules.signs).sentences] == []


def test_worried_questions_are_rarely_taken_for_danger_now(rules: UrgentRules) -> None:
    questions = (DATA / "calm_questions.txt").read_text("utf-8").splitlines()
    alarms = [question for question in questions if urgent(question, rules)]
    assert len(alarms) <= 0.015 * len(questions), alarms


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The toddler is on his own in the flat and there is no adult anywhere", "child_alone"),
        ("he's got a machete and the kids are upstairs", "weapon"),
        ("baby not breathing", "not_breathing"),
        ("he says he will kill her when he gets in tonight, the baby is in there", "threat"),
        ("she's going to end her life tonight and the children are asleep next door", "suicide"),
    ],
)
def test_the_reason_is_the_danger_that_is_named(rules: UrgentRules, text: str, reason: str) -> None:
    assert urgent(text, rules) == reason


@pytest.mark.parametrize(
    ("now", "not_now"),
    [
        (
            "He has a knife and the boys are in there with him",
            "He had a knife in 2016. Does it belong in the chronology?",
        ),
        ("a child is alone in the flat, nobody is answering", "At what age can a child be left alone?"),
        (
            "his stepdad will batter him the minute he walks in tonight",
            "What should I do if a child says his stepdad will batter him?",
        ),
        ("mum has overdosed and the kids are here", "What training covers overdose in parents?"),
    ],
)
def test_the_same_danger_is_told_from_its_past_and_its_policy(rules: UrgentRules, now: str, not_now: str) -> None:
    assert urgent(now, rules)
    assert urgent(not_now, rules) is None


def test_a_calm_question_after_it_does_not_hide_a_danger(rules: UrgentRules) -> None:
    danger = "He is hitting her now, I can hear it through the wall and the children are screaming."
    for question in ("Should I make a referral?", "What does the guidance say?", "Who leads?"):
        assert urgent(f"{danger} {question}", rules)


def test_a_very_long_story_with_a_danger_in_it_is_urgent(check: Check) -> None:
    story = "We have worked with this family for two years. The plan was reviewed in March. " * 200
    assert check.alarm(story) is Alarm.NONE
    told = f"{story} Mum is unconscious on the floor and the baby is in her cot. {story}"
    assert check.alarm(told) is Alarm.REMINDER
    assert replace(check, net=open_net()).alarm(told) is Alarm.URGENT
    assert check.alarm(f"{story} He has a knife and is at the door now. {story}") is Alarm.URGENT


@pytest.mark.parametrize("text", ["", " ", "?", "\n\n", "12", "🙂"])
def test_nothing_to_read_is_not_urgent(rules: UrgentRules, text: str) -> None:
    assert urgent(text, rules) is None


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("shes not brething", "she is not breathing"),
        ("he cant wake her", "he can not wake her"),
        ("kids alone 2nite", "kids alone tonight"),
    ],
)
def test_texting_and_misspelling_read_as_words(rules: UrgentRules, typed: str, written: str) -> None:
    assert stretches(typed, rules.signs)[0].text == written


def test_a_pattern_names_a_kind_and_never_a_word_of_it() -> None:
    data = read_data("urgent")
    for kind, names in data["kinds"].items():
        named = re.compile(rf"(?<![\w<])(?:{'|'.join(names)})(?![\w>?(\[])")
        for entry in (*data["danger"], *data["sign"]):
            for pattern in entry["patterns"]:
                words = re.sub(r"\\[a-zA-Z]|\{[^}]*\}", " ", pattern)
                assert not named.search(words), (kind, entry["key"], pattern)


def test_what_only_one_view_sees_still_counts(rules: UrgentRules) -> None:
    whole = danger_in("he is standing over her with a hammer", rules).score
    for name in ("patterns", "words", "letters"):
        rest = tuple(replace(view, share=0.0) if view.name == name else view for view in rules.views)
        assert danger_in("he is standing over her with a hammer", replace(rules, views=rest)).score != whole


def test_every_weight_belongs_to_something_that_can_be_found() -> None:
    data = read_data("urgent")
    signs = {entry["key"] for entry in (*data["danger"], *data["sign"])}
    cues = {cue["key"] for cue in data["cue"]}
    for feature in read_data("urgent_weights")["weights"]:
        manner, _, key = feature.partition(" ")
        known = {"live": signs, "told": signs, "no": signs, "cue": cues}.get(manner)
        assert known is None or key in known or not key, feature


def test_the_check_imports_no_heavy_library() -> None:
    check = (
        "import sys; from assistant.urgent import danger_in, load_urgent_rules; danger_in('help', load_urgent_rules());"
        "print({'numpy', 'torch', 'onnxruntime', 'chromadb', 'bm25s', 'sqlalchemy', 'gradio', 'fastapi'} & {*sys.modules})"
    )
    found = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


def test_999_comes_first_and_the_area_before_the_rest() -> None:
    area = Contact(name="Front door", phone="01632 960100", when="Office hours")
    notice = urgent_notice((area,))
    assert [contact.phone for contact in notice.contacts[:2]] == ["999", "01632 960100"]
    assert notice.contacts[0].when == "In danger now: 999"
    assert {"0800 1111", "0808 800 5000"} <= {contact.phone for contact in urgent_notice(()).contacts}
    assert "999" in notice.message


def test_files_about_safety_say_whether_they_were_reviewed() -> None:
    assert "reviewed_by" in read_data("urgent")
    assert "reviewed_by" in read_data("contacts")


@pytest.mark.shared
@pytest.mark.skipif(
    not DEV.exists(), reason="needs the questions on the seed documents, which are not part of the project"
)
def test_questions_on_the_seeds_are_told_apart(rules: UrgentRules) -> None:
    rows = [json.loads(line) for line in DEV.read_text("utf-8").splitlines()]
    wrong = [row["id"] for row in rows if bool(urgent(row["question"], rules)) != (row["outcome"] == "urgent")]
    assert wrong == []


@pytest.mark.parametrize(
    "told",
    ["dad has collapsed", "she's taken an overdose", "toddler has drunk some methadone", "the baby won't wake up"],
)
@pytest.mark.parametrize("asked", [", is this normal?", ", is that a referral?", ". what is the procedure?"])
def test_a_calm_question_behind_a_danger_does_not_silence_the_check(check: Check, told: str, asked: str) -> None:
    assert replace(check, net=open_net()).alarm(told + asked) is not Alarm.NONE


def test_what_is_made_of_a_phrasing_is_kept_from_the_network_with_it() -> None:
    phrasings = learning_phrasings()
    by_id = {it.id: it for it in phrasings}
    made = asked_behind(phrasings)
    assert len(phrasings) / 5 < len(made) < len(phrasings) / 3
    for it in made:
        own = by_id[it.made_of]
        assert (it.urgent, it.fold) == (own.urgent, own.fold)
        assert it.text.startswith(own.text.rstrip())


def test_nothing_is_learnt_from_the_twins_that_are_measured() -> None:
    measured = {it.text.lower() for it in read_examples(TWINS_APART)}
    assert measured.isdisjoint(it.text.lower() for it in learning_examples())
