"""check: what a document's owner must see before an edition goes live."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.finding import Finding, FindingKind
from corpus.paragraph import Paragraph, words
from ingest.cut_sentence import cut_sentences
from ingest.grammar import Mark, Style, grammar, read_mark
from ingest.wording import worded, wording

# What looks wrong in a text, by the name that `wording.toml` gives it.
SUSPICIONS = {
    "lost_letters": re.compile(r"\ufffd|\(cid:\d+\)|[\x00-\x08\x0e-\x1f]"),
    "wrong_encoding": re.compile(r"â€|Ã[\x80-\xbf©¨¢ª«®¯±´¶¼½]|Â[£§ ]"),
    "drafting_note": re.compile(r"\[(?:NOTE|DN|TBC|TO BE CONFIRMED)\b[^\]]{0,40}|\bXXX+\b|lorem ipsum", re.I),
    "doubled": re.compile(r"\b(?:([A-Za-z])\1){4,}\b"),
}


def check(paragraphs: Sequence[Paragraph]) -> tuple[Finding, ...]:
    """Gaps, repeats, order, length, empty, suspicious and cut text of one edition's paragraphs, in that order."""
    numbers = _printed(paragraphs)
    each = (*_orphans(paragraphs), *_of_each(paragraphs), *cut_sentences(paragraphs))
    if not any(paragraph.number for paragraph in paragraphs):
        return (worded(FindingKind.NO_NUMBERS, {}), *each)
    return (*_gaps(numbers), *_repeats(numbers), *_order(numbers), *each)


def _printed(paragraphs: Sequence[Paragraph]) -> list[tuple[Mark, Paragraph]]:
    """Each printed number where it first stands; paragraphs that share the number of one heading count once, also where the
    chapter's own heading stands between them."""
    found: list[tuple[Mark, Paragraph]] = []
    for paragraph in paragraphs:
        mark = read_mark(f"{paragraph.number}. X", heading=True) if paragraph.number else None
        if mark is not None and not _goes_on(mark, [other for other, _ in found[-2:]]):
            found.append((mark, paragraph))
    return found


def _goes_on(mark: Mark, before: Sequence[Mark]) -> bool:
    if not before or before[-1].number == mark.number:
        return bool(before)
    chapter = before[-1].value
    return before[0].number == mark.number and mark.value[: len(chapter)] == chapter


def _gaps(numbers: Sequence[tuple[Mark, Paragraph]]) -> Iterator[Finding]:
    """Numbers that are left out of a rising run, and chapters that are left out between chapters."""
    last: dict[tuple[object, ...], tuple[int, str]] = {}
    for mark, paragraph in numbers:
        key = (mark.prefix, mark.value[:-1])
        before, shown = last.get(key, (0 if len(mark.value) > 1 else mark.value[-1] - 1, "the start"))
        value = mark.value[-1]
        if value > before + 1:
            missing = _missing(mark, before + 1, value - 1)
            values = {"missing": missing, "before": shown, "after": mark.number}
            yield worded(FindingKind.GAP, values, paragraph.id)
        last[key] = (value, mark.number)
    yield from _missing_chapters([mark for mark, _ in numbers])


def _missing(mark: Mark, first: int, last: int) -> str:
    stem = mark.number.removesuffix(str(mark.value[-1]))
    if first == last:
        return f"{stem}{first} is"
    return f"{stem}{first} to {'' if mark.style is Style.WORDED else stem}{last} are"


def _missing_chapters(marks: Sequence[Mark]) -> Iterator[Finding]:
    if not any(mark.style is Style.DOTTED for mark in marks):
        return
    chapters = sorted({mark.value[0] for mark in marks if not mark.prefix})
    for before, after in pairwise(chapters):
        if 1 < after - before <= grammar().gap and not _plain_run(before, after, marks):
            missing = f"{before + 1} is" if after - before == 2 else f"{before + 1} to {after - 1} are"
            yield worded(FindingKind.GAP, {"missing": missing, "before": before, "after": after})


def _plain_run(before: int, after: int, marks: Sequence[Mark]) -> bool:
    """Both neighbours are whole numbers, whose gap is reported as one of their own run."""
    whole = {mark.value[0] for mark in marks if len(mark.value) == 1}
    return {before, after} <= whole


def _repeats(numbers: Sequence[tuple[Mark, Paragraph]]) -> Iterator[Finding]:
    """Numbers that people cannot tell apart; those that start again in each chapter are called by their chapter."""
    times = Counter(mark.number for mark, _ in numbers)
    called = Counter(paragraph.label for _, paragraph in numbers)
    first = {mark.number: paragraph.id for mark, paragraph in reversed(numbers) if called[paragraph.label] > 1}
    for number, count in times.items():
        if number in first:
            yield worded(FindingKind.REPEAT, {"number": number, "times": count}, first[number])


def _order(numbers: Sequence[tuple[Mark, Paragraph]]) -> Iterator[Finding]:
    """Numbers lower than the one before, unless a new run starts at 1."""
    for (before, _), (mark, paragraph) in pairwise(numbers):
        if mark.prefix == before.prefix and mark.value < before.value and mark.value[-1] != 1:
            yield worded(FindingKind.OUT_OF_ORDER, {"number": mark.number, "before": before.number}, paragraph.id)


def _orphans(paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """Bullets that stand neither under their heading nor below a sentence: their lead-in was lost or cut off.

    A list that goes on from the paragraph before was divided because it is long.
    """
    for before, paragraph in pairwise(paragraphs):
        bare = bool(paragraph.bullets) and paragraph.bullets[0][0] == 0 and not paragraph.boxed
        goes_on = bool(before.bullets) and before.bullets[-1][1] == len(before.text)
        if bare and not goes_on and before.headings == paragraph.headings and before.number == paragraph.number:
            values = {"label": _sentence_case(paragraph.label)}
            yield worded(FindingKind.ORPHAN_BULLETS, values, paragraph.id, paragraph.page)


def _of_each(paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    for paragraph in paragraphs:
        count, label = words(paragraph.text), _sentence_case(paragraph.label)
        if count == 0:
            yield worded(FindingKind.EMPTY, {"label": label}, paragraph.id, paragraph.page)
        if count > grammar().long:
            values = {"label": label, "words": count, "most": grammar().long}
            yield worded(FindingKind.LONG, values, paragraph.id, paragraph.page)
        for what, pattern in SUSPICIONS.items():
            found = pattern.search(paragraph.text)
            if found is not None:
                values = {
                    "label": label,
                    "what": wording()["suspicions"][what],
                    "example": _with_word(paragraph.text, found),
                }
                yield worded(FindingKind.SUSPICIOUS, values, paragraph.id, paragraph.page)


def _with_word(text: str, found: re.Match[str]) -> str:
    """What was found, with the rest of the words it stands in."""
    before = re.search(r"\S*$", text[max(0, found.start() - 20) : found.start()])
    after = re.match(r"\S*", text[found.end() : found.end() + 20])
    return f"{before[0] if before else ''}{found[0]}{after[0] if after else ''}".strip()


def _sentence_case(label: str) -> str:
    return label[:1].upper() + label[1:]
