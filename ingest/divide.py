"""Dividing an unnumbered text that is too long to be cited as one paragraph."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.paragraph import words
from corpus.sentences import sentence_spans
from ingest.draft import Draft
from ingest.grammar import grammar


def divided(draft: Draft) -> tuple[Draft, ...]:
    """The draft itself, or, where it is unnumbered and over the length that is a finding, pieces cut between sentences or
    bullets of about the length set in `numbering.toml`. A numbered paragraph stays whole: its number covers all of it."""
    rules = grammar()
    if draft.given is not None or words(draft.text()) <= rules.long:
        return (draft,)
    draft.bullets()
    pieces = [
        piece for line, bullet in zip(draft.lines, draft.bulleted, strict=True) for piece in _pieces(line, bullet)
    ]
    return tuple(_gathered(draft, pieces))


def _pieces(line: str, bullet: bool) -> Iterable[tuple[str, bool]]:
    if words(line) <= (grammar().long if bullet else grammar().divided):
        return [(line, bullet)]
    return [(piece, bullet and place == 0) for place, piece in enumerate(portions(line, grammar().divided))]


def portions(text: str, most: int) -> Iterator[str]:
    """Cut a text between sentences into portions of about equal length and at most `most` words, where sentences allow."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    total = words(text)
    target = total / max(1, -(-total // most))
    portion: list[str] = []
    held = 0
    for sentence in sentences:
        size = words(sentence)
        if portion and (held + size > most or held + size / 2 > target):
            yield " ".join(portion)
            portion, held = [], 0
        portion.append(sentence)
        held += size
    if portion:
        yield " ".join(portion)


def _gathered(draft: Draft, pieces: Iterable[tuple[str, bool]]) -> Iterator[Draft]:
    """Sentences stand alone; bullets stay together with their lead-in as long as they fit."""
    current: list[tuple[str, bool]] = []
    for piece in pieces:
        held = sum(words(text) for text, _ in current)
        full = held + words(piece[0]) > (grammar().long if piece[1] else grammar().divided)
        if current and (full or not piece[1]):
            yield _part(draft, current)
            current = []
        current.append(piece)
    if current:
        yield _part(draft, current)


def _part(draft: Draft, pieces: Iterable[tuple[str, bool]]) -> Draft:
    chosen = list(pieces)
    return replace(draft, lines=[text for text, _ in chosen], bulleted=[bullet for _, bullet in chosen])
