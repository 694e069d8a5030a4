"""A server of the Evals desk on a small library of a fictional vale, for the tests that drive it."""

import threading
from contextlib import contextmanager

import uvicorn
from openpyxl import Workbook

from corpus.settings import load_settings
from ingest.ingest import ingest
from ui.api import create_app
from ui.serve import address, listen

MANIFEST = """
[[area]]
id = "vale"
name = "Vale"
nation = "england"

[[document]]
file = "guide.md"
id = "vale-guide"
title = "Vale guide"
published = "2026-01"
authority = "local"
area = "vale"
"""
GUIDE = """# Vale guide

## 1 Leading

1.1 The community midwife leads for the unborn baby until a social worker is allocated.

1.2 Write down every call that you make, with its time.

## 2 Referring

2.1 A worker must refer a child to the Vale duty desk within one working day of learning that the child was left alone.

2.2 Managers must not close a referral on the strength of one visit.

## 3 Training

3.1 The safety plan is reviewed every 7 weeks.
"""
COLUMNS = ("question", "area", "outcome", "must cite", "tags")
FIVE = (
    ("Who leads for the unborn baby?", "Vale", "answered", "Vale guide 1.1", "lead"),
    ("How soon must I refer a child who was left alone?", "Vale", "answered", "Vale guide 2.1", "refer"),
    ("May a manager close a referral after one visit?", "Vale", "answered", "Vale guide 2.2", "refer"),
    ("How often is the safety plan reviewed?", "Vale", "answered", "Vale guide 3.1", "plan"),
    ("Which bus goes to the clinic on Sundays?", "Vale", "out of scope", "", "refused"),
)


def vale_settings(folder):
    """Settings of a data folder that holds the vale's one document."""
    documents = folder / "documents"
    documents.mkdir()
    (documents / "library.toml").write_text(MANIFEST, encoding="utf-8")
    (documents / "guide.md").write_text(GUIDE, encoding="utf-8")
    settings = load_settings().model_copy(update={"data": folder / "data"})
    ingest([documents], settings, lambda _: None)
    return settings


def workbook(file, rows):
    """A suite as an owner writes it."""
    book = Workbook()
    for row in (COLUMNS, *rows):
        book.active.append([cell or None for cell in row])
    book.save(file)
    return file


@contextmanager
def serving(settings):
    """The address of a server of the desk, without the chat."""
    listening = listen("127.0.0.1", 0)
    app = create_app(settings, chat=False)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield address(listening)
    finally:
        server.should_exit = True
        thread.join()
