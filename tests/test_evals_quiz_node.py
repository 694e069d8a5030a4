"""The readers from npm: what happens without them, and that nothing of them stays but the packages."""

from pathlib import Path

import pytest
import quiz_examples

MAKEFILE = (quiz_examples.ROOT / "Makefile").read_text(encoding="utf-8")


def test_without_the_readers_a_test_fails_where_ci_is_set_and_is_skipped_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(quiz_examples, "MODULES", tmp_path)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="`make node` installs them"):
        quiz_examples.by_node("read_gift.cjs", [])
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception):
        quiz_examples.by_node("read_gift.cjs", [])


def test_every_reader_is_installed_by_name_and_version_without_a_lock_file() -> None:
    (line,) = (it for it in MAKEFILE.splitlines() if it.startswith("NODE_READERS :="))
    readers = line.split(":=")[1].split()
    assert len(readers) == len(quiz_examples.READERS)
    assert all(it.rpartition("@")[2][0].isdigit() for it in readers)
    assert "--no-package-lock" in MAKEFILE
    for folder in (quiz_examples.ROOT, quiz_examples.MODULES.parent, quiz_examples.MODULES):
        assert not [it.name for it in folder.glob("*lock.json")] + [it.name for it in folder.glob(".package-lock.json")]
