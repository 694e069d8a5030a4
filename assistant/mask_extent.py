"""How far a name goes, and whether it is kept: it stands in the library, in a kept phrase, or names a body."""

import re
from functools import cache

from assistant.mask_cues import Cue
from assistant.mask_page import Page, with_s
from assistant.mask_words import NameWords, Word
from assistant.patterns import any_of, read_data

MOST_WORDS = 4
"""The most words that one name has."""
WINDOW = 6
"""The most words of a known phrase that is looked for around a name."""
_NICKNAME = frozenset({' "', " “", " '", " ‘", " ("})
_NICKNAME_END = frozenset({'" ', "” ", "' ", "’ ", ") "})


def name_end(page: Page, at: int) -> int:
    """The end, in words, of the name that begins at word `at`: its further given names and surnames taken in."""
    end = at + 1
    while end < len(page.words) and end - at < MOST_WORDS and not with_s(page, page.words[end - 1]):
        step = _step(page, end, page.words[at])
        if not step:
            break
        end += step
    return end


def _step(page: Page, at: int, first: Word) -> int:
    """How many words at `at` belong to the name before: a surname or initial 1, "de Souza" 2, else 0."""
    word, names = page.words[at], page.names
    after_initial = len(page.words[at - 1].text) == 1 and word.gap in {". ", "."}
    if word.gap in _NICKNAME:
        return _nickname_step(page, at)
    if word.gap not in {" ", "  ", "-"} and not after_initial:
        return 0
    if len(word.text) == 1:
        return int(_is_initial(page, at, first))
    if word.lower in names.particles:
        after = page.word_after(at)
        return 2 if after is not None and after.capital and after.gap == " " else 0
    if word.capital or word.shouted:
        return int(_is_surname(word, names, first))
    return int((not first.capital and word.lower in names.surnames) or word.lower.partition("-")[0] in names.particles)


def _nickname_step(page: Page, at: int) -> int:
    """A nickname in quotes with a surname after it is part of the name: 'Leroy "Bones" Campbell'."""
    after = page.word_after(at)
    return 2 if after is not None and after.gap in _NICKNAME_END and after.lower in page.names.surnames else 0


def _is_initial(page: Page, at: int, first: Word) -> bool:
    word, after = page.words[at], page.word_after(at)
    if not word.text.isupper() or word.text in {"I", "A"} or not first.capital:
        return False
    return after is None or not after.capital or after.gap != " "


def _is_surname(word: Word, names: NameWords, first: Word) -> bool:
    if word.shouted:
        return first.shouted or word.lower in names.surnames
    return word.lower not in names.kept or word.lower in names.kept_surnames


def is_kept(page: Page, at: int, end: int, cue: Cue | None) -> bool:
    """Whether the name of words `[at, end)` is kept. `cue` announced it, None where nothing did.

    After a title a single known word is a surname: "Mrs Green" is kept only where the library has "mrs green". A given
    name that a case study has too is a family's after a relation ("my client Abby"), unless the text speaks of a case study.
    """
    if _in_a_phrase(page, at, end) or (cue is None and _names_a_body(page, at, end)):
        return True
    spelt = [word.text.lower() for word in page.words[at:end] if len(word.text) > 1]
    if cue is not None and len(spelt) < 2 and (cue.title or _is_of_the_family(page, at, cue)):
        return False
    return all(word in page.known for word in spelt)


def _is_of_the_family(page: Page, at: int, cue: Cue) -> bool:
    given = cue.strong and page.names.is_any_given(page.words[at].lower)
    return given and not case_study().search(page.text.lower())


@cache
def case_study() -> re.Pattern[str]:
    """What says that a text speaks of a case study."""
    return any_of(read_data("mask")["case_study"]["words"])


def _in_a_phrase(page: Page, at: int, end: int) -> bool:
    first, last = max(0, end - WINDOW), min(len(page.words), at + WINDOW)
    for start in range(first, at + 1):
        for stop in range(max(end, start + 2), min(last, start + WINDOW) + 1):
            if _owns_a_relation(page, stop):
                continue
            phrase = " ".join(page.text[page.words[start].start : page.words[stop - 1].end].lower().split())
            if phrase in page.known or phrase.replace("’", "'") in page.names.phrases:
                return True
    return False


def _owns_a_relation(page: Page, stop: int) -> bool:
    """Whether the words before `stop` own a relation, as no charity does: "Tommy's mum"."""
    after = page.words[stop] if stop < len(page.words) else None
    return after is not None and page.words[stop - 1].lower == "s" and after.lower in page.cues.relations


def _names_a_body(page: Page, at: int, end: int) -> bool:
    """Whether the name is part of a hospital's, a law's or a street's: "Alice Tate Hospital", "Clare's Law", "St Anne"."""
    words, names = page.words, page.names
    before = words[at - 1] if at else None
    if before and before.lower in names.body_prefixes and before.text[0].isupper() and "," not in words[at].gap:
        return True
    most = min(len(words), at + WINDOW)
    while end < most and words[end].capital and words[end].gap == " ":
        end += 1
    if words[end - 1].lower in names.bodies and end - at > 1:
        return True
    after = words[end : end + 2]
    return len(after) == 2 and after[0].lower == "s" and after[1].capital and after[1].lower in names.bodies
