"""Items made from more than one sentence: multiple response from bullet lists, ordering, and matching."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.paragraph import Paragraph
from corpus.terms import terms
from evals.quiz_build import choices, item, seeded, tagged, worded
from evals.quiz_ground import Ground, Line
from evals.quiz_item import Difficulty, Item, ItemKind
from evals.quiz_slot import Slot, SlotKind
from evals.quiz_times import days_of

RIGHT, WRONG = 4, 3
"""Most right choices and most wrong ones of a multiple response."""
OF_ONE = 2
LEAST_LEAD = 4
STEPS = (3, 5)
PAIRS = (3, 5)
FACTOR = 1.4
"""How many times longer each time must be than the one before it, to be put in order."""
SHORT = 30
"""Most words of a step or of one side of a pair."""
_STAGE = re.compile(r"^(Stage|Step|Phase) (\d) ((?:is|are|brings|goes|takes|means|begins|ends|involves)\b[^.;]*)\.")
_SEQUENCE = re.compile(r"^(.*\bin this order): (.+;.+)\.$")
_ENDS = re.compile(r"[;,.]?(?:\s+(?:and|or))?[;,.]?$")


def bullets_of(paragraph: Paragraph) -> tuple[str, ...]:
    """The bullets of a paragraph, without what joins or closes them."""
    return tuple(_ENDS.sub("", paragraph.text[start:end].strip()) for start, end in paragraph.bullets)


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A bullet list: its lines, the word that they go on from ('' for none), the stems of what opens it and of all of it."""

    paragraph: Paragraph
    lines: tuple[str, ...]
    goes_on: str
    opening: frozenset[str]
    stems: frozenset[str]


def multiple_response(ground: Ground) -> Iterable[Item]:
    """One item for each bullet list with a lead-in: up to four of its bullets among three of other lists in the same form."""
    lists = [_list(it, ground) for it in ground.paragraphs if len(it.bullets) >= 2 and not it.boxed]
    for own in lists:
        line = _lead(own.paragraph, ground)
        right = [it for it in own.lines if " " in it and not ground.rules.sentence.trivial.search(it)][:RIGHT]
        wrong = _foreign(own, right, lists) if line and len(right) > 1 else []
        if line is not None and len(wrong) > 1:
            whole = replace(line, span=(line.span[0], len(own.paragraph.text)))
            stem = worded("response", line, ground, line.text)
            made = item(ItemKind.MULTIPLE_RESPONSE, stem, whole, ground, Difficulty.HARD)
            yield tagged(replace(made, choices=choices(right, wrong, whole, ground)), "list")


def _list(paragraph: Paragraph, ground: Ground) -> _List:
    opening = paragraph.text[: paragraph.bullets[0][0]].rstrip()
    found = ground.rules.goes_on.search(opening)
    return _List(
        paragraph=paragraph,
        lines=bullets_of(paragraph),
        goes_on=found[1].lower() if found else "",
        opening=frozenset(terms(opening)),
        stems=frozenset(terms(paragraph.text)),
    )


def _foreign(own: _List, right: Sequence[str], lists: Sequence[_List]) -> list[str]:
    """Lines of other lists that open alike and share little, in the form and length of the right ones, OF_ONE of each at most."""
    wrong: list[str] = []
    for other in seeded("list", own.paragraph.id).sample(lists, len(lists)):
        shared = len(own.opening & other.opening) * 2 < min(len(own.opening), len(other.opening))
        if len(wrong) < WRONG and other is not own and shared and other.goes_on == own.goes_on:
            form = _form(right[0])
            fit = [
                it for it in other.lines if " " in it and _form(it) == form and _fits(it, right) and not _said(it, own)
            ]
            wrong += fit[:OF_ONE]
    return wrong[:WRONG]


def _lead(paragraph: Paragraph, ground: Ground) -> Line | None:
    """The sentence that opens a list, where it ends in a colon and can be read alone; None otherwise."""
    lines = [it for it in ground.by_paragraph[paragraph.id] if not it.bullet]
    if not lines or not lines[-1].text.endswith(":") or len(lines[-1].text.split()) < LEAST_LEAD:
        return None
    return replace(lines[-1], span=lines[-1].span) if lines[-1].start == lines[-1].span[0] else None


def _form(text: str) -> str:
    """How a bullet opens: its first word's ending or class, and whether it is a question."""
    first = text.split(maxsplit=1)[0]
    kind = (
        first.lower()
        if first.lower() in ("a", "an", "the", "who", "what", "how", "which", "when", "where", "whether")
        else ""
    )
    article = "article" if kind in ("a", "an", "the") else kind
    return f"{article or ('ing' if first.endswith('ing') else 'word')}|{first[0].isupper()}|{text.endswith('?')}"


def _fits(text: str, right: Sequence[str]) -> bool:
    lengths = [len(it) for it in right]
    return min(lengths) * 0.6 <= len(text) <= max(lengths) * 1.3


def _said(text: str, own: _List) -> bool:
    """Whether a list's own paragraph says what a line of another list says: it has half of its stems or more."""
    stems = set(terms(text))
    return len(stems & own.stems) * 2 > len(stems)


def ordering(slots: Sequence[Slot], ground: Ground) -> Iterable[Item]:
    """Stages of each document, lines given "in this order", and steps by the time allowed, within one document."""
    yield from _stages(ground)
    for line in ground.lines:
        found = _SEQUENCE.match(line.text)
        if found and line.clear and not line.bullet:
            made = item(
                ItemKind.ORDERING, worded("sequence", line, ground, found[1] + " …"), line, ground, Difficulty.EASY
            )
            yield tagged(replace(made, order=tuple(it.strip() for it in found[2].split(";"))), "sequence")
    for document in ground.documents:
        own = [it for it in slots if it.kind is SlotKind.TIME and it.line.paragraph.document_id == document]
        yield from _by_time(own, ground)


def _stages(ground: Ground) -> Iterable[Item]:
    found: dict[tuple[str, str], dict[str, tuple[str, Line]]] = {}
    for line in ground.lines:
        if match := _STAGE.match(line.text):
            steps = found.setdefault((line.paragraph.document_id, match[1]), {})
            steps.setdefault(match[2], (f"… {match[3]}", line))
    for steps in found.values():
        if len(steps) >= STEPS[0] and sorted(steps) == [str(at + 1) for at in range(len(steps))]:
            line = steps["1"][1]
            made = item(ItemKind.ORDERING, worded("stages", line, ground), line, ground, Difficulty.HARD)
            yield tagged(replace(made, order=tuple(steps[it][0] for it in sorted(steps))), "stages")


def _by_time(slots: Sequence[Slot], ground: Ground) -> Iterable[Item]:
    """Steps of different times, by week of pregnancy or by time limit, in items of three to five."""
    for name, fits in (("weeks", re.compile(r"^by .*weeks?$")), ("limits", re.compile(r"^within "))):
        known: dict[float, Slot] = {}
        for slot in slots:
            days = days_of(slot.words)
            if days and fits.match(slot.words) and len(slot.line.text.split()) <= SHORT and not slot.line.context:
                known.setdefault(days, slot)
        chosen = _spread(known, 1.0 if name == "weeks" else FACTOR)
        if len(chosen) >= STEPS[0]:
            line = chosen[0].line
            made = item(ItemKind.ORDERING, worded(name, line, ground), line, ground, Difficulty.HARD)
            yield tagged(replace(made, order=tuple(it.blanked for it in chosen)), name)


def _spread(known: Mapping[float, Slot], factor: float) -> list[Slot]:
    chosen: list[tuple[float, Slot]] = []
    for days in sorted(known):
        if not chosen or days >= chosen[-1][0] * factor:
            chosen.append((days, known[days]))
    return [slot for _, slot in chosen][: STEPS[1]]


def matching(slots: Sequence[Slot], ground: Ground) -> Iterable[Item]:
    """Roles with what a document says of them, and steps with their times, within one document, three to five pairs."""
    for document in ground.documents:
        own = [it for it in slots if it.line.paragraph.document_id == document and not it.line.context]
        acting = [it for it in own if it.kind in (SlotKind.ROLE, SlotKind.SERVICE) and it.span[0] == 0]
        yield from _pairs(
            "roles",
            [
                (it, it.words, f"… {it.line.text[it.span[1] :].strip()}")
                for it in acting
                if ground.rules.matched.match(f"… {it.line.text[it.span[1] :].strip()}")
            ],
            ground,
        )
        timed = [it for it in own if it.kind is SlotKind.TIME and it.span[0] > 0]
        yield from _pairs("times", [(it, it.blanked, it.words) for it in timed], ground)


def _pairs(name: str, sides: Sequence[tuple[Slot, str, str]], ground: Ground) -> Iterable[Item]:
    """Items of up to five pairs in which no left and no right side stands twice."""
    left = list(sides)
    while left:
        chosen: list[tuple[Slot, str, str]] = []
        for it in left:
            new = all(it[1] != a and it[2] != b and not _shares(it, a, b, name) for _, a, b in chosen)
            if len(chosen) < PAIRS[1] and new and len(max(it[1:], key=len).split()) <= SHORT:
                chosen.append(it)
        if len(chosen) < PAIRS[0]:
            return
        left = [it for it in left if it not in chosen]
        line = chosen[0][0].line
        made = item(ItemKind.MATCHING, worded(name, line, ground), line, ground, Difficulty.HARD)
        yield tagged(replace(made, pairs=tuple((a, b) for _, a, b in chosen)), name)


def _shares(it: tuple[Slot, str, str], left: str, right: str, name: str) -> bool:
    """Whether two pairs could be exchanged: times of one length, or a role that the other's duty names."""
    if name == "times":
        return days_of(it[2]) == days_of(right)
    return left.lower() in it[2].lower() or it[1].lower() in right.lower()
