from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from quiz_examples import BY_KIND, ITEMS, SOURCE, same
from test_evals_quiz_export import SETS

from corpus.errors import QuizError
from evals.quiz_export import QuizFormat, export
from evals.quiz_imported import Bank
from evals.quiz_item import Item, ItemKind, ItemState
from evals.quiz_mistakes import mistakes_of
from evals.quiz_read_gift import read_gift
from evals.quiz_read_moodle import read_moodle
from evals.quiz_text import one_line

READERS = {QuizFormat.MOODLE_XML: read_moodle, QuizFormat.GIFT: read_gift}


def read_back(items: tuple[Item, ...], form: QuizFormat, folder: Path) -> Bank:
    path = folder / "bank"
    path.write_bytes(export(items, form).contents)
    return READERS[form](path)


def words(item: Item, form: QuizFormat) -> tuple[str, ...]:
    key = item.key
    if form is QuizFormat.GIFT and item.kind is ItemKind.GAP:
        key = tuple(dict.fromkeys(one_line(it).replace("->", "→") for it in item.accepted))
    if form is QuizFormat.GIFT and item.kind is ItemKind.MATCHING:
        key = tuple(f"{left} – {one_line(right).replace('->', '→')}" for left, right in item.pairs)
    if item.kind is ItemKind.TRUE_FALSE:
        key = ("True" if item.choices[0].right else "False",)
    return tuple(same(it) for it in key)


def assert_read(items: tuple[Item, ...], form: QuizFormat, folder: Path) -> None:
    bank = read_back(items, form, folder)
    assert bank.mistakes == ()
    for item, found in zip(items, bank.questions, strict=True):
        assert found.name == item.id
        assert found.kind is (ItemKind.MULTIPLE_CHOICE if item.kind is ItemKind.SCENARIO else item.kind)
        assert same(found.stem) == same(f"{item.scenario} {item.stem}")
        assert tuple(same(it) for it in found.keyed(SOURCE, "x").key) == words(item, form)
        assert same(item.feedback) in same(found.feedback)
        for choice, read in zip(item.choices, found.choices, strict=True):
            assert (read.right, same(choice.feedback) in same(read.feedback)) == (choice.right, True)


@pytest.mark.parametrize("form", READERS)
def test_our_own_export_is_read_back(form: QuizFormat, tmp_path: Path) -> None:
    assert_read(ITEMS, form, tmp_path)


@pytest.mark.parametrize("form", READERS)
def test_any_text_is_read_back(form: QuizFormat) -> None:
    @settings(max_examples=6, deadline=None, database=None)
    @given(SETS)
    def survives(items: tuple[Item, ...]) -> None:
        with TemporaryDirectory() as folder:
            assert_read(items, form, Path(folder))

    survives()


def gift_bank(text: str, folder: Path) -> Bank:
    path = folder / "bank.gift"
    path.write_text(text, encoding="utf-8")
    return read_gift(path)


def test_a_bank_as_trainers_write_it(tmp_path: Path) -> None:
    bank = gift_bank(
        "$CATEGORY: Harbour/Desk\n\n// a remark\n::Log:: By when? {\n=In 2 hours # Yes.\n~In 2 days\n#### See 4.7.\n}\n\n"
        "The desk opens at {=nine =9} each day.\n\nThe desk is closed. {F}\n\nWho leads? {=the desk}\n\n"
        "Match. {\n=Desk -> logs\n=Team -> rings\n}\n\nAll that hold {~%50%one ~%50%two ~%-100%three}\n\n"
        "The desk {=logs ~drops ~sells} worries.\n",
        tmp_path,
    )
    assert bank.mistakes == ()
    kinds = [it.kind.value for it in bank.questions]
    assert kinds == ["multiple_choice", "gap", "true_false", "gap", "matching", "multiple_response", "multiple_choice"]
    log, gap, closed, leads, match, several, missing = bank.questions
    assert (log.name, log.line, log.tags, log.feedback) == ("Log", 4, ("Harbour/Desk",), "See 4.7.")
    assert [(it.text, it.right, it.feedback) for it in log.choices] == [
        ("In 2 hours", True, "Yes."),
        ("In 2 days", False, ""),
    ]
    assert (gap.stem, gap.accepted) == ("The desk opens at ____ each day.", ("nine", "9"))
    assert [it.right for it in closed.choices] == [False, True]
    assert leads.stem == "Who leads? ____"
    assert match.pairs == (("Desk", "logs"), ("Team", "rings"))
    assert [it.right for it in several.choices] == [True, True, False]
    assert missing.stem == "The desk ____ worries."


def test_every_mistake_of_a_gift_bank_is_named_by_its_question(tmp_path: Path) -> None:
    bank = gift_bank(
        "::One:: Write about it. {}\n\n::Two:: How many? {#3:1}\n\n::Three:: No answers here\n\n"
        "Right? {~a ~b}\n\nMatch {=a -> b\n=c}\n\nGood? {=yes ~no}\n",
        tmp_path,
    )
    assert len(bank.questions) == 1
    assert [it.split(":")[0] for it in bank.mistakes] == [
        "question 1 (line 1, “One”)",
        "question 2 (line 3, “Two”)",
        "question 3 (line 5, “Three”)",
        "question 4 (line 7)",
        "question 5 (line 9)",
    ]
    assert "an essay" in bank.mistakes[0]
    assert "a number" in bank.mistakes[1]
    assert "expected one right choice or more, found none" in bank.mistakes[3]


MOODLE = """<quiz>
<question type="category"><category><text>$course$/Harbour</text></category></question>
<question type="essay"><name><text>Write</text></name><questiontext format="html"><text>Write.</text></questiontext></question>
<question type="multichoice"><name><text>Log</text></name>
 <questiontext format="html"><text><![CDATA[<p>By <b>when</b>&nbsp;?</p>]]></text></questiontext>
 <single>true</single>
 <answer fraction="100"><text>In 2 hours</text><feedback><text>Yes.</text></feedback></answer>
 <answer fraction="0"><text>In 2 days</text></answer></question>
<question type="multichoice"><name><text>None</text></name><questiontext><text>None?</text></questiontext>
 <single>true</single><answer fraction="0"><text>a</text></answer><answer fraction="many"><text>b</text></answer></question>
<question type="shortanswer"><name><text>Gap</text></name><questiontext><text>It opens at _____ daily.</text></questiontext>
 <answer fraction="100"><text>nine</text></answer><answer fraction="50"><text>ten</text></answer></question>
</quiz>"""


def test_a_moodle_bank_is_read_and_what_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "bank.xml").write_text(MOODLE, encoding="utf-8")
    bank = read_moodle(tmp_path / "bank.xml")
    log, gap = bank.questions
    assert (log.stem, log.tags, log.choices[0].feedback) == ("By when\xa0?", ("Harbour",), "Yes.")
    assert (gap.stem, gap.accepted) == ("It opens at ____ daily.", ("nine",))
    essay, none = bank.mistakes
    assert essay.startswith("question 1 (line 3, “Write”): expected one of multichoice")
    assert none.startswith("question 3 (line 9, “None”): expected a number as the fraction")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no xml", "found no XML that can be read, in line 1"),
        ("<rss/>", "found <rss>"),
        ('<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><q>&a;</q>', "<!DOCTYPE>"),
    ],
)
def test_what_is_no_moodle_bank_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "bank.xml").write_text(text)
    with pytest.raises(QuizError, match=said):
        read_moodle(tmp_path / "bank.xml")


def test_an_entity_of_a_moodle_bank_reads_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("harbour-secret")
    entity = f'<!DOCTYPE quiz [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]>'
    (tmp_path / "bank.xml").write_text(entity + MOODLE.replace("<text>nine</text>", "<text>nine&a;</text>"))
    with pytest.raises(QuizError, match="found a <!DOCTYPE>") as refused:
        read_moodle(tmp_path / "bank.xml")
    assert "harbour-secret" not in str(refused.value)


def test_a_linked_question_is_proposed_and_whole(tmp_path: Path) -> None:
    bank = gift_bank("Who leads? {=the desk ~the team}\n", tmp_path)
    made = bank.questions[0].keyed(SOURCE, "bank-1")
    assert list(mistakes_of(made)) == []
    assert (made.state, made.source, made.key) == (ItemState.PROPOSED, SOURCE, ("the desk",))
    assert replace(made, id="x").kind is BY_KIND[ItemKind.MULTIPLE_CHOICE].kind
