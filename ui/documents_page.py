"""The pages of the Documents desk: all documents, and one edition of one."""

from html import escape
from typing import TYPE_CHECKING

from corpus.days import published_in_words
from corpus.errors import UnknownDocument
from corpus.finding import by_severity
from ui.document_html import diff_html, findings_html, paragraphs_html
from ui.edition_diff import compared
from ui.listing import document_rows, notes_today
from ui.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.document import Edition
    from corpus.finding import Finding
    from corpus.library import Library
    from corpus.override import Override

HOME = "/documents"
PUBLISH = "/publish"
ASKED_AS = "/asked-as"


def documents_page(library: "Library", *, publishing: bool = False, desks: bool = False) -> str:
    """A table of every edition, the current one first; `publishing` adds the way to new ones, `desks` to the other desks."""
    words = wording("check")
    rows = "".join(
        f'<tr><td><a href="{_address(row["id"], row["edition"])}">{escape(row["title"])}</a></td>'
        f"<td>{escape(published_in_words(row['published']) or row['edition'])}</td>"
        f"<td>{escape(wording('chat')['state'][row['state']])}</td><td>{row['paragraphs']}</td>"
        f"<td>{escape(_found(library.findings(row['id'], row['edition'])))}</td></tr>"
        for row in document_rows(library)
    )
    columns = ("document", "edition", "state", "paragraphs", "found")
    heads = "".join(f'<th scope="col">{escape(words[name])}</th>' for name in columns)
    to_publish = f'<p><a href="{PUBLISH}">{escape(words["publish_link"])}</a></p>' if publishing else ""
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    to_asked_as = f'<p><a href="{ASKED_AS}">{escape(wording("asked_as")["link"])}</a></p>' if desks else ""
    return page_html(words["desk_title"], to_publish + to_asked_as + table, back=False, desks=desks)


def document_page(library: "Library", document_id: str, edition: str | None, *, desks: bool = False) -> str:
    """One edition, the current one where none is named; `desks` lets a case be made of each paragraph. Raises UnknownDocument."""
    words = wording("check")
    title = library.document(document_id).title
    named = edition or library.current_edition(document_id).edition
    editions = library.editions(document_id)
    shown = next((it for it in editions if it.edition == named), None)
    if shown is None:
        known = ", ".join(it.edition for it in editions)
        raise UnknownDocument(f"Expected an edition of {document_id} ({known}), found {named!r}.")
    findings = library.findings(document_id, named)
    parts = (
        _banner(library, shown),
        *(_override(it) for it in library.overrides(document_id) if it.edition == named),
        _others(document_id, [it for it in editions if it is not shown]),
        findings_html(findings),
        _changes(library, shown, editions),
        f"<h3>{escape(words['paragraphs_heading'])}</h3>",
        paragraphs_html(library.paragraphs(document_id, named), findings, cases=desks),
    )
    return page_html(title, "".join(parts), back=True, desks=desks)


def nothing_page(message: str = "") -> str:
    """That there is no library, or the message that says what is not there."""
    words = wording("check")
    return page_html(words["desk_title"], f"<p>{escape(message or words['desk_none'])}</p>", back=bool(message))


def _found(findings: "tuple[Finding, ...]") -> str:
    """How many of each severity.

    >>> _found(())
    ''
    """
    words = wording("check")["severity_short"]
    return ", ".join(f"{len(found)} {words[severity.value]}" for severity, found in by_severity(findings).items())


def _banner(library: "Library", edition: "Edition") -> str:
    """Its state, what a reader must know of it today, and where it came from."""
    words = wording("check")
    day = published_in_words(edition.ingested_at[:10])
    lines = (
        f"{words['edition_of'].format(edition=edition.edition)}. {wording('chat')['state'][edition.state.value]}",
        *notes_today(library, edition),
        words["in_library_since"].format(day=day, file=edition.file),
    )
    return f'<div class="sd-banner">{"".join(f"<p>{escape(line)}</p>" for line in lines)}</div>'


def _override(it: "Override") -> str:
    day = published_in_words(it.at[:10])
    said = wording("check")["overridden"].format(day=day, by=it.by, reason=it.reason)
    findings = "".join(f"<li>{escape(message)}</li>" for message in it.findings)
    return f'<div class="sd-note sd-blocking"><p>{escape(said)}</p><ul>{findings}</ul></div>'


def _others(document_id: str, editions: "Sequence[Edition]") -> str:
    if not editions:
        return ""
    rows = "".join(
        f'<li><a href="{_address(document_id, it.edition)}">{escape(it.edition)}</a>: '
        f"{escape(wording('chat')['state'][it.state.value])}</li>"
        for it in reversed(editions)
    )
    return f"<h3>{escape(wording('check')['other_editions'])}</h3><ul>{rows}</ul>"


def _changes(library: "Library", edition: "Edition", editions: "Sequence[Edition]") -> str:
    """What this edition changes against the one before it; nothing for the first."""
    if editions[0] == edition:
        return ""
    found = compared(library, edition.document_id, None, edition.edition)
    return diff_html(found.diff, found.older)


def _address(document_id: str, edition: str) -> str:
    from urllib.parse import quote

    return f"{HOME}/{quote(document_id)}?edition={quote(edition)}"


def page_html(title: str, body: str, *, back: bool, desks: bool = False, script: str = "") -> str:
    """A page of the desk. `back` adds a link to all documents, `desks` to the other desks; script: the address of one of ours,
    '' for none.
    """
    words = wording("check")
    links = [(HOME, words["desk_back"])] if back else []
    links += [("/evals", words["desk_evals"]), ("/training", words["desk_training"])] if desks else []
    links.append(("/", words["desk_chat"]))
    shown = "".join(f'<a href="{address}">{escape(name)}</a>' for address, name in links)
    loaded = f'<script type="module" src="{script}"></script>' if script else ""
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="{HOME}/style.css">{loaded}</head><body>'
        f'<header class="sd-header"><h1>{escape(title)}</h1><p>{shown}</p></header><main>{body}</main></body></html>'
    )
