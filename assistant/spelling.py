"""spelling: a question's misspelt words, put right for search: by the words of the documents first, then by common English."""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.mask_words import load_name_words
from corpus.general_words import general_words
from corpus.terms import terms
from corpus.vocabulary import Vocabulary

DATA = Path(__file__).parent / "data" / "spelling.toml"
_WORD = re.compile(r"(?<![\w@./'’-])[A-Za-z0-9]+(?![\w@/]|['’-]\w|\.\w)")
_VOWELS = re.compile(r"[aeiouy]")
ENDINGS = ("s", "ed", "ing")
"""Endings of a form of a word; others are as often a slip ("referal")."""
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingRule:
    """The numbers and the list of `data/spelling.toml`."""

    shortest: int
    one_edit: int
    known: float
    far: float
    clipped: float
    long: int
    typo: float
    rare: float
    own_word: float
    edit: float
    first_letter: float
    same_sounds: float
    typed: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One word that was searched for in place of another. guessed: it is the nearest, not one that is known to be typed so."""

    typed: str
    meant: str
    guessed: bool = True

    @property
    def matters(self) -> bool:
        """Whether search may go wrong by it: "wks" is sure to mean "weeks", and a misspelt "before" is not searched for."""
        return self.guessed and terms(self.typed) != terms(self.meant) and bool(terms(self.meant))


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A text as it is searched for, and what was put right in it, in order."""

    text: str
    corrections: tuple[Correction, ...]


@lru_cache(maxsize=1)
def load_spelling_rule() -> SpellingRule:
    """The rule of `data/spelling.toml`."""
    return SpellingRule(**tomllib.loads(DATA.read_text(encoding="utf-8")))


def corrected(text: str, written: Vocabulary, kept: Collection[str] = ()) -> Corrected:
    """`text` with its misspelt words put right. `written` is the vocabulary of the documents; `kept` are words to leave alone.

    A word is misspelt where neither the documents nor people in general write it. Words with a capital inside a sentence, and
    given names and surnames, may be names: they are left as they are.

    >>> corrected("mums permision befor I refer", Vocabulary({"permission": 3, "mum": 1, "refer": 9})).text
    'mums permission before I refer'
    """
    rule = load_spelling_rule()
    parts: list[str] = []
    found: list[Correction] = []
    at = 0
    for match in _WORD.finditer(text):
        word = match[0]
        listed = meant = rule.typed.get(word.lower()) if word.lower() not in written else None
        if meant is None and not _may_be_name(word, text[: match.start()], kept):
            meant = meant_by(word.lower(), written, rule)
        if meant is None:
            continue
        found.append(Correction(typed=word, meant=meant, guessed=listed is None))
        parts += [text[at : match.start()], meant]
        at = match.end()
    return Corrected(text="".join([*parts, text[at:]]), corrections=tuple(found))


def meant_by(word: str, written: Vocabulary, rule: SpellingRule) -> str | None:
    """The word that was most likely meant by a small word; None where it is a word as it stands, or nothing is near enough."""
    if len(word) < rule.shortest or not word.isalpha():
        return None
    whole = f"{word}g"
    if _is_clipped(word, whole, written, rule):
        return whole
    return None if _is_word(word, written, rule) else _nearest(word, written, rule)


def _is_clipped(word: str, whole: str, written: Vocabulary, rule: SpellingRule) -> bool:
    """Whether a word is a form in "-ing" as it is spoken ("keepin"), and no word that the documents write ("heroin")."""
    general = general_words()
    more = general.get(whole, 0.0) - max(general.get(word, 0.0), rule.known - rule.clipped)
    return len(word) > rule.shortest and word.endswith("in") and word not in written and more >= rule.clipped


def _nearest(word: str, written: Vocabulary, rule: SpellingRule) -> str | None:
    edits = 1 if len(word) <= rule.one_edit else 2
    best: tuple[float, str] | None = None
    for candidate, distance in _within(word, written, rule, edits).items():
        common = _how_common(candidate, written, rule)
        if common is None or not _likely(word, candidate, distance, written, rule):
            continue
        worth = (
            common
            + rule.own_word * (candidate in written)
            + rule.same_sounds * _same_sounds(word, candidate)
            - rule.edit * distance
            - rule.first_letter * (word[0] != candidate[0])
        )
        best = max(best or (worth, candidate), (worth, candidate))
    return best[1] if best else None


def _likely(word: str, candidate: str, distance: int, written: Mapping[str, int], rule: SpellingRule) -> bool:
    """Whether a slip leads from a candidate to the word: never a mere ending or beginning; in a short word, and in one that
    people write at times, only where it sounds the same, and then only from a far more common word; in a long one from one that
    is more common by far.
    """
    if word.startswith(candidate) or word.endswith(candidate):
        return False
    general = general_words()
    sounds = _same_sounds(word, candidate)
    if word in general:
        far = general.get(candidate, 0.0) >= general[word] + rule.far
        far_more = len(word) >= rule.long and general.get(candidate, 0.0) >= general[word] + rule.typo
        near = (distance == 1 and sounds) or sorted(word) == sorted(candidate) or far_more
        return near and far and (len(word) >= rule.one_edit or candidate in written)
    return sounds or len(word) > rule.one_edit + 2 * (distance - 1)


def _within(word: str, written: Vocabulary, rule: SpellingRule, edits: int) -> dict[str, int]:
    """Words that the documents write or people write often, at most so many edits away, each with how many they are."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    lists = (
        by_length.get(size, ()) for size in _sizes(word, edits) for by_length in (written.by_length, _common(rule.rare))
    )
    return {
        candidate: int(distance)
        for words in lists
        for candidate, distance, _ in process.extract(
            word, words, scorer=OSA.distance, processor=None, score_cutoff=edits, limit=None
        )
    }


def _sizes(word: str, edits: int) -> range:
    return range(len(word) - edits, len(word) + edits + 1)


def _how_common(candidate: str, written: Mapping[str, int], rule: SpellingRule) -> float | None:
    """How often people write a word; None for one that only a single place in the documents writes: it may be a slip itself."""
    common = general_words().get(candidate, 0.0)
    if candidate not in written:
        return common
    return max(common, rule.rare) if written[candidate] > 1 or common >= rule.rare else None


@lru_cache(maxsize=1)
def _common(rare: float) -> Mapping[int, Sequence[str]]:
    """Words that people write often, by their length."""
    found: dict[int, list[str]] = {}
    for word, common in general_words().items():
        if common >= rare and word.isalpha():
            found.setdefault(len(word), []).append(word)
    return found


def _is_word(word: str, written: Vocabulary, rule: SpellingRule) -> bool:
    """Whether the documents or people write a word, or one that it is a form of ("relapses"; "retendering" for "retendered")."""
    if word.endswith(ENDINGS) and not written.stems.isdisjoint(terms(word)):
        return True
    general = general_words()
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ed"), word.removesuffix("ing"))
    return any(len(form) > 2 and (form in written or general.get(form, 0.0) >= rule.known) for form in forms)


def _same_sounds(word: str, other: str) -> bool:
    return _skeleton(word) == _skeleton(other) or sorted(word) == sorted(other)


def _skeleton(word: str) -> str:
    """Consonants in order, doubled ones once.

    >>> _skeleton("referal"), _skeleton("lead")
    ('rfrl', 'ld')
    """
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


def _may_be_name(word: str, before: str, kept: Collection[str]) -> bool:
    lower = word.lower()
    names = load_name_words()
    opens = not before.strip() or before.rstrip()[-1] in ".!?:;\n"
    capital = word[0].isupper() and not opens
    return capital or word.isupper() or lower in kept or names.is_any_given(lower) or names.is_surname(lower)
