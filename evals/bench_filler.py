"""Filler: paragraphs that make a library as large as a bench needs it, with vectors of both kinds for each of them.

First come the texts of `../shared/bench`, embedded as any paragraph is; where they run out, the same texts with one word changed,
whose vectors are those of the original turned away from it by Gaussian noise. So a library of 100,000 paragraphs can be made
in minutes, and an approximate search finds no two of them in one place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, zip_longest
from pathlib import Path
from random import Random
from typing import Self

import numpy as np

from corpus.contents import EditionContents
from corpus.document import Authority, Document, Edition, EditionState
from corpus.embedder import Embedder, Passage, PassageVectors, Vectors, unit
from corpus.generation_build import passage_of
from corpus.paragraph import Paragraph
from evals.beir import read_beir
from evals.bench_copies import SEED

SETS = ("conditionalqa-train", "obliqa-dev")
COSINE = 0.8
"""Of a vector with noise to the one it was made of."""
TO_A_DOCUMENT = 250
"""Paragraphs of one document of the filler."""
PUBLISHED = "2024-01-01"
_WORD = re.compile(r"(?<![^\s(])[a-z]{3,}(?![^\s,;)])")


@dataclass(frozen=True, slots=True, kw_only=True)
class FillerText:
    """One text with its heading ('' for none). original: what it was made of by changing a word, None for none."""

    heading: str
    text: str
    original: "FillerText | None" = None


def bench_texts(shared: Path) -> tuple[FillerText, ...]:
    """The texts of every retrieval set under `shared/bench`, the sets in turn; none where they are absent."""
    sets = [read_beir(shared / "bench" / name).documents for name in SETS if (shared / "bench" / name).is_dir()]
    mixed = chain.from_iterable(zip_longest(*sets))
    return tuple(FillerText(heading=it.title, text=it.text) for it in mixed if it is not None and it.text.strip())


def filler(texts: Sequence[FillerText], vocabulary: Sequence[str]) -> Iterator[FillerText]:
    """The texts given, then those with one word changed, over and over, without end. `texts` must not be empty."""
    yield from texts
    yield from changed(texts, vocabulary)


def changed(texts: Sequence[FillerText], vocabulary: Sequence[str]) -> Iterator[FillerText]:
    """The texts given, each with one word changed, over and over, without end. `texts` must not be empty."""
    for place in count():
        original = texts[place % len(texts)]
        text = _one_word_changed(original.text, Random(f"{SEED} {place}"), vocabulary)
        yield FillerText(heading=original.heading, text=text, original=original)


def _one_word_changed(text: str, random: Random, vocabulary: Sequence[str]) -> str:
    """A lower-case word inside the text stands for another, so that its sentences stay where they were; else one is added."""
    words = list(_WORD.finditer(text))
    if not words:
        return f"{text} {random.choice(vocabulary)}"
    word = random.choice(words)
    return f"{text[: word.start()]}{random.choice(vocabulary)}{text[word.end() :]}"


def contents_of(texts: Sequence[FillerText], *, size: int) -> tuple[EditionContents, ...]:
    """Documents of practice, for every nation, that hold the texts in numbered paragraphs. `size` keeps their ids apart from
    those of the filler of other sizes.
    """
    parts = [texts[start : start + TO_A_DOCUMENT] for start in range(0, len(texts), TO_A_DOCUMENT)]
    return tuple(_contents(part, f"filler-{size}-{number:03d}") for number, part in enumerate(parts, start=1))


def _contents(texts: Sequence[FillerText], name: str) -> EditionContents:
    return EditionContents(
        document=Document(
            id=name,
            title=f"Collected notes {name.removeprefix('filler-')}",
            publisher="",
            authority=Authority.PRACTICE,
            nation=None,
            area=None,
            licence="",
            source="",
            url="",
            supersedes=None,
        ),
        edition=Edition(
            document_id=name,
            edition=PUBLISHED,
            published=PUBLISHED,
            state=EditionState.CURRENT,
            review_due=None,
            file=name,
            sha256=name,
            manifest_sha256=name,
            ingested_at=PUBLISHED,
        ),
        paragraphs=tuple(_paragraph(it, name, position) for position, it in enumerate(texts)),
        findings=(),
    )


def _paragraph(it: FillerText, document: str, position: int) -> Paragraph:
    number = str(position + 1)
    return Paragraph(
        id=f"{document}:{number}",
        document_id=document,
        edition=PUBLISHED,
        position=position,
        number=number,
        printed=True,
        label=f"paragraph {number}",
        headings=(it.heading,) if it.heading else (),
        text=it.text,
        bullets=(),
        page=None,
        anchor=None,
    )


class NoisyEmbedder:
    """An embedder that embeds no text of the filler that was made of another: it turns the vectors of the original instead.

    `originals` has the original, as it is embedded, by the embedded text of what was made of it.
    """

    def __init__(self, embedder: Embedder, originals: Mapping[str, Passage]) -> None:
        self._embedder = embedder
        self._originals = originals
        self._sources = frozenset(it.text for it in originals.values())
        self._made: dict[str, PassageVectors] = {}
        self._random = np.random.default_rng(SEED)

    @property
    def name(self) -> str:
        """That of the embedder it stands for."""
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        """That of the embedder it stands for."""
        return self._embedder.dimensions

    @property
    def token_dimensions(self) -> int:
        """That of the embedder it stands for."""
        return self._embedder.token_dimensions

    def embed_query(self, text: str) -> Vectors:
        """As the embedder it stands for."""
        return self._embedder.embed_query(text)

    def embed_passages(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        """The vectors of paragraphs, in the order given."""
        return [self._noisy(it) if it.text in self._originals else self._embedded(it) for it in passages]

    def remembering(self) -> Self:
        """Itself."""
        return self

    def _embedded(self, passage: Passage) -> PassageVectors:
        if passage.text in self._made:
            return self._made[passage.text]
        made = self._embedder.embed_passages([passage])[0]
        if passage.text in self._sources:
            self._made[passage.text] = made
        return made

    def _noisy(self, passage: Passage) -> PassageVectors:
        original = self._embedded(self._originals[passage.text])
        sentences = np.resize(original.sentences, (len(passage.sentences), self.dimensions))
        return PassageVectors(
            windows=turned_away(original.windows, COSINE, self._random),
            sentences=turned_away(sentences, COSINE, self._random),
            tokens=turned_away(original.tokens, COSINE, self._random),
            weights=original.weights,
        )


def turned_away(vectors: Vectors, cosine: float, random: np.random.Generator) -> Vectors:
    """Each row of length 1 turned in a direction drawn from a Gaussian, until its cosine to where it was is `cosine`."""
    noise = random.standard_normal(vectors.shape, np.float32)
    across = unit(noise - (noise * vectors).sum(axis=1, keepdims=True) * vectors)
    return unit(np.float32(cosine) * vectors + np.float32(np.sqrt(1 - cosine**2)) * across)


def originals_of(texts: Sequence[FillerText]) -> dict[str, Passage]:
    """The original of each changed text, by its text, both as they are embedded; none for one that is itself an original."""
    passages = [passage_of(_paragraph(it, "", 0)) for it in texts]
    made = {
        passage.text: passage_of(_paragraph(it.original, "", 0))
        for it, passage in zip(texts, passages, strict=True)
        if it.original is not None
    }
    whole = {passage.text for it, passage in zip(texts, passages, strict=True) if it.original is None}
    return {text: original for text, original in made.items() if text not in whole}
