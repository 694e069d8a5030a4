"""Malformed suites are refused with every mistake at once, each by row and column, and with nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from malformed_suites import MALFORMED, Malformed

from corpus.errors import SuiteError
from corpus.library import Library
from corpus.settings import Settings
from evals.sheet import read_wording
from evals.shelf import Shelf
from evals.suite import read_suite
from evals.suite_sheet import read_suite_sheet


@pytest.fixture(scope="module")
def shelf(demo_settings: Settings) -> Iterator[Shelf]:
    library = Library.open(demo_settings.data)
    yield Shelf.of(library)
    library.close()


def test_there_are_twenty_two_and_most_have_several_mistakes() -> None:
    assert len(MALFORMED) == 22
    assert sum(len(it.mistakes) > 1 for it in MALFORMED) >= 21


@pytest.mark.parametrize("malformed", MALFORMED, ids=lambda it: it.name)
def test_every_mistake_is_told_by_row_and_column(malformed: Malformed, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / malformed.file
    path.write_bytes(malformed.data)
    told = [str(it) for it in read_suite_sheet(path, shelf).mistakes]
    for where, words in malformed.mistakes:
        found = [it for it in told if it.startswith(where) and words in it]
        assert found, (where, words, told)
        told.remove(found[0])
    assert told == []
    with pytest.raises(SuiteError, match=f"{len(malformed.mistakes)} mistake") as caught:
        read_suite(path, shelf)
    assert all(where in str(caught.value) for where, _ in malformed.mistakes)


def test_a_mistake_says_what_was_expected_and_names_no_code() -> None:
    for name, text in read_wording()["mistakes"].items():
        assert name in ("nearest", "numbers") or text.startswith("Expected "), name
        assert not any(word in text.lower() for word in ("none type", "exception", "parse", "invalid", "regex")), name
