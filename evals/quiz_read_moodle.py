"""A Moodle XML question bank, read: what can be used, and what cannot, by question."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.errors import QuizError
from evals.quiz_bank_file import category_name
from evals.quiz_imported import (
    Bank,
    Imported,
    Unusable,
    checked,
    media_in,
    paired,
    where,
    with_gap,
    without_media,
    words_of,
)
from evals.quiz_item import Choice, ItemKind
from evals.quiz_moodle_file import moodle_tree
from evals.quiz_text import WORDS, one_line, plain

WHOLE = 100 - 1e-4
"""Percent: the whole mark. Moodle writes it as 100, older versions as 100.00000 or 99.99999."""
WILD = re.compile(r"(?<!\\)\*")
"""What stands for any text in the wordings of a short answer; behind a backslash it is a sign."""
COMBINED = {
    "correctfeedback": "Your answer is correct.",
    "partiallycorrectfeedback": "Your answer is partially correct.",
    "incorrectfeedback": "Your answer is incorrect.",
}
"""Feedback on the whole answer, and what Moodle writes there itself."""
Element = etree._Element


def read_moodle(path: Path) -> Bank:
    """The questions of a Moodle XML file, in its order. Raises QuizError where the file is none, or holds no question.

    A question of a kind that no item has (essay, numerical, cloze, drag and drop…) is a mistake, named; the others are read. What
    is left out of one that is read (a picture, a partly right answer) is among its findings.
    """
    root = moodle_tree(path)
    questions: list[Imported] = []
    mistakes: list[str] = []
    category: tuple[str, ...] = ()
    at = 0
    for element in root.findall("question"):
        if element.get("type") == "category":
            category = tuple(filter(None, (category_name(_plain(element, "category")),)))
            continue
        at += 1
        try:
            found = replace(_question(element, at), tags=(*category, *_tags(element)))
        except Unusable as error:
            mistakes.append(f"{where(at, _line(element), one_line(_plain(element, 'name')))}: {error}")
            continue
        wrong = tuple(checked(found))
        mistakes.extend(wrong)
        questions.extend(() if wrong else (found,))
    if not at:
        raise QuizError(f"Expected questions in {path}, found none. Export a category that has some as Moodle XML.")
    return Bank(questions=tuple(questions), mistakes=tuple(mistakes))


def _question(element: Element, at: int) -> Imported:
    kind = element.get("type", "")
    if kind not in READERS:
        raise Unusable(f"expected one of {', '.join(READERS)}, found the type {kind!r}")
    bare = Imported(
        at=at,
        line=_line(element),
        name=one_line(_plain(element, "name")),
        kind=ItemKind.MULTIPLE_CHOICE,
        stem=_words(element, "questiontext"),
        feedback=_words(element, "generalfeedback"),
    )
    read = READERS[kind](element, bare)
    texts = [it.text or "" for it in element.iter("text")]
    names = [one_line(it.get("name", "")) or "unnamed" for it in element.iter("file")]
    return _without_extras(without_media(read, (*names, *media_in(texts))), element)


def _without_extras(read: Imported, element: Element) -> Imported:
    """With a finding for hints, and for feedback on the whole answer that somebody wrote."""
    hints = sum(bool(_raw(it).strip()) for it in element.findall("hint"))
    if hints:
        read = _finding(read, f"{hints} hint(s) were left out")
    told = [it for it in (one_line(_words(element, name)) for name in COMBINED) if it and it not in COMBINED.values()]
    return _finding(read, f"feedback on the whole answer was left out: “{told[0]}”") if told else read


def _finding(read: Imported, said: str) -> Imported:
    return replace(read, findings=(*read.findings, said))


def _line(element: Element) -> int:
    at: Any = element.sourceline
    return at if isinstance(at, int) else 0


def _multichoice(element: Element, bare: Imported) -> Imported:
    several = _plain_child(element, "single") in ("false", "0")
    answers = element.findall("answer")
    partly = [] if several else [it for it in answers if 0 < _fraction(it) < WHOLE]
    choices = tuple(
        Choice(text=_own_words(it), right=_fraction(it) > 0 and it not in partly, feedback=_words(it, "feedback"))
        for it in answers
    )
    read = replace(bare, kind=ItemKind.MULTIPLE_RESPONSE if several else ItemKind.MULTIPLE_CHOICE, choices=choices)
    if several and len({_fraction(it) for it in answers if _fraction(it) > 0}) > 1:
        read = _finding(read, "the right answers have unequal shares of the mark; here each counts the same")
    return _partly_right(read, partly)


def _partly_right(read: Imported, answers: list[Element]) -> Imported:
    for it in answers:
        read = _finding(read, f"“{one_line(_own_words(it))}” is partly right ({_fraction(it):g}%); here it is wrong")
    return read


def _truefalse(element: Element, bare: Imported) -> Imported:
    by_value = {_own_words(it).lower(): it for it in element.findall("answer")}
    if set(by_value) != {"true", "false"}:
        raise Unusable(f"expected the answers true and false, found {', '.join(sorted(by_value)) or 'none'}")
    choices = tuple(
        Choice(text=WORDS[value], right=_fraction(by_value[value]) > 0, feedback=_words(by_value[value], "feedback"))
        for value in ("true", "false")
    )
    return replace(bare, kind=ItemKind.TRUE_FALSE, choices=choices)


def _shortanswer(element: Element, bare: Imported) -> Imported:
    """Wordings with the whole mark. A lone * catches all others in Moodle; it has no wording to keep."""
    answers = [it for it in element.findall("answer") if _raw(it).strip() != "*"]
    wordings = [plain(_raw(it)) for it in answers if _fraction(it) >= WHOLE]
    accepted = tuple(dict.fromkeys(it.replace("\\*", "*") for it in wordings))
    told = next(filter(None, (_words(it, "feedback") for it in answers if _fraction(it) >= WHOLE)), "")
    read = replace(bare, kind=ItemKind.GAP, stem=with_gap(bare.stem), accepted=accepted, feedback=bare.feedback or told)
    for wording in (it for it in wordings if WILD.search(it)):
        read = _finding(read, f"the * in “{one_line(wording)}” stands for any text in Moodle; here it is a sign")
    return _partly_right(read, [it for it in answers if 0 < _fraction(it) < WHOLE])


def _matching(element: Element, bare: Imported) -> Imported:
    """Pairs. A right side alone is a further wrong answer in Moodle, which no item has."""
    found = [(_own_words(it), plain(_plain(it, "answer"))) for it in element.findall("subquestion")]
    alone = [right for left, right in found if right and not left]
    read = paired(bare, [it for it in found if it[0]])
    return _finding(read, f"answers that belong to nothing were left out: {', '.join(alone)}") if alone else read


def _ordering(element: Element, bare: Imported) -> Imported:
    steps = sorted(element.findall("answer"), key=_fraction)
    return replace(bare, kind=ItemKind.ORDERING, order=tuple(_own_words(it) for it in steps))


READERS: dict[str, Callable[[Element, Imported], Imported]] = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "matching": _matching,
    "ordering": _ordering,
}


def _fraction(answer: Element) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        raise Unusable(f"expected a number as the fraction of an answer, found {answer.get('fraction')!r}") from None


def _raw(element: Element) -> str:
    return element.findtext("text") or ""


def _own_words(element: Element) -> str:
    return words_of(_raw(element), element.get("format", "html" if element.tag == "subquestion" else ""))


def _words(element: Element, name: str) -> str:
    child = element.find(name)
    return "" if child is None else words_of(_raw(child), child.get("format", "html"))


def _plain(element: Element, name: str) -> str:
    return element.findtext(f"{name}/text") or ""


def _plain_child(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip().lower()


def _tags(element: Element) -> tuple[str, ...]:
    return tuple(one_line(it.text or "") for it in element.findall("tags/tag/text") if (it.text or "").strip())
