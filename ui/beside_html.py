"""Two texts side by side as HTML, all text escaped: what went is marked in the old, what came in the new."""

from collections.abc import Iterable
from html import escape

from ingest.diff import MarkKind, WordMark


def beside_html(old: tuple[str, str], new: tuple[str, str]) -> str:
    """Two columns, on a narrow screen one under the other. Each: its heading as text, its body as HTML."""
    columns = "".join(
        f'<div class="sd-{side}"><p class="sd-path">{escape(heading)}</p><p class="sd-text">{body}</p></div>'
        for side, (heading, body) in zip(("old", "new"), (old, new), strict=True)
    )
    return f'<div class="sd-beside">{columns}</div>'


def old_side(words: Iterable[WordMark]) -> str:
    """The old text, with what went in `<del>`.

    >>> from ingest.diff import word_marks
    >>> old_side(word_marks("must ring", "should ring")), new_side(word_marks("must ring", "should ring"))
    ('<del>must</del> ring', '<ins>should</ins> ring')
    """
    return _side(words, MarkKind.GONE, "del")


def new_side(words: Iterable[WordMark]) -> str:
    """The new text, with what came in `<ins>`."""
    return _side(words, MarkKind.NEW, "ins")


def _side(words: Iterable[WordMark], kind: MarkKind, tag: str) -> str:
    shown = []
    for mark in words:
        text = escape(mark.text.strip()).replace("\n", "<br>")
        if mark.kind is MarkKind.SAME:
            shown.append(text)
        elif mark.kind is kind:
            shown.append(f"<{tag}>{text}</{tag}>")
    return " ".join(it for it in shown if it)
