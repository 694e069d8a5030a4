"""Golden paragraphs: what each committed document becomes, in every format and from several producers.

`pytest tests/test_golden.py --update-golden` writes the files again; the change is read as a diff before it is committed.
"""

import json
from pathlib import Path

import pytest

from ingest.ledger import ledger
from ingest.no_manifest import manifest_of
from ingest.read_document import read_document

GOLDEN = Path(__file__).with_name("golden")
DATA = Path(__file__).with_name("data") / "pdf"
DOCUMENTS = (
    GOLDEN / "columns.pdf",  # two columns, printed by Chromium
    GOLDEN / "overprint.pdf",  # bold printed twice, written by pypdf
    GOLDEN
    / "keepers.pdf",  # two columns, drop cap, ligatures, footnotes, running heads, a table over two pages, by reportlab
    DATA / "web.pdf",  # two columns, contents, boxes, a watermark and hidden words, printed by Chromium
    DATA / "office.pdf",  # footnotes and running heads, printed by LibreOffice
    GOLDEN / "visits.docx",  # automatic numbers of four levels, written by python-docx
    GOLDEN / "visits-office.docx",  # the same, saved by LibreOffice
    GOLDEN / "visits-office.pdf",  # the same, printed by LibreOffice
    GOLDEN / "annexes.docx",  # chapters, letters, Roman figures, annexes and a restart, written by python-docx
    GOLDEN / "annexes-office.docx",  # the same, saved by LibreOffice
    GOLDEN / "manual.html",
    GOLDEN / "boats.html",  # a procedure manual: side boxes, menus, merged cells, no main element
    GOLDEN / "ferries.html",  # a publication as GOV.UK prints it: numbered paragraphs, footnotes, an attachment
    GOLDEN / "accordion.html",  # sections that open at a click
    GOLDEN / "pathway.html",  # an intranet page: bold lines for headings, bullets typed as dots
    GOLDEN / "protocol.md",
    GOLDEN / "plain.txt",
    GOLDEN / "wrapped.txt",
    GOLDEN / "piers.txt",  # 70 columns, form feeds, page numbers alone on their lines, indented lists
)


def name(path: Path) -> str:
    return path.name


def shown(path: Path) -> dict[str, object]:
    """The paragraphs of a document, and the words that its ledger counts."""
    entry = manifest_of([path]).entries[0]
    account = ledger(path, entry)
    fields = ("id", "number", "printed", "label", "headings", "page", "anchor", "boxed", "text", "bullets")
    paragraphs = read_document(path, entry).paragraphs
    return {
        "paragraphs": [{field: getattr(paragraph, field) for field in fields} for paragraph in paragraphs],
        "ledger": {place.value: count for place, count in account.places.items()},
        "lost": [" ".join(run) for run in account.lost],
        "doubled": [" ".join(run) for run in account.added],
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_a_document_becomes_the_paragraphs_that_were_read_and_agreed(path: Path, update_golden: bool) -> None:
    golden = GOLDEN / f"{path.name}.json"
    found = json.dumps(shown(path), ensure_ascii=False, indent=1) + "\n"
    if update_golden:
        golden.write_text(found, encoding="utf-8")
    assert json.loads(found) == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_no_word_of_a_golden_document_is_lost_or_doubled(path: Path) -> None:
    golden = json.loads((GOLDEN / f"{path.name}.json").read_text(encoding="utf-8"))
    assert golden["lost"] == []
    assert golden["doubled"] == []
