"""Word files that cannot be read: each is refused with a reason."""

import zipfile
from pathlib import Path

import docx
import pytest

from corpus.errors import FileRefused
from ingest.read import read


def packed(path: Path, name: str, data: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"not a zip at all", "damaged or other file"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "password"),
        (b"PK\x03\x04 cut short", "damaged or other file"),
    ],
)
def test_other_files_are_refused_with_a_reason(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "other.docx"
    path.write_bytes(data)
    with pytest.raises(FileRefused, match=says):
        read(path)


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "bomb.docx", "word/document.xml", b"\0" * (70 * 2**20))
    assert bomb.stat().st_size < 200_000
    with pytest.raises(FileRefused, match="unpacks to 70 MB"):
        read(bomb)
    dense = packed(tmp_path / "dense.docx", "word/media/image.bin", b"\0" * (10 * 2**20))
    with pytest.raises(FileRefused, match="packed more than 100 times"):
        read(dense)


def test_a_package_without_a_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"other\.docx: damaged, or no Word document"):
        read(packed(tmp_path / "other.docx", "hello.txt", b"hello"))


def test_a_document_without_words_is_refused(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "empty.docx"))
    with pytest.raises(FileRefused, match="no words"):
        read(tmp_path / "empty.docx")
