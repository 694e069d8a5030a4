"""Findings, repairs, changes and paragraphs of a document as HTML, all text escaped, for check report and Documents desk."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote

from corpus.finding import Finding, Repair, by_severity
from corpus.paragraph import Paragraph
from ingest.diff import Change, ChangeKind, EditionDiff, MarkKind
from ui.wording import wording

MOST_OPEN = 30  # repairs of one kind that are shown without a click
_TAGS = {MarkKind.GONE: "del", MarkKind.NEW: "ins"}


def findings_html(findings: tuple[Finding, ...]) -> str:
    """All findings under their severity, each with a link to its paragraph and its page, then every repair."""
    words = wording("check")
    if not findings:
        return f"<p>{escape(words['no_findings'])}</p>"
    parts = [f"<h3>{escape(words['findings_heading'])}</h3>"]
    for severity, found in by_severity(findings).items():
        rows = "".join(f"<li>{_where(finding)}{escape(finding.message)}</li>" for finding in found)
        parts.append(
            f'<section class="sd-{severity.value}"><h4>{escape(words["severity"][severity.value])} ({len(found)})</h4>'
            f"<ul>{rows}</ul></section>"
        )
    return "".join(parts) + repairs_html(findings)


def _where(finding: Finding) -> str:
    page = wording("check")["page"].format(page=finding.page) if finding.page else ""
    link = (
        f'<a href="#{escape(finding.paragraph_id)}">{escape(finding.paragraph_id)}</a>' if finding.paragraph_id else ""
    )
    place = ", ".join(part for part in (link, escape(page)) if part)
    return f"{place}: " if place else ""


def repairs_html(findings: Iterable[Finding]) -> str:
    """Of each kind of repair a table that opens: what stood there, what stands there now, what that rests on, how often. Nothing
    where there are no repairs."""
    words = wording("check")
    heads = "".join(f'<th scope="col">{escape(words[name])}</th>' for name in ("before", "after", "rests_on", "times"))
    kinds = "".join(
        f"<details{' open' if len(it.repairs) <= MOST_OPEN else ''}><summary>{escape(it.message)}</summary>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(map(_repair, it.repairs))}</tbody></table></details>"
        for it in findings
        if it.repairs
    )
    return f"<h3>{escape(words['repairs_heading'])}</h3>{kinds}" if kinds else ""


def _repair(repair: Repair) -> str:
    words = wording("check")
    cells = (repair.before, repair.after or words["taken_out"], words["support"][repair.support.value], repair.times)
    return f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in cells)}</tr>"


def diff_html(diff: EditionDiff, against: str) -> str:
    """How many paragraphs of each kind, then every one that changed, with the words that went and came."""
    words = wording("check")
    counts = ", ".join(f"{count} {words['change'][kind.value].lower()}" for kind, count in diff.counts.items() if count)
    changed = [change for change in diff.changes if change.kind is not ChangeKind.UNCHANGED]
    shown = "".join(map(_change, changed)) or f"<p>{escape(words['no_change'])}</p>"
    heading = words["compared_heading"].format(edition=against)
    return f'<section class="sd-diff"><h3>{escape(heading)}</h3><p>{escape(counts)}.</p>{shown}</section>'


def _change(change: Change) -> str:
    words = wording("check")["change"]
    tags = "".join(f'<span class="sd-tag sd-{kind.value}">{escape(words[kind.value])}</span>' for kind in change.kinds)
    labels = dict.fromkeys(it.label for it in (change.old, change.new) if it is not None)
    return f'<div class="sd-change"><p>{tags} {escape(" → ".join(labels))}</p><p class="sd-text">{_marked(change)}</p></div>'


def _marked(change: Change) -> str:
    if change.words:
        return " ".join(_tagged(_TAGS.get(mark.kind), mark.text.strip()) for mark in change.words)
    one = change.new or change.old
    tag = {ChangeKind.ADDED: "ins", ChangeKind.REMOVED: "del"}.get(change.kind)
    return _tagged(tag, one.text) if one else ""


def _tagged(tag: str | None, text: str) -> str:
    shown = escape(text).replace("\n", "<br>")
    return f"<{tag}>{shown}</{tag}>" if tag else shown


def paragraphs_html(
    paragraphs: Sequence[Paragraph], findings: Iterable[Finding], pictures: Sequence[str] = (), *, cases: bool = False
) -> str:
    """Numbered paragraphs with their findings beside them; where there are pictures of pages, page by page beside those.

    `pictures` are addresses for `src`, of the first page, the second, … `cases` leads from each paragraph to a case made of it;
    of a document without pictures.
    """
    beside: dict[str | None, list[Finding]] = {}
    for finding in findings:
        beside.setdefault(finding.paragraph_id, []).append(finding)
    if not pictures:
        return "".join(_paragraph(it, beside.get(it.id, ()), cases=cases) for it in paragraphs)
    pages = {page: list(same) for page, same in groupby(paragraphs, key=lambda it: it.page or 1)}
    return "".join(
        _page(page, picture, "".join(_paragraph(it, beside.get(it.id, ())) for it in pages.get(page, ())))
        for page, picture in enumerate(pictures, 1)
    ) + "".join(_paragraph(it, beside.get(it.id, ())) for page in pages if page > len(pictures) for it in pages[page])


def _page(page: int, picture: str, paragraphs: str) -> str:
    words = wording("check")
    alt = escape(words["page_picture"].format(page=page))
    return (
        f'<section class="sd-page"><figure><img src="{escape(picture)}" alt="{alt}"><figcaption>'
        f"{escape(words['page_heading'].format(page=page))}</figcaption></figure><div>{paragraphs}</div></section>"
    )


def _paragraph(paragraph: Paragraph, findings: Sequence[Finding], *, cases: bool = False) -> str:
    number = escape(paragraph.number) if paragraph.number and paragraph.printed else ""
    ours = "" if number else f'<span class="sd-ours">{escape(wording("check")["our_number"])}</span>'
    notes = "".join(f'<p class="sd-note sd-{it.severity.value}">{escape(it.message)}</p>' for it in findings)
    path = " › ".join(paragraph.headings)
    heading = f'<p class="sd-path">{escape(path)}</p>' if path else ""
    return (
        f'<article class="sd-paragraph" id="{escape(paragraph.id)}"><div class="sd-number">{number}{ours}</div>'
        f"<div>{heading}{text_html(paragraph)}</div><aside>{notes}{_case_link(paragraph) if cases else ''}</aside></article>"
    )


def _case_link(paragraph: Paragraph) -> str:
    words = wording("check")
    to = f"/evals/case?paragraph={quote(paragraph.id, safe='')}&edition={quote(paragraph.edition, safe='')}"
    name = escape(words["make_case_of"].format(label=paragraph.label))
    return f'<p class="sd-case"><a href="{escape(to)}" aria-label="{name}">{escape(words["make_case"])}</a></p>'


def text_html(paragraph: Paragraph) -> str:
    """A paragraph's text, its bullets as a list."""
    starts = {start for start, _ in paragraph.bullets}
    lines, at = [], 0
    for line in paragraph.text.split("\n"):
        lines.append((at in starts, line))
        at += len(line) + 1
    shown = []
    for bullet, same in groupby(lines, key=lambda it: it[0]):
        tag = "li" if bullet else "p"
        inner = "".join(f"<{tag}>{escape(line)}</{tag}>" for _, line in same if line.strip())
        shown.append(f"<ul>{inner}</ul>" if bullet else inner)
    return "".join(shown)
