"""What the ingest bench measured, and the targets it is held to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from evals.bench_figures import Target, Times
from evals.bench_pdf import LongDocument

READERS: Mapping[str, str] = {
    "pypdf": "pypdf, text only",
    "llamaindex-read": "LlamaIndex's PDF reader, text only",
    "soundingboard-read": "Sounding Board, read to check",
    "llamaindex-ingest": "LlamaIndex, reader to index",
    "soundingboard-ingest": "Sounding Board, whole ingest",
}
MOST_GROWTH = 1.3
MOST_GIGABYTES = 1.5
"""For a library of 4 million words on an ordinary office server."""
LEAST_FASTER = 1.8
"""As for plain texts in the first part of the bench."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFigures:
    """One way through the long PDF.

    megabytes: the most that its processes held together. numbers: share of the printed numbers that came out as the number of
    the paragraph they stand at; None where nothing comes out as a number. whole: share of the numbered paragraphs that came out
    unbroken, compared on letters. heads: how often the running title stands inside text.
    """

    name: str
    seconds: float
    megabytes: float
    numbers: float | None
    whole: float
    heads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesFigures:
    """One size of library. seconds: the median of the rounds; megabytes: the most of any round, reader and writer together.

    distinct: share of its paragraphs whose text is that of no other. index_mb: the published index, on disk.
    """

    copies: int
    rounds: int
    words: int
    paragraphs: int
    distinct: float
    seconds: float
    megabytes: float
    index_mb: float
    answer: Times


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateFigures:
    """One document of the largest library changed: how many of its paragraphs had to be embedded again."""

    embedded: int
    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestBench:
    """One run. `copies` are in rising order; `update` is in the last of them."""

    pages: int
    words: int
    rounds: int
    material: str
    cores: int
    machine: str
    measured_on: str
    pdf: tuple[PdfFigures, ...]
    copies: tuple[CopiesFigures, ...]
    update: UpdateFigures


def targets(bench: IngestBench) -> tuple[Target, ...]:
    """The figures that an ingest is held to."""
    first, last = bench.copies[0], bench.copies[-1]
    growth = (last.seconds / last.words) / (first.seconds / first.words)
    seconds = {one.name: one.seconds for one in bench.pdf}
    faster = seconds["llamaindex-ingest"] / seconds["soundingboard-ingest"]
    return (
        _at_most(f"time per word, {last.copies} copies / {first.copies}", growth, MOST_GROWTH),
        _at_most(f"reader and writer together, {last.copies} copies, GB", last.megabytes / 1000, MOST_GIGABYTES),
        _at_most("the same when one document changes, GB", bench.update.megabytes / 1000, MOST_GIGABYTES),
        Target(name="PDF to index, words/s / LlamaIndex", value=faster, bound=LEAST_FASTER, at_least=True),
    )


def pdf_figures(
    name: str, document: LongDocument, reply: Mapping[str, object], texts: Sequence[str], numbers: Sequence[str | None]
) -> PdfFigures:
    """The figures of what one way gave: `reply` has its seconds and megabytes."""
    pieces = [_letters(text) for text in texts]
    together = "|".join(pieces)
    opening = {number: _letters(text)[:20] for number, text in document.numbered}
    right = {number for number, piece in zip(numbers, pieces, strict=True) if number and _opens(piece, opening, number)}
    title = _letters(document.heads[0])
    return PdfFigures(
        name=name,
        seconds=float(str(reply["seconds"])),
        megabytes=float(str(reply["megabytes"])),
        numbers=len(right) / len(document.numbered) if any(numbers) else None,
        whole=sum(_letters(text) in together for _, text in document.numbered) / len(document.numbered),
        heads=together.count(title),
    )


def _opens(piece: str, opening: Mapping[str, str], number: str) -> bool:
    return number in opening and piece.startswith(opening[number])


def _letters(text: str) -> str:
    """Letters a to z only, so that neither hyphens nor the figures of footnote marks decide."""
    return "".join(letter for letter in text.lower() if letter in ascii_lowercase)


def _at_most(name: str, value: float, bound: float) -> Target:
    return Target(name=name, value=value, bound=bound, at_least=False)
