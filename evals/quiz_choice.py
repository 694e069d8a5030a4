"""Items made from one sentence and its slots: multiple choice, true or false, gaps, situations and practice examples."""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from evals.quiz_build import choices, item, seeded, tagged, worded
from evals.quiz_ground import Ground, Line
from evals.quiz_item import Choice, Difficulty, Item, ItemKind
from evals.quiz_names import Names
from evals.quiz_slot import OTHERS, Slot, SlotKind
from evals.quiz_times import counted, days_of, spellings

WHOLE = 28
"""Most words of a sentence that is shown in four versions."""
SITUATION = 4
"""Fewest words of a situation."""
_OPENS = re.compile(r"^(?:If|Where|When|Once) ")
_CONDITION = re.compile(r"^.*?(?=, (?!or |and |for |especially |such |not |including ))")
_BINDS = re.compile(r"\b(?:must|should|may|need not|cannot)\b")
_ANYONE_MAY = re.compile(r"^(?:Any|Every|All|Each)\b.*\bmay\b")
_MAY = re.compile(r"\b(?:may|can)\b")
_NUMBER = re.compile(
    r"\b\w+\b(?= (?:(?:working|school|further|full|clear) )*(?:minute|hour|day|week|month|year|term)s?\b)"
)


def multiple_choice(slots: Sequence[Slot], ground: Ground) -> Iterable[Item]:
    """One item for each slot with three others: the sentence with a gap, four ways to fill it."""
    for slot in slots:
        if len(slot.others) < OTHERS or slot.kind is SlotKind.TURN:
            continue
        stem = worded(slot.kind.value, slot.line, ground, slot.line.context + slot.blanked)
        made = item(ItemKind.MULTIPLE_CHOICE, stem, slot.line, ground, Difficulty.MEDIUM)
        filled = choices((slot.words,), slot.others, slot.line, ground)
        yield tagged(replace(made, choices=_ordered(slot, filled)), slot.kind.value)


def _ordered(slot: Slot, filled: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Times by length, where every one has a length; other choices as they are."""
    lengths = {it.text: days_of(it.text) for it in filled}
    if slot.kind is not SlotKind.TIME or None in lengths.values():
        return filled
    return tuple(sorted(filled, key=lambda it: lengths[it.text] or 0.0))


def whole_sentences(slots: Sequence[Slot], ground: Ground) -> Iterable[Item]:
    """One item for the first two slots of a short sentence: it stands in four versions, each slot printed in two of them.

    So no version is more like the others than another.
    """
    if len(slots) < 2 or len(slots[0].line.text.split()) > WHOLE or slots[0].line.context:
        return
    line = slots[0].line
    made = item(ItemKind.MULTIPLE_CHOICE, worded("grid", line, ground), line, ground, Difficulty.HARD)
    texts = _versions(slots[0], slots[1], 0)
    yield tagged(replace(made, choices=choices(texts[:1], texts[1:], line, ground)), "sentence")


def _versions(one: Slot, other: Slot, start: int) -> list[str]:
    """A sentence from `start` as printed, with one slot altered, with the other altered, with both."""
    first, second = sorted((one, other), key=lambda it: it.span)
    text = first.line.text
    return [
        _opened(text[start : first.span[0]] + a + text[first.span[1] : second.span[0]] + b + text[second.span[1] :])
        for a in (first.words, first.others[0])
        for b in (second.words, second.others[0])
    ]


def _opened(text: str) -> str:
    return text[0].upper() + text[1:]


def true_false(slots: Sequence[Slot], ground: Ground) -> Iterable[Item]:
    """One item for a sentence with a slot: as printed, or with the slot altered; as often the one as the other."""
    slots = [it for it in slots if not _stated_loosely(it)]
    if not slots:
        return
    line = slots[0].line
    seed = seeded("true or false", line.paragraph.id, line.span)
    slot = next((it for it in slots if it.kind is SlotKind.TURN), None) or seed.choice(slots)
    truth = seed.random() < 0.5
    said = line.text if truth else slot.filled(_contrary(slot, ground, seed))
    stem = worded("true_false", line, ground, line.context + said)
    made = item(ItemKind.TRUE_FALSE, stem, line, ground, Difficulty.EASY if truth else Difficulty.MEDIUM)
    wording, source = ground.rules.wording, ground.source(line)
    label = line.paragraph.label[:1].upper() + line.paragraph.label[1:]
    both = tuple(
        Choice(
            text=wording["true" if it else "false"],
            right=it == truth,
            feedback=wording["right" if it == truth else "wrong"].format(label=label, quote=source.quote),
            source=source,
        )
        for it in (True, False)
    )
    yield tagged(replace(made, choices=both), slot.kind.value)


def _stated_loosely(slot: Slot) -> bool:
    """Whether a sentence is neither plainly true nor plainly false: whatever "any worker may", other sentences take some out;
    what holds of cases within six months holds of those within four.
    """
    text = slot.line.text
    condition = slot.kind is SlotKind.TIME and _BINDS.search(text, slot.span[1])
    return bool(condition or _ANYONE_MAY.search(text))


def _contrary(slot: Slot, ground: Ground, seed: random.Random) -> str:
    """Words that make the sentence false: of a duty word one that it does not imply."""
    them = ground.rules.duty.contrary.get(slot.words, ()) if slot.kind is SlotKind.DUTY else ()
    fit = [it for it in them if it in slot.others]
    return seed.choice(fit) if fit else slot.others[0]


def gaps(slots: Sequence[Slot], ground: Ground) -> Iterable[Item]:
    """One item for each time or level of a sentence, whose number is the gap, and for each service.

    A role is no gap, for people call one by many names; nor is a service that may do something, for others may as well.
    """
    for slot in slots:
        (start, end), text = slot.span, slot.line.text
        accepted: tuple[str, ...] = ()
        if slot.kind is SlotKind.TIME and counted(slot.words) and (number := _number(slot.words)):
            start, end = start + number.start(), start + number.end()
            accepted = tuple(it.split()[at] for at in [_place(slot.words, number[0])] for it in spellings(slot.words))
        elif slot.kind is SlotKind.LABEL:
            start, accepted = slot.span[0] + slot.words.rindex(" ") + 1, (slot.words.split()[-1], slot.words)
        elif slot.kind is SlotKind.SERVICE and not _MAY.search(text):
            bare = re.sub(r"^(?:the|an?|each|every|any|your|their) ", "", slot.words, flags=re.I)
            accepted = tuple(dict.fromkeys((slot.words, bare)))
        if accepted:
            gapped = f"{slot.line.context}{text[:start]}____{text[end:]}"
            stem = worded(f"gap_{slot.kind.value}", slot.line, ground, gapped)
            made = item(ItemKind.GAP, stem, slot.line, ground, Difficulty.MEDIUM)
            yield tagged(replace(made, accepted=accepted), slot.kind.value)


def _number(words: str) -> re.Match[str] | None:
    """The number of a time; None for one, which the unit in the singular would give away."""
    found = _NUMBER.search(words)
    return None if found is None or found[0].lower() in ("1", "one", "a", "an") else found


def _place(words: str, one: str) -> int:
    return words.split().index(one)


def situations(slots: Sequence[Slot], ground: Ground) -> Iterable[Item]:
    """One item for a sentence that opens with a condition: the condition is the story, its rule stands in four versions."""
    if not slots or not _OPENS.match(slots[0].line.text) or slots[0].line.context:
        return
    line, text = slots[0].line, slots[0].line.text
    end = _CONDITION.match(text)
    comma = end.end() if end else len(text)
    usable = [it for it in slots if it.span[0] > comma and it.kind is not SlotKind.TURN]
    told = re.sub(_OPENS, "", text[:comma])
    if not usable or len(told.split()) < SITUATION:
        return
    texts = _versions(usable[0], usable[1], comma + 2) if len(usable) > 1 else _rules(usable[0], comma + 2)
    made = item(ItemKind.SCENARIO, worded("follows", line, ground), line, ground, Difficulty.HARD)
    story = ground.rules.wording["situation"].format(text=told)
    yield tagged(
        replace(made, scenario=story, choices=choices(texts[:1], texts[1:], line, ground)), usable[0].kind.value
    )


def _rules(slot: Slot, start: int) -> list[str]:
    return [_opened(slot.filled(words)[start:]) for words in (slot.words, *slot.others)]


def examples(lines: Sequence[Line], ground: Ground, names: Names) -> Iterable[Item]:
    """One item for each sentence of a case study in which a role or service acts: what came before it is the story."""
    for at, line in enumerate(lines):
        if not line.paragraph.boxed or not at or ground.rules.sentence.unwanted.search(line.text):
            continue
        seed, whole = seeded(line.paragraph.id, line.span), line.paragraph.text
        roles = names.other_roles(line.text, whole, seed)
        acting = [it for it in roles if ground.rules.role.acts.match(line.text[it[0][1] :])]
        for span, others in [*acting, *names.other_services(line.text, whole, seed)][:1]:
            slot = Slot(kind=SlotKind.ROLE, line=line, span=span, others=tuple(others[:OTHERS]))
            if len(others) >= OTHERS:
                made = item(
                    ItemKind.SCENARIO, worded("example", line, ground, slot.blanked), line, ground, Difficulty.EASY
                )
                story = " ".join(it.text for it in lines[:at])
                filled = choices((slot.words,), slot.others, line, ground)
                yield tagged(replace(made, scenario=story, choices=filled), "example")
