"""Databases of one process are migrated side by side."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from corpus.library import Library


def test_libraries_can_be_made_at_once(tmp_path: Path) -> None:
    def made(n: int) -> tuple[object, ...]:
        library = Library.create(tmp_path / str(n))
        try:
            return library.documents()
        finally:
            library.close()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(made, range(16))) == [()] * 16
