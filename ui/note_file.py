"""Note file: where a note for the file is written, and in which form."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from assistant.answer import Answer, answer_json
from corpus.errors import WrongUse
from ui.note import note_of
from ui.note_docx import MEDIA_TYPE, note_docx
from ui.note_markdown import note_markdown
from ui.wire_answer import AnswerOut


class NoteFormat(StrEnum):
    """The forms of a note, by the ending of its file."""

    MARKDOWN = "md"
    DOCX = "docx"


MEDIA_TYPES = {NoteFormat.MARKDOWN: "text/markdown; charset=utf-8", NoteFormat.DOCX: MEDIA_TYPE}


def note_format(file: Path) -> NoteFormat:
    """The form that a file's ending asks for. Raises WrongUse for another ending, a folder that is not there, or a file that is.

    A note may hold someone's decision already, so no file is written over.
    """
    kind = next((it for it in NoteFormat if file.suffix.lower() == f".{it.value}"), None)
    if kind is None:
        raise WrongUse(
            f"Expected a note file that ends in .md or .docx, found {file.name!r}. Name it, for example, note.docx."
        )
    if not file.parent.is_dir():
        raise WrongUse(
            f"Expected the note's folder to be there, found no {file.parent}. Make it first, or name another."
        )
    if file.exists():
        raise WrongUse(f"Expected a new file for the note, found {file} already there. Name another, or move it away.")
    return kind


def note_bytes(
    answer: AnswerOut, earlier: Sequence[AnswerOut], places: Mapping[str, str], kind: NoteFormat
) -> tuple[str, bytes]:
    """A note's file name and contents."""
    note = note_of(answer, earlier, places)
    contents = note_docx(note) if kind is NoteFormat.DOCX else note_markdown(note).encode()
    return f"{note.file_name}.{kind.value}", contents


def write_note(file: Path, answers: Sequence[Answer], places: Mapping[str, str]) -> None:
    """Write the note of the last of a conversation's answers. Raises WrongUse where it cannot be written."""
    kind = note_format(file)
    *earlier, answer = [AnswerOut.model_validate(answer_json(it)) for it in answers]
    contents = note_bytes(answer, earlier, places, kind)[1]
    try:
        with file.open("xb") as out:
            out.write(contents)
    except OSError as error:
        raise WrongUse(
            f"Expected to write the note to {file}, found that this is not possible ({error.strerror}). Name another file."
        ) from error
