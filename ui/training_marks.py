"""Training marks: where a quote, a key and an altered word stand, so that a trainer sees them at a glance."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from corpus.paragraph import Paragraph
from evals.fold import find_folded
from evals.quiz_checks import quoted
from evals.quiz_item import Item, ItemKind
from evals.quiz_mistakes import GAP

Span = tuple[int, int]
ALIKE = 0.5
"""The share of words that two texts must have in common before their difference is shown; below, they are different texts."""
LEAST_WORDS = 5
"""Shorter texts are told apart at a glance."""
MOST_CONTEXT = 8
"""Words at either end that one text has and the other has not are context where they are more than this."""
_WORD = re.compile(r"\S+")
_STEM = re.compile(
    r"^(?:(?P<where>“[^”]+”(?:, section “.+?”)?\.)\s+)?(?P<task>.*?)\s*(?:“(?P<said>[^“”]*)”)?$", re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that are shown alike. mark: "" for plain ones, "quote", "key", or "altered"."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line of a paragraph."""

    bullet: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stem:
    """A stem in its parts: the document and section, the task, the words in quotation marks. Each may be empty."""

    where: str
    task: str
    said: str


def stem_parts(stem: str) -> Stem:
    """A stem as `evals/data/quiz.toml` words them, taken apart; another stem is all task.

    >>> stem_parts("“Guide”, section “Visits”. True or false? “Ring first.”")
    Stem(where='“Guide”, section “Visits”', task='True or false?', said='Ring first.')
    >>> stem_parts("Who leads?")
    Stem(where='', task='Who leads?', said='')
    """
    found = _STEM.match(stem)
    where, task, said = (found["where"], found["task"], found["said"]) if found else ("", stem, "")
    return Stem(where=(where or "").rstrip("."), task=task, said=said or "")


def altered(printed: str, text: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where two texts that are alike differ, word by word: in the printed one, in the other. Nothing where they are not alike.

    Where words were only left out, those on either side of the place are marked.

    >>> altered("The midwife must ring the desk within one day.", "The midwife may ring the desk within one day.")
    (((12, 16),), ((12, 15),))
    """
    old, new = list(_WORD.finditer(printed)), list(_WORD.finditer(text))
    matcher = SequenceMatcher(None, [it[0] for it in old], [it[0] for it in new], autojunk=False)
    same = sum(it.size for it in matcher.get_matching_blocks())
    if min(len(old), len(new)) < LEAST_WORDS or same < ALIKE * min(len(old), len(new)):
        return (), ()
    gone: list[Span] = []
    came: list[Span] = []
    for tag, first, last, start, end in matcher.get_opcodes():
        context = last - first > MOST_CONTEXT and (first == 0 or last == len(old))
        if tag == "equal" or (tag == "delete" and context):
            continue
        if last > first and not context:
            gone.append((old[first].start(), old[last - 1].end()))
        left_out = tag == "delete"
        near = new[max(start - left_out, 0) : end + left_out]
        came.append((near[0].start(), near[-1].end()))
    return tuple(gone), tuple(came)


def said_pieces(item: Item) -> tuple[Piece, ...]:
    """The quoted words of a stem, what was altered in them marked: of a statement that is false."""
    said = stem_parts(item.stem).said
    false = item.kind is ItemKind.TRUE_FALSE and len(item.choices) == 2 and item.choices[1].right
    return pieces(said, (0, len(said)), {"altered": altered(item.source.quote, said)[1] if false else ()})


def choice_pieces(item: Item) -> tuple[tuple[Piece, ...], ...]:
    """Each choice, what is altered against the right one marked; nothing where several are right."""
    right = [it.text for it in item.choices if it.right]
    one = right[0] if len(right) == 1 else ""
    return tuple(
        pieces(it.text, (0, len(it.text)), {"altered": () if it.right else altered(one, it.text)[1]})
        for it in item.choices
    )


def paragraph_blocks(paragraph: Paragraph, item: Item) -> tuple[Block, ...]:
    """A paragraph line by line: the item's quote marked, and in it the words that make the key right."""
    text, quote = paragraph.text, item.source.quote
    start = text.find(quote)
    quotes = [(start, start + len(quote))] if start >= 0 and quote else []
    keys = [(start + a, start + b) for a, b in key_spans(item)] if quotes else []
    bullets = {at for at, _ in paragraph.bullets}
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            shown = pieces(text, (at, at + len(line)), {"quote": quotes, "key": keys})
            blocks.append(Block(bullet=at in bullets, pieces=shown))
        at += len(line) + 1
    return tuple(blocks)


def key_spans(item: Item) -> tuple[Span, ...]:
    """Where in an item's quote its key stands: the words of the gap, the words that were altered, else the right answers."""
    quote, said = item.source.quote, quoted(item.stem)
    if item.kind is ItemKind.TRUE_FALSE:
        return altered(quote, said)[0] if item.choices[-1].right else ()
    if item.pairs:
        places = (_in_gap(quote, left, right) for left, right in item.pairs if GAP in left)
        return tuple(sorted(it for it in places if it))
    if GAP in said:
        found = [it for it in (_in_gap(quote, said, key) for key in item.key) if it]
        if found:
            return (found[0],)
    if len(item.choices) > 2 and sum(it.right for it in item.choices) == 1:
        right = next(it.text for it in item.choices if it.right)
        marked = {span for it in item.choices if not it.right for span in altered(right, it.text)[0]}
        place = find_folded(quote, right)
        if marked and place and quote[place[0] : place[1]] == right.rstrip("."):
            return tuple(sorted((place[0] + a, min(place[0] + b, place[1])) for a, b in marked))
    found = [it for it in (find_folded(quote, key) for key in item.key) if it]
    return tuple(sorted(found))


def _in_gap(quote: str, said: str, key: str) -> Span | None:
    """Where a key stands in the quote when it fills the gap of the stem."""
    place = find_folded(quote, said.replace(GAP, key, 1))
    if place is None:
        return None
    before = find_folded(quote, said.partition(GAP)[0])
    after = before[1] if before and before[0] == place[0] else place[0]
    found = find_folded(quote[after:], key)
    return (after + found[0], after + found[1]) if found else None


def pieces(text: str, part: Span, marks: dict[str, Sequence[Span]]) -> tuple[Piece, ...]:
    """A part of a text in pieces; where marks lie over each other, the last named wins.

    >>> [(it.text, it.mark) for it in pieces("a b c", (0, 5), {"quote": [(2, 5)], "key": [(4, 5)]})]
    [('a ', ''), ('b ', 'quote'), ('c', 'key')]
    """
    first, last = part
    edges = {first, last, *(_within(edge, part) for spans in marks.values() for span in spans for edge in span)}
    return tuple(
        Piece(text=text[start:end], mark=_mark(start, marks.items()))
        for start, end in pairwise(sorted(edges))
        if end > start
    )


def _within(edge: int, part: Span) -> int:
    return min(max(edge, part[0]), part[1])


def _mark(at: int, marks: Iterable[tuple[str, Sequence[Span]]]) -> str:
    return next((name for name, spans in reversed(list(marks)) if any(a <= at < b for a, b in spans)), "")
