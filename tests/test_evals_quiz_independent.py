"""Exports read by programs from elsewhere that know their format in other ways than the first readers do."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from quiz_examples import BY_KIND, ITEMS, choice, same
from quiz_more_readers import bare, by_moodlexml_to_json, by_onyx2moodle
from test_evals_quiz_export import READERS, assert_survived, wanted_key

from evals.quiz_export import QuizFormat, export
from evals.quiz_item import Item, ItemKind
from evals.quiz_read_moodle import read_moodle

SIGNS = (
    "<",
    ">",
    "&",
    "{",
    "}",
    "=",
    "~",
    "#",
    ":",
    "\n",
    '"',
    "'",
    "“",
    "’",
    "é",
    "£",
    "\u00a0",
    "ŵ",
    "ŷ",
    "à",
    "ò",
    "ù",
    "→",
)
"""What GIFT, XML and HTML read as their own, and the letters of English, Welsh and Gaelic texts."""
WORDS = st.lists(
    st.sampled_from((*SIGNS, "a", "Ffordd Tŷ Gwyn", "Ceàrr gu tur", "&amp;", "<b>", "{1:MC:=x}")),
    min_size=1,
    max_size=9,
)
TEXTS = WORDS.map(lambda parts: "w " + " ".join(parts))


def told_of(item: Item) -> tuple[str, ...]:
    return item.feedback, item.source.title, item.source.quote


def unspaced(text: str) -> str:
    return "".join(text.split())


def assert_moodle_read(items: tuple[Item, ...]) -> None:
    found = by_moodlexml_to_json(export(items, QuizFormat.MOODLE_XML).contents)
    assert list(found) == [it.id for it in items]
    for item in items:
        question, (key, told) = found[item.id]
        assert same(question.replace("_____", "____")) == same(f"{item.scenario} {item.stem}")
        assert key == wanted_key(item, QuizFormat.MOODLE_XML)
        assert all(same(part) in same(told) for part in told_of(item)), item.id


def assert_qti_read(items: tuple[Item, ...], folder: Path) -> None:
    found = by_onyx2moodle(export(items, QuizFormat.QTI).contents, folder)
    for item in items:
        question, (key, told) = found[item.id]
        assert all(unspaced(part) in unspaced(question) for part in (item.scenario, *item.stem.split("____"))), item.id
        if item.kind is not ItemKind.ORDERING:
            assert key == tuple(map(bare, item.accepted or item.key)), item.id
        assert all(bare(part) in told for part in (*told_of(item), *(it.feedback for it in item.choices))), item.id


def test_moodle_xml_is_read_by_a_reader_from_elsewhere() -> None:
    assert_moodle_read(ITEMS)


def test_qti_is_read_by_a_second_reader_with_every_wording_of_a_gap(tmp_path: Path) -> None:
    assert_qti_read(ITEMS, tmp_path)


@st.composite
def signed_items(draw: st.DrawFn) -> tuple[Item, ...]:
    """One item of each kind, every text of it drawn from the signs."""
    made: list[Item] = []
    for item in ITEMS:
        texts = [f"{at} {draw(TEXTS)}" for at in range(3)]
        stem, feedback = draw(TEXTS), draw(TEXTS)
        source = replace(item.source, title=draw(TEXTS), quote=draw(TEXTS))
        changed = replace(item, feedback=feedback, source=source, stem=f"{stem} ____ z" if item.accepted else stem)
        if item.kind is ItemKind.TRUE_FALSE:
            told = tuple(replace(it, feedback=text) for it, text in zip(item.choices, texts, strict=False))
            made.append(replace(changed, choices=told))
        elif item.choices:
            made.append(replace(changed, choices=tuple(choice(it, at == 0, it) for at, it in enumerate(texts))))
        elif item.pairs:
            made.append(replace(changed, pairs=tuple((it, it) for it in texts)))
        else:
            ordered = tuple(texts)
            made.append(replace(changed, accepted=ordered) if item.accepted else replace(changed, order=ordered))
    return tuple(made)


@pytest.mark.parametrize("form", [QuizFormat.MOODLE_XML, *READERS])
def test_special_signs_and_letters_survive(form: QuizFormat) -> None:
    @settings(max_examples=3, deadline=None, database=None)
    @given(signed_items())
    def survives(items: tuple[Item, ...]) -> None:
        with TemporaryDirectory() as folder:
            if form is QuizFormat.MOODLE_XML:
                assert_moodle_read(items)
            else:
                assert_survived(items, form, Path(folder))

    survives()


@pytest.mark.parametrize("form", READERS)
def test_a_space_that_does_not_break_stays_one(form: QuizFormat, tmp_path: Path) -> None:
    told = replace(BY_KIND[ItemKind.MULTIPLE_CHOICE].choices[1], feedback="Walk 5\u00a0km to Tŷ\u00a0Gwyn.")
    item = replace(ITEMS[0], choices=(ITEMS[0].choices[0], told))
    ((_, found),) = READERS[form](export((item,), form).contents, tmp_path)
    assert told.feedback in found


DOCUMENTS = (
    {
        "type": "multiple_choice",
        "question": "By when?",
        "answers": [
            {"answer": "2 hours", "points": 100, "feedback": "Yes"},
            {"answer": "2 days", "points": 0, "feedback": "Late"},
        ],
    },
    {
        "type": "true_false",
        "question": "It is shut.",
        "correct_answer": False,
        "incorrect_feedback": "Open.",
        "correct_feedback": "Yes.",
    },
    {
        "type": "shortanswer",
        "question": "It opens at _____.",
        "answer_case_sensitive": False,
        "answers": [{"answer": "nine", "points": 100, "feedback": "Yes"}],
    },
    {
        "type": "matching",
        "question": "Who?",
        "options": [
            {"question": "Desk", "answer": "logs"},
            {"question": "Team", "answer": "rings"},
            {"answer": "sells"},
        ],
    },
    {"type": "ordering", "question": "What first?", "answers": ["Log", "Ring", "Write"]},
)
KINDS = (ItemKind.MULTIPLE_CHOICE, ItemKind.TRUE_FALSE, ItemKind.GAP, ItemKind.MATCHING, ItemKind.ORDERING)
OURS_ALONE = {"tags", "tags/tag", "tags/tag/text", "idnumber"}
"""What Moodle's own export has and that program leaves out or empty."""


@pytest.fixture(scope="module")
def theirs() -> str:
    """A bank that moodle-tools of the TU Berlin writes."""
    from jinja2 import Environment, PackageLoader, select_autoescape
    from moodle_tools.make_questions import load_questions

    environment = Environment(
        loader=PackageLoader("moodle_tools.questions"),
        lstrip_blocks=True,
        trim_blocks=True,
        autoescape=select_autoescape(),
    )
    documents = (dict(it, title=it["type"], general_feedback="See 4.7.") for it in DOCUMENTS)
    questions = load_questions(documents, strict_validation=False)
    return environment.get_template("quiz.xml.j2").render(questions=[it.to_xml(environment) for it in questions])


def parts(question: etree._Element) -> set[str]:
    return {"/".join([*reversed([up.tag for up in it.iterancestors()][:-2]), it.tag]) for it in question.iter()}


@pytest.mark.parametrize("kind", KINDS)
def test_our_moodle_xml_has_the_parts_that_another_program_writes(kind: ItemKind, theirs: str) -> None:
    (ours,) = etree.fromstring(export((BY_KIND[kind],), QuizFormat.MOODLE_XML).contents)
    (same_type,) = (it for it in etree.fromstring(theirs.encode()) if it.get("type") == ours.get("type"))
    assert parts(ours) - parts(same_type) - OURS_ALONE == set()
    for answer in ours.iter("answer"):
        assert (answer.get("fraction") is None) == (kind in (ItemKind.MATCHING, ItemKind.ORDERING))


def test_a_bank_that_another_program_writes_is_read(theirs: str, tmp_path: Path) -> None:
    (tmp_path / "bank.xml").write_text(theirs, encoding="utf-8")
    bank = read_moodle(tmp_path / "bank.xml")
    assert bank.mistakes == ()
    assert [it.kind for it in bank.questions] == list(KINDS)
    log, shut, opens, who, first = bank.questions
    assert [(it.text, it.right, it.feedback) for it in log.choices] == [
        ("2 hours", True, "Yes"),
        ("2 days", False, "Late"),
    ]
    assert [(it.right, it.feedback) for it in shut.choices] == [(False, "Open."), (True, "Yes.")]
    assert opens.accepted == ("nine",)
    assert who.pairs == (("Desk", "logs"), ("Team", "rings"))
    assert first.order == ("Log", "Ring", "Write")
    assert {it.feedback for it in bank.questions} == {"See 4.7."}
