"""The ledger of a document: every word of the source, counted once, by where it went."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from corpus.document import Document
from corpus.paragraph import Paragraph
from ingest.align import aligned, runs
from ingest.block import Block, BlockKind
from ingest.entry import ManifestEntry
from ingest.ledger_source import Place, Removal, Source, source_of, tokens
from ingest.lettered import with_letters
from ingest.number import number
from ingest.read import read
from ingest.read_document import titled
from ingest.repair import repair

MOST_BETWEEN = 12  # words that may stand between the halves of a word that a page or a box divides
_LIST_MARK = re.compile(r"[a-z]{1,2}|[ivx]{1,5}|\d{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """words: all of the source. places: how many went where. lost: the runs that are nowhere.

    added: runs that came out and stand in no source, or came out twice. Numbers and the title are fields, so they may repeat.
    """

    words: int
    places: Mapping[Place, int]
    lost: tuple[tuple[str, ...], ...]
    added: tuple[tuple[str, ...], ...]

    @property
    def unaccounted(self) -> int:
        """Words of the source that are nowhere: `words` less the sum of `places`."""
        return sum(len(run) for run in self.lost)

    @property
    def doubled(self) -> int:
        """Words that came out twice or from nowhere."""
        return sum(len(run) for run in self.added)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutWord:
    """One word that came out. first: it starts a paragraph or bullet. optional: a number or title, which may repeat."""

    word: str
    place: Place
    first: bool = False
    optional: bool = False


def ledger(path: Path, entry: ManifestEntry) -> Ledger:
    """Read one file as the document's line does, and account for its words. Raises FileRefused as `read_document` does."""
    file = read(path)
    document = titled(entry.document, file, path)
    blocks, _ = repair(with_letters(file.blocks))
    paragraphs = number(blocks, document, entry.edition)
    marks = re.findall(r"\[(\d{1,3})\]", "\n".join(block.text for block in file.blocks))
    mended = Removal(place=Place.FOOTNOTE_MARK, words=tuple(marks))
    return balance(
        source_of(path), [*came_out(paragraphs, document, file.title, blocks)], (*_set_aside(blocks), mended)
    )


def came_out(
    paragraphs: Sequence[Paragraph], document: Document, title: str | None, blocks: Sequence[Block]
) -> Iterator[OutWord]:
    """Everything that a reader of the library finds, in its order. A heading whose number needs a paragraph counts once."""
    notes = {" ".join(block.text.split()) for block in blocks if block.kind is BlockKind.FOOTNOTE}
    opening = paragraphs[0].text.casefold() if paragraphs else ""
    for text in dict.fromkeys((title or "", document.title)):
        if opening.startswith(text.casefold()):
            continue
        yield from (OutWord(word=word, place=Place.HEADING, optional=True) for word in tokens(text))
    above: tuple[str, ...] = ()
    shown: str | None = None
    for paragraph in paragraphs:
        fresh = _fresh(above, paragraph.headings)
        yield from (OutWord(word=word, place=Place.HEADING) for text in fresh for word in tokens(text))
        headed = any(tokens(text) == tokens(paragraph.number or "") for text in fresh)
        if paragraph.number is not None and (paragraph.number != shown or fresh) and not headed:
            yield from (OutWord(word=word, place=Place.NUMBER, optional=True) for word in tokens(paragraph.number))
        above, shown = paragraph.headings, paragraph.number
        place = Place.FOOTNOTE if " ".join(paragraph.text.split()) in notes else Place.PARAGRAPH
        said = any(text.endswith(paragraph.text) for text in paragraph.headings)
        for line in () if said else paragraph.text.split("\n"):
            yield from (OutWord(word=word, place=place, first=not n) for n, word in enumerate(tokens(line)))


def _fresh(above: Sequence[str], headings: Sequence[str]) -> list[str]:
    """The headings that were not above the paragraph before; a chapter's that comes late leaves those below it as they were."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(above, headings, strict=False)))
    return [text for text in headings[same:] if not (text in above and text[0].isdigit())]


def _set_aside(blocks: Sequence[Block]) -> tuple[Removal, ...]:
    """What numbering leaves out: contents lists, and footnotes that only name a source."""
    places = {BlockKind.CONTENTS: Place.CONTENTS, BlockKind.FOOTNOTE: Place.SOURCE_NOTE}
    return tuple(
        Removal(place=places[block.kind], words=tokens(block.text)) for block in blocks if block.kind in places
    )


def balance(source: Source, came_out: Sequence[OutWord], set_aside: Sequence[Removal]) -> Ledger:
    """Account for every word: first what came out, in its order or moved; then what was mended; then what was removed by name."""
    words = source.words
    pairs = aligned(words, [word.word for word in came_out])
    pairs |= _mended(words, came_out, pairs)
    places = {at: came_out[to].place for at, to in pairs.items()}
    taken = set(pairs.values())
    for gap, out in _divided(words, came_out, pairs):
        places.update((n, came_out[out.start].place) for n in gap)
        taken.update(out)
    rest = Counter[tuple[str, Place]]()
    known = [removal for removal in source.removals if removal.at]
    for removal in known:
        places.update((at, removal.place) for at in removal.at if at not in places)
    removals = (*(removal for removal in source.removals if not removal.at), *set_aside)
    for kind in dict.fromkeys(removal.place for removal in removals):
        rest += _name(words, places, [removal for removal in removals if removal.place is kind])
    for at in _list_marks(words, came_out, pairs):
        noted = places.get(at + 1) is Place.FOOTNOTE
        places.setdefault(at, Place.FOOTNOTE_MARK if noted else Place.NUMBER)
    _name_single(words, places, rest)
    lost = runs([n for n in range(len(words)) if n not in places])
    added = runs([n for n, word in enumerate(came_out) if n not in taken and not word.optional])
    counts = Counter(places.values())
    counts[Place.QUARANTINE] += source.unseen
    return Ledger(
        words=len(words) + source.unseen,
        places={place: counts[place] for place in Place if counts[place]},
        lost=tuple(words[run.start : run.stop] for run in lost),
        added=tuple(tuple(came_out[n].word for n in run) for run in added),
    )


def _mended(words: Sequence[str], came_out: Sequence[OutWord], pairs: Mapping[int, int]) -> dict[int, int]:
    """Pairs of what is left over where letters that were printed twice are taken as one."""
    taken = set(pairs.values())
    here = [n for n in range(len(words)) if n not in pairs]
    there = [n for n in range(len(came_out)) if n not in taken]
    found = aligned([_squeezed([words[n]]) for n in here], [_squeezed([came_out[n].word]) for n in there])
    return {here[at]: there[to] for at, to in found.items()}


def _divided(
    words: Sequence[str], came_out: Sequence[OutWord], pairs: Mapping[int, int]
) -> Iterator[tuple[list[int], range]]:
    """Runs of what is left over whose letters are the same: words that a line end divided."""
    taken = set(pairs.values())
    waiting: dict[str, list[range]] = {}
    for run in runs([n for n in range(len(came_out)) if n not in taken]):
        waiting.setdefault(_squeezed(came_out[n].word for n in run), []).append(run)
    free = [n for n in range(len(words)) if n not in pairs]
    for size in (1, 2, 3):
        for place in range(len(free) - size + 1):
            piece = free[place : place + size]
            found = waiting.get(_squeezed(words[n] for n in piece)) if piece[-1] - piece[0] <= MOST_BETWEEN else None
            if found:
                yield piece, found.pop(0)


def _list_marks(words: Sequence[str], came_out: Sequence[OutWord], pairs: Mapping[int, int]) -> Iterator[int]:
    """Letters and small figures right before the first word of a line: the mark of a list's item."""
    for at, to in pairs.items():
        if came_out[to].first and at and at - 1 not in pairs and _LIST_MARK.fullmatch(words[at - 1]):
            yield at - 1


def _squeezed(words: Iterable[str]) -> str:
    """The letters without a repeat, so that an overprinted or divided word is the same as the mended one."""
    return re.sub(r"(.)\1+", r"\1", "".join(words))


def _name(words: Sequence[str], places: dict[int, Place], removals: Sequence[Removal]) -> Counter[tuple[str, Place]]:
    """Give what is left the name under which it was removed, piece by piece; the removed words that found no place."""
    free = [n for n in range(len(words)) if n not in places]
    named = [(word, removal.place) for removal in removals for word in (*removal.words, "")]
    pairs = aligned([words[n] for n in free], [word for word, _ in named])
    places.update((free[at], named[to][1]) for at, to in pairs.items())
    for at, to in pairs.items():
        before = free[at] - 1
        opens = not to or not named[to - 1][0]
        if opens and named[to][1] is Place.SOURCE_NOTE and before >= 0 and words[before].isdigit():
            places.setdefault(before, Place.FOOTNOTE_MARK)
    found = set(pairs.values())
    return Counter(pair for n, pair in enumerate(named) if n not in found)


def _name_single(words: Sequence[str], places: dict[int, Place], rest: Counter[tuple[str, Place]]) -> None:
    """Name what is still left word by word, each removed word once."""
    for n in (n for n in range(len(words)) if n not in places):
        kind = next((place for place in Place if rest[words[n], place] > 0), None)
        if kind is not None:
            places[n] = kind
            rest[words[n], kind] -= 1
