"""The bench of sizes: what fills a library, what its vectors are, and what an answer is held to."""

import json
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.embedder import Embedder, Passage, open_embedder, unit
from corpus.generation_build import passage_of
from corpus.settings import load_settings
from evals.bench_figures import Times
from evals.bench_filler import (
    COSINE,
    TO_A_DOCUMENT,
    FillerText,
    NoisyEmbedder,
    bench_texts,
    contents_of,
    filler,
    originals_of,
    turned_away,
)
from evals.bench_sizes_child import questions
from evals.bench_sizes_figures import SizeFigures, SizesBench, targets
from evals.bench_sizes_table import sizes_markdown

WORDS = ("amber", "birch", "copper")
TEXTS = (
    FillerText(heading="Boats", text="Every boat needs a name. Paint it on the bow before the first of May."),
    FillerText(heading="", text="Tides"),
)


def test_texts_come_first_and_then_each_with_a_word_changed() -> None:
    made = list(islice(filler(TEXTS, WORDS), 6))
    assert made[:2] == list(TEXTS)
    assert [it.original for it in made[2:]] == [*TEXTS, *TEXTS]
    assert all(it.original is not None and it.text != it.original.text for it in made[2:])
    assert made[2].text.count(".") == 2
    assert made == list(islice(filler(TEXTS, WORDS), 6))


def test_documents_are_numbered_and_no_id_comes_twice() -> None:
    texts = list(islice(filler(TEXTS, WORDS), TO_A_DOCUMENT + 5))
    contents = [*contents_of(texts, size=1000), *contents_of(texts, size=2000)]
    paragraphs = [paragraph for it in contents for paragraph in it.paragraphs]
    assert len(contents) == 4
    assert len({it.id for it in paragraphs}) == len(paragraphs) == 2 * len(texts)
    assert all(it.printed and it.number for it in paragraphs)


def test_a_vector_is_turned_to_the_cosine_that_is_asked_for() -> None:
    random = np.random.default_rng(1)
    vectors = unit(random.standard_normal((20, 16)).astype(np.float32))
    turned = turned_away(vectors, COSINE, random)
    assert (turned * vectors).sum(axis=1) == pytest.approx(np.full(20, COSINE), abs=1e-5)
    assert np.linalg.norm(turned, axis=1) == pytest.approx(np.ones(20), abs=1e-5)


class Counting:
    def __init__(self, embedder: Embedder) -> None:
        self._embedder, self.passages = embedder, 0
        self.name, self.dimensions = embedder.name, embedder.dimensions

    def embed_passages(self, passages: list[Passage]) -> list[Any]:
        self.passages += len(passages)
        return self._embedder.embed_passages(passages)


def test_only_originals_are_embedded_and_every_sentence_has_a_vector() -> None:
    settings = load_settings()
    embedder = open_embedder(settings.embedder, settings.models, threads=1)
    texts = list(islice(filler(TEXTS, WORDS), 8))
    counting = Counting(embedder)
    noisy = NoisyEmbedder(counting, originals_of(texts))  # type: ignore[arg-type]
    passages = [passage_of(it) for contents in contents_of(texts, size=8) for it in contents.paragraphs]
    made = noisy.embed_passages(passages)
    assert counting.passages == len(TEXTS)
    assert [len(it.sentences) for it in made] == [len(it.sentences) for it in passages]
    cosines = [float(one.windows[0] @ made[place % 2].windows[0]) for place, one in enumerate(made)]
    assert cosines == pytest.approx([1, 1, *[COSINE] * 6], abs=1e-4)


def test_without_the_shared_folder_there_are_no_bench_texts_and_the_demo_is_asked(tmp_path: Path) -> None:
    assert bench_texts(tmp_path) == ()
    asked = questions(tmp_path, frozenset({"thornmere", "aldwater"}))
    assert len(asked) > 200
    assert {it.area for it in asked} <= {"thornmere", "aldwater", None}
    further = tmp_path / "eval" / "dev.jsonl"
    further.parent.mkdir()
    case = {"id": "x", "question": "Who paints the bow?", "outcome": "answered", "area": "elsewhere"}
    refused = {"id": "y", "question": "Decide for me.", "outcome": "refused"}
    further.write_text("\n".join(map(json.dumps, (case, refused))), encoding="utf-8")
    more = questions(tmp_path, frozenset({"thornmere", "aldwater"}))
    assert [(it.text, it.area) for it in more[len(asked) :]] == [("Who paints the bow?", None)]


def size(paragraphs: int, p50: float, p95: float = 9.0) -> SizeFigures:
    return SizeFigures(
        paragraphs=paragraphs,
        documents=9,
        sentences=3 * paragraphs,
        questions=300,
        answered=290,
        floor=Times(p50=1.0, p95=2.0),
        answer=Times(p50=p50, p95=p95),
        record=Times(p50=1.5, p95=2.5),
        steps={"mask": 0.2} if paragraphs == 1000 else {"mask": 0.2, "retrieve": 2.0},
        resident_mb=300.0,
        index_mb=40.0,
        recall=0.995,
    )


def bench(*figures: SizeFigures) -> SizesBench:
    return SizesBench(
        material="bench texts", rounds=3, cores=2, machine="a machine", measured_on="2026-11-22", figures=figures
    )


def test_an_answer_is_held_to_the_floor_at_ten_thousand_and_to_its_growth() -> None:
    good = bench(size(1000, 3.0), size(10_000, 4.0), size(100_000, 14.0))
    assert [it.met for it in targets(good)] == [True, True, True, True]
    assert [round(it.value, 2) for it in targets(good)] == [4.0, 9.0, 4.67, 0.99]
    slow = bench(size(1000, 2.0), size(10_000, 4.1, p95=10.1), size(100_000, 10.1))
    assert [it.met for it in targets(slow)] == [False, False, False, True]


def test_the_page_has_every_size_every_step_and_every_target() -> None:
    found = bench(size(1000, 3.0), size(10_000, 4.0))
    page = sizes_markdown(found)
    assert "| 1,000 |" in page
    assert "| 10,000 |" in page
    assert "| 1,000 | 0.20 | – |" in page
    assert all(target.name in page for target in targets(found))
