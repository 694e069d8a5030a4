"""Quiz sets and runs wait for nobody, and nobody for them: not an ingest, not an answer."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from made_runs import made_case, made_run
from quiz_examples import ITEMS
from sqlalchemy import select

from corpus.errors import LibraryUnusable
from corpus.library import FILE as LIBRARY
from corpus.library import Batch, Library
from corpus.lock import writing
from corpus.settings import load_settings
from evals.kept_database import FILE, kept
from evals.kept_tables import quiz_sets
from evals.quiz_set import QuizSet
from evals.run_store import RunStore
from ui.quiz_shelf import QuizShelf
from ui.records import Records

QUIZ = QuizSet(title="", library="f1", items=ITEMS)


@pytest.fixture
def settings(tmp_path):
    found = load_settings().model_copy(update={"data": tmp_path})
    Library.create(tmp_path).close()
    return found


def within(seconds, done):
    """Whether something ends in time, in a thread of its own: a writer that waited would wait 30 s."""
    ended = threading.Event()
    threading.Thread(target=lambda: (done(), ended.set()), daemon=True).start()
    return ended.wait(seconds)


def test_an_ingest_and_an_answer_go_on_while_a_run_is_being_written(settings):
    library, records = Library.open(settings.data), Records.open(settings.data)
    with kept(settings.data, writing=True):
        assert within(20, lambda: library.commit(Batch(), "g000001", "e"))
        assert within(20, lambda: records.add_feedback("none", helpful=True, comment=""))
    library.close()
    records.close()


def test_a_run_and_a_set_are_kept_while_an_ingest_commits(settings):
    shelf, store = QuizShelf(settings), RunStore(settings.data)
    with writing(settings.data), closing(sqlite3.connect(settings.data / LIBRARY)) as ingest:
        ingest.execute("begin immediate")
        assert within(20, lambda: shelf.put("Harbour", QUIZ))
        assert within(20, lambda: store.keep(made_run(made_case("a"))))
    assert (shelf.names(), len(store.ids())) == (("Harbour",), 1)


def test_lists_are_read_while_a_set_is_being_written(settings):
    shelf = QuizShelf(settings)
    shelf.put("Harbour", QUIZ)
    with kept(settings.data, writing=True):
        assert within(20, lambda: shelf.get("Harbour"))


def test_what_is_no_database_is_said_and_left(settings):
    (settings.data / FILE).write_bytes(b"no database at all, but long enough to be looked at" * 20)
    with pytest.raises(LibraryUnusable):
        QuizShelf(settings).names()
    assert (settings.data / FILE).read_bytes().startswith(b"no database")


def test_of_several_that_are_the_first_one_makes_the_file(tmp_path):
    def put(at):
        QuizShelf(load_settings().model_copy(update={"data": tmp_path})).put(f"Set {at}", QUIZ)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put, range(8)))
    assert sorted(it.name for it in tmp_path.iterdir()) == [FILE]
    with kept(tmp_path) as connection:
        assert len(connection.execute(select(quiz_sets)).all()) == 8
