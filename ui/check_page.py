"""The check report as one page that needs nothing else: no script, no other file, no other host."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.days import day_in_words
from ui.document_html import diff_html, findings_html, paragraphs_html
from ui.wording import wording

if TYPE_CHECKING:
    from ingest.check_report import CheckedFile

STYLE = Path(__file__).parent / "assets" / "documents.css"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def check_page(files: "Sequence[CheckedFile]", before: str = "") -> str:
    """The whole page: `before`, as HTML, a list of the files, then each with its findings, its changes and its paragraphs."""
    words = wording("check")
    made = words["made"].format(day=day_in_words(date.today()))
    return alone_html(words["title"], made, before + files_html(files))


def alone_html(title: str, line: str, body: str) -> str:
    """A page that carries its own style. line: what stands under the title. body: as HTML."""
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta http-equiv="content-security-policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE.read_text(encoding='utf-8')}</style></head><body>"
        f'<header class="sd-header"><h1>{escape(title)}</h1><p>{escape(line)}</p></header><main>{body}</main></body></html>'
    )


def files_html(files: "Sequence[CheckedFile]") -> str:
    """A list of the files, then each of them."""
    rows = "".join(_row(place, file) for place, file in enumerate(files))
    body = "".join(_file(place, file) for place, file in enumerate(files))
    return f"<h2>{escape(wording('check')['contents'])}</h2><ul>{rows}</ul>{body}"


def _row(place: int, file: "CheckedFile") -> str:
    outcome = wording("check")["outcome"][file.report.outcome.value]
    return f'<li><a href="#file-{place}">{escape(file.title or file.report.file)}</a>: {escape(outcome)}</li>'


def _file(place: int, file: "CheckedFile") -> str:
    words = wording("check")
    report = file.report
    counts = words["printed"].format(printed=report.printed, paragraphs=report.paragraphs) if file.paragraphs else ""
    edition = words["edition_of"].format(edition=report.edition) if report.edition else ""
    facts = ". ".join(part for part in (report.file, edition, counts) if part)
    error = f'<p class="sd-note sd-blocking">{escape(report.error)}</p>' if report.error else ""
    changes = diff_html(file.diff, file.against) if file.diff is not None and file.against else ""
    texts = paragraphs_html(file.paragraphs, report.findings, _pictures(file))
    findings = findings_html(report.findings) if file.paragraphs or report.findings else ""
    shown = f"{changes}<h3>{escape(words['paragraphs_heading'])}</h3>{texts}" if file.paragraphs else ""
    return (
        f'<section class="sd-file" id="file-{place}"><h2>{escape(file.title or report.file)}</h2>'
        f'<p class="sd-outcome sd-{report.outcome.value}">{escape(words["outcome"][report.outcome.value])}</p>'
        f"<p>{escape(facts)}</p>{error}{findings}{shown}</section>"
    )


def _pictures(file: "CheckedFile") -> list[str]:
    """The pages of a PDF as data addresses; none of any other file."""
    if file.path is None or file.path.suffix.lower() != ".pdf" or not file.paragraphs:
        return []
    from ingest.pictures import pictures

    return [f"data:image/png;base64,{b64encode(picture).decode()}" for picture in pictures(file.path)]
