"""Items as an Anki package (.apkg), written by genanki: one note an item, whose answer side shows key, feedback and source.

A gap is a cloze note. Every other kind is a card with the choices on the front, because Anki asks and shows, and does not mark. A
note keeps its identity from the item's id, so that a second import updates it and keeps what has been learnt.
"""

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from typing import Any

from evals.quiz_item import Item, ItemKind
from evals.quiz_mistakes import GAP
from evals.quiz_text import WORDS, as_html, asked, chosen_feedback, one_line, paragraphs, sourced

MODEL_ID = 1750218301
CLOZE_ID = 1750218302
DECK_ID = 1750218303
"""Numbers chosen once, as genanki asks: Anki knows note types and decks by them."""
FIELDS = ("Question", "Choices", "Answer", "Feedback", "Source", "Item")
CLOZE_FIELDS = ("Text", "Feedback", "Source", "Item")
CSS = """.card { font-family: sans-serif; font-size: 20px; text-align: left; }
.source { color: #505a5f; font-size: 16px; }
.cloze { font-weight: bold; }"""
SIGNS = str.maketrans({"{": "&#123;", "}": "&#125;", ":": "&#58;"})
"""What opens, closes and parts a cloze, as entities."""


def anki_package(items: tuple[Item, ...], written: float | None = None) -> bytes:
    """The .apkg file of these items, one deck. written: when, in seconds since 1970; without it, now.

    Anki updates a note that it has only from a package that was written later than the one before.
    """
    import genanki

    deck = genanki.Deck(DECK_ID, WORDS["title"])
    plain_model, cloze_model = _models(genanki)
    for item in items:
        gap = item.kind is ItemKind.GAP
        note = genanki.Note(
            model=cloze_model if gap else plain_model,
            fields=_cloze(item) if gap else _fields(item),
            guid=genanki.guid_for("soundingboard", item.id),
            tags=[_tag(tag) for tag in (item.kind.value, item.difficulty.value, *item.tags) if _tag(tag)],
        )
        deck.add_note(note)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "quiz.apkg"
        genanki.Package(deck).write_to_file(path, timestamp=time() if written is None else written)
        return path.read_bytes()


def _models(genanki: Any) -> tuple[Any, Any]:
    back = '{{FrontSide}}<hr id="answer">{{Answer}}<p>{{Feedback}}</p><p class="source">{{Source}}</p>'
    card = {"name": "Card 1", "qfmt": "{{Question}}{{Choices}}", "afmt": back}
    cloze = {
        "name": "Cloze",
        "qfmt": "{{cloze:Text}}",
        "afmt": '{{cloze:Text}}<p>{{Feedback}}</p><p class="source">{{Source}}</p>',
    }
    fields = [{"name": name} for name in FIELDS]
    cloze_fields = [{"name": name} for name in CLOZE_FIELDS]
    return (
        genanki.Model(MODEL_ID, "Sounding Board question", fields=fields, templates=[card], css=CSS),
        genanki.Model(
            CLOZE_ID,
            "Sounding Board gap",
            fields=cloze_fields,
            templates=[cloze],
            css=CSS,
            model_type=genanki.Model.CLOZE,
        ),
    )


def _fields(item: Item) -> list[str]:
    return [
        paragraphs(asked(item)) + _task(item),
        _listed(_shown(item), ordered=False),
        _listed(item.key, ordered=item.kind is ItemKind.ORDERING),
        _feedback(item),
        as_html(sourced(item)),
        as_html(item.id),
    ]


def _task(item: Item) -> str:
    tasks = {
        ItemKind.MULTIPLE_RESPONSE: "choose_all",
        ItemKind.ORDERING: "put_in_order",
        ItemKind.MATCHING: "match_up",
    }
    task = tasks.get(item.kind)
    return f"<p><i>{WORDS[task]}</i></p>" if task else ""


def _shown(item: Item) -> tuple[str, ...]:
    """What stands under the question. Steps and right sides are mixed, always alike for one item."""
    if item.choices:
        return tuple(it.text for it in item.choices)
    mixed = random.Random(item.id)
    if item.order:
        return tuple(mixed.sample(item.order, len(item.order)))
    rights = [right for _, right in item.pairs]
    return (*(left for left, _ in item.pairs), "—", *mixed.sample(rights, len(rights)))


def _listed(texts: tuple[str, ...], *, ordered: bool) -> str:
    name = "ol" if ordered else "ul"
    return f"<{name}>{''.join(f'<li>{as_html(text)}</li>' for text in texts)}</{name}>"


def _feedback(item: Item) -> str:
    """The item's feedback, and that of each choice under its name."""
    lines = [as_html(item.feedback)] if item.feedback.strip() else []
    for choice in item.choices:
        words = chosen_feedback(choice)
        mark = WORDS["right"] if choice.right else WORDS["wrong"]
        if words:
            lines.append(f"<b>{as_html(choice.text)}</b> ({mark}): {as_html(words)}")
    return "<br>".join(lines)


def _cloze(item: Item) -> list[str]:
    before, after = paragraphs(asked(item)).translate(SIGNS).rsplit(GAP, 1)
    wordings = " / ".join(as_html(one_line(it)) for it in item.accepted).translate(SIGNS)
    text = f"{before}{{{{c1::{wordings}}}}}{after}"
    return [text, _feedback(item), as_html(sourced(item)), as_html(item.id)]


def _tag(text: str) -> str:
    return "_".join(one_line(text).split())
