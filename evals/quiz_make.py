"""Make: from paragraphs to the items that pass every check. No language model; the same library gives the same items."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.document import Document
from corpus.library import Library
from evals.quiz_build import seeded
from evals.quiz_checks import Failure, duplicates, failures
from evals.quiz_choice import examples, gaps, multiple_choice, situations, true_false, whole_sentences
from evals.quiz_ground import Ground, Line
from evals.quiz_item import Difficulty, Item, ItemKind
from evals.quiz_lists import matching, multiple_response, ordering
from evals.quiz_names import Names
from evals.quiz_rules import QuizRules, load_quiz_rules
from evals.quiz_slot import Slot, slots_of

ENOUGH = 2
"""How many items are made for one that is wanted, so that kinds and documents can be chosen evenly."""
Report = Callable[[str, int, int], None]
"""What is being done, how much of it is done, of how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a trainer asks for. documents: ids, all where empty. kinds, difficulties: all where empty. number: None for all."""

    documents: tuple[str, ...] = ()
    kinds: tuple[ItemKind, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The items that pass every check, and what the others failed."""

    items: tuple[Item, ...]
    failed: tuple[Failure, ...]


def make_items(library: Library, wanted: Wanted, report: Report) -> Made:
    """Items of the current editions. Raises UnknownDocument where a document is not in the library."""
    documents = [library.document(it) for it in wanted.documents] or list(library.documents())
    passed: list[Item] = []
    failed: list[Failure] = []
    whole = max(1, _paragraphs(documents, library))
    by_area = groupby(sorted(documents, key=lambda it: it.area or ""), key=lambda it: it.area)
    for area, its in by_area:
        own = list(its)
        ground = ground_of(library, area, load_quiz_rules())
        share = None if wanted.number is None else ENOUGH * wanted.number * _paragraphs(own, library) // whole
        good, bad = _made(ground, {it.id for it in own}, wanted, share, report)
        passed += good
        failed += bad
    twice = duplicates(passed)
    again = {it.item for it in twice}
    once = [it for it in passed if it.id not in again]
    return Made(items=chosen(once, wanted.number, load_quiz_rules()), failed=(*failed, *twice))


def ground_of(library: Library, area: str | None, rules: QuizRules) -> Ground:
    """What learners of an area have before them: its local documents and all that are not local; without an area the latter."""
    documents = [it for it in library.documents() if it.area in (None, area)]
    return Ground(
        documents,
        [paragraph for it in documents for paragraph in library.paragraphs(it.id)],
        rules,
        [it for it in library.areas() if it.id == area],
        library.services(area) if area else (),
    )


def _paragraphs(documents: Iterable[Document], library: Library) -> int:
    return sum(len(library.paragraphs(it.id)) for it in documents)


def _made(
    ground: Ground, documents: set[str], wanted: Wanted, share: int | None, report: Report
) -> tuple[list[Item], list[Failure]]:
    """Items of some documents that pass, and what the others failed. Paragraphs are left unread once `share` items passed."""
    passed: list[Item] = []
    failed: list[Failure] = []
    for item in candidates(ground, documents, lambda: share is not None and len(passed) >= share, report):
        if _asked_for(item, wanted):
            wrong = failures(item, ground)
            failed.extend(wrong)
            passed.extend(() if wrong else (item,))
    return passed, failed


def candidates(ground: Ground, documents: set[str], enough: Callable[[], bool], report: Report) -> Iterator[Item]:
    """Items of some documents, unchecked: of each paragraph, until there are enough, then of those read taken together."""
    names = Names(ground)
    slots: list[Slot] = []
    own = [it for it in ground.paragraphs if it.document_id in documents]
    for at, paragraph in enumerate(sorted(own, key=lambda it: seeded(it.id).random()), start=1):
        if enough():
            break
        report("Reading paragraphs", at, len(own))
        lines = ground.by_paragraph.get(paragraph.id, ())
        for line in lines:
            found = slots_of(line, ground, names)
            slots += found
            yield from _of_sentence(found, ground)
        yield from examples(_story(lines), ground, names)
    slots.sort(key=lambda it: (it.line.paragraph.document_id, it.line.paragraph.position))
    yield from (it for it in multiple_response(ground) if it.source.document_id in documents)
    yield from (it for it in ordering(slots, ground) if it.source.document_id in documents)
    yield from matching(slots, ground)


def _of_sentence(slots: Sequence[Slot], ground: Ground) -> Iterable[Item]:
    for make in (situations, whole_sentences, multiple_choice, gaps, true_false):
        yield from make(slots, ground)


def _story(lines: Sequence[Line]) -> Sequence[Line]:
    """The sentences of a case study, without its heading line."""
    return [it for it in lines if it.paragraph.boxed and it.text.endswith((".", "”", '"'))]


def _asked_for(item: Item, wanted: Wanted) -> bool:
    return (not wanted.kinds or item.kind in wanted.kinds) and (
        not wanted.difficulties or item.difficulty in wanted.difficulties
    )


def chosen(items: Sequence[Item], number: int | None, rules: QuizRules) -> tuple[Item, ...]:
    """At most `number` items, kinds by their shares, documents in turn, each quote once before any is used again.

    One paragraph gives at most `most_per_paragraph`, and one quote never two items of a kind.
    """
    left = sorted(items, key=lambda it: (it.kind, seeded(it.id).random()))
    taken: list[Item] = []
    of_paragraph: Counter[str] = Counter()
    of_quote: Counter[str] = Counter()
    of_kind: Counter[ItemKind] = Counter()
    of_document: Counter[str] = Counter()
    of_tags: Counter[tuple[str, ...]] = Counter()
    most = len(left) if number is None else number
    while left and len(taken) < most:
        best = min(
            left,
            key=lambda it: (
                of_quote[it.source.quote],
                of_kind[it.kind] / rules.shares[it.kind.value],
                of_tags[it.tags],
                of_document[it.source.document_id],
            ),
        )
        taken.append(best)
        for count, key in ((of_paragraph, best.source.paragraph_id), (of_quote, best.source.quote)):
            count[key] += 1
        of_kind[best.kind] += 1
        of_tags[best.tags] += 1
        of_document[best.source.document_id] += 1
        full = of_paragraph[best.source.paragraph_id] >= rules.most_per_paragraph
        left = [
            it
            for it in left
            if it is not best
            and not (full and it.source.paragraph_id == best.source.paragraph_id)
            and not (it.source.quote == best.source.quote and it.kind is best.kind)
        ]
    return tuple(taken)
