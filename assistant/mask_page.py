"""Page: a text in words with everything that it is read with, and what several rules ask of a word."""

from dataclasses import dataclass
from functools import cache

from assistant.mask_cues import Cues, load_cues
from assistant.mask_words import NameWords, Word, load_name_words, words_of


@dataclass(frozen=True, slots=True)
class Page:
    """A text, its words, the `known` words and phrases of the library in lower case, and the shipped lists."""

    text: str
    words: tuple[Word, ...]
    known: frozenset[str]
    names: NameWords
    cues: Cues

    def word_after(self, at: int) -> Word | None:
        """The word after word `at`, None at the end."""
        return self.words[at + 1] if at + 1 < len(self.words) else None


def page_of(text: str, known: frozenset[str]) -> Page:
    """The page of a text."""
    return Page(text, words_of(text), known, *_shipped())


@cache
def _shipped() -> tuple[NameWords, Cues]:
    return load_name_words(), load_cues()


def with_s(page: Page, word: Word) -> bool:
    """Whether a word is a given name and an s: "kellys partner"."""
    lower, names = word.lower, page.names
    if len(lower) < 5 or lower[-1] != "s" or lower in names.aliases or names.is_any_given(lower):
        return False
    return names.is_given(lower[:-1]) and lower not in names.kept and lower not in names.surnames


def is_drug(page: Page, at: int) -> bool:
    """Whether a name is the street name of a drug here: "on charlie", "doing molly"."""
    return page.words[at].lower in page.cues.drugs and at > 0 and page.words[at - 1].lower in page.cues.drug_before


def date_follows(page: Page, at: int) -> bool:
    """Whether a number stands right after word `at`: "April 2019"."""
    after = page.word_after(at)
    return after is not None and after.lower.isdigit() and after.gap == " "


def is_dated(page: Page, at: int) -> bool:
    """Whether a month or place stands as one: "in April", "April 2019", "3 April"."""
    before = page.words[at - 1].lower if at else ""
    return date_follows(page, at) or before in page.cues.dating or before.isdigit()
