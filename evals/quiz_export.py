"""Quiz export: items in the form that a platform takes. docs/quiz-formats.md says what becomes of each kind of item."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from corpus.errors import QuizError
from evals.quiz_anki import anki_package
from evals.quiz_classroom import kahoot, quizizz
from evals.quiz_gift import gift
from evals.quiz_h5p import h5p
from evals.quiz_handout import handout
from evals.quiz_item import Item
from evals.quiz_mistakes import mistakes_of
from evals.quiz_moodle import moodle_xml
from evals.quiz_qti_package import qti_package
from evals.quiz_rows import csv_table


class QuizFormat(StrEnum):
    """The forms that an export can have."""

    MOODLE_XML = "moodle-xml"
    GIFT = "gift"
    QTI = "qti"
    H5P = "h5p"
    ANKI = "anki"
    CSV = "csv"
    KAHOOT = "xlsx-kahoot"
    QUIZIZZ = "xlsx-quizizz"
    DOCX = "docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file's contents, and what did not fit, each in a sentence that starts with the item's id."""

    contents: bytes
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A file's ending, its media type, and what writes it."""

    ending: str
    media_type: str
    write: Callable[[tuple[Item, ...]], bytes | tuple[bytes, tuple[str, ...]]]


OFFICE = "application/vnd.openxmlformats-officedocument."
SHEET = f"{OFFICE}spreadsheetml.sheet"
FORMS: Mapping[QuizFormat, Form] = {
    QuizFormat.MOODLE_XML: Form(ending=".xml", media_type="application/xml", write=moodle_xml),
    QuizFormat.GIFT: Form(ending=".gift", media_type="text/plain; charset=utf-8", write=gift),
    QuizFormat.QTI: Form(ending=".zip", media_type="application/zip", write=qti_package),
    QuizFormat.H5P: Form(ending=".h5p", media_type="application/zip", write=h5p),
    QuizFormat.ANKI: Form(ending=".apkg", media_type="application/octet-stream", write=anki_package),
    QuizFormat.CSV: Form(ending=".csv", media_type="text/csv; charset=utf-8", write=csv_table),
    QuizFormat.KAHOOT: Form(ending=".xlsx", media_type=SHEET, write=kahoot),
    QuizFormat.QUIZIZZ: Form(ending=".xlsx", media_type=SHEET, write=quizizz),
    QuizFormat.DOCX: Form(ending=".docx", media_type=f"{OFFICE}wordprocessingml.document", write=handout),
}


def export(items: tuple[Item, ...], form: QuizFormat) -> Exported:
    """These items as a file of this form. Raises QuizError with every mistake of those that cannot be asked, or for none."""
    if not items:
        raise QuizError("Expected at least one quiz item to export, found none. Accept some first.")
    found = list(chain.from_iterable((f"{item.id}: {mistake}" for mistake in mistakes_of(item)) for item in items))
    if found:
        raise QuizError(f"{len(found)} mistake(s) in the items to export:\n  " + "\n  ".join(found))
    written = FORMS[form].write(items)
    return Exported(contents=written) if isinstance(written, bytes) else Exported(contents=written[0], notes=written[1])
