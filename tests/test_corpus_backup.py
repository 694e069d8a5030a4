"""A backup made under writes comes back whole; a torn one is noticed before anything is replaced."""

import random
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from made_runs import made_case, made_run
from quiz_examples import ITEMS

from assistant.ask import ask
from assistant.board import Board
from assistant.question import Question
from corpus.backup import backup
from corpus.errors import BackupDamaged, LibraryMissing, WriterBusy, WrongUse
from corpus.generation import Generation
from corpus.library import Library
from corpus.lock import writing
from corpus.restore import restore
from corpus.settings import Settings, load_settings
from evals.quiz_set import QuizSet
from evals.run_store import RunStore
from ingest.ingest import ingest
from ui.quiz_shelf import QuizShelf


def documents(folder: Path, mark: str) -> Path:
    folder.mkdir(exist_ok=True)
    text = "\n\n".join(f"1.{n} A worker must ring desk {n} {mark} about child {n}." for n in range(1, 16))
    (folder / "protocol.md").write_text(f"# Protocol\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Path]:
    """A data folder with one ingest and some records, and its backup."""
    home = tmp_path_factory.mktemp("saved")
    settings = load_settings().model_copy(update={"data": home / "data"})
    ingest([documents(home / "docs", "first")], settings, lambda _: None)
    with closing(sqlite3.connect(settings.data / "records.sqlite")) as records, records:
        records.execute("create table answers (id)")
        records.execute("insert into answers values ('one')")
    QuizShelf(settings).put("Induction day", QuizSet(title="", library="f1", items=ITEMS))
    RunStore(settings.data).keep(made_run(made_case("a", outcome=1.0)))
    backup(settings.data, home / "saved.zip")
    return settings, home / "saved.zip"


def state(data: Path) -> tuple[list[tuple[str, str]], int]:
    """Every paragraph with its words, and how many windows the index holds; the index was probed."""
    library = Library.open(data)
    pointer = library.pointer()
    assert pointer is not None
    generation = Generation(data / "index" / pointer.generation)
    generation.probe()
    paragraphs = library.every_paragraph()
    assert sorted(entry.key for entry in generation.entries) == sorted((it.id, it.edition) for it in paragraphs)
    found = [(it.id, it.text) for it in paragraphs], len(generation.window_rows)
    generation.close()
    library.close()
    return found


def test_a_restored_library_is_the_one_that_was_saved(saved: tuple[Settings, Path], tmp_path: Path) -> None:
    settings, file = saved
    restore(file, tmp_path / "data")
    assert state(tmp_path / "data") == state(settings.data)
    with closing(sqlite3.connect(tmp_path / "data" / "records.sqlite")) as records:
        assert records.execute("select id from answers").fetchall() == [("one",)]
    assert sorted(it.name for it in (tmp_path / "data").iterdir()) == sorted(it.name for it in settings.data.iterdir())


def test_quiz_sets_and_runs_come_back_in_place_of_those_that_are_there(
    saved: tuple[Settings, Path], tmp_path: Path
) -> None:
    settings, file = saved
    there = settings.model_copy(update={"data": tmp_path / "data"})
    shelf, store = QuizShelf(there), RunStore(there.data)
    shelf.put("Another day", QuizSet(title="", library="f2", items=ITEMS[:1]))
    store.keep(made_run(made_case("b"), name="20260303T093000Z-made-0002"))
    restore(file, there.data, force=True)
    assert shelf.names() == ("Induction day",)
    assert shelf.get("Induction day").items == ITEMS
    assert store.find("last") == made_run(made_case("a", outcome=1.0))
    assert store.ids() == RunStore(settings.data).ids()


def test_a_backup_under_writes_is_one_state(tmp_path: Path) -> None:
    settings = load_settings().model_copy(update={"data": tmp_path / "data"})
    ingest([documents(tmp_path / "docs", "round0")], settings, lambda _: None)
    done = threading.Event()

    def keep_ingesting() -> None:
        for n in range(1, 4):
            ingest([documents(tmp_path / "docs", f"round{n}")], settings, lambda _: None)
        done.set()

    writer = threading.Thread(target=keep_ingesting)
    writer.start()
    made = 0
    while not done.is_set() or not made:
        backup(settings.data, tmp_path / f"{made}.zip")
        made += 1
    writer.join()
    for place in sorted({0, made // 2, made - 1}):
        shutil.rmtree(tmp_path / "again", ignore_errors=True)
        restore(tmp_path / f"{place}.zip", tmp_path / "again")
        paragraphs, _ = state(tmp_path / "again")
        assert len(paragraphs) == 15 * len({text.split()[6] for _, text in paragraphs})


def test_a_folder_in_use_is_replaced_only_by_force_and_serving_goes_on(
    saved: tuple[Settings, Path], tmp_path: Path
) -> None:
    _, file = saved
    settings = load_settings().model_copy(update={"data": tmp_path / "data"})
    ingest([documents(tmp_path / "docs", "second")], settings, lambda _: None)
    board = Board.open(settings)
    question = Question(text="Which desk must a worker ring about child 7?")
    assert "second" in ask(question, board).text
    with pytest.raises(WrongUse, match="--force"):
        restore(file, settings.data)
    assert "second" in ask(question, board).text
    restore(file, settings.data, force=True)
    assert "first" in ask(question, board).text
    board.close()
    ingest([documents(tmp_path / "docs", "second")], settings, lambda _: None)
    assert {text.split()[6] for _, text in state(settings.data)[0]} == {"first", "second"}


@pytest.mark.parametrize("seed", range(12))
def test_a_torn_backup_is_noticed_and_changes_nothing(seed: int, saved: tuple[Settings, Path], tmp_path: Path) -> None:
    draw = random.Random(seed)
    torn = bytearray(saved[1].read_bytes())
    if seed % 2:
        del torn[draw.randrange(len(torn)) :]
    else:
        with ZipFile(saved[1]) as archive:
            member = draw.choice([it for it in archive.infolist() if it.file_size > 50])
        start = member.header_offset + 30 + len(member.filename)
        place = start + draw.randrange(member.compress_size)
        torn[place] ^= 0xFF  # a single bit may be one that the packing does not use
    (tmp_path / "torn.zip").write_bytes(bytes(torn))
    with pytest.raises(BackupDamaged):
        restore(tmp_path / "torn.zip", tmp_path / "data")
    assert [it.name for it in (tmp_path / "data").iterdir()] == ["writer.lock"]


def test_another_archive_is_no_backup(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("protocol.md", "words")
    with pytest.raises(BackupDamaged, match="another archive"):
        restore(tmp_path / "other.zip", tmp_path / "data")


def test_a_restore_waits_for_no_writer(saved: tuple[Settings, Path], tmp_path: Path) -> None:
    with writing(tmp_path / "data"), pytest.raises(WriterBusy):
        restore(saved[1], tmp_path / "data")


def test_nothing_is_no_backup_of_anything(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing):
        backup(tmp_path, tmp_path / "saved.zip")
    with pytest.raises(WrongUse):
        restore(tmp_path / "missing.zip", tmp_path / "data")
