"""The address of a paragraph: its id for links, its label for people (DESIGN section 3a)."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.document import Document
from corpus.paragraph import Paragraph
from ingest.draft import Draft, Given
from ingest.grammar import Style, grammar

_OWN_NUMBER = re.compile(r"^(\d{1,3}(?:\.\d{1,3})+)[.:]?\s")


def addressed(drafts: Sequence[Draft], document: Document, edition: str) -> tuple[Paragraph, ...]:
    """Give every draft its id, number and label, in reading order."""
    own = own_number(document.title)
    restarts = _restarts(drafts)
    seen: Counter[str] = Counter()
    paragraphs = []
    for position, draft in enumerate(drafts):
        number = _number(draft.given, own)
        key = f"~{position + 1}" if number is None else slug(number)
        seen[key] += 1
        paragraphs.append(
            Paragraph(
                id=f"{document.id}:{key}" + (f"~{seen[key]}" if seen[key] > 1 else ""),
                document_id=document.id,
                edition=edition,
                position=position,
                number=number,
                printed=number is not None,
                label=label(draft, number, (own, part_of(draft) if restarts else ""), position),
                headings=draft.headings,
                text=draft.text(),
                bullets=draft.bullets(),
                page=draft.page,
                anchor=draft.anchor,
                boxed=draft.boxed,
            )
        )
    return tuple(paragraphs)


def own_number(title: str) -> str:
    """The document's own number, where its title begins with one; empty otherwise.

    >>> own_number("10.3 Joint services protocol")
    '10.3'
    """
    found = _OWN_NUMBER.match(title)
    return found[1] if found else ""


def slug(number: str) -> str:
    """A printed number as it stands in an id.

    >>> slug("Recommendation 4")
    'Recommendation-4'
    """
    return re.sub(r"[^A-Za-z0-9._:-]+", "-", number).strip("-")


def label(draft: Draft, number: str | None, inside: tuple[str, str], position: int) -> str:
    """What people call this paragraph: "paragraph 311", "section 4.7", "finding 11", "10.3, section 5".

    inside: what it must be called together with, each empty where it need not: the document's own number, and the chapter or
    annex in a document whose numbers start again ("annex B, paragraph 3").
    """
    own, part = inside
    if number is None or draft.given is None:
        called, part = f"paragraph {position + 1} (our numbering)", ""
    elif draft.given.mark.style is Style.WORDED:
        called, part = number[0].lower() + number[1:], ""
    elif draft.given.on_heading:
        called, part = f"section {number}", ""
    else:
        called = f"{_word(draft.headings) if '.' not in number else 'paragraph'} {number}"
    return ", ".join(piece for piece in (own, part, called) if piece)


def part_of(draft: Draft) -> str:
    """The chapter, part or annex that a paragraph stands in, as a label says it: "chapter 3"; empty where none is printed."""
    parts = "|".join(grammar().parts)
    found = [re.match(rf"({parts})\s+([A-Z]|\d{{1,2}}|[IVX]+)\b", heading, re.I) for heading in draft.headings]
    return next((f"{match[1].lower()} {match[2]}" for match in found if match), "")


def _restarts(drafts: Sequence[Draft]) -> bool:
    """Whether plain numbers at the start of paragraphs come more than once."""
    numbers = Counter(it.given.mark.number for it in drafts if it.given is not None and not it.given.on_heading)
    return any(count > 1 and "." not in number for number, count in numbers.items())


def _number(given: Given | None, own: str) -> str | None:
    if given is None:
        return None
    printed = given.mark.number
    return printed.removeprefix(own + ".") if own else printed


def _word(headings: Sequence[str]) -> str:
    """The word that the document prints for its numbered texts: "finding" below "Summary of findings", else "paragraph".

    Only for plain numbers: 3.1 below "The four stages" is no stage.
    """
    last = headings[-1].lower() if headings else ""
    plurals = (word for word in grammar().words if re.search(rf"\b{re.escape(word)}s\b", last))
    return next(plurals, "paragraph")
