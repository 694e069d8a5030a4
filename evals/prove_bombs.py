"""Bombs: small files that are made to become large ones, or never to end."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MB = 2**20


def docx_ratio(home: Path, draw: Random) -> Path:
    """A body of one repeated word, packed a thousand times."""
    return _docx(home, "<w:p><w:r><w:t>" + "word " * (draw.randint(20, 60) * MB // 5) + "</w:t></w:r></w:p>")


def docx_entities(home: Path, draw: Random) -> Path:
    """Entities of entities: a few lines that stand for billions of words."""
    levels = draw.randint(9, 12)
    declared = '<!ENTITY e0 "word ">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels + 1))
    return _docx(home, f"<w:p><w:r><w:t>&e{levels};</w:t></w:r></w:p>", f"<!DOCTYPE d [{declared}]>")


def docx_depth(home: Path, draw: Random) -> Path:
    """Tables in tables in tables."""
    deep = draw.randint(5_000, 50_000)
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return _docx(home, opening * deep + "<w:p/>" + closing * deep)


def docx_members(home: Path, draw: Random) -> Path:
    """Many thousand parts of nothing."""
    path = _docx(home, "<w:p/>")
    with ZipFile(path, "a") as package:
        for n in range(draw.randint(6_000, 9_000)):
            package.writestr(f"word/media/{n}.xml", "")
    return path


def pdf_stream(home: Path, draw: Random) -> Path:
    """A page whose content unpacks to hundreds of megabytes, packed twice."""
    page = zlib.compress(zlib.compress(b"BT (word) Tj ET\n" * (draw.randint(100, 400) * MB // 16), 9), 9)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(page) + page + b"\nendstream"
    return _pdf(home, [b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _PAGE, stream])


def pdf_pages(home: Path, draw: Random) -> Path:
    """A tree of pages that holds itself, and a count of millions."""
    kids = b" ".join([b"2 0 R"] * draw.randint(2, 50))
    return _pdf(
        home, [b"<</Type/Pages/Kids[%s 3 0 R]/Count 99999999>>" % kids, _PAGE, b"<</Length 0>>stream\n\nendstream"]
    )


def html_depth(home: Path, draw: Random) -> Path:
    """Boxes in boxes."""
    deep = draw.randint(50_000, 300_000)
    return _text(home / "bomb.html", "<html><body>" + "<div>" * deep + "word" + "</div>" * deep)


def markdown_depth(home: Path, draw: Random) -> Path:
    """Quotations in quotations, brackets in brackets."""
    deep = draw.randint(20_000, 100_000)
    return _text(home / "bomb.md", ">" * deep + " word\n\n" + "[" * deep + "\n\n" + "*a **b " * deep)


def text_line(home: Path, draw: Random) -> Path:
    """One line of many figures: what a grammar of numbers may stumble over."""
    return _text(home / "bomb.txt", draw.choice(("1.1.", "(a) ", "1 ", "- ")) * (draw.randint(1, 3) * MB // 4))


def zip_ratio(home: Path, draw: Random) -> Path:
    """An archive of one text that unpacks to hundreds of megabytes."""
    path = home / "bomb.zip"
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=9) as archive, archive.open("a.txt", "w") as member:
        for _ in range(draw.randint(20, 200)):
            member.write(bytes(MB))
    return path


def zip_overlap(home: Path, draw: Random) -> Path:
    """An archive whose thousands of entries are all one file."""
    path = home / "bomb.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("00000.txt", bytes(3 * MB))
    whole = path.read_bytes()
    start, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    count = draw.randint(100, 5_000)
    entries = b"".join(whole[start:end].replace(b"00000.txt", b"%05d.txt" % n) for n in range(count))
    record = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)
    path.write_bytes(whole[:start] + entries + record)
    return path


BOMBS: dict[str, Callable[[Path, Random], Path]] = {
    make.__name__: make
    for make in (
        docx_ratio,
        pdf_stream,
        zip_overlap,
        html_depth,
        docx_entities,
        docx_depth,
        docx_members,
        pdf_pages,
        markdown_depth,
        text_line,
        zip_ratio,
    )
}
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>"


def _docx(home: Path, body: str, declared: str = "") -> Path:
    path = home / "bomb.docx"
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        document = f'<?xml version="1.0"?>{declared}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", document)
    return path


def _pdf(home: Path, objects: list[bytes]) -> Path:
    """A file of a catalogue (object 1) and the given objects from 2, with a right table of where they are."""
    parts, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate([b"<</Type/Catalog/Pages 2 0 R>>", *objects], start=1):
        places.append(len(parts))
        parts += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    parts += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(parts),
    )
    (home / "bomb.pdf").write_bytes(bytes(parts))
    return home / "bomb.pdf"


def _text(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
