"""Edit: a trainer's own wording of an item, and its source held to the paragraph as it stands now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.paragraph import Paragraph
from evals.quiz_ground import digest_of
from evals.quiz_item import Choice, Difficulty, Item, Source
from evals.quiz_told import retold


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A choice as it was written. was: the place of the choice that it takes the place of, from 0; None for a new one."""

    text: str
    right: bool
    feedback: str
    was: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Everything of an item that a trainer may write; the fields are those of `Item`. quote: of the item's own paragraph."""

    scenario: str
    stem: str
    feedback: str
    difficulty: Difficulty
    quote: str
    choices: tuple[Worded, ...] = ()
    accepted: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


def edited(item: Item, edit: Edit, paragraphs: Mapping[str, Paragraph]) -> Item:
    """The item in the words of an edit; state and id stay. paragraphs: those of the current editions, by id.

    A source whose quote is verbatim in its paragraph of today rests on that edition from now on: the trainer has just read it.
    Feedback that only quotes goes along with its source.
    """
    quoted = replace(item.source, quote=edit.quote)
    source = _moved(quoted, paragraphs) or quoted
    choices = tuple(_choice(item, it, quoted, paragraphs) for it in edit.choices)
    return replace(
        item,
        scenario=edit.scenario,
        stem=edit.stem,
        feedback=retold(edit.feedback, item.source, source, paragraphs.get(source.paragraph_id)),
        difficulty=edit.difficulty,
        source=source,
        choices=choices,
        accepted=edit.accepted,
        order=edit.order,
        pairs=edit.pairs,
    )


def edit_of(item: Item) -> Edit:
    """The edit that changes nothing."""
    return Edit(
        scenario=item.scenario,
        stem=item.stem,
        feedback=item.feedback,
        difficulty=item.difficulty,
        quote=item.source.quote,
        choices=tuple(
            Worded(text=it.text, right=it.right, feedback=it.feedback, was=at) for at, it in enumerate(item.choices)
        ),
        accepted=item.accepted,
        order=item.order,
        pairs=item.pairs,
    )


def _choice(item: Item, worded: Worded, quoted: Source, paragraphs: Mapping[str, Paragraph]) -> Choice:
    """A choice as it was written. quoted: the item's own source with its new quote."""
    source = _moved(_source(item, worded, quoted), paragraphs)
    old = item.choices[worded.was].source if worded.was is not None and worded.was < len(item.choices) else None
    told = worded.feedback
    if source:
        told = retold(told, old or item.source, source, paragraphs.get(source.paragraph_id))
    return Choice(text=worded.text, right=worded.right, feedback=told, source=source)


def _source(item: Item, worded: Worded, new: Source) -> Source | None:
    """What a choice rests on: its own source, or the item's in its new words where that was its own."""
    if worded.was is None or worded.was >= len(item.choices):
        return new
    own = item.choices[worded.was].source
    return new if own == item.source else own


def _moved(source: Source | None, paragraphs: Mapping[str, Paragraph]) -> Source | None:
    if source is None:
        return None
    paragraph = paragraphs.get(source.paragraph_id)
    if paragraph is None or source.quote not in paragraph.text:
        return source
    number = paragraph.number if paragraph.printed else None
    return replace(source, edition=paragraph.edition, number=number, digest=digest_of(paragraph))
