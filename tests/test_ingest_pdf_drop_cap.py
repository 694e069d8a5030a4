"""Drop caps are part of the word beside them, and nothing else is."""

from pathlib import Path

import pytest
from made_pdf import line, one_page

from ingest.read import read

BODY = ("owers who meet a family on the", "river ask who steers, who sleeps", "and who minds the stove at night.")


def texts(folder: Path, content: bytes) -> list[str]:
    (folder / "made.pdf").write_bytes(one_page(content))
    return [block.text for block in read(folder / "made.pdf").blocks]


def capped(cap: str, wide: float, body: tuple[str, ...]) -> bytes:
    """A cap over two lines, its foot on the second; the third line starts below it."""
    lefts = (50 + wide, 50 + wide, 50)
    lines = (line(text, x=x, y=700 - 14 * n) for n, (x, text) in enumerate(zip(lefts, body, strict=True)))
    return line(cap, y=686, size=30) + b"".join(lines)


def test_a_drop_cap_starts_its_word_and_its_lines_are_one_paragraph(tmp_path: Path) -> None:
    assert texts(tmp_path, capped("R", 23, BODY)) == ["R" + " ".join(BODY)]


@pytest.mark.parametrize(
    ("first", "expected"),
    [("keeper asks a keeper first", "A keeper asks"), ("nyone who meets a family on the", "Anyone who")],
)
def test_a_cap_that_is_a_word_keeps_its_space(tmp_path: Path, first: str, expected: str) -> None:
    (found,) = texts(tmp_path, capped("A", 21, (first, *BODY[1:])))
    assert found.startswith(expected)


def test_a_large_letter_beside_one_line_is_no_drop_cap(tmp_path: Path) -> None:
    content = line("B", y=700, size=30) + line("erths are let by the year.", x=150, y=700) + line(BODY[2], y=600)
    assert any(text == "B" or text.startswith("B ") for text in texts(tmp_path, content))
