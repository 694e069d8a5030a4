"""Training view: an item as a trainer reviews it, beside its paragraph with number, edition and what changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from corpus.days import published_in_words
from corpus.errors import Unknown
from corpus.library import Library
from corpus.paragraph import Paragraph
from evals.fold import fold
from evals.quiz_checks import Failure
from evals.quiz_item import Item, Source
from evals.quiz_mistakes import GAP
from evals.quiz_text import cited
from evals.quiz_told import made_form
from ingest.diff import WordMark, word_marks
from ui.documents_page import HOME
from ui.training_marks import Block, Piece, Stem, choice_pieces, paragraph_blocks, said_pieces, stem_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The paragraph beside an item. text: its lines, quote and key marked. address: of its place in the document.

    changes: where the paragraph has other words today, what went and came. gone: it is in no current edition. others: the
    paragraphs that steps or pairs of the item come from, (label, text), in reading order.
    """

    label: str
    ours: bool
    title: str
    edition: str
    headings: tuple[str, ...]
    page: int | None
    text: tuple[Block, ...]
    before: str
    after: str
    address: str
    changes: tuple[WordMark, ...] = ()
    gone: bool = False
    others: tuple[tuple[str, str], ...] = ()

    @property
    def keyed(self) -> bool:
        """Whether the words that settle the item are marked."""
        return any(it.mark == "key" for block in self.text for it in block.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An item ready to be shown. choices: in pieces, as the item has them. told, told_each: what a trainer wrote as feedback on
    the item and on each choice, beyond the quote.
    """

    item: Item
    stem: Stem
    said: tuple[Piece, ...]
    choices: tuple[tuple[Piece, ...], ...]
    told: str
    told_each: tuple[str, ...]
    failed: tuple[Failure, ...]

    @property
    def altered(self) -> bool:
        """Whether any word is marked as altered."""
        return any(it.mark == "altered" for some in (self.said, *self.choices) for it in some)


def shown(item: Item, failed: Sequence[Failure] = ()) -> Shown:
    """An item with its words marked."""
    return Shown(
        item=item,
        stem=stem_parts(item.stem),
        said=said_pieces(item),
        choices=choice_pieces(item),
        told=own_words(item.feedback, item.source),
        told_each=tuple(own_words(it.feedback, it.source or item.source) for it in item.choices),
        failed=tuple(failed),
    )


def beside(item: Item, library: Library, current: Mapping[str, Paragraph]) -> Beside | None:
    """The paragraph that an item rests on, in the edition it was made from; None where the library has none of it."""
    source, now = item.source, current.get(item.source.paragraph_id)
    try:
        paragraph = library.paragraph(source.paragraph_id, source.edition)
        document = library.document(paragraph.document_id)
    except Unknown:
        return None
    before, after = library.neighbours(paragraph)
    return Beside(
        label=paragraph.label,
        ours=not (paragraph.number and paragraph.printed),
        title=document.title,
        edition=published_in_words(paragraph.edition) or paragraph.edition,
        headings=paragraph.headings,
        page=paragraph.page,
        text=paragraph_blocks(paragraph, item),
        before=before.text if before else "",
        after=after.text if after else "",
        address=f"{HOME}/{quote(document.id)}?edition={quote(paragraph.edition)}#{quote(paragraph.id)}",
        changes=word_marks(paragraph.text, now.text) if now and now.text != paragraph.text else (),
        gone=now is None,
        others=tuple((it.label, it.text) for it in others(item, current)),
    )


def others(item: Item, current: Mapping[str, Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of an item's document, other than its own, in which one of its steps or pairs stands."""
    lines = [fold(line) for line in (*item.order, *(left.replace(GAP, right) for left, right in item.pairs))]
    there = [it for it in current.values() if it.document_id == item.source.document_id] if any(lines) else []
    texts = {it.id: fold(it.text) for it in there}
    own = texts.get(item.source.paragraph_id, "")
    wanted = [line for line in lines if line and line not in own]
    found = [it for it in there if any(line in texts[it.id] for line in wanted)]
    return tuple(sorted(found, key=lambda it: it.position))


def own_words(feedback: str, source: Source) -> str:
    """Feedback beyond "Right.", "Not so." and the quote of its source, which every page shows in a place of its own.

    A trainer's own words stay as they are. What came back from an export has the source behind it once more.
    """
    said = feedback.strip().removesuffix(cited(source)).strip()
    return "" if made_form(said, source) else said
