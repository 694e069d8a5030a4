"""Checks: what an item must hold to before anybody is shown it. Each has a name and reports itself when it fails."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import ceil

from corpus.paragraph import WORD, Paragraph
from corpus.terms import terms
from evals.fold import fold
from evals.quiz_ground import Ground, digest_of
from evals.quiz_item import Item, ItemKind

AGE_OF_GRADE = 5
FIRST_LETTER = "its first letter"
"""Not looked at in a gap, where names have a capital and roles none."""


class Check(StrEnum):
    """Every check by its name."""

    ONE_KEY = "one key"
    LENGTH_TELL = "length tell"
    GRAMMAR_TELL = "grammar tell"
    ABSOLUTE_TELL = "absolute-word tell"
    MIDDLE_TELL = "middle tell"
    DUPLICATE_STEM = "duplicate stem"
    READING_AGE = "reading age"
    TRIVIAL = "trivial fact"
    QUOTE = "quote"
    STALE = "stale"
    ECHO = "gap guessable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A check that an item did not pass, and why."""

    check: Check
    item: str
    why: str

    def __str__(self) -> str:
        return f"{self.item}: {self.check.value}: {self.why}"


def failures(item: Item, ground: Ground) -> tuple[Failure, ...]:
    """Every check that an item fails on its own, in the order of `CHECKS`."""
    return tuple(
        Failure(check=check, item=item.id, why=why)
        for check, holds in CHECKS.items()
        for why in [holds(item, ground)]
        if why
    )


def duplicates(items: Iterable[Item]) -> tuple[Failure, ...]:
    """Items that put the same question as an earlier one, with the same choices."""
    seen: dict[str, str] = {}
    found = []
    for item in items:
        asked = fold(" ".join((item.scenario, item.stem, *(_answers(item) if "____" not in item.stem else ()))))
        if asked in seen:
            found.append(Failure(check=Check.DUPLICATE_STEM, item=item.id, why=f"{seen[asked]} asks the same"))
        seen.setdefault(asked, item.id)
    return tuple(found)


def _answers(item: Item) -> tuple[str, ...]:
    return tuple(sorted((*(it.text for it in item.choices), *item.order, *(left for left, _ in item.pairs))))


def stale(items: Iterable[Item], paragraphs: Mapping[str, Paragraph]) -> tuple[Failure, ...]:
    """Items whose paragraph has changed or is no longer there: the digest of its text is another."""
    found = []
    for item in items:
        sources = dict.fromkeys([item.source, *(it.source for it in item.choices if it.source)])
        changed = [it.paragraph_id for it in sources if _changed(it.paragraph_id, it.digest, paragraphs)]
        if changed:
            found.append(
                Failure(check=Check.STALE, item=item.id, why=f"changed since: {', '.join(dict.fromkeys(changed))}")
            )
    return tuple(found)


def _changed(paragraph_id: str, digest: str, paragraphs: Mapping[str, Paragraph]) -> bool:
    return paragraph_id not in paragraphs or digest_of(paragraphs[paragraph_id]) != digest


def reading_age(text: str) -> int:
    """Automated Readability Index as an age: ceil(4.71 letters/words + 0.5 words/sentences - 21.43) + 5.

    Senter and Smith 1967, AMRL-TR-66-220. Letters and digits count; a gap counts as a word of four letters.

    >>> reading_age("The cat sat on the mat."), reading_age("Ring the Front Door the same working day.")
    (1, 7)
    """
    words = WORD.findall(text.replace("____", "word"))
    letters = sum(len(re.sub(r"[^\w]", "", word)) for word in words)
    sentences = max(1, len(re.findall(r'[.?!…:;](?=\s|[”"]|$)', text)))
    return max(1, ceil(4.71 * letters / max(1, len(words)) + 0.5 * len(words) / sentences - 21.43) + AGE_OF_GRADE)


def _one_key(item: Item, ground: Ground) -> str:
    right = [it.text for it in item.choices if it.right]
    wrong = [it.text for it in item.choices if not it.right]
    if wrong_number := _wrong_number(item, len(right)):
        return wrong_number
    if len({fold(text) for text in _answers(item)}) < len(_answers(item)):
        return "an answer stands twice"
    if item.kind in (ItemKind.MULTIPLE_RESPONSE, ItemKind.TRUE_FALSE) or not right:
        return _response(item, wrong, ground)
    printed = _statement(item, right[0])
    said = [text for text in wrong if ground.supports(printed, _statement(item, text))]
    return f"a paragraph in scope says {said[0]!r}" if said else ""


def _wrong_number(item: Item, right: int) -> str:
    if item.kind is ItemKind.MULTIPLE_RESPONSE:
        return "" if 1 <= right < len(item.choices) else f"{right} of {len(item.choices)} choices are right"
    if item.choices:
        return "" if right == 1 else f"{right} choices are right"
    return "" if item.key else "nothing is right"


def _response(item: Item, wrong: Sequence[str], ground: Ground) -> str:
    """Of true or false: a false statement that another paragraph makes. Of a list: a wrong line that its paragraph says."""
    if item.kind is ItemKind.TRUE_FALSE and item.choices[1].right:
        said = quoted(item.stem)
        return "a paragraph in scope says the altered sentence" if ground.supports(item.source.quote, said) else ""
    if item.kind is ItemKind.MULTIPLE_RESPONSE:
        own = " ".join(it.paragraph.text for it in ground.by_paragraph.get(item.source.paragraph_id, ())[:1])
        found = [text for text in wrong if fold(text) in fold(own)]
        return f"its paragraph says {found[0]!r}" if found else ""
    return ""


def quoted(stem: str) -> str:
    """What stands in the last quotation marks of a stem; the stem where there are none."""
    found = re.findall(r"“([^“”]*)”", stem)
    return found[-1] if found else stem


def _statement(item: Item, choice: str) -> str:
    text = quoted(item.stem)
    return text.replace("____", choice) if "____" in text else choice


def _length_tell(item: Item, ground: Ground) -> str:
    rules = ground.rules.checks
    right = [len(it.text) for it in item.choices if it.right]
    wrong = [len(it.text) for it in item.choices if not it.right]
    if len(item.choices) < 3 or not right or not wrong:
        return ""
    key, mean = sum(right) / len(right), sum(wrong) / len(wrong)
    longer, shorter = max(key, mean), min(key, mean)
    if longer - shorter >= rules.length_least and longer >= shorter * rules.length_ratio:
        return f"the key has {key:.0f} characters, the others {mean:.0f}"
    return ""


def _grammar_tell(item: Item) -> str:
    """Choices of one form: all or none open with a capital or end in a full stop; after "a" and "an" all fit."""
    texts = [it.text for it in item.choices]
    if len(texts) < 3:
        return ""
    for name, form in _FORMS.items():
        if "____" in item.stem and name == FIRST_LETTER:
            continue
        right = {form(it.text) for it in item.choices if it.right}
        if any(form(it.text) not in right for it in item.choices if not it.right):
            return f"the key differs in {name}"
    article = re.search(r"\b(an?) ____", item.stem)
    if article and any((text[0].lower() in "aeiou") != (article[1] == "an") for text in texts):
        return f"not every choice fits after “{article[1]}”"
    return ""


_FORMS: Mapping[str, Callable[[str], object]] = {
    FIRST_LETTER: lambda text: text[0].isupper(),
    "how it ends": lambda text: text[-1] in ".?!;",
    "its article": lambda text: text.split()[0].lower() in ("a", "an"),
    "its verb form": lambda text: text.split()[0].endswith("ing"),
}


def _absolute_tell(item: Item, ground: Ground) -> str:
    """An absolute word in some choices alone, with right and wrong ones apart by it."""
    pattern = ground.rules.checks.absolute
    right = [bool(pattern.search(it.text)) for it in item.choices if it.right]
    wrong = [bool(pattern.search(it.text)) for it in item.choices if not it.right]
    if len(item.choices) < 3 or not right or not wrong:
        return ""
    return (
        "only wrong choices hold an absolute word"
        if any(wrong) and not any(right) and len(wrong) == sum(wrong)
        else ("only the key holds an absolute word" if all(right) and not any(wrong) else "")
    )


def _middle_tell(item: Item) -> str:
    """Whole sentences: the key is not the one that is most like all the others."""
    texts = [it.text for it in item.choices]
    if item.kind is ItemKind.MULTIPLE_RESPONSE or len(texts) < 4 or min(len(it.split()) for it in texts) < 8:
        return ""
    apart = dict.fromkeys(texts, 0)
    for one, other in combinations(texts, 2):
        differ = len(set(one.lower().split()) ^ set(other.lower().split()))
        apart[one] += differ
        apart[other] += differ
    key = next(it.text for it in item.choices if it.right)
    rest = [value for text, value in apart.items() if text != key]
    return "the key is nearest to all the others" if apart[key] * 1.25 < min(rest) else ""


def _reading(item: Item, ground: Ground) -> str:
    text = " ".join((item.scenario, quoted(item.stem), *(f"{it.text.rstrip('.')}." for it in item.choices)))
    age = reading_age(text)
    most = ground.rules.checks.reading_age
    return f"reading age {age}, at most {most:.0f} wanted" if age > most else ""


def _trivial(item: Item, ground: Ground) -> str:
    quote = item.source.quote
    if found := ground.rules.sentence.trivial.search(quote):
        return f"it is about {found[0]!r}"
    if item.kind in (ItemKind.MULTIPLE_RESPONSE, ItemKind.ORDERING) or "example" in item.tags:
        return ""
    return "" if ground.rules.checks.needed.search(quote) else "no duty, time, role or prohibition in its quote"


def _quote(item: Item, ground: Ground) -> str:
    lines = ground.by_paragraph.get(item.source.paragraph_id)
    if not lines:
        return f"no paragraph {item.source.paragraph_id} in scope"
    paragraph = lines[0].paragraph
    if item.source.quote not in paragraph.text:
        return "its quote is not verbatim in its paragraph"
    return "" if digest_of(paragraph) == item.source.digest else "its paragraph has another text"


def _echo(item: Item) -> str:
    """What is asked for stands elsewhere in the stem or story, or the key alone shares a telling word with them."""
    if "____" not in item.stem:
        return ""
    asked = " ".join((item.scenario, item.stem))
    for key in item.key:
        bare = re.sub(r"^(?:the|an?|each|every|any|your|their|within|by|for) ", "", key, flags=re.I)
        if len(bare) > 2 and re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", asked, re.I):
            return f"the stem says {bare!r}"
    wrong = [it.text for it in item.choices if not it.right]
    there = set(terms(asked))
    mine = {stem for key in item.key for stem in terms(key)} & there
    if wrong and mine and not any(set(terms(text)) & there for text in wrong):
        return f"only the key shares {sorted(mine)[0]!r} with the stem"
    return ""


CHECKS: Mapping[Check, Callable[[Item, Ground], str]] = {
    Check.QUOTE: _quote,
    Check.ONE_KEY: _one_key,
    Check.LENGTH_TELL: _length_tell,
    Check.GRAMMAR_TELL: lambda item, _: _grammar_tell(item),
    Check.ABSOLUTE_TELL: _absolute_tell,
    Check.MIDDLE_TELL: lambda item, _: _middle_tell(item),
    Check.READING_AGE: _reading,
    Check.TRIVIAL: _trivial,
    Check.ECHO: lambda item, _: _echo(item),
}
