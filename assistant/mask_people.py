"""Names of people in a text: told by a title, a relation, "called", what stands after them, or by being a given name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from assistant.mask_cues import Cue, Cues, cue_after, cue_before, load_cues
from assistant.mask_words import NameWords, Word, load_name_words, words_of

MOST_WORDS = 4
"""The most words that one name has."""
WINDOW = 6
"""The most words of a known phrase that is looked for around a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person's name at `[start, end)`. `words` are its words in lower case; `title` is "mrs" in "Mrs Green", else empty."""

    start: int
    end: int
    words: tuple[str, ...]
    child: bool
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is read, and what it is read with."""

    text: str
    words: tuple[Word, ...]
    known: frozenset[str]
    names: NameWords
    cues: Cues


@cache
def _shipped() -> tuple[NameWords, Cues]:
    return load_name_words(), load_cues()


def find_people(text: str, known: frozenset[str]) -> tuple[Mention, ...]:
    """Every mention of a person, in reading order, none overlapping. `known` words and phrases (lower case) are no person."""
    page = Page(text, words_of(text), known, *_shipped())
    found = tuple(_cued_or_given(page))
    return tuple(sorted((*found, *_again(page, found)), key=lambda it: it.start)) if found else ()


def _cued_or_given(page: Page) -> Iterator[Mention]:
    at, listed, last = 0, None, -1
    while at < len(page.words):
        cue = cue_before(page.words, at, page.cues)
        if cue is None and listed is not None and _goes_on(page.words, last, at):
            cue = listed
        end = _name_end(page, at, cue)
        if end > at:
            after = cue_after(page.words, end, page.cues)
            yield _mention(page, at, end, cue, child=after.child if after and after.child else bool(cue and cue.child))
            listed, last = (replace(cue, strong=True) if cue and cue.plural else None), end
        at = max(end, at + 1)


def _goes_on(words: tuple[Word, ...], last: int, at: int) -> bool:
    """Whether the name at `at` goes on a list whose last name ended before word `last`: "Mia, Tyler and Zac"."""
    if at == last:
        return words[at].gap.strip() in {",", "/", "&", "+"}
    return at == last + 1 and words[last].lower in {"and", "n"} and words[last].gap.strip() in {"", ","}


def _mention(page: Page, at: int, end: int, cue: Cue | None, *, child: bool) -> Mention:
    first, last = page.words[at], page.words[end - 1]
    stop = last.end - 1 if _with_s(page, last) else last.end
    words = tuple(word.lower for word in page.words[at:end])
    if stop < last.end:
        words = (*words[:-1], words[-1][:-1])
    return Mention(start=first.start, end=stop, words=words, child=child, title=cue.title if cue else "")


def _with_s(page: Page, word: Word) -> bool:
    """Whether a word is a given name and an s: "kellys partner"."""
    lower, names = word.lower, page.names
    if len(lower) < 5 or lower[-1] != "s" or lower in names.aliases or names.is_any_given(lower):
        return False
    return names.is_given(lower[:-1]) and lower not in names.kept and lower not in names.surnames


def _name_end(page: Page, at: int, cue: Cue | None) -> int:
    """Where a name that starts at word `at` ends; `at` where none does."""
    word = page.words[at]
    if len(word.text) < 2 or not word.lower[0].isalpha():
        return at
    cued = cue is not None and _fits(page, at, cue)
    if not cued and not _given(page, at) and not _told_after(page, at):
        return at
    end = _grown(page, at)
    return at if _protected(page, at, end, cue if cued else None) else end


def _fits(page: Page, at: int, cue: Cue) -> bool:
    """Whether the word at `at` can be the name that `cue` announces."""
    word, names = page.words[at], page.names
    if cue.title:
        return _fits_title(word, names, cue)
    if word.lower in names.kept and word.lower not in names.lower_cued:
        return False
    if word.capital:
        return names.is_any_given(word.lower) or (cue.strong and not _date_follows(page, at))
    if word.shouted:
        return names.is_any_given(word.lower)
    if cue.called and cue.strong:
        return _ends_a_phrase(page, at)
    return _lower_given(page, at, cue)


def _fits_title(word: Word, names: NameWords, cue: Cue) -> bool:
    if word.capital or word.shouted:
        return cue.strong or word.lower not in names.kept
    return cue.lower and (
        names.is_any_given(word.lower) or word.lower in names.surnames or word.lower not in names.kept
    )


def _lower_given(page: Page, at: int, cue: Cue) -> bool:
    lower, names = page.words[at].lower, page.names
    if names.is_given(lower) or _with_s(page, page.words[at]):
        return not _is_drug(page, at)
    return cue.strong and lower in names.lower_cued


def _ends_a_phrase(page: Page, at: int) -> bool:
    """Whether nothing that a name does not have stands after the word: "a girl called xanthe who", never "called in tears"."""
    word, names = page.words[at], page.names
    if names.is_given(word.lower) or word.lower in names.lower_cued:
        return True
    if len(word.lower) < 3 or word.lower.endswith(("ed", "ing", "ly")) or at + 1 == len(page.words):
        return len(word.lower) > 2 and at + 1 == len(page.words)
    after = page.words[at + 1]
    return bool(after.gap.strip()) or after.lower in page.cues.follows or after.lower in names.surnames


def _date_follows(page: Page, at: int) -> bool:
    return at + 1 < len(page.words) and page.words[at + 1].lower.isdigit() and page.words[at + 1].gap == " "


def _given(page: Page, at: int) -> bool:
    """Whether a word is a name by itself: a given name, or an ordinary word that stands like one."""
    word, names = page.words[at], page.names
    if word.lower in names.kept or _is_drug(page, at):
        return False
    if names.is_given(word.lower) or _with_s(page, word):
        return not word.shouted or (len(word.lower) > 4 and word.lower not in names.shouted)
    if not word.capital or (word.opens and word.lower not in names.ordinary):
        return False
    if word.lower in names.ordinary and not word.opens:
        return _stands_alone(page, at)
    return _before_surname(page, at)


def _stands_alone(page: Page, at: int) -> bool:
    """Whether a capital stands between small letters, or before a surname, and after no article."""
    before = page.words[at - 1]
    if before.lower in page.cues.articles or (before.capital and not before.opens):
        return False
    after = page.words[at + 1] if at + 1 < len(page.words) else None
    return after is None or not after.capital or bool(after.gap.strip()) or after.lower in page.names.surnames


def _before_surname(page: Page, at: int) -> bool:
    if at + 1 == len(page.words):
        return False
    word, after = page.words[at], page.words[at + 1]
    known_word = word.lower in page.names.surnames or word.lower in page.names.cued_only
    return after.capital and after.gap == " " and after.lower in page.names.surnames and not known_word


def _is_drug(page: Page, at: int) -> bool:
    """Whether a name is the street name of a drug here: "on charlie", "doing molly"."""
    word = page.words[at]
    return word.lower in page.cues.drugs and at > 0 and page.words[at - 1].lower in page.cues.drug_before


def _told_after(page: Page, at: int) -> bool:
    """Whether what follows an unknown word with a capital says that it is a person: "Xanthe, her son", "Xanthe (7)"."""
    word, names = page.words[at], page.names
    if not word.capital or word.lower in names.kept or (word.opens and word.lower.endswith("ly")):
        return False
    end = at + 1
    while end < len(page.words) and page.words[end].capital and page.words[end].gap == " " and end - at < MOST_WORDS:
        end += 1
    cue = cue_after(page.words, end, page.cues)
    if cue is None or (at and page.words[at - 1].capital and page.words[at].gap == " "):
        return False
    if word.opens and word.lower in names.ordinary | names.cued_only:
        return cue.called
    return cue.strong or end - at == 1


def _grown(page: Page, at: int) -> int:
    """The end of the name that starts at word `at`: its further given names and surnames taken in."""
    end = at + 1
    while end < len(page.words) and end - at < MOST_WORDS and _with_s(page, page.words[end - 1]) is False:
        step = _surname_step(page, end, page.words[at])
        if not step:
            break
        end += step
    return end


def _surname_step(page: Page, at: int, first: Word) -> int:
    """How many words at `at` belong to the name before: a surname 1, "de Souza" 2, else 0."""
    word, names = page.words[at], page.names
    if word.gap not in {" ", "  ", "-"} or len(word.text) < 2:
        return 0
    if word.lower in names.particles and at + 1 < len(page.words):
        return 2 if page.words[at + 1].capital and page.words[at + 1].gap == " " else 0
    if word.capital or word.shouted:
        return int(_is_surname(word, names, first))
    return int(not first.capital and word.lower in names.surnames)


def _is_surname(word: Word, names: NameWords, first: Word) -> bool:
    if word.shouted:
        return first.shouted or word.lower in names.surnames
    return word.lower not in names.kept or word.lower in names.kept_surnames


def _protected(page: Page, at: int, end: int, cue: Cue | None) -> bool:
    """Whether a name is kept: it stands in the library, in a kept phrase, or names a body."""
    words = page.words
    if _in_a_phrase(page, at, end) or (cue is None and _names_a_body(page, at, end)):
        return True
    if cue is not None and cue.title:
        return end - at > 1 and all(word.lower in page.known for word in words[at:end])
    return all(word.lower in page.known for word in words[at:end])


def _in_a_phrase(page: Page, at: int, end: int) -> bool:
    first, last = max(0, end - WINDOW), min(len(page.words), at + WINDOW)
    for start in range(first, at + 1):
        for stop in range(max(end, start + 2), min(last, start + WINDOW) + 1):
            phrase = " ".join(page.text[page.words[start].start : page.words[stop - 1].end].lower().split())
            if phrase in page.known or phrase.replace("’", "'") in page.names.phrases:
                return True
    return False


def _names_a_body(page: Page, at: int, end: int) -> bool:
    """Whether the name is part of a hospital's, a law's or a street's: "Alice Tate Hospital", "Clare's Law", "St Anne"."""
    words, names = page.words, page.names
    if (
        at
        and words[at - 1].lower in names.body_prefixes
        and words[at - 1].text[0].isupper()
        and "," not in words[at].gap
    ):
        return True
    while end < len(words) and words[end].capital and words[end].gap == " ":
        end += 1
    if words[end - 1].lower in names.bodies and end - at > 1:
        return True
    after = words[end : end + 2]
    return len(after) == 2 and after[0].lower == "s" and after[1].capital and after[1].lower in names.bodies


def _again(page: Page, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Where words of the names found stand again, also in small letters."""
    taken = {it.start for it in found}
    spans = sorted((it.start, it.end) for it in found)
    cued_lower = {word for it in found if page.text[it.start].islower() for word in it.words}
    named = {word for it in found for word in it.words if len(word) > 2 and word not in page.names.particles}
    inside = iter([*spans, (len(page.text) + 1, len(page.text) + 1)])
    start, end = next(inside)
    for at, word in enumerate(page.words):
        while word.start >= end:
            start, end = next(inside)
        if word.start in taken or start <= word.start < end:
            continue
        lower = word.lower if word.lower in named else word.lower[:-1] if _with_s(page, word) else ""
        if lower in named and _is_again(page, at, lower, cued_lower):
            yield Mention(start=word.start, end=word.start + len(lower), words=(lower,), child=False, title="")


def _is_again(page: Page, at: int, lower: str, cued_lower: set[str]) -> bool:
    word, names = page.words[at], page.names
    ordinary = lower in names.ordinary or lower in names.cued_only or lower in names.kept
    if not ordinary:
        return lower not in page.known
    if word.opens and word.capital:
        return cue_after(page.words, at + 1, page.cues) is not None
    return word.capital or (lower in cued_lower and lower in names.lower_cued)
