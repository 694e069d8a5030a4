"""A long guidance text as a PDF, made by reportlab: chapters, numbered paragraphs, running heads, page numbers, footnotes.

Its sentences are those of the demonstration area, drawn by seed, each with two words put in, so that none repeats.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from corpus.sentences import sentence_spans
from evals.bench_copies import SEED, vocabulary_of
from evals.bench_pdf_sheet import Sheet

TITLE = "Guidance for Thornmere and Aldwater, the long edition"
PARAGRAPHS_IN_SECTION = 6
SECTIONS_IN_CHAPTER = 6
SENTENCES = range(2, 6)
"""In a paragraph, in turn."""
WORDS = range(8, 41)
NOTED = 4
"""Every so many paragraphs one has a footnote: a little over one a page."""
_PLAIN = re.compile(r"[A-Z][A-Za-z0-9 ,;:'’£-]+\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LongDocument:
    """What was printed. numbered: (number, text) in order, each number once; heads: what stands at the top of pages."""

    path: Path
    pages: int
    numbered: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    heads: tuple[str, ...]

    @property
    def words(self) -> int:
        """Words of the numbered paragraphs: the same count for every contender."""
        return sum(len(text.split()) for _, text in self.numbered)


def long_document(path: Path, demo: Path, pages: int, seed: int = SEED) -> LongDocument:
    """Write a PDF of `pages` pages; `demo` is the folder that the sentences come from."""
    sentences = _sentences(demo, Random(seed))
    sheet = Sheet(path, TITLE)
    numbered: list[tuple[str, str]] = []
    notes: list[str] = []
    while sheet.page < pages:
        count = len(numbered)
        chapter, place = divmod(count, PARAGRAPHS_IN_SECTION * SECTIONS_IN_CHAPTER)
        if place == 0:
            sheet.chapter(f"Chapter {chapter + 1}: {_heading(sentences)}")
        if place % PARAGRAPHS_IN_SECTION == 0:
            sheet.heading(_heading(sentences))
        number = f"{chapter + 1}.{place + 1}"
        text = " ".join(next(sentences) for _ in range(SENTENCES[count % len(SENTENCES)]))
        note = next(sentences) if count % NOTED == 0 else None
        sheet.numbered(number, text, note)
        numbered.append((number, text))
        notes += [note] if note else []
    sheet.save()
    return LongDocument(
        path=path, pages=sheet.page, numbered=tuple(numbered), notes=tuple(notes), heads=tuple(sheet.heads)
    )


def _heading(sentences: Iterator[str]) -> str:
    """A heading of four words, without a full stop."""
    return " ".join(re.findall(r"[A-Za-z]+", next(sentences))[:4]).capitalize()


def _sentences(demo: Path, random: Random) -> Iterator[str]:
    """Sentences without end: each of the folder's, in a new order every time round, with two words put in."""
    vocabulary = vocabulary_of(demo)
    found = sorted(set(_plain_sentences(demo)))
    while True:
        for sentence in random.sample(found, len(found)):
            words = sentence.split()
            for _ in range(2):
                words.insert(random.randint(1, len(words) - 1), random.choice(vocabulary))
            yield " ".join(words)


def _plain_sentences(demo: Path) -> Iterator[str]:
    for path in sorted(demo.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for start, end in sentence_spans(text):
            sentence = text[start:end]
            if len(sentence.split()) in WORDS and _PLAIN.fullmatch(sentence):
                yield sentence.replace("’", "'")
