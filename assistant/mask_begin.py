"""Where a name begins: at a word that a cue announces, at a given name, at a word that what follows tells to be a person."""

from assistant.mask_cues import Cue, cue_after
from assistant.mask_page import Page, date_follows, is_drug, with_s
from assistant.mask_words import NameWords, Word

MOST_CAPITALS = 4
"""The most words with capitals that are read as one unknown name."""


def begins(page: Page, at: int, cue: Cue | None) -> bool:
    """Whether a name begins at word `at`, before which `cue` stands."""
    return (cue is not None and fits(page, at, cue)) or _is_given(page, at) or _told_after(page, at)


def fits(page: Page, at: int, cue: Cue) -> bool:
    """Whether the word at `at` can be the name that `cue` announces."""
    word, names = page.words[at], page.names
    if cue.title:
        return _fits_title(page, at, cue)
    if len(word.text) < 2 or (word.lower in names.kept and word.lower not in names.lower_cued):
        return False
    if word.capital:
        listed = names.is_any_given(word.lower) or names.is_surname(word.lower)
        return listed or (cue.strong and not date_follows(page, at))
    if word.shouted:
        return names.is_any_given(word.lower) or names.is_surname(word.lower)
    if cue.called and cue.strong:
        return _ends_a_phrase(page, at)
    return _lower_given(page, at, cue)


def _fits_title(page: Page, at: int, cue: Cue) -> bool:
    word, names = page.words[at], page.names
    if len(word.text) == 1 or word.lower in names.particles:
        return any(after.capital and after.gap in {" ", ". ", "."} for after in page.words[at + 1 : at + 3])
    if word.capital or word.shouted:
        return cue.strong or word.lower not in names.kept
    named = names.is_any_given(word.lower) or word.lower in names.surnames
    return cue.lower and (named or word.lower not in names.kept)


def _lower_given(page: Page, at: int, cue: Cue) -> bool:
    lower, names = page.words[at].lower, page.names
    if names.is_given(lower) or with_s(page, page.words[at]):
        return not is_drug(page, at)
    return cue.strong and lower in names.lower_cued


def _ends_a_phrase(page: Page, at: int) -> bool:
    """Whether what stands after the word may stand after a name: "a girl called xanthe who", never "called in tears"."""
    word, names, after = page.words[at], page.names, page.word_after(at)
    if names.is_given(word.lower) or word.lower in names.lower_cued:
        return True
    if len(word.lower) < 3 or after is None:
        return len(word.lower) > 2
    if word.lower.endswith(("ed", "ing", "ly")):
        return False
    return bool(after.gap.strip()) or after.lower in page.cues.follows or after.lower in names.surnames


def _is_given(page: Page, at: int) -> bool:
    """Whether a word is a name by itself: a given name, an ordinary word that stands like one, or a word before a surname."""
    word, names = page.words[at], page.names
    if word.lower in names.kept or is_drug(page, at):
        return False
    if names.is_given(word.lower):
        return not word.shouted or (len(word.lower) > 4 and word.lower not in names.shouted)
    if with_s(page, word):
        return not word.shouted and not (at and page.words[at - 1].lower in page.cues.articles)
    if word.shouted or not word.capital:
        return False
    return _is_capital_name(page, at, word, names)


def _is_capital_name(page: Page, at: int, word: Word, names: NameWords) -> bool:
    if names.is_surname(word.lower) or word.lower[:-1] in names.surnames:
        return _is_lone_surname(page, at, word)
    if word.lower in names.ordinary:
        return _before_surname(page, at) if word.opens else _stands_alone(page, at)
    return not word.opens and _before_surname(page, at)


def _is_lone_surname(page: Page, at: int, word: Word) -> bool:
    """Whether a surname stands alone inside a sentence, or before "family": "the Smiths", "Smith family"."""
    after = page.word_after(at)
    if after is not None and after.lower in page.cues.household and after.gap == " ":
        return True
    plural = not page.names.is_surname(word.lower)
    if plural and not (at and page.words[at - 1].lower == "the"):
        return False
    return _stands_alone(page, at, plural=plural) and not word.opens


def _stands_alone(page: Page, at: int, *, plural: bool = False) -> bool:
    """Whether a capital stands between small letters, or before a surname, and after no article but "the" for a plural."""
    before = page.words[at - 1]
    if (before.lower in page.cues.articles and not plural) or (before.capital and not before.opens):
        return False
    after = page.word_after(at)
    return after is None or not after.capital or bool(after.gap.strip()) or after.lower in page.names.surnames


def _before_surname(page: Page, at: int) -> bool:
    after = page.word_after(at)
    if after is None or page.words[at].lower in page.names.cued_only:
        return False
    return after.capital and after.gap == " " and after.lower in page.names.surnames


def _told_after(page: Page, at: int) -> bool:
    """Whether what follows an unknown word with a capital says that it is a person: "Xanthe, her son", "Xanthe (7)"."""
    word, names = page.words[at], page.names
    if not word.capital or len(word.text) < 2 or word.lower in names.kept or (word.opens and word.lower.endswith("ly")):
        return False
    if at and page.words[at - 1].capital and word.gap == " ":
        return False
    end = at + 1
    while end < len(page.words) and page.words[end].capital and page.words[end].gap == " " and end - at < MOST_CAPITALS:
        end += 1
    cue = cue_after(page.words, end, page.cues)
    if cue is None:
        return False
    if word.opens and (word.lower in names.ordinary or word.lower in names.cued_only):
        return cue.called
    return cue.strong or end - at == 1 or page.names.is_surname(page.words[end - 1].lower)
