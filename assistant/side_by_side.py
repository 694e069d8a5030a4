"""Side by side: where the sources that an answer cites, or that were found beside them, differ on what it quotes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from assistant.answer import Citation, DifferenceShown, DifferenceSide, DifferingWords
from assistant.compare import Pair, compared, sentences_of, shown
from assistant.compose import cite
from assistant.difference import DifferenceKind
from assistant.leaning import before_it
from assistant.likeness import Place, Sentences, load_likeness_rule
from assistant.parsed import parsed
from assistant.patterns import read_data
from assistant.retrieve import Evidence, Found
from assistant.scope import Scoped, editions_on
from assistant.verify import Verified
from corpus.document import Authority, EditionState
from corpus.paragraph import Paragraph
from corpus.snapshot import Snapshot

Said = tuple[Place, tuple[tuple[DifferenceKind, tuple[int, int]], ...]]
"""A sentence and the words in it that differ, by what they differ in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """An answer's body with the paragraphs that its differences cite as well."""

    verified: Verified
    differences: tuple[DifferenceShown, ...]


def side_by_side(asked: str, verified: Verified, found: Found, scoped: Scoped, snapshot: Snapshot) -> Beside:
    """Hold what is quoted against everything that was found; where a question about an older day asks what is different now,
    against that too.

    Research is left out: it lays nothing down. So are paragraphs that were asked for by number.
    """
    if found.by_number:
        return Beside(verified=verified, differences=())
    quoted = _quoted(verified, found)
    rule = load_likeness_rule()
    pairs = compared(_told(quoted, snapshot), _told(_found(found, snapshot), snapshot), snapshot, rule)
    older = [it for it in quoted if _superseded(it.paragraph, verified.citations)] if _asks_now(asked) else []
    if older:
        editions = replace(rule, alike=rule.alike_editions)
        pairs += compared(_told(older, snapshot), _now(older, snapshot), snapshot, editions)
    shown_first = [it for it in pairs if shown(it.one, _cited_as(it.one.paragraph, verified.citations).spans)]
    shown_first.sort(key=lambda it: _cited_as(it.one.paragraph, verified.citations).n)
    most = read_data("differences")["shown"]
    return _cited(_matters(shown_first, most["sides"])[: most["differences"]], verified, scoped, snapshot)


def _quoted(verified: Verified, found: Found) -> list[Evidence]:
    """The cited paragraphs with every sentence of theirs: those that are not shown are held against the others too, so that a
    sentence meets its nearest counterpart.
    """
    cited = {(it.paragraph_id, it.edition) for it in verified.citations if it.authority is not Authority.RESEARCH}
    return [it for it in found.evidence if (it.paragraph.id, it.paragraph.edition) in cited]


def _found(found: Found, snapshot: Snapshot) -> list[Evidence]:
    return [
        it
        for it in found.evidence
        if snapshot.documents[it.paragraph.document_id].authority is not Authority.RESEARCH and not it.paragraph.boxed
    ]


def _told(evidence: Sequence[Evidence], snapshot: Snapshot) -> Sentences:
    return sentences_of(((it.row, it.paragraph) for it in evidence), snapshot)


def _asks_now(asked: str) -> bool:
    return bool(re.search(read_data("differences")["asks"]["now"], asked, re.IGNORECASE))


def _superseded(paragraph: Paragraph, citations: Sequence[Citation]) -> bool:
    return _cited_as(paragraph, citations).state is EditionState.SUPERSEDED


def _now(older: Sequence[Evidence], snapshot: Snapshot) -> Sentences:
    """The sentences of what took the place of older editions."""
    documents = {it.paragraph.document_id for it in older}
    documents |= {it.id for it in snapshot.documents.values() if it.supersedes in documents}
    current = [it for it in editions_on(snapshot.editions, snapshot, date.today()) if it.document_id in documents]
    rows = [row for it in current for row in snapshot.rows_of[it.document_id, it.edition].tolist()]
    paragraphs = snapshot.paragraphs(np.asarray(rows, np.int64))
    return sentences_of(zip(rows, paragraphs, strict=True), snapshot)


def _cited_as(paragraph: Paragraph, citations: Sequence[Citation]) -> Citation:
    key = paragraph.id, paragraph.edition
    return next(it for it in citations if (it.paragraph_id, it.edition) == key)


def _matters(pairs: Sequence[Pair], most: int) -> list[list[Said]]:
    """Pairs that share a sentence, as one matter with several sides, surest first."""
    matters: list[list[Said]] = []
    for pair in pairs:
        points = sorted(pair.points, key=lambda it: list(DifferenceKind).index(it.what))
        sides: list[Said] = [
            (pair.one, tuple((it.what, it.one) for it in points)),
            (pair.other, tuple((it.what, it.other) for it in points)),
        ]
        known = next((it for it in matters if _joins(sides, it)), None)
        if known is None:
            matters.append(sides)
        elif len(known) < most:
            known += [side for side in sides if not any(_same(side, other) for other in known)]
    return matters


def _joins(sides: Sequence[Said], matter: Sequence[Said]) -> bool:
    """Whether a pair has a sentence of a matter and differs in nothing that the matter does not differ in."""
    return any(_same(side, other) and set(side[1]) <= set(other[1]) for side in sides for other in matter)


def _same(one: Said, other: Said) -> bool:
    return (one[0].row, one[0].span) == (other[0].row, other[0].span)


def _cited(matters: Iterable[Sequence[Said]], verified: Verified, scoped: Scoped, snapshot: Snapshot) -> Beside:
    citations = list(verified.citations)
    differences = []
    for matter in matters:
        sides = sorted((_side(said, citations, scoped, snapshot) for said in matter), key=lambda it: it.citation)
        differences.append(DifferenceShown(what=tuple(what for what, _ in matter[0][1]), sides=tuple(sides)))
    return Beside(verified=replace(verified, citations=tuple(citations)), differences=tuple(differences))


def _side(said: Said, citations: list[Citation], scoped: Scoped, snapshot: Snapshot) -> DifferenceSide:
    """One side, its sentence with those that it leans on; its paragraph is added to the citations where it is not there."""
    place, points = said
    text = place.paragraph.text
    spans = parsed(place.paragraph).spans
    bullets = [at for at, (start, _) in enumerate(spans) if any(a <= start < b for a, b in place.paragraph.bullets)]
    leads = before_it(text, spans, spans.index(place.span), bullets)
    start, end = spans[leads[0]][0] if leads else place.span[0], place.span[1]
    shift = place.span[0]
    return DifferenceSide(
        citation=_number(place, (start, end), citations, scoped, snapshot),
        quote=text[start:end],
        start=start,
        end=end,
        words=tuple(
            DifferingWords(what=what, words=place.text[first:last], start=shift + first, end=shift + last)
            for what, (first, last) in points
        ),
    )


def _number(place: Place, span: tuple[int, int], citations: list[Citation], scoped: Scoped, snapshot: Snapshot) -> int:
    """The number of a paragraph's citation, which shows the span from now on."""
    for at, it in enumerate(citations):
        if (it.paragraph_id, it.edition) == (place.paragraph.id, place.paragraph.edition):
            citations[at] = replace(it, spans=tuple(sorted({*it.spans, span})))
            return it.n
    added = replace(cite(place.paragraph, place.row, span, scoped, snapshot), n=len(citations) + 1)
    citations.append(added)
    return added.n
