"""A blocking finding keeps an edition out until someone says why it may be published, which is kept."""

import json
import sqlite3
import sys
from getpass import getuser
from pathlib import Path

import pytest

from corpus.library import FILE, MIGRATIONS, NEWEST, Library
from corpus.override import Overriding
from corpus.settings import Settings, load_settings
from ingest.ingest import ingest
from ingest.report import FileOutcome, IngestReport
from ui.cli import main

MANIFEST = """
[[area]]
id = "seaford-vale"
name = "Seaford Vale"
nation = "england"

[[document]]
file = "protocol.md"
id = "vale-protocol"
title = "{title}"
published = "2025-01"
authority = "local"
area = "seaford-vale"
"""
LOST = """# Protocol

A worker rings the duty desk as paragraph 4.1 says.

The landlord may join meetings under paragraph 5.2.

Records are kept for a year (see paragraph 6.3).
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    there = tmp_path / "docs"
    there.mkdir()
    (there / "library.toml").write_text(MANIFEST.format(title="The Vale protocol"), encoding="utf-8")
    (there / "protocol.md").write_text(LOST, encoding="utf-8")
    (there / "other.md").write_text("not listed", encoding="utf-8")
    return there


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings().model_copy(update={"data": tmp_path / "data"})


def run(folder: Path, settings: Settings, override: Overriding | None = None) -> IngestReport:
    return ingest([folder], settings, lambda _: None, override)


def in_library(settings: Settings) -> list[str]:
    library = Library.open(settings.data)
    editions = [it.edition for it in library.editions()]
    library.close()
    return editions


def test_it_is_kept_out_and_the_report_says_so(folder: Path, settings: Settings) -> None:
    report = run(folder, settings)
    assert report.files[0].outcome is FileOutcome.BLOCKED
    assert report.refused
    assert in_library(settings) == []


def test_an_override_publishes_it_and_is_kept(folder: Path, settings: Settings) -> None:
    said = Overriding(reason="The board has seen it", by="owner")
    assert run(folder, settings, said).files[0].outcome is FileOutcome.INGESTED
    assert in_library(settings) == ["2025-01"]
    library = Library.open(settings.data)
    (kept,) = library.overrides("vale-protocol")
    library.close()
    assert (kept.reason, kept.by, kept.edition) == (said.reason, said.by, "2025-01")
    assert kept.at.startswith("20")
    assert "4.1" in kept.findings[0]


def test_an_override_holds_for_that_file_and_no_other(folder: Path, settings: Settings) -> None:
    run(folder, settings, Overriding(reason="seen", by="owner"))
    (folder / "library.toml").write_text(MANIFEST.format(title="Another title"), encoding="utf-8")
    assert run(folder, settings).files[0].outcome is FileOutcome.INGESTED
    (folder / "protocol.md").write_text(LOST + "\nOne more line here.\n", encoding="utf-8")
    assert run(folder, settings).files[0].outcome is FileOutcome.BLOCKED
    assert in_library(settings) == ["2025-01"]


def test_nothing_is_recorded_where_nothing_stood_against_it(folder: Path, settings: Settings) -> None:
    (folder / "protocol.md").write_text("# Protocol\n\n1.1 A worker rings the desk.\n", encoding="utf-8")
    run(folder, settings, Overriding(reason="seen", by="owner"))
    library = Library.open(settings.data)
    assert library.overrides() == ()
    library.close()


def command(
    arguments: list[str], data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[object, str, str]:
    monkeypatch.setenv("SOUNDINGBOARD_DATA", str(data))
    monkeypatch.setattr(sys, "argv", ["soundingboard", "ingest", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capsys.readouterr()
    return ended.value.code or 0, printed.out, printed.err


def test_the_command_keeps_it_out_with_1_and_publishes_it_for_a_reason(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = command([str(folder)], settings.data, monkeypatch, capsys)
    assert code == 1
    assert "kept out" in out
    assert command([str(folder), "--override", " "], settings.data, monkeypatch, capsys)[0] == 2
    code, out, _ = command([str(folder), "--override", "seen", "--json"], settings.data, monkeypatch, capsys)
    assert code == 0
    assert json.loads(out)[0]["outcome"] == "ingested"
    library = Library.open(settings.data)
    assert [it.by for it in library.overrides()] == [getuser()]
    library.close()


def test_a_name_that_is_given_is_kept_beside_the_user(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command([str(folder), "--override", "seen", "--by", " Board  manager"], settings.data, monkeypatch, capsys)
    library = Library.open(settings.data)
    assert [it.by for it in library.overrides()] == [f"Board manager (user {getuser()})"]
    library.close()


def test_a_dry_run_shows_severities_and_what_changes(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = command([str(folder), "--dry-run"], settings.data, monkeypatch, capsys)
    assert code == 1
    assert "blocking: " in out
    run(folder, settings, Overriding(reason="seen", by="owner"))
    (folder / "protocol.md").write_text(LOST.replace("a year", "two years"), encoding="utf-8")
    _, out, _ = command([str(folder), "--dry-run"], settings.data, monkeypatch, capsys)
    assert "[-a year-] {+two years+}" in out
    _, out, _ = command([str(folder), "--dry-run", "--json"], settings.data, monkeypatch, capsys)
    row = json.loads(out)[0]
    assert row["compared_with"] == "2025-01"
    assert row["changes"]["edited"] == 1


def test_options_that_do_not_go_together_are_wrong_use(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = ["--dry-run", "--html", str(folder / "nowhere" / "x.html")]
    for arguments in (["--html", "x.html"], ["--dry-run", "--override", "seen"], ["--by", "Ann"], nowhere):
        assert command([str(folder), *arguments], settings.data, monkeypatch, capsys)[0] == 2


def test_a_library_of_the_first_version_is_taken_over(tmp_path: Path) -> None:
    from corpus.database import migrate, open_database, revision

    (tmp_path / "old").mkdir()
    engine = open_database(tmp_path / "old" / FILE)
    migrate(engine, MIGRATIONS, "0001")
    engine.dispose()
    with sqlite3.connect(tmp_path / "old" / FILE) as connection:
        connection.execute(
            "insert into documents (id, title, publisher, authority, licence, source, url) values ('a','A','','local','','','')"
        )
        connection.execute(
            "insert into editions (document_id, edition, published, state, file, sha256, manifest_sha256, ingested_at, findings)"
            """ values ('a','2020','2020','current','a.md','','','','[{"kind":"gap","severity":"warning","message":"m"}]')"""
        )
    library = Library.open(tmp_path / "old")
    assert library.editions()[0].effective is None
    assert library.findings("a")[0].repairs == ()
    assert library.overrides() == ()
    library.close()
    engine = open_database(tmp_path / "old" / FILE)
    assert revision(engine) == NEWEST
    engine.dispose()
