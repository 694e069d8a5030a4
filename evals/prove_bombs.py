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


def pdf_picture(home: Path, draw: Random) -> Path:
    """A page that is one picture of a million million points, of which hundreds of megabytes are there."""
    points = zlib.compress(bytes(draw.randint(100, 300) * MB), 9)
    picture = b"<</Type/XObject/Subtype/Image/Width 1000000/Height 1000000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    picture += b"/Filter/FlateDecode/Length %d>>stream\n" % len(points) + points + b"\nendstream"
    page = _PAGE.replace(b"/Resources<<>>", b"/Resources<</Font<</F %s>>/XObject<</A 5 0 R>>>>" % _FONT)
    drawn = _content(_WORDS + b" 595 0 0 842 0 0 cm /A Do")
    return _pdf(home, [b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, drawn, picture])


def pdf_objects(home: Path, draw: Random) -> Path:
    """A stream of objects that says it holds millions, and unpacks to hundreds of megabytes."""
    inside = zlib.compress(b"7 0 " * (draw.randint(50, 200) * MB // 4), 9)
    stream = b"<</Type/ObjStm/N 50000000/First 9/Filter/FlateDecode/Length %d>>stream\n" % len(inside) + inside
    page = _PAGE.replace(b"4 0 R", b"7 0 R")
    return _pdf(home, [b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream + b"\nendstream"])


def pdf_depth(home: Path, draw: Random) -> Path:
    """Lists in lists where a page keeps what it needs."""
    deep = draw.randint(50_000, 1_000_000)
    page = _WORDED.replace(b"/Resources", b"/Annots" + b"[" * deep + b"]" * deep + b"/Resources")
    return _pdf(home, [b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, _content(_WORDS)])


def pdf_loop(home: Path, draw: Random) -> Path:
    """A table of places that names itself as the one before it, and a table of contents that is its own next entry."""
    contents = b"<</Type/Outlines/First 6 0 R/Last 6 0 R/Count 99999999>>"
    entry = b"<</Title(word)/Parent 5 0 R/Next 6 0 R/First 6 0 R/Dest[3 0 R/Fit]>>"
    objects = [b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _WORDED, _content(_WORDS), contents, entry]
    whole = (path := _pdf(home, objects)).read_bytes().replace(b"/Catalog", b"/Catalog/Outlines 5 0 R")
    start = whole.index(b"xref\n")
    whole = whole.replace(b"trailer<<", b"trailer<</Prev %d" % start)
    path.write_bytes(whole[: whole.index(b"startxref")] + b"startxref\n%d\n%%%%EOF" % (start + draw.choice((0, 0, 1))))
    return path


def docx_columns(home: Path, draw: Random) -> Path:
    """A table of hundreds of thousands of cells, each said to span millions."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2000000"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>'
    return _docx(home, "<w:tbl><w:tr>" + cell * draw.randint(20_000, 100_000) + "</w:tr></w:tbl>")


def html_columns(home: Path, draw: Random) -> Path:
    """A table of tens of thousands of cells, each said to span millions of columns and rows."""
    cell = f'<td colspan="{draw.choice((1000, 10_000_000))}" rowspan="65534">word</td>'
    return _text(home / "bomb.html", "<table><tr>" + cell * draw.randint(20_000, 60_000) + "</tr></table>")


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
        pdf_picture,
        pdf_objects,
        docx_depth,
        docx_columns,
        docx_members,
        pdf_pages,
        pdf_depth,
        pdf_loop,
        html_columns,
        markdown_depth,
        text_line,
        zip_ratio,
    )
}
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_WORDED = _PAGE.replace(b"/Resources<<>>", b"/Resources<</Font<</F %s>>>>" % _FONT)
_WORDS = b"BT /F 12 Tf 72 700 Td (A worker must ring the duty desk about a child.) Tj ET"


def _content(drawn: bytes) -> bytes:
    return b"<</Length %d>>stream\n" % len(drawn) + drawn + b"\nendstream"


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
