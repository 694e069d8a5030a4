"""A seeded sample of the mutated files, bombs and backups that `make prove` runs in full."""

from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest

from evals import prove
from evals.mutation_structure import STRUCTURES
from evals.proof import Proof, Trial, Verdict
from evals.prove_backup import backup_under_writes
from evals.prove_files import bomb, mutant, sources, unpacked_apart
from ingest.read import READERS

SEED = 20261121
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("number", range(40))
def test_a_mutated_file_is_read_or_refused_by_name(number: int, tmp_path: Path) -> None:
    verdict = mutant(Trial(number=number, seed=SEED, bench=tmp_path, home=tmp_path))
    assert verdict.held, verdict


def test_every_format_is_damaged_in_its_structure_and_elsewhere(tmp_path: Path) -> None:
    drawn = {sources(Random(n))[0].suffix.lower() for n in range(60)}
    assert {".pdf", ".docx", ".html", ".md", ".txt"} <= drawn <= STRUCTURES.keys() == READERS.keys()


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html", ".md", ".txt"])
def test_every_structure_damage_changes_some_file(suffix: str) -> None:
    draw = Random(suffix)
    whole = [path.read_bytes() for path in GOLDEN.iterdir() if path.suffix == suffix]
    for damage in STRUCTURES[suffix]:
        assert any(damage(one, draw) != one for one in whole for _ in range(5)), damage.__name__


def test_an_archive_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "fine.zip", "w") as archive:
        archive.writestr("a.md", "# A")
    verdict = unpacked_apart(tmp_path / "fine.zip")
    assert (verdict.held, verdict.ended) == (True, "unpacked")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "none.zip").write_text("nothing")
    assert unpacked_apart(tmp_path / "other" / "none.zip").ended == "refused before it was unpacked"


@pytest.mark.parametrize("number", range(4))
def test_a_bomb_does_not_go_off(number: int, tmp_path: Path) -> None:
    verdict = bomb(Trial(number=number, seed=SEED, bench=tmp_path, home=tmp_path))
    assert verdict.held, verdict


def test_a_backup_under_writes_is_restored_whole(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    verdict = backup_under_writes(Trial(number=0, seed=SEED, bench=tmp_path, home=tmp_path / "home"))
    assert verdict.held, verdict


def test_the_same_trial_draws_the_same(tmp_path: Path) -> None:
    draws = [Trial(number=7, seed=SEED, bench=tmp_path, home=tmp_path).draw().random() for _ in range(2)]
    other = Trial(number=8, seed=SEED, bench=tmp_path, home=tmp_path).draw().random()
    assert draws[0] == draws[1] != other


def test_a_broken_promise_shows_in_the_table() -> None:
    verdicts = {"Bomb/0": Verdict(held=True, ended="read"), "Bomb/1": Verdict(held=False, ended="grew", megabytes=900)}
    page = prove.table(verdicts, SEED, "abc1234")
    assert "| 2 of 40 | 1 | 900 MB |" in page
    assert "| Bomb | grew | 1 |" in page


def test_what_was_tried_is_not_tried_again(tmp_path: Path) -> None:
    kept = tmp_path / "output" / "kept.jsonl"
    proof = Proof(name="Bomb", promise="", trials=3, try_once=lambda it: Verdict(held=True, ended=f"{it.number}"))
    first = dict(prove.run_proof(proof, range(2), SEED, tmp_path, kept))
    with kept.open("a") as file:
        file.write('\n{"key": "Bomb/2", "he')
    second = dict(prove.run_proof(proof, range(3), SEED, tmp_path, kept))
    assert list(first) == ["Bomb/0", "Bomb/1"]
    assert list(second) == ["Bomb/2"]
    assert not dict(prove.run_proof(proof, range(3), SEED, tmp_path, kept))
