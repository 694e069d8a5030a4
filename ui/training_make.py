"""Training make: what a trainer asks for, read from a form, and the work that makes a set of it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.document import Authority
from corpus.errors import QuizError
from corpus.library import Library
from evals.quiz_checks import Failure, duplicates
from evals.quiz_item import Difficulty, Item, ItemKind
from evals.quiz_make import Wanted, make_items
from evals.quiz_set import QuizSet
from ui.quiz_shelf import LONGEST_NAME
from ui.training_room import Sent, TrainingRoom, first
from ui.training_work import Outcome, Work
from ui.wording import wording

MOST_ITEMS = 500
"""What one set may be asked for: more than anybody reviews."""
Mistakes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A form that asks for items, as it was sent. into: the set that they are added to; "" for a new one."""

    name: str
    into: str
    documents: tuple[str, ...]
    kinds: tuple[str, ...]
    difficulties: tuple[str, ...]
    number: str

    @property
    def set_name(self) -> str:
        """The set that the items go to."""
        return self.into or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A document to choose. paragraphs: how many its current edition has."""

    id: str
    title: str
    paragraphs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Documents under one heading."""

    heading: str
    documents: tuple[Offered, ...]


def order_of(form: Sent) -> Order:
    """A form as an order."""
    return Order(
        name=" ".join(first(form, "name").split()),
        into=first(form, "into"),
        documents=tuple(form.get("document", ())),
        kinds=tuple(form.get("kind", ())),
        difficulties=tuple(form.get("difficulty", ())),
        number=first(form, "number"),
    )


def wanted_of(order: Order) -> Wanted:
    """What an order without mistakes asks for."""
    return Wanted(
        documents=order.documents,
        kinds=tuple(ItemKind(it) for it in order.kinds),
        difficulties=tuple(Difficulty(it) for it in order.difficulties),
        number=int(order.number),
    )


def mistakes_in(order: Order, room: TrainingRoom, library: Library) -> Mistakes:
    """Every mistake of an order: the field, and what to do."""
    words = wording("training")["mistake"]
    known = {it.id for it in library.documents()}
    checks = (
        ("documents", bool(order.documents) and known.issuperset(order.documents)),
        ("kinds", bool(order.kinds) and set(ItemKind).issuperset(order.kinds)),
        ("difficulties", bool(order.difficulties) and set(Difficulty).issuperset(order.difficulties)),
        ("number", order.number.isdecimal() and len(order.number) <= 4 and 1 <= int(order.number) <= MOST_ITEMS),
    )
    found = [(field, words[field].format(most=MOST_ITEMS)) for field, holds in checks if not holds]
    return (*name_mistakes(order.name, room, into=order.into), *found)


def name_mistakes(name: str, room: TrainingRoom, into: str = "") -> Mistakes:
    """What is wrong with the name of a new set; nothing where items go into a set that is there."""
    words = wording("training")["mistake"]
    if into:
        return ()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return (("name", words["name"]),)
    return (("name", words["name_taken"].format(name=name)),) if room.shelf.has(name) else ()


def groups_of(library: Library) -> tuple[Group, ...]:
    """The documents of a library by the kind of voice that they are, local ones first, and by area."""
    areas = {it.id: it.name for it in library.areas()}
    voices = (Authority.LOCAL, *(it for it in Authority if it is not Authority.LOCAL))
    documents = sorted(library.documents(), key=lambda it: (voices.index(it.authority), it.area or "", it.title))
    return tuple(
        Group(
            heading=wording("chat")["authority"][authority.value] + (f", {areas.get(area, area)}" if area else ""),
            documents=tuple(Offered(id=it.id, title=it.title, paragraphs=len(library.paragraphs(it.id))) for it in its),
        )
        for (authority, area), its in groupby(documents, key=lambda it: (it.authority, it.area))
    )


def making(order: Order, room: TrainingRoom) -> Callable[[Work], Outcome]:
    """The work that an order without mistakes asks for."""

    def make(work: Work) -> Outcome:
        library = room.desk.library()
        made = make_items(library, wanted_of(order), work.report)
        pointer = library.pointer()
        kept = keep(order, made.items, pointer.fingerprint if pointer else "", room)
        if not kept:
            return Outcome(said="none", quiz=order.set_name, notes=failed_lines(made.failed), failed=True)
        return Outcome(said="made", quiz=order.set_name, count=kept, notes=failed_lines(made.failed))

    return make


def keep(order: Order, items: tuple[Item, ...], library: str, room: TrainingRoom) -> int:
    """Keep the items in a new set, or those in the old one that it has not yet; how many. No set is made without an item."""
    if not items:
        return 0
    if not order.into:
        if room.shelf.has(order.name):
            raise QuizError(wording("training")["mistake"]["name_taken"].format(name=order.name) + ".")
        room.shelf.put(order.name, QuizSet(title=order.name, library=library, items=items))
        return len(items)
    before = len(room.shelf.get(order.into).items)
    after = room.shelf.change(order.into, lambda quiz: replace(quiz, items=joined(quiz.items, items)))
    return len(after.items) - before


def joined(there: tuple[Item, ...], more: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items of a set, then those that it has not and that ask nothing twice."""
    known = {it.id for it in there}
    fresh = [it for it in more if it.id not in known]
    twice = {it.item for it in duplicates((*there, *fresh))}
    return (*there, *(it for it in fresh if it.id not in twice))


def failed_lines(failed: tuple[Failure, ...]) -> tuple[str, ...]:
    """How many items were not proposed, by the check that they failed."""
    words = wording("training")["check"]
    counts = Counter(it.check.value for it in failed)
    return tuple(f"{words[check]['name']}: {count}" for check, count in counts.most_common())
