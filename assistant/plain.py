"""Plain form: what someone typed, in lower case, contractions opened, texting and common misspellings turned into words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.patterns import any_of

_TOKEN = re.compile(r"[a-z0-9][a-z0-9'.\-]*(?<![.\-'])|[a-z0-9]")
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "`": "'", "–": "-", "—": "-", "…": "."})
_OPENED = (
    (re.compile(r"\bcan't\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"(\w)n't\b"), r"\1 not"),
    (re.compile(r"\b(he|she|it|that|there|who|what|where|here)'s\b"), r"\1 is"),
    (re.compile(r"\bi'd\b"), "i would"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"'s\b"), " s"),
    (re.compile(r"\b(\d+) ?(?:y/o|yo|yrs? old|yr old|y o)\b"), r"\1 year old"),
    (re.compile(r"([a-z])\1{3,}"), r"\1"),
)
_SENTENCE_END = re.compile(r"[.?!;\n]+(?!\d)|(?<!\w)(?:but|however|although)(?!\w)")
_MARK = re.compile(r"[^\w,/ ]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainForm:
    """Word forms to replace, sayings to drop, and words to recognise through one wrong letter."""

    forms: Mapping[str, str]
    sayings: re.Pattern[str]
    near: Mapping[str, str]
    right: frozenset[str]


def plain_form(data: Mapping[str, Any]) -> PlainForm:
    """The plain form described by a data file's `[plain]` table: `forms`, `sayings`, `near.words` and `near.real`."""
    near = data.get("near", {"words": [], "real": []})
    words = tuple(near["words"])
    by_shortened = {short: word for word in words for short in _shortened(word)}
    return PlainForm(
        forms=dict(data["forms"]),
        sayings=any_of(data["sayings"]),
        near=by_shortened,
        right=frozenset((*words, *near["real"])),
    )


def plain(text: str, form: PlainForm) -> str:
    """`text` in plain form, on one line per line of `text`; sentence marks stay."""
    lowered = text.translate(_MARKS).lower()
    for pattern, opened in _OPENED:
        lowered = pattern.sub(opened, lowered)
    worded = _TOKEN.sub(lambda token: _word(token[0], form), lowered)
    return form.sayings.sub(" ", worded)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in plain form, marks dropped but for commas. `asked`: a question mark ended it."""

    text: str
    asked: bool


def sentences(plain_text: str) -> tuple[Sentence, ...]:
    """The sentences of a plain text in order, cut at . ? ! ; line ends and "but".

    >>> [sentence.text for sentence in sentences("no one is hurt but he has a knife. who do i ring?")]
    ['no one is hurt', 'he has a knife', 'who do i ring']
    """
    cuts = [*_SENTENCE_END.finditer(plain_text)]
    starts = (0, *(cut.end() for cut in cuts))
    ends = (*(cut.start() for cut in cuts), len(plain_text))
    asked = (*("?" in cut[0] for cut in cuts), False)
    found = (Sentence(_only_words(plain_text[a:b]), mark) for a, b, mark in zip(starts, ends, asked, strict=True))
    return tuple(sentence for sentence in found if sentence.text)


def _only_words(text: str) -> str:
    return _SPACES.sub(" ", _MARK.sub(" ", text)).strip(" ,")


def _word(token: str, form: PlainForm) -> str:
    known = form.forms.get(token)
    if known is not None:
        return known
    if not form.near or len(token) < 6 or token in form.right:
        return token
    return next((form.near[short] for short in _shortened(token) if _near(short, token, form)), token)


def _near(short: str, token: str, form: PlainForm) -> bool:
    word = form.near.get(short)
    return word is not None and one_edit_apart(token, word)


def _shortened(word: str) -> tuple[str, ...]:
    """`word`, and `word` with each one letter left out."""
    return (word, *(word[:i] + word[i + 1 :] for i in range(len(word))))


def one_edit_apart(one: str, other: str) -> bool:
    """Whether one letter wrong, missing, extra or two swapped turns one word into the other. False for equal words.

    >>> one_edit_apart("brething", "breathing"), one_edit_apart("hitting", "sittings")
    (True, False)
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, rest_other = one[start:], other[start:]
    if len(one) != len(other):
        return rest[1:] == rest_other or rest == rest_other[1:]
    return rest[1:] == rest_other[1:] or (rest[:2] == rest_other[1::-1] and rest[2:] == rest_other[2:])
