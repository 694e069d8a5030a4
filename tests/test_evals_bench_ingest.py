"""The ingest bench on tiny material: what it makes, how it scores, what it holds an ingest to."""

import json
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.paragraph import words
from corpus.settings import DEMO_DOCUMENTS
from evals.bench_copies import Original, change_one, insertions, originals, vocabulary_of, write_copies
from evals.bench_figures import Times
from evals.bench_ingest_figures import (
    READERS,
    CopiesFigures,
    IngestBench,
    PdfFigures,
    UpdateFigures,
    pdf_figures,
    targets,
)
from evals.bench_ingest_table import ingest_markdown
from evals.bench_memory import PeakMemory
from evals.bench_page import HEADINGS, write_part
from evals.bench_pdf import LongDocument, long_document
from evals.bench_pdf_child import ways
from ingest.manifest import read_manifest
from ingest.no_manifest import manifest_of
from ingest.read_document import read_document

WORDS = ("amber", "birch", "copper", "delta", "ember", "forest", "granite", "harvest", "island", "juniper")


@pytest.fixture(scope="module")
def long_pdf(tmp_path_factory: pytest.TempPathFactory) -> LongDocument:
    return long_document(tmp_path_factory.mktemp("pdf") / "long.pdf", DEMO_DOCUMENTS, 6)


@pytest.fixture(scope="module")
def texts() -> tuple[Original, ...]:
    return originals(DEMO_DOCUMENTS)


def test_two_words_go_into_each_paragraph(texts: tuple[Original, ...], tmp_path: Path) -> None:
    total = write_copies(texts, 2, tmp_path, vocabulary_of(DEMO_DOCUMENTS))
    manifest = read_manifest(tmp_path)
    assert len(manifest.entries) == 2 * len(texts)
    read = [read_document(entry.path, entry).paragraphs for entry in manifest.entries]
    found = [paragraph.text for paragraphs in read for paragraph in paragraphs]
    assert len(set(found)) == len(found)
    originally = sum(words(one.text) for one in texts)
    assert total == 2 * originally + 2 * sum(len(one.places) for one in texts)
    assert sum(len(one.places) for one in texts) >= len(found) * 0.98


def test_words_go_inside_a_paragraph() -> None:
    path = DEMO_DOCUMENTS / "thornmere-training.md"
    entry = manifest_of([path]).entries[0]
    text = path.read_text(encoding="utf-8")
    paragraphs = read_document(path, entry).paragraphs
    places = list(insertions(text, paragraphs))
    assert len(places) == 2 * len(paragraphs)
    for paragraph, (first, second) in zip(paragraphs, zip(places[::2], places[1::2], strict=True), strict=True):
        assert text[:first].split()[-1] in paragraph.text
        assert first <= second
        assert text[first:].split()[0].strip("-*") in paragraph.text


def test_a_change_is_a_word_in_every_tenth_paragraph(texts: tuple[Original, ...], tmp_path: Path) -> None:
    write_copies(texts, 1, tmp_path, WORDS)
    name = f"c01-{texts[0].name}"
    before = (tmp_path / name).read_text(encoding="utf-8")
    change_one(texts[0], tmp_path, WORDS)
    after = (tmp_path / name).read_text(encoding="utf-8")
    assert after.replace(" amended", "") == before
    assert after.count(" amended") == pytest.approx(len(texts[0].places) / 20, abs=1)


def test_the_long_pdf_is_what_it_says(long_pdf: LongDocument) -> None:
    from pypdf import PdfReader

    pages = [page.extract_text() for page in PdfReader(long_pdf.path).pages]
    assert len(pages) == long_pdf.pages == 6
    assert 350 <= long_pdf.words / 6 <= 550
    assert all(long_pdf.heads[0] in pages[place] for place in (0, 2, 4))
    everything = " ".join(" ".join(pages).split())
    assert all(f"{number} {' '.join(text.split()[:4])}" in everything for number, text in long_pdf.numbered)
    assert len(long_pdf.notes) >= 3
    sentences = [text for _, text in long_pdf.numbered]
    assert len(set(sentences)) == len(sentences)


def test_a_way_through_the_pdf_and_its_figures(long_pdf: LongDocument, tmp_path: Path) -> None:
    found = {}
    for name in ("pypdf", "soundingboard-read"):
        command = [sys.executable, "-m", "evals.bench_pdf_child", name, str(long_pdf.path), str(tmp_path)]
        reply = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        found[name] = pdf_figures(name, long_pdf, reply, reply["texts"], reply["numbers"])
    assert found["pypdf"].numbers is None
    assert found["pypdf"].heads == 3
    assert found["soundingboard-read"].numbers == 1.0
    assert found["soundingboard-read"].heads == 0
    assert found["soundingboard-read"].whole >= 0.9
    assert all(one.seconds > 0 and one.megabytes > 10 for one in found.values())


def test_a_number_counts_where_its_own_words_follow(long_pdf: LongDocument) -> None:
    reply = {"seconds": 1.0, "megabytes": 1.0}
    numbers, paragraphs = zip(*long_pdf.numbered, strict=True)
    right = pdf_figures("pypdf", long_pdf, reply, paragraphs, numbers)
    assert (right.numbers, right.whole) == (1.0, 1.0)
    swapped = pdf_figures("pypdf", long_pdf, reply, paragraphs, (*numbers[1:], numbers[0]))
    assert (swapped.numbers, swapped.whole) == (0.0, 1.0)
    cut = pdf_figures(
        "pypdf", long_pdf, reply, [f"{it[:60]} {long_pdf.heads[0]} {it[60:]}" for it in paragraphs], numbers
    )
    assert (cut.numbers, cut.whole, cut.heads) == (1.0, 0.0, len(numbers))


def test_the_ways_are_those_of_the_table() -> None:
    assert tuple(ways()) == tuple(READERS)


def test_memory_is_that_of_a_process_and_its_children() -> None:
    grow = "import time; held = bytearray(60_000_000); time.sleep(1.5)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grow!r}])"
    process = subprocess.Popen([sys.executable, "-c", parent])
    with PeakMemory(process.pid) as peak:
        process.wait()
    assert 60 < peak.megabytes < 120


def bench(**changed: float) -> IngestBench:
    size = CopiesFigures(
        copies=1,
        rounds=2,
        words=1000,
        paragraphs=10,
        distinct=1.0,
        seconds=1.0,
        megabytes=300.0,
        index_mb=2.0,
        answer=Times(p50=5.0, p95=9.0),
    )
    last = replace(size, copies=15, rounds=1, words=15_000, seconds=changed.get("seconds", 15.0))
    return IngestBench(
        pages=200,
        words=90_000,
        rounds=3,
        material="guidance",
        cores=2,
        machine="a machine",
        measured_on="2026-11-22",
        pdf=tuple(
            PdfFigures(name=name, seconds=10.0 * place, megabytes=100.0, numbers=None, whole=1.0, heads=0)
            for place, name in enumerate(reversed(READERS), start=1)
        ),
        copies=(size, replace(last, megabytes=changed.get("megabytes", 900.0))),
        update=UpdateFigures(embedded=30, seconds=9.0, megabytes=changed.get("update", 800.0)),
    )


def test_growth_and_memory_are_held_to_their_bounds() -> None:
    assert [target.met for target in targets(bench())] == [True, True, True, True]
    assert [target.value for target in targets(bench())] == [1.0, 0.9, 0.8, 2.0]
    assert [target.met for target in targets(bench(seconds=20.0))] == [False, True, True, True]
    assert [target.met for target in targets(bench(megabytes=1600.0))] == [True, False, True, True]
    assert [target.met for target in targets(bench(update=1600.0))] == [True, True, False, True]


def test_each_part_of_the_page_is_written_without_the_other(tmp_path: Path) -> None:
    page = tmp_path / "bench.md"
    write_part(page, "ingest", ingest_markdown(bench()))
    write_part(page, "questions", "# Bench\n\nquestions\n")
    write_part(page, "ingest", ingest_markdown(bench(seconds=18.0)))
    write_part(page, "questions", "# Bench\n\nother questions\n")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Bench\n\nother questions\n\n## ")
    assert text.count(HEADINGS["ingest"]) == 1
    assert "1.20" in text
    assert all(name in text for name in READERS.values())
    assert all(target.name in text for target in targets(bench()))
    assert not any(first == second == "" for first, second in pairwise(text.splitlines()))
