"""compose: quotes chosen, merged where two documents say the same, and placed under the voice that says them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Citation, Section, Statement, StatementQuote
from assistant.edition_notes import edition_notes
from assistant.ellipsis import joint
from assistant.excerpt import Asked, Excerpt, asked_for, excerpt_of, in_full
from assistant.paragraph_notes import paragraph_notes
from assistant.retrieve import Evidence, Found
from assistant.scope import Scoped
from assistant.showing import load_showing_rule, worth_showing
from assistant.wording import Wording, load_wording
from corpus.document import Authority, Document
from corpus.paragraph import Paragraph
from corpus.snapshot import Snapshot

FIRST = 3
"""How many citations a reader is sure to look at."""
LOCAL_MARGIN = 3.0
"""How far a picked area's own evidence may fall behind the best and still come first."""
RESEARCH_MARGIN = 1.1
"""How far research may be ahead of the best paragraph that lays something down and still come after it."""
AREA_MARGIN = 3.0
"""How far the best paragraph of one of several areas that were named may fall behind the best and still be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The body of an answer before it is verified."""

    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    evidence: Evidence
    excerpt: Excerpt
    document: Document
    same: tuple["_Chosen", ...] = ()


def compose(question: str, found: Found, scoped: Scoped, snapshot: Snapshot, wording: Wording) -> Composed:
    """The two to six sentences or bullets that answer, each with its paragraph, grouped by authority."""
    shown = found.evidence if found.by_number else _worth_showing(found, scoped, snapshot)
    asked = None if found.by_number else asked_for(question, found.vector)
    groups = _by_authority(_merge([_choose(evidence, asked, snapshot) for evidence in shown]), scoped)
    groups = groups if found.by_number else _short_in_full(groups)
    order = [one for group in groups for it in group for one in (it, *it.same)]
    numbers = {it.evidence.row: place for place, it in enumerate(order, 1)}
    sections = tuple(
        Section(
            heading=wording.section_heading(group[0].document.authority, _area_names(group, snapshot)),
            authority=group[0].document.authority,
            statements=tuple(_statement(it, numbers) for it in group),
        )
        for group in groups
    )
    citations = tuple(_citation(it, numbers[it.evidence.row], snapshot, wording, scoped.scope.date) for it in order)
    return Composed(sections=sections, citations=citations)


def _worth_showing(found: Found, scoped: Scoped, snapshot: Snapshot) -> tuple[Evidence, ...]:
    """What is likely to help, and the best of each area, or for each part, where a question names several: who asks about two is
    told of both.
    """
    evidence = found.evidence
    best = evidence[0].score if evidence else 0.0
    near = [*worth_showing(evidence, load_showing_rule())]
    for area in scoped.areas if len(scoped.areas) > 1 else ():
        own = [it for it in evidence if snapshot.documents[it.paragraph.document_id].area == area]
        near += [it for it in own[:1] if it not in near and best - it.score <= AREA_MARGIN]
    for_parts = found.for_parts.values()
    return (*near, *(it for it in evidence if it.row in for_parts and it not in near))


def _choose(evidence: Evidence, asked: Asked | None, snapshot: Snapshot) -> _Chosen:
    """What to quote of a paragraph; `asked` None: it was asked for by number, so all of it or the part that was named. Where the
    evidence says what is to be shown of it, that.
    """
    document = snapshot.documents[evidence.paragraph.document_id]
    if asked is None or evidence.excerpt:
        excerpt = evidence.excerpt or _whole(evidence.paragraph)
    else:
        vectors = snapshot.generation.sentences_of(evidence.row)
        excerpt = excerpt_of(evidence.paragraph, asked, vectors)
    return _Chosen(evidence=evidence, excerpt=excerpt, document=document)


def _whole(paragraph: Paragraph) -> Excerpt:
    return Excerpt(lead=(), answer=((0, len(paragraph.text)),))


def _merge(chosen: Sequence[_Chosen]) -> list[_Chosen]:
    """Where two paragraphs quote the same words, the first keeps the statement and the other adds its citation."""
    kept: dict[str, _Chosen] = {}
    for it in chosen:
        first = kept.get(words := _quoted(it))
        kept[words] = replace(first, same=(*first.same, it)) if first else it
    return list(kept.values())


def _quoted(chosen: _Chosen) -> str:
    """The words that are quoted, without case and marks."""
    quoted = " ".join(chosen.evidence.paragraph.text[start:end] for start, end in chosen.excerpt.spans)
    return re.sub(r"\W+", " ", quoted).lower().strip()


def _short_in_full(groups: list[list[_Chosen]]) -> list[list[_Chosen]]:
    """The groups, short paragraphs in full, but for one behind the first that another is merged with: it is quoted for both."""
    return [[it if it.same else _in_full(it) for it in group] for group in _first_in_full(groups)]


def _first_in_full(groups: list[list[_Chosen]]) -> list[list[_Chosen]]:
    """The groups, the paragraph that is quoted first in full where it is short.

    What was merged with it stays so where it says all of that too; else it is quoted for itself, as the next of its own group.
    """
    if not groups:
        return groups
    first = _in_full(groups[0][0])
    same = {it.evidence.row: _saying(_quoted(first), it) for it in first.same}
    first = replace(first, same=tuple(it for it in same.values() if it))
    found = [[first, *groups[0][1:]], *(list(group) for group in groups[1:])]
    for it in (it for it in groups[0][0].same if same[it.evidence.row] is None):
        own = next((group for group in found if _voice(group[0]) == _voice(it)), None)
        if own:
            own.insert(int(own is found[0]), it)
        else:
            found.insert(1, [it])
    return found


def _saying(words: str, chosen: _Chosen) -> _Chosen | None:
    """A paragraph with what is quoted of it, or in full, whichever says the same; None where neither does."""
    return next((it for it in (chosen, _in_full(chosen)) if _quoted(it) == words), None)


def _in_full(chosen: _Chosen) -> _Chosen:
    return replace(chosen, excerpt=in_full(chosen.evidence.paragraph, chosen.excerpt))


def _voice(chosen: _Chosen) -> tuple[Authority, str | None]:
    """Whose voice a document is: what groups are made by."""
    return chosen.document.authority, chosen.document.area


def _by_authority(chosen: Sequence[_Chosen], scoped: Scoped) -> list[list[_Chosen]]:
    """Groups in order of their best evidence; a picked area's own documents first where their evidence is near the best."""
    groups: dict[tuple[Authority, str | None], list[_Chosen]] = {}
    for it in sorted(chosen, key=lambda it: -it.evidence.score):
        groups.setdefault(_voice(it), []).append(it)
    best = max((it.evidence.score for it in chosen), default=0.0)

    def local_first(group: list[_Chosen]) -> bool:
        own = group[0].document.area is not None and group[0].document.area in scoped.areas
        return not (own and best - group[0].evidence.score <= LOCAL_MARGIN)

    return _after_procedure(sorted(groups.values(), key=local_first))


def _after_procedure(groups: list[list[_Chosen]]) -> list[list[_Chosen]]:
    """Research that stands first goes behind what lays something down and is nearly as good evidence, and stays among the first
    FIRST citations: what is beyond them then is left out. So neither is passed off as the other, and neither is lost.
    """
    research, rest = groups[:1], groups[1:]
    best = sorted((it for group in groups for it in group), key=lambda it: -it.evidence.score)[:FIRST]
    laid_down = [
        [it for it in group if it in best] for group in rest if group[0].document.authority is not Authority.RESEARCH
    ]
    laid_down = [group for group in laid_down if group]
    if not research or not laid_down or research[0][0].document.authority is not Authority.RESEARCH:
        return groups
    if research[0][0].evidence.score - laid_down[0][0].evidence.score > RESEARCH_MARGIN:
        return groups
    return [*laid_down, *research, *(group for group in rest if group[0].document.authority is Authority.RESEARCH)]


def _area_names(group: Sequence[_Chosen], snapshot: Snapshot) -> str:
    area = group[0].document.area
    return snapshot.areas[area].name if area in snapshot.areas else ""


def _statement(chosen: _Chosen, numbers: dict[int, int]) -> Statement:
    quotes: list[StatementQuote] = []
    for it in (chosen, *chosen.same):
        n = numbers[it.evidence.row]
        quotes += [StatementQuote(n=n, start=start, end=end) for start, end in it.excerpt.spans]
    text = statement_text(chosen.evidence.paragraph, chosen.excerpt.spans)
    return Statement(text=text, citations=tuple(dict.fromkeys(quote.n for quote in quotes)), quotes=tuple(quotes))


def statement_text(paragraph: Paragraph, spans: Sequence[tuple[int, int]]) -> str:
    """Quoted spans as they stand: bullets on lines of their own, sentences side by side, a gap between shown as […]; so are
    bullets that were left out of a list.
    """
    parts: list[str] = []
    before: int | None = None
    for start, end in spans:
        parts += [joint(paragraph, before, start), paragraph.text[start:end]]
        before = end
    return "".join([*parts, joint(paragraph, before, None)])


def _citation(chosen: _Chosen, n: int, snapshot: Snapshot, wording: Wording, on: date) -> Citation:
    paragraph, document = chosen.evidence.paragraph, chosen.document
    edition = snapshot.edition_at[document.id, paragraph.edition]
    start, end = chosen.excerpt.answer[0][0], chosen.excerpt.answer[-1][1]
    return Citation(
        n=n,
        paragraph_id=paragraph.id,
        document_id=document.id,
        title=document.title,
        publisher=document.publisher,
        published=edition.published,
        authority=document.authority,
        nation=document.nation or (snapshot.areas[document.area].nation if document.area in snapshot.areas else None),
        area=document.area,
        number=paragraph.number,
        printed=paragraph.printed,
        label=_label(chosen.evidence),
        headings=paragraph.headings,
        page=paragraph.page,
        quote=paragraph.text[start:end],
        start=start,
        end=end,
        spans=chosen.excerpt.spans,
        edition=paragraph.edition,
        state=edition.state,
        notes=(
            *edition_notes(edition, snapshot.documents.values(), snapshot.editions, wording, on),
            *paragraph_notes(paragraph, snapshot.findings(edition), wording),
        ),
        url=_url(document, paragraph),
    )


def cite(paragraph: Paragraph, row: int, span: tuple[int, int], scoped: Scoped, snapshot: Snapshot) -> Citation:
    """A citation of a span of a paragraph, numbered 0: whoever adds it to an answer gives it its number."""
    evidence = Evidence(row=row, paragraph=paragraph, score=0.0, features={})
    document = snapshot.documents[paragraph.document_id]
    chosen = _Chosen(evidence=evidence, excerpt=Excerpt(lead=(), answer=(span,)), document=document)
    return _citation(chosen, 0, snapshot, load_wording(), scoped.scope.date)


def _label(evidence: Evidence) -> str:
    """What people call it: "paragraph 318", or "paragraph 318, bullet 3" where a bullet was asked for."""
    bullet = f", bullet {evidence.bullet}" if evidence.bullet else ""
    return f"{evidence.paragraph.label}{bullet}"


def _url(document: Document, paragraph: Paragraph) -> str | None:
    if not document.url:
        return None
    return f"{document.url}#{paragraph.anchor}" if paragraph.anchor else document.url
