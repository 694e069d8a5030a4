"""verify: every statement against its quotes. What fails is dropped and counted."""

from dataclasses import dataclass, replace

from assistant.answer import Citation, Section, Statement
from assistant.compose import Composed, statement_text
from corpus.library import Library
from corpus.paragraph import Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What is left of an answer's body, and how many statements were dropped."""

    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    dropped: int


def verify(composed: Composed, library: Library) -> Verified:
    """Keep the statements whose every quote stands word for word in the stored paragraph, and nothing beside it.

    Paragraphs are read from the library anew. Citations that no statement uses any more are dropped too,
    and the rest numbered again.
    """
    by_n = {citation.n: citation for citation in composed.citations}
    paragraphs = library.paragraphs_at([(it.paragraph_id, it.edition) for it in composed.citations])
    kept = [
        replace(section, statements=tuple(it for it in section.statements if supported(it, by_n, paragraphs)))
        for section in composed.sections
    ]
    sections = [section for section in kept if section.statements]
    before = sum(len(section.statements) for section in composed.sections)
    dropped = before - sum(len(section.statements) for section in sections)
    return (
        _renumbered(sections, by_n, dropped)
        if dropped
        else Verified(sections=tuple(sections), citations=composed.citations, dropped=0)
    )


def supported(statement: Statement, by_n: dict[int, Citation], paragraphs: dict[tuple[str, str], Paragraph]) -> bool:
    """Whether each quote is a span of its stored paragraph, and the statement's text is exactly the quotes of its first."""
    for quote in statement.quotes:
        citation = by_n.get(quote.n)
        paragraph = citation and paragraphs.get((citation.paragraph_id, citation.edition))
        if not citation or not paragraph or not 0 <= quote.start < quote.end <= len(paragraph.text):
            return False
        if citation.quote != paragraph.text[citation.start : citation.end]:
            return False
    if not statement.quotes:
        return False
    first = by_n[statement.quotes[0].n]
    spans = [(quote.start, quote.end) for quote in statement.quotes if quote.n == first.n]
    return statement.text == statement_text(paragraphs[first.paragraph_id, first.edition], spans)


def _renumbered(sections: list[Section], by_n: dict[int, Citation], dropped: int) -> Verified:
    used = dict.fromkeys(n for section in sections for statement in section.statements for n in statement.citations)
    new = {old: place for place, old in enumerate(used, 1)}
    renumbered = [
        replace(section, statements=tuple(_with_numbers(statement, new) for statement in section.statements))
        for section in sections
    ]
    citations = tuple(replace(by_n[old], n=place) for old, place in new.items())
    return Verified(sections=tuple(renumbered), citations=citations, dropped=dropped)


def _with_numbers(statement: Statement, new: dict[int, int]) -> Statement:
    quotes = tuple(replace(quote, n=new[quote.n]) for quote in statement.quotes)
    return replace(statement, quotes=quotes, citations=tuple(new[n] for n in statement.citations))
