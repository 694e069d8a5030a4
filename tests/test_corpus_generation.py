"""Index generations: what is copied, what is embedded, and that search finds what an exact scan finds."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.embedder import Embedder, Passage, PassageVectors, Vectors, open_embedder
from corpus.errors import LibraryDamaged
from corpus.generation import Generation
from corpus.generation_build import build_generation
from corpus.paragraph import Paragraph
from corpus.previous import Previous
from corpus.settings import load_settings
from corpus.vector_file import VectorFile
from corpus.vectors import ChromaVectors
from corpus.words import NOTHING, Words


class Counting:
    """An embedder that remembers how many passages it was given."""

    def __init__(self, inner: Embedder) -> None:
        self.inner = inner
        self.passages = 0

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def dimensions(self) -> int:
        return self.inner.dimensions

    @property
    def token_dimensions(self) -> int:
        return self.inner.token_dimensions

    def embed_query(self, text: str) -> Vectors:
        return self.inner.embed_query(text)

    def embed_passages(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        self.passages += len(passages)
        return self.inner.embed_passages(passages)


def paragraph(number: int, text: str) -> Paragraph:
    return Paragraph(
        id=f"guide:{number}",
        document_id="guide",
        edition="2025",
        position=number - 1,
        number=str(number),
        printed=True,
        label=f"paragraph {number}",
        headings=("Heading",),
        text=text,
        bullets=(),
        page=None,
        anchor=None,
    )


TOPICS = (
    "midwife",
    "school",
    "housing officer",
    "pharmacist",
    "grandparent",
    "probation worker",
    "health visitor",
    "drug worker",
)


@pytest.fixture(scope="module")
def paragraphs() -> list[Paragraph]:
    return [
        paragraph(
            n + 1,
            f"The {TOPICS[n % 8]} should tell the lead professional about matter {n} within {n} days. It is written down.",
        )
        for n in range(80)
    ]


@pytest.fixture
def embedder() -> Counting:
    return Counting(open_embedder("minilm-int8", load_settings().models, threads=1))


def build(
    folder: Path, paragraphs: list[Paragraph], embedder: Embedder, previous: Previous | None = None
) -> Generation:
    build_generation(folder, paragraphs, embedder, previous, lambda _done, _total: None)
    return Generation(folder)


def test_search_finds_what_an_exact_scan_finds(tmp_path: Path, paragraphs: list[Paragraph], embedder: Counting) -> None:
    generation = build(tmp_path / "g1", paragraphs, embedder)
    recalls = []
    for topic in TOPICS:
        vector = embedder.embed_query(f"What must the {topic} do?")
        exact, near = generation.exact_nearest(vector, 10), generation.nearest_by_index(vector, 10)
        assert generation.nearest(vector, 10).tolist() == exact.tolist()
        recalls.append(len(set(exact.tolist()) & set(near.tolist())) / 10)
    assert np.mean(recalls) >= 0.99
    generation.close()


def test_only_what_changed_is_embedded_again(tmp_path: Path, paragraphs: list[Paragraph], embedder: Counting) -> None:
    first = build(tmp_path / "g1", paragraphs, embedder)
    assert embedder.passages == 80
    changed = [replace(paragraphs[0], text="A new rule about pets."), *paragraphs[2:]]
    with Previous(tmp_path / "g1") as previous:
        second = build(tmp_path / "g2", changed, embedder, previous)
    assert embedder.passages == 81
    second.probe()
    vector = embedder.embed_query("pets")
    assert second.entries[int(second.nearest_by_index(vector, 1)[0])].paragraph_id == "guide:1"
    assert "guide:2@2025#0" not in second.vectors.ids()
    assert first.entries[1].paragraph_id == "guide:2"
    assert second.window_scores(vector, np.arange(79)).shape == (79,)
    first.close()
    second.close()


def test_what_is_taken_over_is_the_same_to_the_byte(
    tmp_path: Path, paragraphs: list[Paragraph], embedder: Counting
) -> None:
    build(tmp_path / "g1", paragraphs, embedder).close()
    moved = [*paragraphs[40:], *paragraphs[:40], replace(paragraphs[0], id="guide:81", text="Long. " * 300)]
    with Previous(tmp_path / "g1") as previous:
        taken_over = build(tmp_path / "g2", moved, embedder, previous)
    afresh = build(tmp_path / "g3", moved, embedder)
    for name in (
        "windows.npy",
        "window_rows.npy",
        "sentences.npy",
        "sentence_starts.npy",
        "tokens.npy",
        "token_starts.npy",
        "entries.json",
    ):
        assert (tmp_path / "g2" / name).read_bytes() == (tmp_path / "g3" / name).read_bytes()
    assert taken_over.words.scores(["midwif"]).tolist() == afresh.words.scores(["midwif"]).tolist()
    assert max(taken_over.words.scores(["midwif"])) > 0
    taken_over.close()
    afresh.close()


@pytest.mark.parametrize(
    "missing", ["meta.json", "entries.json", "windows.npy", "sentences.npy", "tokens.npy", "chroma"]
)
def test_a_damaged_generation_is_not_taken_over(
    tmp_path: Path, paragraphs: list[Paragraph], embedder: Counting, missing: str
) -> None:
    build(tmp_path / "g1", paragraphs[:3], embedder).close()
    (tmp_path / "g1" / missing).rename(tmp_path / "away")
    with pytest.raises(LibraryDamaged, match="soundingboard index"):
        Previous(tmp_path / "g1")


@pytest.mark.parametrize("counts", [(), (3,), (1, 0, 200)])
def test_a_vector_file_is_the_array_of_its_rows(tmp_path: Path, counts: tuple[int, ...]) -> None:
    rows = np.arange(sum(counts) * 4, dtype=np.float32).reshape(-1, 4) / 7
    with VectorFile(tmp_path / "v.npy", 4, np.float16) as file:
        for start, count in zip(np.cumsum([0, *counts]), counts, strict=False):
            file.append(rows[start : start + count])
    found = np.load(tmp_path / "v.npy")
    assert (found.dtype, found.shape) == (np.float16, rows.shape)
    assert (found == rows.astype(np.float16)).all()


def test_word_search_knows_in_how_many_texts_each_stem_stands(tmp_path: Path) -> None:
    Words.build(iter(["Ask the midwife. Ask the midwife.", "", "Ask early."]), tmp_path / "words")
    opened = Words.open(tmp_path / "words")
    assert opened.size == 3
    assert {stem: opened.frequency[stem] for stem in ("ask", "midwif", "ask midwif", NOTHING)} == {
        "ask": 2,
        "midwif": 1,
        "ask midwif": 1,
        NOTHING: 1,
    }


def test_best_sentence_scores_are_those_of_the_stored_sentences(
    tmp_path: Path, paragraphs: list[Paragraph], embedder: Counting
) -> None:
    generation = build(tmp_path / "g1", paragraphs, embedder)
    vector = embedder.embed_query("Is it written down?")
    rows = np.asarray([3, 0, 79])
    expected = [max(generation.sentences_of(int(row)) @ vector) for row in rows]
    assert generation.sentence_scores(vector, rows) == pytest.approx(expected, abs=1e-5)
    generation.close()


def test_usual_cosines_are_those_with_the_library_in_whatever_order_they_are_asked_for(
    tmp_path: Path, paragraphs: list[Paragraph], embedder: Counting
) -> None:
    generation = build(tmp_path / "g1", paragraphs, embedder)
    cosines = generation.sentences @ generation.sentences.T
    generation.usual_cosines(np.asarray([1]))
    places = np.asarray([2, 0, 1])
    mean, deviation = generation.usual_cosines(places)
    assert mean == pytest.approx(cosines.mean(axis=1)[places], abs=1e-5)
    assert deviation == pytest.approx(cosines.std(axis=1)[places], abs=1e-5)
    generation.close()


def test_a_generation_without_its_vectors_is_refused(
    tmp_path: Path, paragraphs: list[Paragraph], embedder: Counting
) -> None:
    generation = build(tmp_path / "g1", paragraphs, embedder)
    generation.vectors.delete(["guide:5@2025#0"])
    with pytest.raises(LibraryDamaged, match="soundingboard index"):
        generation.probe()
    generation.close()
    (tmp_path / "g1" / "windows.npy").unlink()
    with pytest.raises(LibraryDamaged, match="windows"):
        Generation(tmp_path / "g1")


def test_upsert_replaces_and_delete_removes(tmp_path: Path) -> None:
    vectors = ChromaVectors.create(tmp_path / "c")
    vectors.upsert(["a", "b"], np.eye(2, 8, dtype=np.float32))
    vectors.upsert(["a"], np.eye(8, dtype=np.float32)[5:6])
    vectors.delete(["b"])
    vectors.close()
    opened = ChromaVectors.open(tmp_path / "c")
    assert opened.ids() == {"a"}
    assert opened.nearest(np.eye(8, dtype=np.float32)[5], 1)[0] == ("a", pytest.approx(1, abs=1e-5))
    opened.close()


def test_a_collection_of_another_distance_is_refused(tmp_path: Path) -> None:
    import chromadb

    client = chromadb.PersistentClient(str(tmp_path / "c"))
    client.create_collection("windows", embedding_function=None)
    client.close()
    with pytest.raises(LibraryDamaged, match="cosine"):
        ChromaVectors.open(tmp_path / "c")
