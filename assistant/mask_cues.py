"""Cues: what stands before or after a name and says that it is one, from the table `cues` of `data/mask.toml`."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.mask_words import Word
from assistant.patterns import read_data

_JOINS = re.compile(r"[\s,(\[:\-–—\"'“”‘’/=]{1,4}")
_TITLE_JOINS = frozenset({" ", ". ", ".", "  "})
MOST_LINKS = 4
"""The most words between a relation and the name: "his name is now"."""
CHILD = "child"
RELATIONS = ("adult", "adults", "child", "children", "worker")
GROWN_UP = 18
"""The age from which someone is no child."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Why a name is expected.

    `strong`: a word with a capital is enough, else it must be a given name. `role`: whose name it is, '' where the cue does not
    say; "child" for every child. `plural`: of several people.
    `called`: "called", "named" and the like. `title`: the title in lower case. `lower`: the title is one even in small letters.
    """

    strong: bool
    role: str = ""
    plural: bool = False
    called: bool = False
    title: str = ""
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A word for a person: what a label calls them ('' where it says too little), of several people, of someone at work."""

    role: str
    plural: bool
    worker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The cue words, in lower case: see `data/mask.toml`."""

    relations: dict[str, Relation]
    titles: frozenset[str]
    sure_titles: frozenset[str]
    lower_titles: frozenset[str]
    linking: frozenset[str]
    calling: frozenset[str]
    always: frozenset[str]
    someone: frozenset[str]
    does: frozenset[str]
    met: frozenset[str]
    to: frozenset[str]
    household: frozenset[str]
    whose: frozenset[str]
    relatives_of: frozenset[str]
    of_bodies: frozenset[str]
    follows: frozenset[str]
    articles: frozenset[str]
    dating: frozenset[str]
    drugs: frozenset[str]
    drug_before: frozenset[str]


@cache
def load_cues() -> Cues:
    """The shipped cues, read once."""
    data = read_data("mask")
    return cues_of(data["cues"], role_words(data["roles"]))


def cues_of(data: dict[str, Any], roles: dict[str, str]) -> Cues:
    """Cues from the plain values of a data file; `roles` by word, see `role_words`. KeyError where something is missing."""
    sets = {name: frozenset(words) for name, words in data.items() if name not in RELATIONS}
    relations = {
        word: Relation(
            role=CHILD if kind.startswith(CHILD) else roles.get(word, word),
            plural=kind in {"adults", "children"},
            worker=kind == "worker",
        )
        for kind in RELATIONS
        for word in data[kind]
    }
    return Cues(relations=relations, **sets)


def role_words(data: dict[str, Any]) -> dict[str, str]:
    """The role of each word that is not its own: '' for those under `none`."""
    return {word: "" if role == "none" else role for role, words in data.items() if role != "general" for word in words}


def cue_before(words: tuple[Word, ...], at: int, cues: Cues) -> Cue | None:
    """The cue that stands before word `at`, None where there is none."""
    if not at:
        return None
    before = words[at - 1]
    if before.lower in cues.titles and words[at].gap in _TITLE_JOINS:
        return _title(before, words[at], cues)
    head, links, colon = _linked(words, at, cues)
    if links & cues.calling or colon or _is_name_link(links):
        return _called(words, head, at, cues)
    relation = cues.relations.get(words[head].lower) if head >= 0 else None
    if relation is not None:
        return _related(words, head, relation, links, at)
    return _met(words, at, cues)


def _title(title: Word, name: Word, cues: Cues) -> Cue | None:
    if title.lower in cues.lower_titles and not title.capital:
        return Cue(strong=True, title=title.lower, lower=not name.capital)
    if not title.text[0].isupper() and not name.capital:
        return None
    return Cue(strong=title.lower in cues.sure_titles, title=title.lower)


def _linked(words: tuple[Word, ...], at: int, cues: Cues) -> tuple[int, set[str], bool]:
    """Where the word before all linking words is (-1 where none), the linking words, and whether "name:" is among them."""
    links: set[str] = set()
    colon = False
    for head in range(at - 1, max(-1, at - 2 - MOST_LINKS), -1):
        gap = words[head + 1].gap
        if gap != " " and not _JOINS.fullmatch(gap):
            break
        if words[head].lower not in cues.linking:
            return head, links, colon
        colon = colon or (words[head].lower == "name" and ":" in gap)
        links.add(words[head].lower)
    return -1, links, colon


def _is_name_link(links: set[str]) -> bool:
    if links & {"name", "names", "nickname", "surname", "alias"}:
        return bool(links & {"is", "was", "are", "s"})
    return {"known", "as"} <= links or {"goes", "by"} <= links


def _called(words: tuple[Word, ...], head: int, at: int, cues: Cues) -> Cue:
    """A name after "called": of anybody where a person stands before it, else it must be a given name."""
    relation = cues.relations.get(words[head].lower) if head >= 0 else None
    before = words[at - 1].lower
    sure = before in cues.always or (before == "as" and words[at].capital)
    owned = head >= 0 and words[head].lower in cues.someone | cues.relatives_of
    person = relation is not None or sure or owned
    role = relation.role if relation is not None else ""
    return Cue(strong=person, role=role, plural=relation is not None and relation.plural, called=True)


def _related(words: tuple[Word, ...], head: int, relation: Relation, links: set[str], at: int) -> Cue:
    """A name after a relation. After "is", a worker or a title-case cue ("Child Protection") it must be a given name."""
    cue = words[head]
    strong = (
        not links
        and not relation.worker
        and not relation.plural
        and not (cue.capital and not _is_calm(words, head, at))
    )
    role = CHILD if cue.lower == "old" and _is_child_age(words, head) else relation.role
    return Cue(strong=strong, role=role, plural=relation.plural)


def _is_calm(words: tuple[Word, ...], head: int, at: int) -> bool:
    """Whether a cue with a capital only has it because it begins the sentence, and no title follows: "Mum Tracey said"."""
    after = words[at + 1] if at + 1 < len(words) else None
    return words[head].opens and (after is None or not after.capital)


def _is_child_age(words: tuple[Word, ...], head: int) -> bool:
    return any(word.lower.isdigit() and int(word.lower[:3]) < GROWN_UP for word in words[max(0, head - 2) : head])


def _met(words: tuple[Word, ...], at: int, cues: Cues) -> Cue | None:
    """ "spoke to X", "visited X"; "the X family"."""
    before, name = words[at - 1], words[at]
    if name.gap != " ":
        return None
    verb = words[at - 2] if at > 1 and before.lower in cues.to else before
    if verb.lower in cues.met and (verb.opens or not verb.capital):
        alone = at + 1 == len(words) or not words[at + 1].capital or bool(words[at + 1].gap.strip())
        return Cue(strong=alone and name.capital)
    if before.lower in cues.whose and at + 1 < len(words) and words[at + 1].lower in cues.household:
        return Cue(strong=name.capital and not words[at + 1].capital)
    return None


def cue_after(words: tuple[Word, ...], end: int, cues: Cues) -> Cue | None:
    """The cue that stands after a name that ended before word `end`, None where there is none."""
    if end == len(words):
        return None
    after = words[end]
    if after.lower in cues.does and after.gap == " ":
        return Cue(strong=False, called=True)
    if after.lower == "s" and end + 1 < len(words):
        relation = cues.relations.get(words[end + 1].lower)
        own = relation is not None and not relation.plural and not relation.worker
        return Cue(strong=False) if own and words[end + 1].lower not in cues.of_bodies else None
    if after.lower.isdigit() or after.lower in {"aged", "age"}:
        return _aged(words, end)
    return _relation_after(words, end, cues)


def _aged(words: tuple[Word, ...], end: int) -> Cue | None:
    """ "X aged 7", "X (7)", "X (7 weeks)"."""
    digits = end if words[end].lower.isdigit() else end + 1
    if digits >= len(words) or not words[digits].lower.isdigit() or len(words[digits].lower) > 2:
        return None
    bare = digits == end
    if bare and "(" not in words[end].gap:
        return None
    after = words[digits + 1] if digits + 1 < len(words) else None
    if after is not None and after.lower.isdigit():
        return None
    small = after is not None and after.lower.startswith(("month", "mth", "week", "wk", "day"))
    return Cue(strong=True, role=CHILD if small or int(words[digits].lower) < GROWN_UP else "")


def _relation_after(words: tuple[Word, ...], end: int, cues: Cues) -> Cue | None:
    """ "X, her son", "X (mum)"."""
    after = words[end]
    if after.gap.strip() in {"(", "-", "–"} and after.lower in cues.relations:
        found = cues.relations[after.lower]
        return Cue(strong=False, role=found.role) if not found.plural else None
    if (
        after.lower not in cues.relatives_of
        or not after.gap.strip(" ").startswith((",", "(", "-", "–"))
        or end + 1 == len(words)
    ):
        return None
    relation = cues.relations.get(words[end + 1].lower)
    if relation is None or relation.plural:
        return None
    named = words[end + 2] if end + 2 < len(words) else None
    other = after.lower == "whose" or (named is not None and named.capital and named.gap in {" ", ", "})
    return Cue(strong=False, role="" if other else relation.role)
