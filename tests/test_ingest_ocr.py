"""Pages that are pictures: read by Tesseract where it is installed, and said so wherever their words are quoted."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from made_pdf import PICTURED, line, one_page

from assistant.ask import ask
from assistant.board import Board
from assistant.question import Question
from corpus.errors import FileRefused
from corpus.finding import FindingKind
from corpus.library import Library
from corpus.settings import load_settings
from ingest import ocr
from ingest.ingest import ingest
from ingest.ocr import Recogniser, runs, table
from ingest.read import read
from ui.listing import paragraph_detail

needs_tesseract = pytest.mark.skipif(
    not Recogniser.installed(), reason="Tesseract is not installed (package tesseract-ocr)"
)
LINES = (
    "4.1 A worker must ring the harbour office before boarding",
    "a housebot alone.".replace("bot", "boat"),
    "4.2 The lock keeper may be asked who was at the helm.",
)
ROW = "5\t1\t{block}\t1\t{line}\t1\t{left}\t{top}\t{wide}\t{high}\t{sure}\t{text}"


def scanned(path: Path) -> Path:
    """A page of text drawn at 150 dots an inch and put into a PDF as a picture."""
    content = b"".join(line(text, y=700 - 16 * n, size=13) for n, text in enumerate(LINES))
    bitmap = pypdfium2.PdfDocument(one_page(content))[0].render(scale=150 / 72, grayscale=True)
    pixels = np.asarray(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width)
    path.write_bytes(one_page(PICTURED, picture=pixels.tobytes(), side=bitmap.width))
    return path


@needs_tesseract
def test_a_scanned_page_is_read_and_marked(tmp_path: Path) -> None:
    found = read(scanned(tmp_path / "scan.pdf"))
    assert [block.text for block in found.blocks] == [f"{LINES[0]} {LINES[1]}", LINES[2]]
    assert [(finding.kind, finding.page) for finding in found.findings] == [(FindingKind.READ_BY_OCR, 1)]


@needs_tesseract
def test_an_answer_that_quotes_a_scan_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    scanned(folder / "scan.pdf")
    settings = load_settings().model_copy(update={"data": tmp_path / "data"})
    report = ingest([folder], settings, lambda _: None)
    assert [file.outcome.value for file in report.files] == ["ingested"]
    board = Board.open(settings)
    try:
        citations = ask(Question(text="Must I ring the harbour office before boarding a houseboat?"), board).citations
    finally:
        board.close()
    note = "Page 1 is a picture, read by OCR. Check the words against the page."
    assert [citation.notes for citation in citations if citation.number == "4.1"] == [(note,)]
    library = Library.open(settings.data)
    try:
        assert paragraph_detail(library, "scan:4.1", None)["notes"] == [note]
    finally:
        library.close()


def test_without_tesseract_a_scan_is_refused_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileRefused, match=r"looks scanned: install Tesseract \(package tesseract-ocr\)"):
        read(scanned(tmp_path / "scan.pdf"))


def test_a_tesseract_that_fails_or_hangs_costs_its_page_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for script in ("#!/bin/sh\nexit 3\n", "#!/bin/sh\nexec sleep 60\n"):
        program = tmp_path / "tesseract"
        program.write_text(script)
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
        monkeypatch.setattr(ocr, "SECONDS_A_PAGE", 1)
        with pytest.raises(FileRefused, match="looks scanned"):
            read(scanned(tmp_path / "scan.pdf"))


def test_the_words_of_a_line_share_a_baseline_and_wide_gaps_part_them() -> None:
    said = "\n".join(
        ["level\tpage"]
        + [
            ROW.format(block=1, line=1, left=left, top=top, wide=90, high=high, sure=sure, text=text)
            for left, top, high, sure, text in (
                (100, 105, 25, 96, "Ring"),
                (200, 100, 30, 91, "today."),
                (900, 100, 30, 95, "Page"),
                (1000, 100, 30, 12, "~#"),
            )
        ]
    )
    words = table(said)
    assert [word.text for word in words] == ["Ring", "today.", "Page"]
    found = runs(words, 2.0)
    assert [(run.text, run.left, run.right, run.baseline) for run in found] == [
        ("Ring today.", 50.0, 145.0, 65.0),
        ("Page", 450.0, 495.0, 65.0),
    ]
    assert len({run.size for run in found}) == 1
