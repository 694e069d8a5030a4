"""A Moodle XML question bank, read: what can be used, and what cannot, by question."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.errors import QuizError
from evals.quiz_imported import Bank, Imported, Unusable, checked, where, with_gap, words_of
from evals.quiz_item import Choice, ItemKind
from evals.quiz_text import WORDS, one_line, plain

LARGEST = 20_000_000
"""Bytes: a bank of text alone stays far below; pictures inside a bank are not read."""
Element = etree._Element


def read_moodle(path: Path) -> Bank:
    """The questions of a Moodle XML file, in its order. Raises QuizError where it cannot be read or is none."""
    try:
        return moodle_bank(path.read_bytes(), str(path))
    except OSError as error:
        raise QuizError(f"Expected a Moodle XML file at {path}, could not read it: {error}.") from error


def moodle_bank(raw: bytes, path: str) -> Bank:
    """The questions of a Moodle XML text, in its order. path: what a mistake calls it. Raises QuizError where it is none.

    A question of a kind that no item has (essay, numerical, cloze, drag and drop…) is a mistake, named; the others are read.
    """
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(raw[:LARGEST], parser)
    except etree.XMLSyntaxError as error:
        raise QuizError(f"Expected Moodle XML in {path}, found no XML: {error}. Export the bank again.") from error
    if root.tag != "quiz":
        raise QuizError(f"Expected Moodle XML (<quiz>) in {path}, found <{root.tag}>. Export the bank as Moodle XML.")
    questions: list[Imported] = []
    mistakes: list[str] = []
    category: tuple[str, ...] = ()
    asked = [it for it in root.findall("question") if it.get("type") != "category"]
    for element in root.findall("question"):
        if element.get("type") == "category":
            category = (_plain(element, "category"),)
            continue
        at = asked.index(element) + 1
        try:
            found = replace(_question(element, at), tags=(*category, *_tags(element)))
        except Unusable as error:
            mistakes.append(f"{where(at, _line(element), one_line(_plain(element, 'name')))}: {error}")
            continue
        wrong = tuple(checked(found))
        mistakes.extend(wrong)
        questions.extend(() if wrong else (found,))
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
    return READERS[kind](element, bare)


def _line(element: Element) -> int:
    at: Any = element.sourceline
    return at if isinstance(at, int) else 0


def _multichoice(element: Element, bare: Imported) -> Imported:
    several = _plain_child(element, "single") in ("false", "0")
    choices = tuple(
        Choice(text=_own_words(it), right=_fraction(it) > 0, feedback=_words(it, "feedback"))
        for it in element.findall("answer")
    )
    kind = ItemKind.MULTIPLE_RESPONSE if several else ItemKind.MULTIPLE_CHOICE
    return replace(bare, kind=kind, choices=choices)


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
    right = [it for it in element.findall("answer") if _fraction(it) >= 100]
    accepted = tuple(plain(_raw(it)).replace("\\*", "*") for it in right)
    return replace(bare, kind=ItemKind.GAP, stem=with_gap(bare.stem), accepted=accepted)


def _matching(element: Element, bare: Imported) -> Imported:
    pairs = [(_own_words(it), plain(_plain(it, "answer"))) for it in element.findall("subquestion")]
    if any(right and not left for left, right in pairs):
        raise Unusable("an answer without anything to match it to; Sounding Board has no such distractor. Drop it")
    return replace(bare, kind=ItemKind.MATCHING, pairs=tuple(pairs))


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
