"""Names of people in a text: told by a title, a relation, "called", what stands after them, or by being a given name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.mask_begin import begins, fits
from assistant.mask_cues import CHILD, Cue, cue_after, cue_before
from assistant.mask_extent import is_kept, name_end
from assistant.mask_page import Page, is_dated, page_of, with_s
from assistant.mask_words import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person's name at `[start, end)`. `words` are its words in lower case; `role`: whose it is, '' where nothing says so.

    `title` is "mrs" in "Mrs Green", else empty.
    """

    start: int
    end: int
    words: tuple[str, ...]
    role: str
    title: str

    @property
    def child(self) -> bool:
        """Whether it is a child's."""
        return self.role == CHILD


def find_people(text: str, known: frozenset[str]) -> tuple[Mention, ...]:
    """Every mention of a person, in reading order, none overlapping. `known` words and phrases (lower case) are no person."""
    page = page_of(text, known)
    found = tuple(_named(page))
    return tuple(sorted((*found, *_again(page, found)), key=lambda it: it.start)) if found else ()


def _named(page: Page) -> Iterator[Mention]:
    """Names that are told by what stands around them or by themselves."""
    at, listed, last = 0, None, -1
    while at < len(page.words):
        cue = cue_before(page.words, at, page.cues)
        if cue is None and listed is not None and _goes_on(page.words, last, at):
            cue = listed
        end = _end(page, at, cue)
        if end > at:
            yield _mention(page, at, end, cue)
            listed, last = (replace(cue, strong=True) if cue and cue.plural else None), end
        at = max(end, at + 1)


def _end(page: Page, at: int, cue: Cue | None) -> int:
    """Where the name that begins at word `at` ends; `at` where none does."""
    if not page.words[at].text[0].isalpha() or not begins(page, at, cue):
        return at
    end = name_end(page, at)
    announced = cue if cue is not None and fits(page, at, cue) else None
    return at if is_kept(page, at, end, announced) else end


def _goes_on(words: tuple[Word, ...], last: int, at: int) -> bool:
    """Whether the name at `at` goes on a list whose last name ended before word `last`: "Mia, Tyler and Zac"."""
    if at == last:
        return words[at].gap.strip() in {",", "/", "&", "+"}
    return at == last + 1 and words[last].lower in {"and", "n"} and words[last].gap.strip() in {"", ","}


def _mention(page: Page, at: int, end: int, cue: Cue | None) -> Mention:
    first, last = page.words[at], page.words[end - 1]
    after = cue_after(page.words, end, page.cues)
    stop = last.end - 1 if with_s(page, last) else last.end
    words = [word.lower for word in page.words[at:end]]
    words[-1] = words[-1][:-1] if stop < last.end else words[-1]
    told = [it.role for it in (cue, after) if it is not None and it.role]
    role = CHILD if CHILD in told else next(iter(told), "")
    return Mention(start=first.start, end=stop, words=tuple(words), role=role, title=cue.title if cue else "")


def _again(page: Page, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Where words of the names found stand again, also in small letters."""
    cued_lower = {word for it in found if page.text[it.start].islower() for word in it.words}
    named = {word for it in found for word in it.words if len(word) > 2 and word not in page.names.particles}
    spans = iter([*((it.start, it.end) for it in found), (len(page.text), len(page.text))])
    start, end = next(spans)
    for at, word in enumerate(page.words):
        while word.start >= end and start < len(page.text):
            start, end = next(spans)
        if start <= word.start:
            continue
        lower = word.lower if word.lower in named or not with_s(page, word) else word.lower[:-1]
        if lower in named and _is_again(page, at, lower, cued_lower):
            length = len(word.text) - (lower != word.lower)
            yield Mention(start=word.start, end=word.start + length, words=(lower,), role="", title="")


def _is_again(page: Page, at: int, lower: str, cued_lower: set[str]) -> bool:
    word, names = page.words[at], page.names
    if word.text.lower() in page.known:
        return False
    if lower not in names.ordinary and lower not in names.cued_only and lower not in names.kept:
        return True
    if word.capital and lower in names.cued_only and is_dated(page, at):
        return False
    if word.opens and word.capital:
        return cue_after(page.words, at + 1, page.cues) is not None
    return word.capital or (lower in cued_lower and lower in names.lower_cued)
