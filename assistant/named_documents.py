"""Documents that a question names: "the Solihull protocol", "the thresholds guide", "Adfam"."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Document
from corpus.snapshot import Snapshot
from corpus.terms import terms

KINDS = frozenset(
    terms(
        "protocol guide guidance procedure strategy framework report review advice response policy toolkit standards handbook"
    )
)
"""Words for what a document is: what stands before one may say which."""
LONGEST_NAME = 6
"""Stems before such a word that are read as its name."""
_OWN_NUMBER = re.compile(r"\d+(?:\.\d+)+(?=\s)")
TITLE_RUN = 4
"""Stems of a title, one after the other, that name it without such a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Title:
    document: Document
    stems: tuple[str, ...]
    own: frozenset[str]


def named_documents(text: str, snapshot: Snapshot) -> tuple[str, ...]:
    """Ids of the documents that a text names best; empty where it names none. Several where they are named equally well.

    A name is what stands before a word such as "protocol" or "guide", where all of it belongs to the title, the publisher or
    the area and something of it to few documents; or four stems of a title in a row; or the id; or a short publisher's name; or
    the number with which the title begins.
    """
    asked = terms(text)
    titles = _titles(snapshot)
    weights = {it.document.id: _weight(it, asked, text, titles) for it in titles}
    best = max(weights.values(), default=0.0)
    return tuple(document_id for document_id, weight in weights.items() if weight and weight >= best - 1e-9)


@lru_cache(maxsize=1)
def _titles(snapshot: Snapshot) -> tuple[_Title, ...]:
    """The titles of a snapshot, which never change."""
    return tuple(_title(document, snapshot) for document in snapshot.documents.values())


def _title(document: Document, snapshot: Snapshot) -> _Title:
    area = snapshot.areas[document.area].name if document.area in snapshot.areas else ""
    stems = tuple(terms(document.title))
    return _Title(
        document=document, stems=stems, own=frozenset(stems) | frozenset(terms(f"{area} {document.publisher}"))
    )


def _weight(title: _Title, asked: Sequence[str], text: str, titles: Sequence[_Title]) -> float:
    """How well a text names a title: the sum of what each named stem tells, ln(1 + documents / documents that have it)."""
    named = max((_before_kind(title, asked, place, titles) for place in range(len(asked))), default=0.0)
    run = _longest_run(title.stems, asked) if len(set(asked) & set(title.stems)) >= TITLE_RUN else ()
    if len(run) >= TITLE_RUN:
        named = max(named, sum(_tells(stem, titles) for stem in run))
    if title.document.id in text.lower() or _publisher_named(title.document, text) or _number_named(title, text):
        named += math.log(1 + len(titles))
    return named


def _before_kind(title: _Title, asked: Sequence[str], place: int, titles: Sequence[_Title]) -> float:
    if asked[place] not in KINDS or asked[place] not in title.own:
        return 0.0
    name: list[str] = []
    for stem in reversed(asked[max(0, place - LONGEST_NAME) : place]):
        if stem not in title.own:
            break
        name.append(stem)
    few = any(sum(stem in it.own for it in titles) <= max(1, len(titles) // 2) for stem in name)
    if not name or not (few or _only(title, asked[place], name, titles)):
        return 0.0
    return _tells(asked[place], titles) + sum(_tells(stem, titles) for stem in name)


def _only(title: _Title, kind: str, name: Sequence[str], titles: Sequence[_Title]) -> bool:
    """Whether no other title is of this kind and has this name: "the Thornmere protocol" where there is one."""
    fitting = [it.document.id for it in titles if kind in it.stems and it.own.issuperset(name)]
    return fitting == [title.document.id]


def _tells(stem: str, titles: Sequence[_Title]) -> float:
    return math.log(1 + len(titles) / sum(stem in it.own for it in titles))


def _longest_run(title: Sequence[str], asked: Sequence[str]) -> Sequence[str]:
    """The most stems of a title that stand in a question one after the other."""
    best: Sequence[str] = ()
    for start in range(len(title)):
        for place in range(len(asked)):
            run = 0
            while start + run < len(title) and place + run < len(asked) and title[start + run] == asked[place + run]:
                run += 1
            best = title[start : start + run] if run > len(best) else best
    return best


def _publisher_named(document: Document, text: str) -> bool:
    """A publisher of one or two words ("Adfam", "Alcohol Concern") with which the document's id begins names it."""
    publisher = document.publisher
    if not publisher or len(publisher.split()) > 2 or not document.id.startswith(publisher.lower().replace(" ", "-")):
        return False
    return bool(re.search(rf"\b{re.escape(publisher)}\b", text, re.IGNORECASE))


def _number_named(title: _Title, text: str) -> bool:
    """A number of two parts or more with which the title begins names it: "10.3 §5", "section 5 of 10.3"."""
    own = _OWN_NUMBER.match(title.document.title)
    return own is not None and bool(re.search(rf"(?<![\w.]){re.escape(own[0])}(?!\.?\w)", text))
