"""A citation as an owner writes it, `Thornmere protocol 4.1` or `Thornmere protocol: "must refer"`, found in the library."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.document import Document
from corpus.paragraph import Paragraph
from evals.case import MustCite
from evals.fold import find_folded, fold
from evals.sheet import nearest, read_wording, say, shortened
from evals.shelf import Shelf

_QUOTED = re.compile(r"^(?P<rest>[^\"“”]*?)[:,]?\s*[\"“](?P<quote>.*)[\"”]\s*$", re.DOTALL)
_BULLET = re.compile(r"[,;]?\s+bullet\s+(?P<bullet>\d+)$", re.IGNORECASE)
MOST_NEAR = 3


class CitationWrong(Exception):
    """A citation cannot be found. The message says in plain words why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What a citation is looked up in: the library, the row's area and its day."""

    shelf: Shelf | None
    area: str | None = None
    as_of: date | None = None


def read_citation(text: str, where: Where) -> tuple[MustCite, ...]:
    """The paragraphs that a citation means: several where a document prints the number more than once.

    Without a library only `document: "words"` can be read, and the document's name is taken for its id. Raises CitationWrong.
    """
    quoted = _QUOTED.match(text)
    rest, quote = (quoted["rest"].strip(" :"), quoted["quote"].strip()) if quoted else (text.strip(), "")
    if not rest or (quoted and not fold(quote)):
        raise CitationWrong(say("citation", found=shortened(text)))
    if where.shelf is None:
        if not quote:
            raise CitationWrong(say("no_library", found=shortened(text)))
        return (MustCite(document=rest, quote=quote),)
    if quote:
        return _by_quote(rest, quote, where, where.shelf)
    return _by_number(rest, where, where.shelf)


def _by_quote(rest: str, quote: str, where: Where, shelf: Shelf) -> tuple[MustCite, ...]:
    """`rest` is a document, or a document and a number, whose paragraph must then hold the words."""
    found = shelf.named(rest, where.area)
    if len(found) == 1:
        if any(find_folded(it.text, quote) for it in shelf.paragraphs(found[0].id, where.as_of)):
            return (MustCite(document=found[0].id, quote=quote),)
        raise CitationWrong(say("no_quote", document=found[0].title, of="", found=shortened(quote)))
    if not found and any(character.isdigit() for character in rest):
        numbered = [it for it in _paragraphs(rest, where, shelf) if find_folded(it.text, quote)]
        if not numbered:
            raise CitationWrong(say("no_quote", document=rest, of="", found=shortened(quote)))
        return tuple(MustCite(document=it.document_id, quote=quote, number=it.number) for it in numbered)
    raise _no_one(rest, found, shelf)


def _by_number(rest: str, where: Where, shelf: Shelf) -> tuple[MustCite, ...]:
    bullet = _BULLET.search(rest)
    found = _paragraphs(rest[: bullet.start()] if bullet else rest, where, shelf)
    if bullet is None:
        return tuple(MustCite(document=it.document_id, quote=it.text, number=_printed(it)) for it in found)
    place = int(bullet["bullet"])
    having = [it for it in found if 0 < place <= len(it.bullets)]
    if not having:
        count = max(len(it.bullets) for it in found)
        raise CitationWrong(say("no_bullet", count=count, number=found[0].number or found[0].label, found=place))
    spans = [(it, *it.bullets[place - 1]) for it in having]
    return tuple(
        MustCite(document=it.document_id, quote=it.text[start:end], number=_printed(it)) for it, start, end in spans
    )


def _paragraphs(rest: str, where: Where, shelf: Shelf) -> Sequence[Paragraph]:
    """Those that a document and a number name, or an id. The longest name that is a document's is tried first."""
    words = rest.split()
    if len(words) == 1 and ":" in rest:
        return _by_id(rest, where, shelf)
    for cut in range(len(words) - 1, 0, -1):
        found = shelf.named(" ".join(words[:cut]), where.area)
        if len(found) == 1 and (numbered := list(_numbered(found[0], " ".join(words[cut:]), where, shelf))):
            return numbered
    raise _not_there(words, where, shelf)


def _not_there(words: Sequence[str], where: Where, shelf: Shelf) -> CitationWrong:
    """What is wrong with a document and a number that are not found: the document is what stands before the first digit."""
    first = next((at for at, word in enumerate(words) if any(map(str.isdigit, word))), len(words))
    document, number = " ".join(words[:first]), " ".join(words[first:])
    found = shelf.named(document, where.area)
    if not document or (found and not number):
        return CitationWrong(say("citation", found=shortened(" ".join(words))))
    if len(found) != 1:
        return _no_one(document, found, shelf)
    near = _near(number, shelf.paragraphs(found[0].id, where.as_of))
    return CitationWrong(say("no_number", document=found[0].title, found=number, nearest=near))


def _by_id(rest: str, where: Where, shelf: Shelf) -> Sequence[Paragraph]:
    document, number = rest.split(":", 1)
    found = shelf.named(document, where.area)
    if len(found) != 1:
        raise _no_one(document, found, shelf)
    paragraphs = shelf.paragraphs(found[0].id, where.as_of)
    meant = [it for it in paragraphs if it.id == f"{found[0].id}:{number}"]
    if not meant:
        raise CitationWrong(say("no_number", document=found[0].title, found=number, nearest=_near(number, paragraphs)))
    return meant


def _numbered(document: Document, tail: str, where: Where, shelf: Shelf) -> Iterator[Paragraph]:
    """The paragraphs of a document whose printed number, or whole label, is what is written, "paragraph" before it or not."""
    asked = tail.lower().rstrip(".)")
    for word in read_wording()["citation"]["before_number"]:
        if asked.startswith(word) and (asked[len(word) :].startswith(" ") or not word[-1].isalpha()):
            asked = asked[len(word) :].strip()
    for paragraph in shelf.paragraphs(document.id, where.as_of):
        if asked in ((_printed(paragraph) or "").lower(), paragraph.label.lower()) and asked:
            yield paragraph


def _printed(paragraph: Paragraph) -> str | None:
    return paragraph.number if paragraph.printed else None


def _near(tail: str, paragraphs: Sequence[Paragraph]) -> str:
    """The first and the last number that begins as the one asked for does, else of all; '' where nothing is printed."""
    numbers = [number for it in paragraphs if (number := _printed(it))]
    chapter = tail.split(".", maxsplit=1)[0].rsplit(" ", 1)[-1] + "."
    near = [it for it in numbers if it.startswith(chapter)] or numbers
    return say("numbers", first=near[0], last=near[-1]) if near else ""


def _no_one(name: str, found: Sequence[Document], shelf: Shelf) -> CitationWrong:
    if found:
        names = "; ".join(it.title for it in found[:MOST_NEAR])
        return CitationWrong(say("documents", found=name, names=names))
    known = [*(it.title for it in shelf.documents), *(it.id for it in shelf.documents)]
    return CitationWrong(say("document", found=shortened(name), nearest=nearest(name, known)))
