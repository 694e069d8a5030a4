"""A GIFT question bank, read: what can be used, and what cannot, by question (docs.moodle.org/en/GIFT_format)."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import QuizError
from evals.quiz_bank_file import bank_text, category_name
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
from evals.quiz_mistakes import GAP
from evals.quiz_text import WORDS, one_line, plain

ESCAPED = re.compile(r"\\([~=#{}:\\n])")
SIGNS = "~=#{}:\\"
WHOLE = 100 - 1e-4
"""Percent: the whole mark, however many digits Moodle wrote."""
FIRST_STAND_IN = 0xFDD0
"""Unicode sets U+FDD0 to U+FDEF aside for a program's own use: here they stand for escaped signs meanwhile."""
STAND_IN = re.compile("[\ufdd0-\ufdef]")
TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
TRUE_FALSE = re.compile(r"(TRUE|T|FALSE|F)\s*(?:#(.*?))?(?:#(.*))?", re.DOTALL)
WEIGHT = re.compile(r"%(-?[0-9.]+)%(.*)", re.DOTALL)
AIKEN = re.compile(r"^ANSWER: [A-Z]\s*$", re.MULTILINE)
"""How a question ends in Moodle's other plain-text format, whose files end in .txt as well."""
TAGGED = re.compile(r"\[tag:([^\]\[]{1,255})\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """The lines of one question, without comments. line: of its first, from 1."""

    line: int
    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One answer: "=" or "~", its weight in percent where it has one, text and feedback."""

    sign: str
    weight: float | None
    text: str
    feedback: str


def read_gift(path: Path) -> Bank:
    """The questions of a GIFT file, in its order. Raises QuizError where it cannot be read as text, or holds no question.

    A question of a kind that no item has (essay, numerical, description) is a mistake, named; the others are read.
    """
    text = bank_text(path)
    if AIKEN.search(text) and "{" not in text:
        raise QuizError(
            f"Expected GIFT in {path}, found Aiken. Import it into Moodle and export it from there as GIFT."
        )
    blocks = _blocks(text)
    if not blocks:
        raise QuizError(f"Expected questions in GIFT in {path}, found none. Export a category that has some as GIFT.")
    questions: list[Imported] = []
    mistakes: list[str] = []
    for at, block in enumerate(blocks, start=1):
        title = TITLE.match(block.text)
        name = one_line(_back(title[1])) if title else ""
        body = block.text[title.end() :] if title else block.text
        try:
            read = without_media(_question(body), media_in((_back(body),)))
            found = replace(read, at=at, line=block.line, name=name, tags=block.tags)
        except Unusable as error:
            mistakes.append(f"{where(at, block.line, name)}: {error}")
            continue
        wrong = tuple(checked(found))
        mistakes.extend(wrong)
        questions.extend(() if wrong else (found,))
    return Bank(questions=tuple(questions), mistakes=tuple(mistakes))


def _blocks(text: str) -> list[_Block]:
    """Questions are apart by blank lines. A category counts for those after it; tags stand in a comment."""
    blocks: list[_Block] = []
    lines: list[str] = []
    start, category, tags = 0, (), ()  # type: int, tuple[str, ...], tuple[str, ...]
    for at, line in enumerate((*text.split("\n"), ""), start=1):
        if line.lstrip().startswith("//"):
            tags = (*tags, *TAGGED.findall(line))
        elif line.startswith("$CATEGORY:"):
            category = tuple(filter(None, (category_name(line.removeprefix("$CATEGORY:")),)))
        elif line.strip():
            start = start if lines else at
            lines.append(line)
        elif lines:
            blocks.append(_Block(line=start, text=_held("\n".join(lines)), tags=(*category, *tags)))
            lines, tags = [], ()
    return blocks


def _held(text: str) -> str:
    """Escaped signs as stand-ins, so that every sign left is GIFT's own."""
    bare = STAND_IN.sub("\ufffd", text)
    return ESCAPED.sub(lambda it: "\n" if it[1] == "n" else chr(FIRST_STAND_IN + SIGNS.index(it[1])), bare)


def _back(text: str) -> str:
    return STAND_IN.sub(lambda it: SIGNS[ord(it[0]) - FIRST_STAND_IN], text)


def _question(body: str) -> Imported:
    """The question without its place in the file."""
    form = FORMAT.match(body)
    kind = form[1] if form else "moodle"
    text = body[form.end() :] if form else body
    if text.count("{") != 1 or text.count("}") != 1 or text.index("{") > text.index("}"):
        raise Unusable("expected its answers between one { and one }, found none or several")
    before, rest = text.split("{")
    inside, after = rest.split("}")
    answers, _, general = inside.partition("####")
    gapped = f"{before}{GAP}{after}" if after.strip() else before
    bare = Imported(
        at=0,
        line=0,
        name="",
        kind=ItemKind.MULTIPLE_CHOICE,
        stem=_words(gapped, kind),
        feedback=_words(general, kind),
    )
    return _answered(bare, answers.strip(), kind)


def _answered(bare: Imported, answers: str, form: str) -> Imported:
    if not answers or answers.startswith("#"):
        raise Unusable(f"expected answers to choose, match or fill in, found {'a number' if answers else 'an essay'}")
    true_false = TRUE_FALSE.fullmatch(answers)
    if true_false:
        return _true_false(bare, true_false, form)
    if "->" in answers and "~" not in answers:
        return _matched(bare, answers, form)
    entries = [_entry(it) for it in re.split(r"(?=[=~])", answers) if it.strip()]
    if any(it.sign == "~" for it in entries):
        return _chosen(bare, entries, form)
    right = [_back(it.text).replace("\\*", "*") for it in entries if it.weight is None or it.weight >= WHOLE]
    accepted = tuple(dict.fromkeys(one_line(it) for it in right))
    told = next((_words(it.feedback, form) for it in entries if it.feedback), "")
    return replace(bare, kind=ItemKind.GAP, stem=with_gap(bare.stem), accepted=accepted, feedback=bare.feedback or told)


def _true_false(bare: Imported, found: re.Match[str], form: str) -> Imported:
    true = found[1].startswith("T")
    wrong, right = (_words(part or "", form) for part in (found[2], found[3]))
    choices = (
        Choice(text=WORDS["true"], right=true, feedback=right if true else wrong),
        Choice(text=WORDS["false"], right=not true, feedback=wrong if true else right),
    )
    return replace(bare, kind=ItemKind.TRUE_FALSE, choices=choices)


def _matched(bare: Imported, answers: str, form: str) -> Imported:
    """What is matched. Raises Unusable."""
    pairs: list[tuple[str, str]] = []
    alone: list[str] = []
    for entry in (it for it in answers.split("=") if it.strip()):
        left, arrow, right = entry.partition("->")
        if not arrow:
            raise Unusable(f"expected “left -> right” in a matching question, found “{one_line(_back(entry))}”")
        words = one_line(_back(right))
        pairs.append((_words(left, form), words)) if left.strip() else alone.append(words)
    if alone:
        bare = _finding(bare, f"answers that belong to nothing were left out: {', '.join(alone)}")
    return paired(bare, pairs)


def _chosen(bare: Imported, entries: list[_Entry], form: str) -> Imported:
    """One right choice where "=" marks one, else several, each with its weight."""
    whole = sum(it.weight is None or it.weight >= WHOLE for it in entries if it.sign == "=")
    one = whole == 1
    partly = [it for it in entries if one and it.weight is not None and 0 < it.weight < WHOLE]
    choices = tuple(
        Choice(text=_words(it.text, form), right=_right(it) and it not in partly, feedback=_words(it.feedback, form))
        for it in entries
    )
    read = replace(bare, kind=ItemKind.MULTIPLE_CHOICE if one else ItemKind.MULTIPLE_RESPONSE, choices=choices)
    for it in partly:
        read = _finding(read, f"“{one_line(_words(it.text, form))}” is partly right ({it.weight:g}%); here it is wrong")
    if whole > 1:
        read = _finding(read, f"{whole} answers are marked right, each alone; here all of them have to be chosen")
    if not one and len({it.weight for it in entries if _right(it)}) > 1:
        read = _finding(read, "the right answers have unequal shares of the mark; here each counts the same")
    return read


def _finding(read: Imported, said: str) -> Imported:
    return replace(read, findings=(*read.findings, said))


def _right(entry: _Entry) -> bool:
    return entry.sign == "=" if entry.weight is None else entry.weight > 0


def _entry(text: str) -> _Entry:
    sign = text[0] if text[0] in "=~" else "="
    words, _, feedback = text.removeprefix(sign).strip().partition("#")
    weighed = WEIGHT.fullmatch(words)
    try:
        weight = float(weighed[1]) if weighed else None
    except ValueError:
        raise Unusable(f"expected a weight as %50%, found %{weighed and weighed[1]}%") from None
    return _Entry(sign=sign, weight=weight, text=weighed[2] if weighed else words, feedback=feedback)


def _words(text: str, form: str) -> str:
    own = FORMAT.match(text)
    kind, words = (own[1], text[own.end() :]) if own else (form, text)
    return words_of(_back(words), kind) if kind != "plain" else plain(_back(words))
