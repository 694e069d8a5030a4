"""Structure damage: a file changed where its format keeps its bones, which bytes changed at random seldom reach.

Each damage takes a whole file and gives another. Those that find nothing to change give the file as it is.
"""

import re
from collections.abc import Callable
from random import Random

from evals.mutation_zip import directory, members, xml_of

Damage = Callable[[bytes, Random], bytes]
HUGE = (b"0", b"-1", b"99999", b"2147483648", b"99999999999999999999")
COUNTS = re.compile(rb"/(N|First|Length|Size|Count|Predictor|Columns|Colors|Index|W|Rotate|UserUnit)(\s*\[?\s*)-?\d+")
MB = 2**20


def pdf_table(whole: bytes, draw: Random) -> bytes:
    """Places in the cross-reference table that are wrong, and a start of it that leads elsewhere."""
    size = len(whole)
    share = draw.random()

    def moved(found: re.Match[bytes]) -> bytes:
        return b"%010d" % draw.randrange(2 * size) + found[0][10:] if draw.random() < share else found[0]

    whole = re.sub(rb"\d{10} \d{5} [nf]", moved, whole)
    return re.sub(rb"startxref\s+\d+", lambda it: _either(it[0], b"startxref\n%d" % draw.randrange(size), draw), whole)


def pdf_loops(whole: bytes, draw: Random) -> bytes:
    """A table that names itself as the one before, and references that lead back to where they come from."""
    start = re.search(rb"startxref\s+(\d+)", whole)
    if start:
        whole = whole.replace(b"trailer", b"trailer\n<</Prev %s>>" % start[1]) if draw.random() < 0.3 else whole
        whole = re.sub(rb"/Size \d+", lambda it: it[0] + b"/Prev " + start[1], whole, count=1)
    numbers = re.findall(rb"(\d+) 0 obj", whole) or [b"1"]
    return re.sub(rb"\d+ 0 R", lambda it: _either(it[0], draw.choice(numbers) + b" 0 R", draw, 0.1), whole)


def pdf_counts(whole: bytes, draw: Random) -> bytes:
    """What object streams, tables and pages say of their own sizes."""
    return COUNTS.sub(lambda it: _either(it[0], b"/" + it[1] + it[2] + draw.choice(HUGE), draw), whole)


def pdf_pictures(whole: bytes, draw: Random) -> bytes:
    """Pictures and pages of a huge size."""
    wide = draw.choice((b"65535", b"100000", b"2000000000"))
    whole = re.sub(rb"/(Width|Height)\s*\d+", lambda it: b"/" + it[1] + b" " + wide, whole)
    return re.sub(rb"/MediaBox\s*\[[^\]]*\]", b"/MediaBox [0 0 %s %s]" % (wide, wide), whole)


def pdf_depth(whole: bytes, draw: Random) -> bytes:
    """Lists in lists, and dictionaries in dictionaries, thousands deep."""
    deep = draw.randint(100, 60_000)
    opening, closing = draw.choice(((b"[", b"]"), (b"<</A ", b">>")))
    return _before(whole, b"/Type", b"/Deep " + opening * deep + b"1" + closing * deep + b" ", draw)


def pdf_filters(whole: bytes, draw: Random) -> bytes:
    """Streams said to be packed otherwise than they are, or twenty times."""
    other = draw.choice(
        (b"/ASCIIHexDecode", b"/LZWDecode", b"/JBIG2Decode", b"[" + b"/FlateDecode " * 20 + b"]", b"/Crypt")
    )
    return re.sub(rb"/FlateDecode", lambda it: _either(it[0], other, draw, 0.3), whole)


def docx_entities(whole: bytes, draw: Random) -> bytes:
    """Entities of entities, entities that name a file, and entities that are not declared."""
    inside = draw.choice(
        (
            b'<!ENTITY a "word "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">',
            b'<!ENTITY c SYSTEM "file:///etc/hostname">',
            b'<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;',
            b"",
        )
    )
    declared = b"<!DOCTYPE d [" + inside + b"]><"

    def changed(xml: bytes) -> bytes:
        return re.sub(rb"(<w:t[^>]*>)", rb"\1&c;", re.sub(rb"<(?=[\w])", declared, xml, count=1), count=20)

    return xml_of(whole, draw, changed)


def docx_depth(whole: bytes, draw: Random) -> bytes:
    """Tables in tables, or boxes in boxes, thousands deep."""
    deep = draw.randint(50, 20_000)
    opening, closing = draw.choice(
        ((b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"), (b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>"))
    )
    return xml_of(whole, draw, lambda xml: _before(xml, b"<w:p>", opening * deep + closing * deep, draw))


def docx_columns(whole: bytes, draw: Random) -> bytes:
    """A row of thousands of columns, and cells said to span millions."""
    cell = b'<w:tc><w:tcPr><w:gridSpan w:val="%d"/></w:tcPr><w:p><w:r><w:t>word</w:t></w:r></w:p></w:tc>'
    row = cell % draw.choice((1, 50, 2_000_000)) * draw.randint(100, 5_000)
    return xml_of(whole, draw, lambda xml: _before(xml, b"<w:p>", b"<w:tbl><w:tr>" + row + b"</w:tr></w:tbl>", draw))


def docx_values(whole: bytes, draw: Random) -> bytes:
    """Levels, numbers, sizes and spans that are none."""
    other = (b"-1", b"999999999", b"99999999999999999999", b"", b"x", b"1e9")
    return xml_of(
        whole, draw, lambda xml: re.sub(rb'(?<=w:val=")-?\d+', lambda it: _either(it[0], draw.choice(other), draw), xml)
    )


def docx_line(whole: bytes, draw: Random) -> bytes:
    """One paragraph of megabytes."""
    long = b"<w:p><w:r><w:t>" + _words(draw) + b"</w:t></w:r></w:p>"
    return xml_of(whole, draw, lambda xml: _before(xml, b"<w:p>", long, draw))


def html_depth(whole: bytes, draw: Random) -> bytes:
    """Boxes, lists, tables or quotations, thousands deep, not all of them closed."""
    tag = draw.choice((b"div", b"ul><li", b"table><tr><td", b"blockquote", b"b"))
    return _inside(whole, b"<" + (tag + b"><") * draw.randint(100, 30_000) + b"p>word", draw)


def html_columns(whole: bytes, draw: Random) -> bytes:
    """A row of thousands of cells, each said to span thousands."""
    span = draw.choice((b"", b' colspan="1000000"', b' rowspan="65535"'))
    return _inside(whole, b"<table><tr>" + b"<td%s>word</td>" % span * draw.randint(500, 20_000) + b"</table>", draw)


def html_declared(whole: bytes, draw: Random) -> bytes:
    """Entities, a character set that is another, comments and scripts without an end, and pictures of a huge size."""
    opening = draw.choice(
        (
            b'<!DOCTYPE html [<!ENTITY a "word"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>&b;',
            b'<meta charset="utf-16">',
            b"<!--",
            b"<script>",
            b'<img width="2000000000" height="2000000000" src="data:image/png;base64,AAAA">',
            b"<p " + b'a="1" ' * 20_000 + b">",
        )
    )
    return _inside(whole, opening, draw)


def text_line(whole: bytes, draw: Random) -> bytes:
    """One line of megabytes, of words or of one letter."""
    return _inside(whole, b"\n" + draw.choice((_words(draw), b"x" * draw.randint(MB // 4, 2 * MB))) + b"\n", draw)


def text_columns(whole: bytes, draw: Random) -> bytes:
    """Lines of hundreds of columns, by gaps, tabs or bars."""
    gap = draw.choice((b"    ", b"\t", b" | "))
    row = b"|" + gap.join([b"word"] * draw.randint(50, 2_000)) + b"|\n"
    rule = b"|" + b"---|" * row.count(b"|") + b"\n"
    return _inside(whole, b"\n" + row + rule + row * draw.randint(1, 30), draw)


def text_depth(whole: bytes, draw: Random) -> bytes:
    """Quotations, brackets, lists or emphasis in each other."""
    deep = draw.randint(50, 5_000)
    levels = b"".join(b" " * min(level, 400) + b"- word\n" for level in range(deep))
    return _inside(whole, b"\n" + draw.choice((b">" * deep, b"[" * deep, b"*a **b " * deep, levels)) + b"\n", draw)


def text_signs(whole: bytes, draw: Random) -> bytes:
    """Numbers without end, control and combining signs, another encoding in the middle."""
    signs = draw.choice(
        (
            b"1." * 5_000,
            b"\x00" * 1_000,
            "\u0301".encode() * 20_000,
            "\u202e\ufeff\u2028".encode() * 500,
            "word\n".encode("utf-16") * 50,
            b"\f\r\v" * 1_000,
            b"(a) (i) 1.1 " * 3_000,
        )
    )
    return _inside(whole, signs, draw)


TEXT = (text_line, text_columns, text_depth, text_signs)
STRUCTURES: dict[str, tuple[Damage, ...]] = {
    ".pdf": (pdf_table, pdf_loops, pdf_counts, pdf_pictures, pdf_depth, pdf_filters),
    ".docx": (directory, members, docx_entities, docx_depth, docx_columns, docx_values, docx_line),
    ".html": (html_depth, html_columns, html_declared, text_line, text_signs),
    ".htm": (html_depth, html_columns, html_declared, text_line, text_signs),
    ".md": TEXT,
    ".markdown": TEXT,
    ".txt": TEXT,
}
"""What can be done to a file, by its ending; every ending that is read has some."""


def restructured(whole: bytes, suffix: str, draw: Random) -> bytes:
    """One or two damages of a format's structure."""
    for _ in range(draw.randint(1, 2)):
        whole = draw.choice(STRUCTURES[suffix])(whole, draw)
    return whole


def _either(first: bytes, second: bytes, draw: Random, share: float = 0.5) -> bytes:
    return second if draw.random() < share else first


def _words(draw: Random) -> bytes:
    return b"word " * draw.randint(MB // 20, 2 * MB // 5)


def _before(whole: bytes, mark: bytes, added: bytes, draw: Random) -> bytes:
    """Put something before one of the places of a mark."""
    places = [found.start() for found in re.finditer(re.escape(mark), whole)]
    if not places:
        return whole
    place = draw.choice(places)
    return whole[:place] + added + whole[place:]


def _inside(whole: bytes, added: bytes, draw: Random) -> bytes:
    """Put something after one of the line ends."""
    places = [found.end() for found in re.finditer(rb"\n", whole)] or [len(whole)]
    place = draw.choice(places)
    return whole[:place] + added + whole[place:]
