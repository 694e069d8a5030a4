"""A library whose index was built by another encoder is embedded anew by the next ingest, though no file has changed."""

from pathlib import Path

from assistant.ask import ask
from assistant.board import Board
from assistant.outcome import Outcome
from assistant.question import Question
from corpus.library import Library
from corpus.settings import load_settings
from ingest.ingest import ingest

TEXT = "# Protocol\n\n1. A worker must ring the duty desk within one day of finding needles near a child.\n"


def test_an_ingest_without_changes_rebuilds_what_another_encoder_built(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "protocol.md").write_text(TEXT, encoding="utf-8")
    ours = load_settings().model_copy(update={"data": tmp_path / "data"})
    theirs = ours.model_copy(update={"embedder": "minilm-int8"})
    built = [ingest([tmp_path / "documents"], settings, lambda _: None) for settings in (theirs, ours, ours)]
    assert [it.embedded for it in built] == [1, 1, 0]
    pointer = Library.open(ours.data).pointer()
    assert pointer is not None
    assert pointer.embedder.startswith("practitioner-int8:")
    board = Board.open(ours)
    try:
        question = Question(text="How soon must a worker ring the duty desk about needles near a child?")
        assert ask(question, board).outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
    finally:
        board.close()
