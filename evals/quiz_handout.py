"""Items as a Word document to print: the questions, then, on a page of its own, the answer sheet with sources."""

import random
from io import BytesIO
from typing import Any

from evals.quiz_item import Item, ItemKind
from evals.quiz_text import WORDS, accepted_line, asked, chosen_feedback, cited, plain

LANGUAGE = "en-GB"
BOX = "☐"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def handout(items: tuple[Item, ...], title: str = "") -> bytes:
    """The bytes of a DOCX file. title: what stands above; a general one where it is empty."""
    import docx

    title = plain(title) or WORDS["title"]

    document: Any = docx.Document()
    document.core_properties.title = title
    document.core_properties.author, document.core_properties.comments = "", ""
    document.core_properties.language = LANGUAGE
    _set_language(document)
    document.add_heading(title, level=1)
    document.add_paragraph(WORDS["name"])
    for at, item in enumerate(items, start=1):
        _add_question(document, at, item)
    document.add_page_break()
    document.add_heading(WORDS["answer_sheet"], level=1)
    document.add_paragraph(WORDS["for_trainers"])
    for at, item in enumerate(items, start=1):
        _add_answer(document, at, item)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add_question(document: Any, at: int, item: Item) -> None:
    parts = asked(item).split("\n\n")
    for place, part in enumerate(parts):
        words = f"{at}. {part}" if place == 0 else part
        document.add_paragraph(words, style="Normal").paragraph_format.keep_with_next = True
    task = {
        ItemKind.MULTIPLE_RESPONSE: "choose_all",
        ItemKind.GAP: "fill_gap",
        ItemKind.ORDERING: "put_in_order",
        ItemKind.MATCHING: "match_up",
    }.get(item.kind)
    if task:
        line = document.add_paragraph(style="Normal")
        line.add_run(WORDS[task]).italic = True
        line.paragraph_format.keep_with_next = True
    if item.pairs:
        _add_pairs(document, item)
        return
    for line in _lines(item):
        document.add_paragraph(line, style="Normal").paragraph_format.left_indent = 228600 * 2


def _lines(item: Item) -> list[str]:
    """What stands under the question; steps are mixed, always alike for one item."""
    if item.order:
        mixed = random.Random(item.id).sample(item.order, len(item.order))
        return [f"___ {plain(step)}" for step in mixed]
    return [f"{BOX} {plain(it.text)}" for it in item.choices]


def _add_pairs(document: Any, item: Item) -> None:
    rights = random.Random(item.id).sample([right for _, right in item.pairs], len(item.pairs))
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for at, ((left, _), right) in enumerate(zip(item.pairs, rights, strict=True)):
        cells = table.add_row().cells
        cells[0].text = f"___ {plain(left)}"
        cells[1].text = f"{LETTERS[at % len(LETTERS)]}  {plain(right)}"
        for cell in cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    document.add_paragraph("")


def _add_answer(document: Any, at: int, item: Item) -> None:
    document.add_paragraph(f"{at}. {WORDS['key']}:", style="Heading 3")
    for number, part in enumerate(item.key, start=1):
        words = f"{number}. {plain(part)}" if item.order else plain(part)
        document.add_paragraph(words, style="Normal").paragraph_format.left_indent = 228600
    if item.feedback.strip():
        document.add_paragraph(plain(item.feedback))
    for choice in item.choices:
        if chosen_feedback(choice):
            line = document.add_paragraph(style="Normal")
            line.add_run(f"{plain(choice.text)}: ").bold = True
            line.add_run(chosen_feedback(choice))
    document.add_paragraph(cited(item.source), style="Quote")
    if accepted_line(item):
        document.add_paragraph(accepted_line(item))


def _set_language(document: Any) -> None:
    """So that a spelling checker and a screen reader take it for British English."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
