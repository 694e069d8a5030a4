"""One small document as five files: Markdown, HTML, plain text (as it is and wrapped at 70 columns), DOCX and PDF."""

import html
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

Line = tuple[str, str]
"""("title" | "heading" | "text", the words)."""
TAGS = {"title": "h1", "heading": "h2", "text": "p"}


def markdown(lines: Sequence[Line], path: Path) -> None:
    marks = {"title": "# ", "heading": "## ", "text": ""}
    path.write_text("\n\n".join(marks[kind] + words for kind, words in lines) + "\n", encoding="utf-8")


def page(lines: Sequence[Line], path: Path) -> None:
    body = "".join(f"<{TAGS[kind]}>{html.escape(words)}</{TAGS[kind]}>" for kind, words in lines)
    path.write_text(f"<!doctype html><html><body><main>{body}</main></body></html>", encoding="utf-8")


def text(lines: Sequence[Line], path: Path) -> None:
    path.write_text("\n\n".join(words for _, words in lines) + "\n", encoding="utf-8")


def wrapped(lines: Sequence[Line], path: Path) -> None:
    path.write_text("\n\n".join(textwrap.fill(words, 70) for _, words in lines) + "\n", encoding="utf-8")


def word(lines: Sequence[Line], path: Path) -> None:
    import docx

    document = docx.Document()
    for kind, words in lines:
        if kind == "text":
            document.add_paragraph(words)
        else:
            document.add_heading(words, 1 if kind == "title" else 2)
    document.save(str(path))


def pdf(lines: Sequence[Line], path: Path) -> None:
    """One tall page of Helvetica, headings larger and bold, 80 letters to a line."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    drawn: list[str] = []
    height = 60.0
    for kind, words in lines:
        size, font = {"title": (18, "F2"), "heading": (14, "F2"), "text": (10, "F1")}[kind]
        height += 1.2 * size
        for row in textwrap.wrap(words, 80):
            escaped = row.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawn.append(f"BT /{font} {size} Tf 70 {{top}}-{height:.1f} Td ({escaped}) Tj ET")
            height += 1.3 * size
    top = height + 60
    writer = PdfWriter()
    sheet = writer.add_blank_page(width=595, height=top)
    fonts = DictionaryObject()
    for name, face in (("/F1", "/Helvetica"), ("/F2", "/Helvetica-Bold")):
        held = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": face, "/Encoding": "/WinAnsiEncoding"}
        font_object = DictionaryObject({NameObject(key): NameObject(value) for key, value in held.items()})
        fonts[NameObject(name)] = writer._add_object(font_object)
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data("\n".join(_placed(row, top) for row in drawn).encode("cp1252"))
    sheet[NameObject("/Contents")] = writer._add_object(stream)
    with path.open("wb") as file:
        writer.write(file)


def _placed(row: str, top: float) -> str:
    before, _, rest = row.partition("{top}-")
    down, _, after = rest.partition(" ")
    return f"{before}{top - float(down):.1f} {after}"


FORMATS: dict[str, tuple[str, Callable[[Sequence[Line], Path], None]]] = {
    "markdown": ("md", markdown),
    "html": ("html", page),
    "text": ("txt", text),
    "wrapped": ("txt", wrapped),
    "docx": ("docx", word),
    "pdf": ("pdf", pdf),
}


def written(lines: Sequence[Line], name: str, folder: Path) -> Path:
    """Write the document in the format of that name and give its path."""
    ending, write = FORMATS[name]
    path = folder / f"{name}.{ending}"
    write(lines, path)
    return path
