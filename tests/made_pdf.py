"""PDFs of one page made in the tests, written out as their objects."""

import zlib

GREY_DOT = bytes([140])
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def one_page(content: bytes, *, picture: bytes = GREY_DOT, side: int = 1, extra: bytes = b"") -> bytes:
    """A PDF of one A4 page with this content stream. /F is Helvetica, /Clear a state without ink, /P a grey picture.

    picture: its pixels, `side` in each row, one byte each. extra: more entries of the page's dictionary.
    """
    image = zlib.compress(picture)
    high = len(picture) // side
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
        b"/XObject<</P 6 0 R>>/ExtGState<</Clear<</ca 0>>>>>>" + extra + b">>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        FONT,
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
        b"/Length %d>>stream\n%s\nendstream" % (side, high, len(image), image),
    ]
    return packed(objects)


def packed(objects: list[bytes]) -> bytes:
    """Numbered objects, the catalogue first, as a file."""
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(body),
    )


def line(text: str, *, x: float = 50, y: float = 700, size: float = 12, before: str = "") -> bytes:
    """Content that writes one line; before: operators that set its colour or mode."""
    return f"q BT {before} /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET Q ".encode()


PICTURED = b"q 595 0 0 842 0 0 cm /P Do Q "
"""Content that draws the picture over the whole page."""
