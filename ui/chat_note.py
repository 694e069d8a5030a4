"""The links under an answer that download it as a note for the file."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote, urlencode

from ui.note_file import NoteFormat
from ui.wording import wording

ORDER = (NoteFormat.DOCX, NoteFormat.MARKDOWN)


def note_html(answer_id: str, earlier: Sequence[str]) -> str:
    """One link for each form of the note. They need no script, and the files are made by our own route."""
    words = wording("chat")
    links = " ".join(_link(answer_id, earlier, kind) for kind in ORDER)
    return f'<p class="sb-note"><span>{escape(words["note_heading"])}</span> {links}</p>'


def _link(answer_id: str, earlier: Sequence[str], kind: NoteFormat) -> str:
    words = wording("chat")
    name = str(words[f"note_{kind.value}"])
    asked = urlencode([("format", kind.value), *(("earlier", it) for it in earlier)])
    title = str(words["note_title"]).format(kind=name)
    address = f"/v1/answers/{quote(answer_id, safe='')}/note?{asked}"
    return f'<a class="sb-small" download href="{escape(address)}" aria-label="{escape(title)}">{escape(name)}</a>'
