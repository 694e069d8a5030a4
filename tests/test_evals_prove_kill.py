"""A seeded sample of the fault trials that `make prove` runs in full."""

from pathlib import Path
from random import Random

import pytest

from evals.proof import Trial
from evals.prove_kill import kill_reader, kill_writer, second_writer
from evals.prove_library import base, faults

SEED = 20261121


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


def trial(number: int, bench: Path, home: Path) -> Trial:
    return Trial(number=number, seed=SEED, bench=bench, home=home)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_killed_writer_leaves_the_old_library_or_the_new_one(number: int, bench: Path, tmp_path: Path) -> None:
    verdict = kill_writer(trial(number, bench, tmp_path))
    assert verdict.held, verdict.ended


def test_a_killed_reader_costs_one_file(bench: Path, tmp_path: Path) -> None:
    verdict = kill_reader(trial(0, bench, tmp_path))
    assert verdict.held, verdict.ended


@pytest.mark.parametrize("number", range(3))
def test_a_second_writer_is_refused_by_name(number: int, bench: Path, tmp_path: Path) -> None:
    verdict = second_writer(trial(number, bench, tmp_path))
    assert verdict.held, verdict.ended


def test_a_lost_paragraph_would_be_seen(bench: Path, tmp_path: Path) -> None:
    import shutil
    import sqlite3
    from contextlib import closing

    ready, _ = base(bench)
    shutil.copytree(ready, tmp_path / "data")
    assert list(faults(tmp_path / "data", Random(0))) == []
    with closing(sqlite3.connect(tmp_path / "data" / "library.sqlite")) as connection, connection:
        connection.execute("delete from paragraphs where id = 'b:1.3'")
    assert list(faults(tmp_path / "data", Random(0))) == [
        "an edition has 11 paragraphs, 11 of them different",
        "library and index hold different paragraphs",
    ]
