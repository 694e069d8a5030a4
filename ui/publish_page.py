"""The page that shows what a folder would put into the library, with the step that publishes it; and what came of that."""

import hashlib
from html import escape
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ui.check_page import files_html
from ui.documents_page import page_html
from ui.impact_html import impact_html
from ui.impact_of import impact_of_check
from ui.wording import wording

if TYPE_CHECKING:
    from corpus.settings import Settings


# PDFs are drawn by a library that two threads must not enter at once.
_one_at_a_time = Lock()


def publish_page(folder: Path, settings: "Settings") -> str:
    """The check report of a folder and the form that publishes it. Raises ManifestError."""
    from ingest.check_report import check_report
    from ingest.report import FileOutcome

    words, seen = wording("check"), digest_of(folder)
    with _one_at_a_time, check_report([folder], settings, lambda _: None) as files:
        shown = impact_html(*impact_of_check(files, settings), folder.name) + files_html(files)
    blocked = any(file.report.outcome is FileOutcome.BLOCKED for file in files)
    return page_html(words["publish_title"].format(folder=folder.name), _form(seen, blocked=blocked) + shown, back=True)


def not_published_page(why: str) -> str:
    """That nothing was published: `why` is a wording of the desk, with the way back to the check."""
    words = wording("check")
    again = f'<p><a href="/publish">{escape(words["publish_again"])}</a></p>'
    return page_html(words["publish"], f"<p>{escape(words[why])}</p>{again}", back=True)


def digest_of(folder: Path) -> str:
    """The sha256 of every file's place and contents, so that what was shown is what is published.

    Fetched documents are not in it: the manifest names them by address.
    """
    from ingest.readable import every_file

    found = hashlib.sha256()
    for path in every_file(folder):
        with path.open("rb") as file:
            found.update(f"{path.relative_to(folder)}\n{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return found.hexdigest()


def _form(seen: str, *, blocked: bool) -> str:
    words = wording("check")
    reason = (
        f'<p><label for="reason">{escape(words["publish_reason"])}</label><br>'
        '<input id="reason" name="reason" maxlength="500" size="60" autocomplete="off"></p>'
        f'<p><label for="by">{escape(words["publish_by"])}</label><br>'
        '<input id="by" name="by" maxlength="100" size="40" autocomplete="off"></p>'
    )
    return (
        f'<form class="sd-publish" method="post" action="/publish"><input type="hidden" name="seen" value="{seen}">'
        f"{reason if blocked else ''}<button>{escape(words['publish'])}</button></form>"
    )


def done_page(code: int, said: str) -> str:
    """What the command said. `code` is its exit code."""
    words = wording("check")
    ending = words["publish_ending"].get(str(code), words["publish_ending"]["other"])
    return page_html(words["publish"], f"<p>{escape(ending)}</p><pre>{escape(said)}</pre>", back=True)
