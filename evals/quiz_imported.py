"""Imported: a question of a trainer's own bank, before a paragraph is found that settles it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import unquote

from evals.quiz_item import Choice, Difficulty, Item, ItemKind, Source
from evals.quiz_mistakes import GAP, mistakes_of
from evals.quiz_text import from_html, plain, without_acceptance

TAG = re.compile(r"</?[A-Za-z][^<>]*>")
PLAIN = ("plain", "plain_text")
"""How GIFT and Moodle XML name a text in which every sign stands for itself."""
BLANK = re.compile("_{3,}")
MEDIA = re.compile(r"<(?:img|audio|video|source|iframe|embed|object)\b[^>]*>?", re.IGNORECASE)
ADDRESS = re.compile(r"""\b(?:src|data)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
LONGEST_NAME = 60
LONGEST_TEXT, MOST_TAGS, MOST_ANSWERS = 100_000, 2_000, 100
"""Far above what anybody asks, and low enough that no file keeps the reader busy: HTML is read in a time of tags times length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A question as another platform's file has it. at: its place in the file, from 1. line: where it starts, from 1.

    The answers are those of an Item of the same kind; no choice has a source. findings: what was left out or changed, each in a
    sentence.
    """

    at: int
    line: int
    name: str
    kind: ItemKind
    stem: str
    feedback: str = ""
    choices: tuple[Choice, ...] = ()
    accepted: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Question and right answers in one text: what to search for the paragraph that settles it."""
        right = [it.text for it in self.choices if it.right]
        return " ".join(
            (self.stem, *right, *self.accepted, *self.order, *(part for pair in self.pairs for part in pair))
        )

    def keyed(self, source: Source, item_id: str) -> Item:
        """The item that it becomes once its paragraph is known. It is proposed: a trainer looks at the link first.

        A tag that is the name of a difficulty, as our own exports have it, is that; without one it is medium.
        """
        named = [it for it in self.tags if it in set(Difficulty)]
        return Item(
            id=item_id,
            kind=self.kind,
            stem=self.stem,
            source=source,
            feedback=without_acceptance(self.feedback),
            difficulty=Difficulty(named[0]) if named else Difficulty.MEDIUM,
            choices=self.choices,
            accepted=self.accepted,
            order=self.order,
            pairs=self.pairs,
            tags=tuple(it for it in self.tags if it not in named),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """What was read: the questions that can be used, and every mistake, each named by its question."""

    questions: tuple[Imported, ...]
    mistakes: tuple[str, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """What was left out of questions that can be used, or changed in them, each named by its question."""
        return tuple(f"{where(it.at, it.line, it.name)}: {said}" for it in self.questions for said in it.findings)


class Unusable(Exception):
    """One question cannot be taken. The message says what was found; the reader adds which question."""


def where(at: int, line: int, name: str) -> str:
    """How a mistake names its question.

    >>> where(3, 12, "Who leads?")
    'question 3 (line 12, “Who leads?”)'
    """
    return f"question {at} (line {line}, “{name}”)" if name else f"question {at} (line {line})"


def checked(found: Imported) -> Iterator[str]:
    """The mistakes of one question, each with its name."""
    answers = max(map(len, (found.choices, found.accepted, found.order, found.pairs)))
    if answers > MOST_ANSWERS:
        yield f"{where(found.at, found.line, found.name)}: expected at most {MOST_ANSWERS} answers, found {answers}"
        return
    for mistake in mistakes_of(found):
        yield f"{where(found.at, found.line, found.name)}: {mistake}"


def words_of(text: str, form: str) -> str:
    """A text of another platform as plain words. form: one of Moodle's; in all but plain text, tags are read.

    Raises Unusable for a text so large that reading it would take long.
    """
    read = form == "html" or (form not in PLAIN and TAG.search(text))
    bare = MEDIA.sub("", text) if read else text
    if len(bare) > LONGEST_TEXT:
        raise Unusable(f"expected at most {LONGEST_TEXT:,} characters in a text, found {len(bare):,}. Shorten it")
    if not read:
        return plain(bare)
    if bare.count("<") > MOST_TAGS:
        raise Unusable(f"expected at most {MOST_TAGS:,} tags in a text, found {bare.count('<'):,}. Simplify it")
    return from_html(bare)


def media_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The names of pictures and recordings that these texts show, each once.

    >>> media_in(['<img src="@@PLUGINFILE@@/the%20map.png">', '<img src="data:image/png;base64,AAAA">'])
    ('the map.png', 'a picture in the text')
    """
    found = (ADDRESS.search(it) for text in texts for it in MEDIA.findall(text))
    return tuple(dict.fromkeys(_media_name(it[1]) for it in found if it))


def _media_name(address: str) -> str:
    if address.startswith("data:"):
        return "a picture in the text"
    return unquote(address.rstrip("/").rsplit("/", 1)[-1])[:LONGEST_NAME]


def without_media(found: Imported, names: Iterable[str]) -> Imported:
    """The question, with a finding where pictures or recordings of these names were left out of it."""
    listed = ", ".join(dict.fromkeys(names))
    if not listed:
        return found
    said = f"pictures and recordings are not taken over ({listed}); see whether it can be asked without them"
    return replace(found, findings=(*found.findings, said))


def with_gap(stem: str) -> str:
    """A stem that says where to fill in: its only run of underscores, its only gap, or the end."""
    if len(BLANK.findall(stem)) == 1:
        return BLANK.sub(GAP, stem)
    return stem if stem.count(GAP) == 1 else f"{stem} {GAP}"


def imported_json(found: Imported) -> dict[str, Any]:
    """A question as JSON, for programs."""
    return {**asdict(found), "kind": found.kind.value}


def paired(bare: Imported, pairs: Sequence[tuple[str, str]]) -> Imported:
    """A question whose sides are matched; steps in order where what stands on the right is 1, 2, 3… and nothing else."""
    places = [str(at) for at, _ in enumerate(pairs, start=1)]
    if pairs and sorted(right for _, right in pairs) == sorted(places):
        steps = tuple(left for left, _ in sorted(pairs, key=lambda pair: int(pair[1])))
        return replace(bare, kind=ItemKind.ORDERING, order=steps)
    return replace(bare, kind=ItemKind.MATCHING, pairs=tuple(pairs))
