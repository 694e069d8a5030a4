from pathlib import Path

import pytest

import evals
from assistant.outcome import Outcome
from evals.bench import evidence_at_depths
from evals.bench_child import first_rank
from evals.bench_contender import Found, contenders
from evals.bench_figures import NAMES, Bench, ContenderFigures, Served, Times, targets
from evals.bench_material import material
from evals.bench_process import BenchFailed, ContenderProcess, cores, threads
from evals.bench_table import bench_markdown
from evals.case import Case, MustCite

CASE = Case(
    id="c",
    question="Who leads?",
    outcome=Outcome.ANSWERED,
    must_cite=(MustCite(document="protocol", quote="the mid-wife leads"),),
)


def figures(name: str, **changed: object) -> ContenderFigures:
    values = {
        "load_seconds": 1.0,
        "words_per_second": 1000.0,
        "search": Times(p50=10.0, p95=20.0),
        "answer": None,
        "resident_mb": 900.0,
        "evidence": evidence_at_depths([1, 3, None, None]),
    }
    return ContenderFigures(name=name, **(values | changed))


def bench(ours: ContenderFigures) -> Bench:
    small = figures("llamaindex-256", search=Times(p50=8.0, p95=9.0), resident_mb=600.0)
    return Bench(
        material="demo",
        documents=2,
        words=1000,
        questions=4,
        scored=4,
        rounds=1,
        cores=2,
        machine="a machine",
        measured_on="2025-11-01",
        contenders=(ours, figures("llamaindex"), small, figures("floor", words_per_second=None)),
        served=Served(answer=Times(p50=15.0, p95=20.0), resident_mb=400.0),
        index_recall=1.0,
    )


def test_a_result_counts_where_document_and_quote_are_right() -> None:
    right = Found(document="protocol", text="First.\nThe midwife\nleads, then others.")
    assert first_rank(CASE, (Found(document="guide", text=right.text), right)) == 2
    assert first_rank(CASE, (Found(document="protocol", text="The midwife helps."),)) is None


def test_evidence_by_depth() -> None:
    found = evidence_at_depths([1, 3, None, 5])
    assert {k: value.mean for k, value in found.items()} == {1: 0.25, 3: 0.5, 5: 0.75}


def test_ratios_are_taken_to_the_better_of_the_two() -> None:
    ours = figures(
        "soundingboard",
        words_per_second=1500.0,
        search=Times(p50=4.0, p95=5.0),
        answer=Times(p50=16.0, p95=20.0),
        resident_mb=300.0,
        evidence=evidence_at_depths([1, 1, 2, 3]),
    )
    found = {target.name.split(" / ")[0]: target for target in targets(bench(ours))}
    assert found["retrieval p50"].value == 0.5
    assert found["retrieval p50"].met
    assert found["whole answer p50"].value == 2.0
    assert not found["whole answer p50"].met
    assert found["memory of retrieval"].value == 0.5
    assert found["ingest words/s"].value == 1.5
    assert not found["ingest words/s"].met
    assert [target.value for target in targets(bench(ours))][:2] == [2.0, 2.0]
    assert [target.met for target in targets(bench(ours))][:2] == [False, True]


def test_the_page_names_every_contender_and_every_target() -> None:
    whole = bench(figures("soundingboard", answer=Times(p50=12.0, p95=15.0)))
    page = bench_markdown(whole)
    assert all(name in page for name in NAMES.values())
    assert all(target.name in page for target in targets(whole))


def test_the_contenders_are_those_of_the_table() -> None:
    assert tuple(contenders()) == tuple(NAMES)


def test_every_process_gets_the_same_cores_and_threads() -> None:
    assert set(threads().values()) == {str(len(cores()))}


def test_a_process_that_ends_is_named_with_its_last_words(tmp_path: Path) -> None:
    with ContenderProcess("nobody", tmp_path / "log") as process, pytest.raises(BenchFailed, match="nobody"):
        process.ask("load")


def test_llamaindex_is_known_to_one_file_of_the_evals() -> None:
    folder = Path(evals.__file__).parent
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
    assert [name for name, text in texts.items() if "from llama_index" in text] == ["bench_llamaindex.py"]


def test_the_demonstration_area_stands_in_where_there_is_nothing_else(tmp_path: Path) -> None:
    given = material(tmp_path)
    assert given.name == "demo"
    assert {source.path.suffix for source in given.sources} == {".md", ".html", ".docx", ".pdf"}
    assert all(source.text() for source in given.sources)
    assert given.words >= 18_000
    assert sum(bool(case.must_cite) for case in given.cases) >= 50
