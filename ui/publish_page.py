"""The page that shows what a folder would put into the library, with the step that publishes it; and what came of that."""

from html import escape
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ui.check_page import files_html
from ui.documents_page import page_html
from ui.wording import wording

if TYPE_CHECKING:
    from corpus.settings import Settings


# PDFs are drawn by a library that two threads must not enter at once.
_one_at_a_time = Lock()


def publish_page(folder: Path, settings: "Settings") -> str:
    """The check report of a folder and the form that publishes it. Raises ManifestError."""
    from ingest.check_report import check_report
    from ingest.report import FileOutcome

    words = wording("check")
    with _one_at_a_time, check_report([folder], settings, lambda _: None) as files:
        shown = files_html(files)
    blocked = any(file.report.outcome is FileOutcome.BLOCKED for file in files)
    reason = (
        f'<p><label for="reason">{escape(words["publish_reason"])}</label><br>'
        '<input id="reason" name="reason" maxlength="500" size="60" autocomplete="off"></p>'
    )
    form = (
        f'<form method="post" action="/publish">{reason if blocked else ""}'
        f"<button>{escape(words['publish'])}</button></form>"
    )
    return page_html(words["publish_title"].format(folder=folder.name), form + shown, back=True)


def done_page(code: int, said: str) -> str:
    """What the command said. `code` is its exit code."""
    words = wording("check")
    ending = words["publish_ending"].get(str(code), words["publish_ending"]["other"])
    return page_html(words["publish"], f"<p>{escape(ending)}</p><pre>{escape(said)}</pre>", back=True)
