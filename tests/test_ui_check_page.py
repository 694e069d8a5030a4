"""The check report as a page: everything in it, nothing from elsewhere, all text escaped."""

import re
import struct
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from corpus.finding import Severity
from corpus.settings import DEMO_DOCUMENTS, load_settings
from ingest.check_report import CheckedFile, check_report
from ingest.diff import ChangeKind
from ingest.ingest import ingest
from ingest.pdf_pictures import WIDTH, page_pictures
from ingest.report import FileOutcome
from ui.check_page import check_page
from ui.wording import wording

PDF = DEMO_DOCUMENTS / "thornmere-thresholds.pdf"
HOSTILE = '&lt;script src="https://example.org/x.js"&gt;'


class Read(HTMLParser):
    """Every tag and every address that a browser would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.fetched: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in ("src", "srcset", "data") or tag == "link"]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[CheckedFile, ...]:
    """A PDF, and a text of which the library has an earlier wording."""
    home = tmp_path_factory.mktemp("check")
    docs = home / "docs"
    docs.mkdir()
    settings = load_settings().model_copy(update={"data": home / "data"})
    (docs / "a.md").write_text(f"# A title\n\n1.1 A worker must ring within three days. {HOSTILE}\n", encoding="utf-8")
    ingest([docs], settings, lambda _: None)
    (docs / "a.md").write_text(
        f"# A title\n\n1.1 A worker must ring within one day. {HOSTILE}\n\n1.3 Infor- mation is kept as information.\n",
        encoding="utf-8",
    )
    (docs / PDF.name).write_bytes(PDF.read_bytes())
    with check_report([docs], settings, lambda _: None) as files:
        return files


def test_the_report_has_the_change_and_the_repair(checked: tuple[CheckedFile, ...]) -> None:
    text = checked[0]
    assert text.diff is not None
    assert text.diff.counts[ChangeKind.EDITED] == 1
    assert [(it.before, it.after) for finding in text.report.findings for it in finding.repairs] == [
        ("Infor- mation", "Information")
    ]


def test_the_page_asks_nothing_of_anyone_and_runs_nothing(checked: tuple[CheckedFile, ...]) -> None:
    page = check_page(checked)
    read = Read(page)
    assert "script" not in read.tags
    assert "link" not in read.tags
    assert read.fetched
    assert all(address.startswith("data:image/png;base64,") for address in read.fetched)
    assert not re.search(r"url\(|@import", page)
    assert "&lt;script" in page


def test_the_page_has_every_paragraph_finding_repair_and_change(checked: tuple[CheckedFile, ...]) -> None:
    page = check_page(checked)
    for file in checked:
        assert all(f'id="{paragraph.id}"' in page for paragraph in file.paragraphs)
    assert "<del>three days.</del> <ins>one day.</ins>" in page
    assert "<td>Infor- mation</td><td>Information</td><td>the document&#x27;s own words</td><td>1</td>" in page
    assert page.count("<figure>") == len(list(page_pictures(PDF)))


def test_a_page_of_a_pdf_is_a_small_png() -> None:
    pictures = list(page_pictures(PDF))
    assert all(picture.startswith(b"\x89PNG") and len(picture) < 120_000 for picture in pictures)
    width, height, bits = struct.unpack(">IIB", pictures[0][16:25])
    assert abs(width - WIDTH) <= 1
    start = pictures[0].index(b"IDAT")
    length = struct.unpack(">I", pictures[0][start - 4 : start])[0]
    rows = zlib.decompress(pictures[0][start + 4 : start + 4 + length])
    assert (bits, len(rows)) == (4, height * ((width + 1) // 2 + 1))
    assert len(set(rows)) > 10


def test_a_file_that_cannot_be_drawn_has_no_pictures(tmp_path: Path) -> None:
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    assert list(page_pictures(tmp_path / "torn.pdf")) == []


def test_a_refused_file_stands_in_the_page_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    settings = load_settings().model_copy(update={"data": tmp_path / "data"})
    with check_report([tmp_path], settings, lambda _: None) as files:
        page = check_page(files)
    assert wording("check")["outcome"]["refused"] in page
    assert not settings.data.exists()


@pytest.mark.parametrize(
    ("table", "members"),
    [("severity", Severity), ("severity_short", Severity), ("outcome", FileOutcome), ("change", ChangeKind)],
)
def test_every_member_has_its_words_and_no_other_has(table: str, members: type) -> None:
    assert set(wording("check")[table]) == {str(member) for member in members}  # type: ignore[attr-defined]
