"""The page that shows what a folder would put into the library, with the step that publishes it; and what came of that."""

import hashlib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ui.again_html import done_html, failed_html, none_html, running_html
from ui.check_page import files_html
from ui.documents_page import PUBLISH, page_html
from ui.impact_html import impact_html
from ui.impact_of import impact_of_check
from ui.wording import wording

if TYPE_CHECKING:
    from corpus.settings import Settings
    from evals.impact import Impact
    from ui.asking_again import Asking
    from ui.rests import Resting

AGAIN = f"{PUBLISH}/again"
SCRIPT = f"{AGAIN}.js"
# PDFs are drawn by a library that two threads must not enter at once.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFolder:
    """A folder as it was checked. seen: its digest. files: the files with their paragraphs, as HTML.

    blocked: whether something is kept out until someone overrides it. key: names the affected cases, the folder and the library
    that they are to be put to; '' where no case is affected.
    """

    name: str
    seen: str
    files: str
    blocked: bool
    found: "Impact"
    rests: "Resting"
    key: str


def checked_folder(folder: Path, settings: "Settings") -> CheckedFolder:
    """Check a folder and find what rests on what it changes. Raises ManifestError."""
    from ingest.check_report import check_report
    from ingest.report import FileOutcome

    seen = digest_of(folder)
    with _one_at_a_time, check_report([folder], settings, lambda _: None) as files:
        found, rests = impact_of_check(files, settings)
        shown = files_html(files)
    return CheckedFolder(
        name=folder.name,
        seen=seen,
        files=shown,
        blocked=any(file.report.outcome is FileOutcome.BLOCKED for file in files),
        found=found,
        rests=rests,
        key=_key(seen, found, rests, settings),
    )


def _key(seen: str, found: "Impact", rests: "Resting", settings: "Settings") -> str:
    from evals.asked_again import affected_cases
    from ingest.ingest import library_there

    cases = affected_cases(rests.suites, found)
    if not cases:
        return ""
    with library_there(settings) as library:
        pointer = library.pointer() if library else None
    return hashlib.sha256(f"{seen}\n{pointer}\n{cases!r}".encode()).hexdigest()


def publish_page(checked: CheckedFolder, asking: "Asking | None", *, questions: bool) -> str:
    """What rests on what changes, those cases asked again, the form that publishes, then the files, paragraph by paragraph.

    asking: None where no case is affected. questions: whether what people asked may be shown.
    """
    words, title = wording("impact"), wording("check")["publish_title"].format(folder=checked.name)
    jumps = (
        ("impact", words["title"]),
        ("again", words["again_title"]),
        ("publish", words["jump_publish"]),
        ("files", words["jump_files"]),
    )
    links = "".join(f'<li><a href="#{place}">{escape(name)}</a></li>' for place, name in jumps)
    body = (
        f'<nav aria-label="{escape(words["jump"])}"><ul>{links}</ul></nav>'
        f"{impact_html(checked.found, checked.rests, questions=questions)}{asking_html(asking)}"
        f'{_form(checked.seen, blocked=checked.blocked)}<div id="files">{checked.files}</div>'
    )
    return page_html(title, body, back=True, script=SCRIPT)


def asking_html(asking: "Asking | None") -> str:
    """How far the affected cases are, or what came of them."""
    if asking is None:
        return none_html()
    if asking.failed:
        return failed_html(asking.failed)
    if asking.found is None:
        return running_html(asking.far, AGAIN)
    return done_html(asking.found["asked"], asking.found["kept_out"])


def again_page(asking: "Asking") -> str:
    """The same on a page of its own."""
    words = wording("check")
    link = f'<p><a href="{PUBLISH}">{escape(words["publish_again"])}</a></p>'
    return page_html(words["publish"], asking_html(asking) + link, back=True)


def not_published_page(why: str) -> str:
    """That nothing was published: `why` is a wording of the desk, with the way back to the check."""
    words = wording("check")
    again = f'<p><a href="{PUBLISH}">{escape(words["publish_again"])}</a></p>'
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
        f'<p><a href="#files">{escape(wording("impact")["read_first"])}</a></p>'
        f'<p><label for="reason">{escape(words["publish_reason"])}</label><br>'
        '<input id="reason" name="reason" maxlength="500" size="60" autocomplete="off"></p>'
        f'<p><label for="by">{escape(words["publish_by"])}</label><br>'
        '<input id="by" name="by" maxlength="100" size="40" autocomplete="off"></p>'
    )
    return (
        f'<section class="sd-file" id="publish"><h2>{escape(words["publish"])}</h2><p>{escape(words["publish_about"])}</p>'
        f'<form class="sd-publish" method="post" action="{PUBLISH}"><input type="hidden" name="seen" value="{seen}">'
        f"{reason if blocked else ''}<button>{escape(words['publish'])}</button></form></section>"
    )


def done_page(code: int, said: str) -> str:
    """What the command said. `code` is its exit code."""
    words = wording("check")
    ending = words["publish_ending"].get(str(code), words["publish_ending"]["other"])
    return page_html(words["publish"], f"<p>{escape(ending)}</p><pre>{escape(said)}</pre>", back=True)
