"""Asked-as lines: kept with who, when and from where; only accepted ones are searched; a changed paragraph retires them."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lido import LINE, OTHER, RULES, SECOND, put

from assistant.answer import answer_json
from assistant.ask import ask
from assistant.asked_as import proposal
from assistant.board import Board
from assistant.question import Question
from corpus.asked_as import AskedAs, AskedAsSource, AskedAsState
from corpus.asked_as_review import accept, drop
from corpus.asked_as_store import FILE, AskedAsStore
from corpus.backup import backup
from corpus.errors import UnknownAskedAs, WrongUse
from corpus.library import Library
from corpus.restore import restore
from corpus.settings import Settings, load_settings
from ingest.ingest import ingest, rebuild_index


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("ingested")
    put(home / "docs", load_settings().model_copy(update={"data": home / "data"}), SECOND)
    return home


@pytest.fixture
def settings(ingested: Path, tmp_path: Path) -> Settings:
    """A data folder of its own for each test, so that what it decides stays with it."""
    shutil.copytree(ingested / "data", tmp_path / "data")
    shutil.copytree(ingested / "docs", tmp_path / "docs")
    return load_settings().model_copy(update={"data": tmp_path / "data"})


@pytest.fixture
def board(settings: Settings) -> Iterator[Board]:
    board = Board.open(settings)
    yield board
    board.close()


@pytest.fixture
def store(settings: Settings) -> Iterator[AskedAsStore]:
    store = AskedAsStore.open(settings.data)
    yield store
    store.close()


def proposed(settings: Settings, store: AskedAsStore, paragraph_id: str = "rules:1.2", question: str = LINE) -> AskedAs:
    library = Library.open(settings.data)
    try:
        found = library.paragraph(paragraph_id)
    finally:
        library.close()
    return store.propose(proposal(question, found, frozenset(), AskedAsSource.OWNER, "a letter", "Ana"))


def accepted(settings: Settings, store: AskedAsStore, board: Board, line: AskedAs) -> AskedAs:
    library = Library.open(settings.data)
    try:
        return accept(line.id, " Keeper  of rules ", store, library, board.embedder())
    finally:
        library.close()


def first(board: Board, question: str = LINE) -> str:
    return board.search(question, "vale", 4)[0].paragraph.id


def counted(board: Board) -> int:
    with board.shelf.snapshot() as snapshot:
        return len(snapshot.attached(board.embedder()).rows)


def test_an_accepted_line_brings_its_paragraph_from_the_next_question_on_and_no_index_is_built(
    settings: Settings, store: AskedAsStore, board: Board
) -> None:
    before = {it: first(board) for it in ("rules:1.2", "rules:1.3")}
    generations = sorted(it.name for it in (settings.data / "index").iterdir())
    for paragraph_id, was in before.items():
        line = proposed(settings, store, paragraph_id)
        assert (line.state, line.source, line.origin, line.proposed_by) == ("proposed", "owner", "a letter", "Ana")
        assert first(board) == was, "a proposed line is not searched"
        kept = accepted(settings, store, board, line)
        assert (kept.state, kept.decided_by) == ("accepted", "Keeper of rules")
        assert first(board) == paragraph_id
        drop(line.id, "Keeper", store)
        assert first(board) == was, "a dropped line is not searched"
    assert sorted(it.name for it in (settings.data / "index").iterdir()) == generations


def test_a_line_is_never_shown_and_an_explanation_names_the_measure_alone(
    settings: Settings, store: AskedAsStore, board: Board
) -> None:
    question = "Who should a worker tell about the child with the beaker?"
    accepted(settings, store, board, proposed(settings, store, question=question))
    answer = ask(Question(text=question.replace("beaker", "cup"), area="vale", explain=True), board)
    assert answer.considered is not None
    assert {it.paragraph_id: it.parts["asked_as"] > 0 for it in answer.considered}["rules:1.2"]
    for it in answer.considered:
        assert sum(it.parts.values()) == pytest.approx(it.features["score"], abs=0.01)
    assert "beaker" not in json.dumps(answer_json(answer))


def test_who_would_know_a_family_by_it_cannot_be_read_from_a_line(settings: Settings, store: AskedAsStore) -> None:
    line = proposed(settings, store, question="Can I tell mum Tracey's sister on 01632 960123 when the gate is locked?")
    assert "Tracey" not in line.question
    assert "960123" not in line.question
    assert "when the gate is locked" in line.question
    raw = b"".join(it.read_bytes() for it in settings.data.glob(f"{FILE}*"))
    assert b"Tracey" not in raw


@pytest.mark.parametrize("question", ["gate", "?", "gate " * 200])
def test_a_line_has_a_length(settings: Settings, store: AskedAsStore, question: str) -> None:
    with pytest.raises(WrongUse, match="Expected a question of 2 words or more"):
        proposed(settings, store, question=question)
    assert store.lines() == ()


def test_the_same_question_is_one_line(settings: Settings, store: AskedAsStore) -> None:
    line = proposed(settings, store)
    assert proposed(settings, store, question=LINE.upper() + "?").id == line.id
    assert proposed(settings, store, "rules:1.3").id != line.id


def test_a_dropped_line_keeps_who_and_when_and_loses_its_words(
    settings: Settings, store: AskedAsStore, board: Board
) -> None:
    line = proposed(settings, store)
    drop(line.id, "Keeper", store)
    there = store.line(line.id)
    assert (there.state, there.question, there.decided_by) == (AskedAsState.DROPPED, "", "Keeper")
    with pytest.raises(UnknownAskedAs, match="dropped by Keeper"):
        accepted(settings, store, board, line)
    with pytest.raises(WrongUse, match="name of whoever decides"):
        drop(line.id, "  ", store)
    with pytest.raises(UnknownAskedAs, match="found 99"):
        store.line(99)


def test_a_changed_paragraph_retires_its_lines_and_a_reviewer_may_take_them_up_again(
    settings: Settings, store: AskedAsStore, board: Board, tmp_path: Path
) -> None:
    changed = accepted(settings, store, board, proposed(settings, store))
    same = accepted(settings, store, board, proposed(settings, store, "rules:1.3"))
    waiting = proposed(settings, store, question="who dips the paper strip")
    report = put(tmp_path / "docs", settings, OTHER, "2025-06")
    assert [(it.document_id, it.retired) for it in report.files] == [("rules", 2)]
    there = {it.id: it for it in store.lines()}
    assert [there[it.id].state for it in (changed, same, waiting)] == ["retired", "accepted", "retired"]
    assert "text changed in edition 2025-06" in there[changed.id].reason
    assert there[changed.id].question == LINE
    assert counted(board) == 2, "the line of 1.3 counts in both editions, that of 1.2 in none"
    accepted(settings, store, board, changed)
    assert store.line(changed.id).edition == "2025-06"
    assert counted(board) == 3


def test_a_paragraph_that_is_gone_retires_its_lines(
    settings: Settings, store: AskedAsStore, board: Board, tmp_path: Path
) -> None:
    line = accepted(settings, store, board, proposed(settings, store, "rules:1.4"))
    text = RULES.format(second=SECOND).partition("1.4")[0]
    (tmp_path / "docs" / "rules.md").write_text(text, encoding="utf-8")
    ingest([tmp_path / "docs"], settings, lambda _: None)
    assert store.line(line.id).state is AskedAsState.RETIRED
    assert "no paragraph of this number" in store.line(line.id).reason


def test_another_encoder_embeds_the_lines_again(settings: Settings, store: AskedAsStore, board: Board) -> None:
    line = accepted(settings, store, board, proposed(settings, store))
    store.keep_vectors({line.id: board.embedder().embed_query("x")}, "another")
    assert store.vectors(board.embedder().name) == {}
    assert first(board) == "rules:1.2", "a line whose vector is missing is embedded when it is read"
    rebuild_index(settings, lambda _: None)
    assert set(store.vectors(board.embedder().name)) == {line.id}


def test_a_backup_has_the_lines(settings: Settings, store: AskedAsStore, board: Board, tmp_path: Path) -> None:
    accepted(settings, store, board, proposed(settings, store))
    backup(settings.data, tmp_path / "kept.zip")
    restore(tmp_path / "kept.zip", tmp_path / "again")
    other = Board.open(settings.model_copy(update={"data": tmp_path / "again"}))
    assert first(other) == "rules:1.2"
    other.close()


def test_a_broken_file_of_lines_costs_nobody_an_answer(settings: Settings, board: Board) -> None:
    (settings.data / FILE).write_bytes(b"no database" * 100)
    assert board.search("when is the gate locked", "vale", 1)[0].paragraph.id == "rules:1.1"


def test_no_more_wait_than_a_reviewer_reads(
    settings: Settings, store: AskedAsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.asked_as_store.MOST_WAITING", 2)
    for question in ("one question here", "another question here"):
        proposed(settings, store, question=question)
    with pytest.raises(WrongUse, match="Accept or drop some"):
        proposed(settings, store, question="a third question here")


def test_asking_makes_no_file_of_lines(settings: Settings, board: Board) -> None:
    first(board)
    assert not (settings.data / FILE).exists()
