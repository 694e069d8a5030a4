"""blocking: findings that keep an edition out of the library until someone overrides them."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.finding import Finding, FindingKind
from corpus.paragraph import Paragraph
from ingest.wording import worded

RULES_FILE = Path(__file__).with_name("blocking.toml")
_POINTER = re.compile(r"\b(?:paragraphs?|paras?)\.? (\d{1,3}(?:\.\d{1,3})*)")


@cache
def rules() -> Mapping[str, Mapping[str, Any]]:
    """The shipped rules by the kind of finding they make, read once."""
    return tomllib.loads(RULES_FILE.read_text(encoding="utf-8"))


def blocking(document: Document, paragraphs: Sequence[Paragraph], findings: Sequence[Finding]) -> Iterator[Finding]:
    """What stands against publishing an edition, of its paragraphs and what was found about them."""
    yield from _lost_numbers(document, paragraphs)
    printed = len({paragraph.number for paragraph in paragraphs if paragraph.printed})
    disorder = _count(findings, FindingKind.OUT_OF_ORDER)
    rule = rules()["disorder"]
    if disorder >= rule["least"] and disorder >= rule["share"] * printed:
        yield worded(FindingKind.DISORDER, {"count": disorder, "numbers": printed})
    empty = _count(findings, FindingKind.EMPTY)
    if empty and empty >= rules()["mostly_empty"]["share"] * len(paragraphs):
        yield worded(FindingKind.MOSTLY_EMPTY, {"count": empty, "paragraphs": len(paragraphs)})
    pages = {finding.page for finding in findings if finding.kind is FindingKind.NO_TEXT_ON_PAGE}
    last = max((page for page in (*(it.page for it in paragraphs), *pages) if page), default=0)
    if pages and len(pages) >= rules()["no_text_on_most"]["share"] * last:
        yield worded(FindingKind.NO_TEXT_ON_MOST, {"count": len(pages), "pages": last})


def _lost_numbers(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    rule = rules()["lost_numbers"]
    if document.authority not in rule["authorities"] or any(paragraph.printed for paragraph in paragraphs):
        return
    pointed = {number for paragraph in paragraphs for number in _POINTER.findall(paragraph.text)}
    if len(pointed) >= rule["pointers"]:
        yield worded(FindingKind.LOST_NUMBERS, {"numbers": ", ".join(sorted(pointed)[:5])})


def _count(findings: Sequence[Finding], kind: FindingKind) -> int:
    return sum(finding.kind is kind for finding in findings)
