"""A seeded sample of the fault trials that `make prove` runs in full."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from evals.kill_point import KillPoint, Part, part_of
from evals.proof import Trial
from evals.prove_kill import kill_reader, kill_writer, second_writer
from evals.prove_library import PARAGRAPHS, base, current, faults
from evals.prove_republish import republished
from evals.prove_server import kill_server

SEED = 20261121


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


def trial(number: int, bench: Path, home: Path) -> Trial:
    return Trial(number=number, seed=SEED, bench=bench, home=home)


@pytest.mark.parametrize("number", [2, 3])
def test_a_killed_writer_leaves_the_old_library_or_the_new_one(number: int, bench: Path, tmp_path: Path) -> None:
    verdict = kill_writer(trial(number, bench, tmp_path))
    assert verdict.held, verdict.ended


def test_a_killed_reader_costs_one_file(bench: Path, tmp_path: Path) -> None:
    verdict = kill_reader(trial(1, bench, tmp_path))
    assert verdict.held, verdict.ended
    assert verdict.ended == "in a long file: one refused by name"


def test_a_killed_chroma_server_costs_nothing_that_was_there(bench: Path, tmp_path: Path) -> None:
    verdict = kill_server(trial(2, bench, tmp_path))
    assert verdict.held, verdict.ended


@pytest.mark.parametrize("number", range(3))
def test_a_second_writer_is_refused_by_name(number: int, bench: Path, tmp_path: Path) -> None:
    verdict = second_writer(trial(number, bench, tmp_path))
    assert verdict.held, verdict.ended


def test_old_wordings_are_gone_from_what_speaks_now(bench: Path, tmp_path: Path) -> None:
    verdict = republished(trial(0, bench, tmp_path), 40)
    assert verdict.held, verdict.ended
    assert verdict.ended.startswith("40 old wordings sought, 0 found; 48 old citations")


@pytest.fixture
def copy(bench: Path, tmp_path: Path) -> Path:
    """A whole library, to be broken."""
    shutil.copytree(base(bench).data, tmp_path / "data")
    assert list(faults(tmp_path / "data")) == []
    return tmp_path / "data"


def test_a_lost_paragraph_would_be_seen(copy: Path) -> None:
    with closing(sqlite3.connect(copy / "library.sqlite")) as connection, connection:
        connection.execute("delete from paragraphs where id = 'b:1.3'")
    left = PARAGRAPHS - 1
    assert list(faults(copy)) == [
        f"an edition has {left} paragraphs, {left} of them different",
        "library and index hold different paragraphs",
    ]


def test_one_window_that_a_probe_of_fifty_passes_over_would_be_seen(copy: Path) -> None:
    generation = current(copy)
    name = next(it for it in generation.vectors.ids() if it.startswith("c:1.18@"))
    generation.vectors.upsert([name], -generation.windows[0][None, :])
    generation.close()
    assert list(faults(copy)) == [f"1 of {3 * PARAGRAPHS} windows do not find themselves"]


def test_half_a_batch_would_be_seen(copy: Path) -> None:
    with closing(sqlite3.connect(copy / "library.sqlite")) as connection, connection:
        connection.execute("update paragraphs set text = replace(text, 'mark0', 'mark1') where document_id = 'b'")
    assert list(faults(copy)) == ["half of a batch is visible"]
    assert list(faults(copy, mixed=True)) == []


def test_the_parts_of_an_ingest_are_told_by_what_it_has_written(copy: Path) -> None:
    before = {"g000001"}
    begun = copy / "index" / "g000002"
    found = [part_of(copy, before)]
    begun.mkdir()
    found.append(part_of(copy, before))
    for name in ("entries.json", "names.json", "meta.json"):
        (begun / name).write_text("")
        found.append(part_of(copy, before))
    with closing(sqlite3.connect(copy / "library.sqlite")) as connection, connection:
        connection.execute("update pointer set generation = 'g000002'")
    assert [*found, part_of(copy, before)] == list(Part)


def test_a_kill_that_came_late_comes_earlier_the_next_time() -> None:
    points = [KillPoint(number, Random(1), {}) for number in range(4)]
    assert [point.wanted for point in points] == [None, Part.EMBEDDING, Part.VECTORS, Part.COMMIT]
    assert [point.missed(Part.AFTER) for point in points] == [False, True, True, True]
    assert not points[3].missed(Part.COMMIT)
