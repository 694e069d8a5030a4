import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import FileRefused
from corpus.settings import DEMO_DOCUMENTS
from ingest.read import READERS, read

SAMPLES = Path(__file__).parent.parent.parent / "shared" / "samples"
HEAVY = ("docx", "lxml", "markdown_it", "pypdf", "pypdfium2")


@pytest.mark.parametrize("suffix", sorted(set(READERS) - {".docx", ".pdf"}))
def test_a_reader_is_chosen_by_the_files_ending(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"made{suffix.upper()}"
    path.write_text(
        "4.2 When a worker is worried they must ring the Front Door the same working day.\n", encoding="utf-8"
    )
    assert "must ring the Front Door" in read(path).blocks[0].text


def test_an_unknown_ending_is_refused_with_those_that_are_read(tmp_path: Path) -> None:
    (tmp_path / "slides.pptx").write_bytes(b"x")
    with pytest.raises(FileRefused, match=r"slides\.pptx: expected a file that ends in \.docx, .*\.txt"):
        read(tmp_path / "slides.pptx")


def test_a_missing_or_empty_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="cannot be opened"):
        read(tmp_path / "none.md")
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(FileRefused, match="cannot be opened"):
        read(tmp_path / "folder.md")
    (tmp_path / "empty.md").touch()
    with pytest.raises(FileRefused, match="empty"):
        read(tmp_path / "empty.md")


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_a_binary_file_with_a_texts_ending_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"picture{suffix}"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(FileRefused, match=rf"picture\{suffix}: expected text"):
        read(path)


@pytest.mark.parametrize(
    ("demo", "name", "what"),
    [("thornmere-kinship.docx", "a.pdf", ".docx"), ("thornmere-thresholds.pdf", "a.docx", ".pdf")],
)
def test_a_file_with_another_formats_ending_is_refused_with_the_ending_it_needs(
    tmp_path: Path, demo: str, name: str, what: str
) -> None:
    (tmp_path / name).write_bytes((DEMO_DOCUMENTS / demo).read_bytes())
    with pytest.raises(FileRefused, match=f"Give it the ending {what} "):
        read(tmp_path / name)


def test_choosing_a_reader_imports_no_heavy_library() -> None:
    script = f"import sys, ingest.read; print([name for name in {HEAVY!r} if name in sys.modules])"
    root = Path(__file__).parent.parent
    shown = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


@pytest.mark.shared
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_every_sample_ends_as_blocks_or_with_a_reason(kind: str) -> None:
    files = sorted(SAMPLES.joinpath(kind).glob(f"*.{kind}"))
    if not files:
        pytest.skip("no samples beside the repository")
    refused = [reason for path in files if (reason := refusal(path)) is not None]
    assert 0 < len(refused) < len(files) / 2
    assert all(reason.endswith(".") for reason in refused)


def refusal(path: Path) -> str | None:
    """Why a file was refused; None where it was read."""
    try:
        blocks = read(path).blocks
    except FileRefused as refused:
        return str(refused)
    assert all(block.text.strip() for block in blocks)
    return None
