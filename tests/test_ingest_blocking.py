"""What keeps an edition out: few things, each beyond doubt, and none of the demonstration documents."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from corpus.contents import EditionContents
from corpus.document import Authority, Document
from corpus.finding import Finding, FindingKind, Severity
from corpus.paragraph import Paragraph
from ingest.blocking import blocking, rules
from ingest.wording import worded, wording


def kinds(document: Document, paragraphs: list[Paragraph], findings: list[Finding]) -> list[FindingKind]:
    return [finding.kind for finding in blocking(document, paragraphs, findings)]


@pytest.fixture
def local(demo_editions: Mapping[tuple[str, str], EditionContents]) -> EditionContents:
    return demo_editions["thornmere-protocol", "2025-04"]


def test_the_demonstration_documents_may_be_published(
    demo_editions: Mapping[tuple[str, str], EditionContents],
) -> None:
    for contents in demo_editions.values():
        assert kinds(contents.document, list(contents.paragraphs), list(contents.findings)) == []


def test_every_rule_makes_a_blocking_finding() -> None:
    assert set(rules()) == {kind for kind, words in wording().items() if words.get("severity") == "blocking"}


def test_numbers_that_the_text_points_to_and_that_are_not_there(local: EditionContents) -> None:
    bare = [
        replace(it, number=None, printed=False, text=f"See paragraph 4.{n}.") for n, it in enumerate(local.paragraphs)
    ]
    assert kinds(local.document, bare, []) == [FindingKind.LOST_NUMBERS]
    assert kinds(local.document, bare[:2], []) == []
    research = replace(local.document, authority=Authority.RESEARCH)
    assert kinds(research, bare, []) == []


def test_numbers_out_of_order_in_bulk(local: EditionContents) -> None:
    slip = worded(FindingKind.OUT_OF_ORDER, {"number": "2", "before": "3"})
    assert kinds(local.document, list(local.paragraphs), [slip] * 9) == []
    found = list(blocking(local.document, local.paragraphs, [slip] * 10))
    assert [(it.kind, it.severity) for it in found] == [(FindingKind.DISORDER, Severity.BLOCKING)]


def test_half_of_the_paragraphs_or_pages_empty(local: EditionContents) -> None:
    few = list(local.paragraphs[:4])
    empty = worded(FindingKind.EMPTY, {"label": "Paragraph 1"})
    assert kinds(local.document, few, [empty]) == []
    assert kinds(local.document, few, [empty, empty]) == [FindingKind.MOSTLY_EMPTY]
    paged = [replace(it, page=1) for it in few]
    picture = worded(FindingKind.NO_TEXT_ON_PAGE, {"page": 2, "what": "A picture."}, page=2)
    assert kinds(local.document, paged, [picture]) == [FindingKind.NO_TEXT_ON_MOST]
    assert kinds(local.document, [replace(it, page=3) for it in few], [picture]) == []
