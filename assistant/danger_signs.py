"""What a text shows of danger: which dangers, signs and cues stand in each sentence. Rules are `assistant/data/urgent.toml`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.patterns import any_of
from assistant.plain import PlainForm, Sentence, plain, plain_form, sentences

_REPEATED = re.compile(r"\b([A-Z]{4,})(?: \1)+\b")
_WORD = re.compile(r"[a-zA-Z]+")
_STOPS = r"[\s!-/:-@‘’“”–—…]*"
"""Spaces and stops, which say nothing. A picture, such as that of a knife, does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Words to look for in a sentence. `named`: any of them; `together`: all of them in one sentence name it as well.

    `reason` is the danger it stands for, None where it stands for none; `negatable`: a negation right before it counts.
    """

    key: str
    reason: str | None
    negatable: bool
    named: re.Pattern[str]
    together: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What makes a danger more or less likely to be present. `whole`: it is looked for in the whole text.

    `sets_aside`: a sentence that has it tells of dangers rather than being in them.
    """

    key: str
    whole: bool
    sets_aside: bool
    named: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRules:
    """Everything that is looked for, and how a text is made ready for it."""

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    signs: tuple[Sign, ...]
    cues: tuple[Cue, ...]
    plea: re.Pattern[str]
    plea_question: re.Pattern[str]
    form: PlainForm
    negators: frozenset[str]
    doubts: re.Pattern[str]
    reach: int
    quotation: re.Pattern[str]
    quoting: re.Pattern[str]
    nothing_told: re.Pattern[str]


def sign_rules(data: Mapping[str, Any]) -> SignRules:
    """Rules from the plain values of the data file. KeyError where something is missing, re.error where a pattern is wrong."""
    words, negation, quotation = data["words"], data["negation"], data["quotation"]
    return SignRules(
        kinds=tuple((kind, any_of(names)) for kind, names in data["kinds"].items()),
        signs=(*_dangers(data["danger"], words), *_signs(data["sign"], words)),
        cues=tuple(
            Cue(
                key=cue["key"],
                whole=cue.get("whole", False),
                sets_aside=cue.get("sets_aside", False),
                named=any_of(cue["patterns"], words),
            )
            for cue in data["cue"]
        ),
        plea=any_of(data["plea_question"]["cut"]),
        plea_question=any_of(data["plea_question"]["patterns"]),
        form=plain_form(data["plain"]),
        negators=frozenset(negation["words"]),
        doubts=re.compile(rf"\b(?:{'|'.join(negation['doubts'])})(?: \w+){{0,{negation['doubt_reach']}}}$"),
        reach=negation["reach"],
        quotation=re.compile("|".join(quotation["spans"])),
        quoting=any_of(quotation["words"]),
        nothing_told=re.compile(rf"(?:{_STOPS}{any_of(data['nothing_told']['words']).pattern})+{_STOPS}"),
    )


def _dangers(entries: list[dict[str, Any]], words: Mapping[str, str]) -> Iterator[Sign]:
    for entry in entries:
        together = tuple(any_of([pattern], words) for pattern in entry.get("together", ()))
        named = any_of(entry["patterns"], words)
        yield Sign(key=entry["key"], reason=entry["key"], negatable=True, named=named, together=together)


def _signs(entries: list[dict[str, Any]], words: Mapping[str, str]) -> Iterator[Sign]:
    for entry in entries:
        yield Sign(
            key=entry["key"],
            reason=entry.get("reason"),
            negatable=entry.get("negatable", False),
            named=any_of(entry["patterns"], words),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One sentence and what stands in it. `text`: its plain form; `kinds`: that with each CHILD, ADULT, DRUG named as its kind.

    `asked`: a question mark ended it; `shown`: features such as "live weapon", "no fear", "cue past", "word door".
    """

    text: str
    kinds: str
    asked: bool
    shown: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text, sentence by sentence. `everywhere`: features of the whole of it, which hold for each of its sentences."""

    sentences: tuple[Read, ...]
    everywhere: frozenset[str]


def read(text: str, rules: SignRules) -> Reading:
    """Every sentence of `text`, in order; none where it says nothing, or nothing but who, how old, yes or thanks."""
    worded = plain(_without_quotations(text, rules), rules.form)
    if rules.nothing_told.fullmatch(worded):
        return Reading(sentences=(), everywhere=frozenset())
    found = sentences(rules.plea.sub(r". \g<0>? ", worded))
    read_ = tuple(_read(sentence, rules) for sentence in found)
    return Reading(sentences=read_, everywhere=_everywhere(found, tuple(it.shown for it in read_), rules))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Sentences running, and what stands in them.

    `shown`: features such as "live weapon", "told violence", "no fear", "cue past", "word door"; `reasons`: the dangers that
    its live and told signs stand for, each with the features that say so.
    """

    sentences: tuple[Read, ...]
    shown: frozenset[str]
    reasons: Mapping[str, frozenset[str]]

    @property
    def text(self) -> str:
        """The plain form."""
        return ". ".join(sentence.text for sentence in self.sentences)


def stretches(text: str, rules: SignRules) -> tuple[Stretch, ...]:
    """Every two sentences running of `text`, in order; one stretch where there is one sentence, none where there is none."""
    return running(read(text, rules), 2, rules)


def running(reading: Reading, most: int, rules: SignRules) -> tuple[Stretch, ...]:
    """Every `most` sentences running; one stretch where there are no more, none where there is nothing to read."""
    found = reading.sentences
    starts = range(max(len(found) - most + 1, min(len(found), 1)))
    return tuple(_stretch(found[at : at + most], reading.everywhere, rules) for at in starts)


def alone(reading: Reading, rules: SignRules) -> tuple[Stretch, ...]:
    """Each sentence as if it were the whole text."""
    found = []
    for it in reading.sentences:
        everywhere = _everywhere((Sentence(it.text, it.asked),), (it.shown,), rules)
        found.append(_stretch((it,), everywhere, rules))
    return tuple(found)


def _stretch(found: tuple[Read, ...], everywhere: frozenset[str], rules: SignRules) -> Stretch:
    shown = everywhere.union(*(sentence.shown for sentence in found))
    reasons: dict[str, set[str]] = {}
    for sign in rules.signs:
        said = shown & {f"live {sign.key}", f"told {sign.key}"}
        if sign.reason is not None and said:
            reasons.setdefault(sign.reason, set()).update(said)
    if not reasons:
        shown |= {"names no danger"}
    return Stretch(sentences=found, shown=shown, reasons={reason: frozenset(said) for reason, said in reasons.items()})


def _everywhere(found: tuple[Sentence, ...], read: tuple[frozenset[str], ...], rules: SignRules) -> frozenset[str]:
    """What holds for the whole text: its whole cues, and how it asks."""
    if not found:
        return frozenset()
    whole = " . ".join(sentence.text for sentence in found)
    shown = {f"cue {cue.key}" for cue in rules.cues if cue.whole and cue.named.search(whole)}
    if any(_asks(sentence, rules) for sentence in found):
        shown.add("asks")
    if found[-1].asked:
        shown.add("asks at the end" if _asks(found[-1], rules) else "pleads at the end")
    if all("live" in features for features in read):
        shown.add("all live")
    return frozenset(shown)


def _read(sentence: Sentence, rules: SignRules) -> Read:
    cues = [cue for cue in rules.cues if not cue.whole and cue.named.search(sentence.text)]
    manner = "told" if _asks(sentence, rules) or any(cue.sets_aside for cue in cues) else "live"
    text = _with_kinds(sentence.text, rules)
    shown = {manner, *(f"cue {cue.key}" for cue in cues), *(f"word {word}" for word in _WORD.findall(text))}
    for sign in rules.signs:
        found = _found(sign, text, rules)
        if found is not None:
            shown |= {f"{manner} {sign.key}"} if found else {f"no {sign.key}", "negated"}
    return Read(text=sentence.text, kinds=text, asked=sentence.asked, shown=frozenset(shown))


def _asks(sentence: Sentence, rules: SignRules) -> bool:
    """Whether a sentence asks for guidance, as against for help."""
    return sentence.asked and not rules.plea_question.search(sentence.text)


def _found(sign: Sign, text: str, rules: SignRules) -> bool | None:
    """True where `sign` stands in `text`, False where it stands there negated only, None where it does not."""
    if sign.together and all(part.search(text) for part in sign.together):
        return True
    negated = None
    for place in sign.named.finditer(text):
        if not (sign.negatable and _negated(text[: place.start()], rules)):
            return True
        negated = False
    return negated


def _negated(before: str, rules: SignRules) -> bool:
    if rules.negators.intersection(before.split()[-rules.reach :]):
        return True
    return rules.doubts.search(before.rstrip()) is not None


def _with_kinds(text: str, rules: SignRules) -> str:
    for kind, named in rules.kinds:
        text = named.sub(kind, text)
    return _REPEATED.sub(r"\1", text)


def _without_quotations(text: str, rules: SignRules) -> str:
    return rules.quotation.sub(" quotation ", text) if rules.quoting.search(text.lower()) else text
