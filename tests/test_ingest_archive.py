"""Zip archives are measured before they are unpacked, and nothing in one reaches outside its folder."""

import stat
import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from corpus.errors import FileRefused
from corpus.library import Library
from corpus.settings import load_settings
from ingest.archive import unpack, unpacked
from ingest.ingest import ingest
from ingest.report import FileOutcome

MANIFEST = (
    '[[document]]\nfile = "protocol.md"\nid = "vale"\ntitle = "Vale"\npublished = "2025-01"\nauthority = "practice"\n'
)
TEXT = "# Protocol\n\n1.1 A worker must ring the duty desk.\n\n1.2 The landlord may join meetings.\n"


def pack(path: Path, files: dict[str, str], method: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(ZipInfo(name), text, method)
    return path


def linked(path: Path) -> Path:
    member = ZipInfo("protocol.md")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(path, "w") as archive:
        archive.writestr(member, "/etc/hostname")
    return path


def overlapping(path: Path) -> Path:
    """Every entry of the directory points at the one file that is there."""
    pack(path, {"a.txt": "word " * 1000}, ZIP_STORED)
    whole = path.read_bytes()
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entries = b"".join(whole[start:end].replace(b"a.txt", f"{n}.txt".encode()) for n in range(9))
    record = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(entries), start, 0)
    path.write_bytes(whole[:start] + entries + record)
    return path


def crowded(path: Path) -> Path:
    """An end record that announces more names than anyone needs."""
    path.write_bytes(struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 50 * 2**20, 0, 0))
    return path


def encrypted(path: Path) -> Path:
    pack(path, {"a.txt": "words"})
    whole = bytearray(path.read_bytes())
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(whole))
    return path


BAD = {
    "climbs": (lambda path: pack(path, {"../protocol.md": TEXT}), "no name of a file inside it"),
    "absolute": (lambda path: pack(path, {"/tmp/protocol.md": TEXT}), "no name of a file inside it"),
    "backslash": (lambda path: pack(path, {"..\\protocol.md": TEXT}), "no name of a file inside it"),
    "drive": (lambda path: pack(path, {"c:protocol.md": TEXT}), "no name of a file inside it"),
    "long": (lambda path: pack(path, {"x" * 300 + ".md": TEXT}), "no name of a file inside it"),
    "link": (linked, "a link or a device"),
    "bomb": (lambda path: pack(path, {"protocol.txt": "0" * (40 * 2**20)}), "packed more than 100 times"),
    "nested": (lambda path: pack(path, {"more/inner.ZIP": "PK"}), "holds another archive"),
    "twice": (lambda path: pack(path, {"a.md": TEXT, "A.md": TEXT}), "two of its files have one name"),
    "overlap": (overlapping, "overlap"),
    "crowded": (crowded, "65535 files or more"),
    "encrypted": (encrypted, "encrypted"),
    "stray": (
        lambda path: pack(path, {"library.toml": MANIFEST.replace("protocol.md", "../../x.md")}),
        "its manifest names '../../x.md'",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_archive_is_refused_and_leaves_nothing_behind(kind: str, tmp_path: Path) -> None:
    make, reason = BAD[kind]
    path = make(tmp_path / "pack.zip")
    with pytest.raises(FileRefused, match=rf"pack\.zip: .*{reason}"):
        unpack(path, tmp_path / "out" / "pack.zip")
    outside = [
        it
        for it in tmp_path.rglob("*")
        if it.is_file() and it != path and (tmp_path / "out" / "pack.zip") not in it.parents
    ]
    assert outside == []


@pytest.mark.parametrize("cut", [0, 10, 60, 150])
def test_a_torn_archive_is_refused(cut: int, tmp_path: Path) -> None:
    path = pack(tmp_path / "pack.zip", {"protocol.md": TEXT})
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(FileRefused, match="damaged, or no zip archive"):
        unpack(path, tmp_path / "out")


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = pack(tmp_path / "pack.zip", {"protocol.md": TEXT}, ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"duty desk", b"duty disk"))
    with pytest.raises(FileRefused, match="CRC"):
        unpack(path, tmp_path / "out")


def test_the_folder_in_an_archive_is_found_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    path = pack(tmp_path / "pack.zip", {"area/protocol.md": TEXT, "__MACOSX/area/x.md": "", "area/.secret.md": TEXT})
    with unpacked([path, tmp_path]) as sources:
        folder, same = sources.paths
        assert [it.name for it in folder.iterdir()] == ["protocol.md"]
        assert same == tmp_path
    assert not folder.exists()


def test_an_archive_is_ingested_by_its_manifest_and_a_bad_one_beside_it_is_reported(tmp_path: Path) -> None:
    settings = load_settings().model_copy(update={"data": tmp_path / "data"})
    good = pack(tmp_path / "good.zip", {"vale/library.toml": MANIFEST, "vale/protocol.md": TEXT})
    bad = pack(tmp_path / "bad.zip", {"../protocol.md": TEXT})
    report = ingest([good, bad], settings, lambda _: None)
    assert [(it.file, it.outcome) for it in report.files] == [
        ("protocol.md", FileOutcome.INGESTED),
        ("bad.zip", FileOutcome.REFUSED),
    ]
    again = ingest([good], settings, lambda _: None)
    assert [it.outcome for it in again.files] == [FileOutcome.UNCHANGED]
    library = Library.open(settings.data)
    assert [it.id for it in library.paragraphs("vale")] == ["vale:1.1", "vale:1.2"]
    library.close()
