"""Documents that a question names: "the Solihull protocol", "the thresholds guide", "Adfam"."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.document import Document
from corpus.snapshot import Snapshot
from corpus.terms import terms

_KINDS = "protocol guide guidance procedure strategy framework report review advice response policy toolkit standards handbook"
KINDS = frozenset(terms(_KINDS))
"""Words for what a document is: what stands before one may say which."""
LONGEST_NAME = 6
"""Stems before such a word that are read as its name."""
_ANY = re.compile(rf"\b[Aa](?:n|ny)?\s+(?:[a-z'’-]+\s+){{0,3}}?(?:{_KINDS.replace(' ', '|')})\b")
"""No document's name: "a joint protocol" is any such."""
_OWN_NUMBER = re.compile(r"\d+(?:\.\d+)+(?=\s)")
TITLE_RUN = 4
"""Stems of a title, one after the other, that name it without such a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Title:
    """A document's title. own: stems of title, area and publisher. publisher, number: what names it by either, None where nothing
    does.
    """

    document: Document
    stems: tuple[str, ...]
    own: frozenset[str]
    publisher: re.Pattern[str] | None
    number: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Titles:
    """Every title of a snapshot. having: how many of them have a stem as their own."""

    titles: tuple[_Title, ...]
    having: Mapping[str, int]

    def tells(self, stem: str) -> float:
        """What a named stem tells: ln(1 + documents / documents that have it)."""
        return math.log(1 + len(self.titles) / self.having[stem])


def named_documents(text: str, snapshot: Snapshot) -> tuple[str, ...]:
    """Ids of the documents that a text names best; empty where it names none. Several where they are named equally well.

    A name is what stands before a word such as "protocol" or "guide", where all of it belongs to the title, the publisher or
    the area and something of it to few documents; or four stems of a title in a row; or the id; or a short publisher's name; or
    the number with which the title begins. "A joint protocol" names none.
    """
    asked = terms(_ANY.sub(" ", text))
    titles = snapshot.kept.get(("titles",), lambda: _titles(snapshot))
    kinds = [place for place, stem in enumerate(asked) if stem in KINDS]
    weights = {it.document.id: _by_words(it, asked, kinds, titles) for it in titles.titles}
    lowered = text.lower()
    for it in titles.titles:
        if it.document.id in lowered or _stands(it.publisher, text) or _stands(it.number, text):
            weights[it.document.id] += math.log(1 + len(titles.titles))
    best = max(weights.values(), default=0.0)
    return tuple(document_id for document_id, weight in weights.items() if weight and weight >= best - 1e-9)


def _titles(snapshot: Snapshot) -> _Titles:
    titles = tuple(_title(document, snapshot) for document in snapshot.documents.values())
    return _Titles(titles=titles, having=Counter(stem for it in titles for stem in it.own))


def _title(document: Document, snapshot: Snapshot) -> _Title:
    area = snapshot.areas[document.area].name if document.area in snapshot.areas else ""
    stems = tuple(terms(document.title))
    return _Title(
        document=document,
        stems=stems,
        own=frozenset(stems) | frozenset(terms(f"{area} {document.publisher}")),
        publisher=_publisher(document),
        number=_number(document),
    )


def _by_words(title: _Title, asked: Sequence[str], kinds: Sequence[int], titles: _Titles) -> float:
    """How well a text names a title by its words: the sum of what each named stem tells. kinds: the places of words of KINDS."""
    named = max(
        (_before_kind(title, asked, place, titles) for place in kinds if asked[place] in title.own), default=0.0
    )
    if len(title.own.intersection(asked)) < TITLE_RUN:
        return named
    run = _longest_run(title.stems, asked) if len(set(asked).intersection(title.stems)) >= TITLE_RUN else ()
    return max(named, sum(map(titles.tells, run))) if len(run) >= TITLE_RUN else named


def _before_kind(title: _Title, asked: Sequence[str], place: int, titles: _Titles) -> float:
    name: list[str] = []
    for stem in reversed(asked[max(0, place - LONGEST_NAME) : place]):
        if stem not in title.own:
            break
        name.append(stem)
    few = any(titles.having[stem] <= max(1, len(titles.titles) // 2) for stem in name)
    if not name or not (few or _only(title, asked[place], name, titles.titles)):
        return 0.0
    return titles.tells(asked[place]) + sum(map(titles.tells, name))


def _only(title: _Title, kind: str, name: Sequence[str], titles: Sequence[_Title]) -> bool:
    """Whether no other title is of this kind and has this name: "the Thornmere protocol" where there is one."""
    fitting = [it.document.id for it in titles if kind in it.stems and it.own.issuperset(name)]
    return fitting == [title.document.id]


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


def _publisher(document: Document) -> re.Pattern[str] | None:
    """A publisher of one or two words ("Adfam", "Alcohol Concern") with which the document's id begins names it."""
    publisher = document.publisher
    if not publisher or len(publisher.split()) > 2 or not document.id.startswith(publisher.lower().replace(" ", "-")):
        return None
    return re.compile(rf"\b{re.escape(publisher)}\b", re.IGNORECASE)


def _number(document: Document) -> re.Pattern[str] | None:
    """A number of two parts or more with which the title begins names it: "10.3 §5", "section 5 of 10.3"."""
    own = _OWN_NUMBER.match(document.title)
    return re.compile(rf"(?<![\w.]){re.escape(own[0])}(?!\.?\w)") if own else None


def _stands(name: re.Pattern[str] | None, text: str) -> bool:
    return name is not None and name.search(text) is not None
