"""Items as Moodle XML, the format of Moodle's question bank (docs.moodle.org/en/Moodle_XML_format).

A wording that is typed, or chosen from a list, is on one line: nobody can type another, and lists have none.
Types that every Moodle has: multichoice (one or more right), truefalse, shortanswer, matching. Steps in order are matched with
their places, for an ordering type came with Moodle 4.4 only.
"""

from collections.abc import Sequence

from lxml import etree

from corpus.errors import QuizError
from evals.quiz_item import Choice, Item, ItemKind
from evals.quiz_mistakes import GAP, ONE_RIGHT
from evals.quiz_text import as_html, asked, chosen_feedback, explained, one_line, paragraphs, plain

MOST_RIGHT = 10
"""Moodle takes a fixed list of fractions; 100/n is on it for n up to 10 (question/engine/bank.php, fraction_options_full)."""
GAP_FIELD = "_____"
"""Five underscores: where Moodle puts the field of a short answer."""


def moodle_xml(items: tuple[Item, ...]) -> bytes:
    """A question bank of these items, as UTF-8. Raises QuizError for an item with more right choices than Moodle can score."""
    quiz = etree.Element("quiz")
    for item in items:
        quiz.append(_question(item))
    return etree.tostring(quiz, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _question(item: Item) -> etree._Element:
    question = etree.Element("question", type=_type(item.kind))
    _text(etree.SubElement(question, "name"), item.id)
    words = GAP_FIELD.join(asked(item).rsplit(GAP, 1)) if item.kind is ItemKind.GAP else asked(item)
    _html(question, "questiontext", paragraphs(words))
    _html(question, "generalfeedback", as_html(explained(item)))
    etree.SubElement(question, "defaultgrade").text = "1"
    etree.SubElement(question, "penalty").text = "0.3333333"
    etree.SubElement(question, "hidden").text = "0"
    etree.SubElement(question, "idnumber").text = item.id
    FILL[item.kind](question, item)
    tags = etree.SubElement(question, "tags")
    for tag in (item.difficulty.value, *item.tags):
        _text(etree.SubElement(tags, "tag"), one_line(tag))
    return question


def _type(kind: ItemKind) -> str:
    return {
        ItemKind.TRUE_FALSE: "truefalse",
        ItemKind.GAP: "shortanswer",
        ItemKind.ORDERING: "matching",
        ItemKind.MATCHING: "matching",
    }.get(kind, "multichoice")


def _choices(question: etree._Element, item: Item) -> None:
    etree.SubElement(question, "single").text = "true" if item.kind in ONE_RIGHT else "false"
    etree.SubElement(question, "shuffleanswers").text = "true"
    etree.SubElement(question, "answernumbering").text = "abc"
    for choice in item.choices:
        _answer(question, as_html(choice.text), _fraction(item, choice), as_html(chosen_feedback(choice)))


def _fraction(item: Item, choice: Choice) -> str:
    right = sum(it.right for it in item.choices)
    if right > MOST_RIGHT:
        raise QuizError(
            f"Expected at most {MOST_RIGHT} right choices for Moodle, found {right} in item {item.id}. Drop some."
        )
    if item.kind in ONE_RIGHT:
        return "100" if choice.right else "0"
    share = right if choice.right else -min(len(item.choices) - right, MOST_RIGHT)
    return f"{100 / share:.5f}".rstrip("0").rstrip(".")


def _true_false(question: etree._Element, item: Item) -> None:
    for value, choice in zip(("true", "false"), item.choices, strict=True):
        _answer(
            question, value, "100" if choice.right else "0", as_html(chosen_feedback(choice)), kind="moodle_auto_format"
        )


def _short_answer(question: etree._Element, item: Item) -> None:
    etree.SubElement(question, "usecase").text = "0"
    for wording in item.accepted:
        text = one_line(wording).replace("*", "\\*")
        _answer(question, text, "100", as_html(item.feedback), kind="moodle_auto_format")


def _ordering(question: etree._Element, item: Item) -> None:
    _pairs(question, [(step, str(at)) for at, step in enumerate(item.order, start=1)])


def _matching(question: etree._Element, item: Item) -> None:
    _pairs(question, item.pairs)


def _pairs(question: etree._Element, pairs: Sequence[tuple[str, str]]) -> None:
    etree.SubElement(question, "shuffleanswers").text = "true"
    for left, right in pairs:
        sub = _html(question, "subquestion", as_html(left))
        _text(etree.SubElement(sub, "answer"), one_line(right))


FILL = {
    ItemKind.MULTIPLE_CHOICE: _choices,
    ItemKind.MULTIPLE_RESPONSE: _choices,
    ItemKind.SCENARIO: _choices,
    ItemKind.TRUE_FALSE: _true_false,
    ItemKind.GAP: _short_answer,
    ItemKind.ORDERING: _ordering,
    ItemKind.MATCHING: _matching,
}


def _answer(question: etree._Element, text: str, fraction: str, feedback: str, kind: str = "html") -> None:
    answer = etree.SubElement(question, "answer", fraction=fraction, format=kind)
    _text(answer, text)
    _html(answer, "feedback", feedback)


def _html(parent: etree._Element, name: str, words: str) -> etree._Element:
    element = etree.SubElement(parent, name, format="html")
    _text(element, words)
    return element


def _text(parent: etree._Element, words: str) -> None:
    etree.SubElement(parent, "text").text = plain(words)
