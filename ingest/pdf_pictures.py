"""Pictures of a PDF's pages, small enough to stand beside their paragraphs."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WIDTH = 620  # pixels; a page of small print can still be read
TALLEST = 1600
MOST_PAGES = 400
_GREYS = 4  # bits


def page_pictures(path: Path) -> Iterator[bytes]:
    """A PNG in 16 greys of each page in order, at most the first 400; none of a file that cannot be opened.

    A page that cannot be drawn is one white dot, so that the others keep their places. Not for two threads at once.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return
    try:
        for place in range(min(len(document), MOST_PAGES)):
            try:
                yield _picture(document[place])
            except pypdfium2.PdfiumError:
                yield png(np.full((1, 1), 255, np.uint8))
    finally:
        document.close()


def _picture(page: Any) -> bytes:
    """One page of pypdfium2, as wide as `WIDTH` unless it is a very long strip."""
    scale = min(WIDTH / max(page.get_width(), 1.0), TALLEST / max(page.get_height(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    picture = png(np.asarray(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width))
    bitmap.close()
    page.close()
    return picture


def png(grey: NDArray[np.uint8]) -> bytes:
    """A picture of shape (height, width), 0 black to 255 white, as a PNG of 4 bits a pixel.

    >>> png(np.zeros((1, 2), np.uint8))[:8]
    b'\\x89PNG\\r\\n\\x1a\\n'
    """
    height, width = grey.shape
    even = np.pad(grey >> (8 - _GREYS), ((0, 0), (0, width % 2)))
    packed = (even[:, ::2] << _GREYS) | even[:, 1::2]
    rows = np.hstack([np.zeros((height, 1), np.uint8), packed]).tobytes()
    header = struct.pack(">IIBBBBB", width, height, _GREYS, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
