"""What is wrong with a quiz question as it stands: too few answers, no key, a gap that is not there. Each mistake in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from evals.quiz_item import Choice, ItemKind

GAP = "____"
"""How a stem marks the place to fill."""
ONE_RIGHT = (ItemKind.MULTIPLE_CHOICE, ItemKind.SCENARIO, ItemKind.TRUE_FALSE)
CHOSEN = (*ONE_RIGHT, ItemKind.MULTIPLE_RESPONSE)


class Asked(Protocol):
    """What any quiz question has, ours or one from elsewhere."""

    @property
    def kind(self) -> ItemKind:
        """How it is put."""

    @property
    def stem(self) -> str:
        """What is asked."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices, right and wrong."""

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every wording that fills the gap."""

    @property
    def order(self) -> tuple[str, ...]:
        """The steps in their right order."""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What belongs together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A group of answers: its name, its texts, and whether questions of this kind have it."""

    name: str
    texts: tuple[str, ...]
    wanted: bool


def mistakes_of(item: Asked) -> Iterator[str]:
    """Every mistake of one question: empty or repeated texts, answers of another kind, a wrong number of right ones."""
    if not item.stem.strip():
        yield "the question (stem) is empty"
    for part in _parts(item):
        yield from _part_mistakes(part, item.kind)
    if item.kind in CHOSEN:
        yield from _choice_mistakes(item)
    if item.kind is ItemKind.GAP and item.stem.count(GAP) != 1:
        yield f'expected "{GAP}" once in the stem of a gap, found it {item.stem.count(GAP)} times'


def _parts(item: Asked) -> tuple[_Part, ...]:
    kind = item.kind
    return (
        _Part(name="choices", texts=tuple(it.text for it in item.choices), wanted=kind in CHOSEN),
        _Part(name="accepted", texts=item.accepted, wanted=kind is ItemKind.GAP),
        _Part(name="order", texts=item.order, wanted=kind is ItemKind.ORDERING),
        _Part(name="pairs", texts=tuple(left for left, _ in item.pairs), wanted=kind is ItemKind.MATCHING),
    )


def _part_mistakes(part: _Part, kind: ItemKind) -> Iterator[str]:
    named = kind.value.replace("_", " ")
    least = 1 if part.name == "accepted" else 2
    if not part.wanted:
        if part.texts:
            yield f"{part.name} given, but a {named} question has none"
        return
    if len(part.texts) < least:
        yield f"expected at least {least} {part.name} in a {named} question, found {len(part.texts)}"
    if any(not text.strip() for text in part.texts):
        yield f"one of the {part.name} is empty"
    folded = [" ".join(text.split()).casefold() for text in part.texts]
    repeated = sorted({text for text in folded if folded.count(text) > 1 and text})
    if repeated:
        yield f"{part.name} repeat {', '.join(repr(text) for text in repeated)}"


def _choice_mistakes(item: Asked) -> Iterator[str]:
    right = sum(it.right for it in item.choices)
    if item.kind in ONE_RIGHT and right != 1:
        yield f"expected one right choice, found {right}"
    if item.kind is ItemKind.MULTIPLE_RESPONSE and not right:
        yield "expected one right choice or more, found none"
    if item.kind is ItemKind.TRUE_FALSE and len(item.choices) != 2:
        yield f"expected two choices, true first, found {len(item.choices)}"
