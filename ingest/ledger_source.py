"""Every word that a file's reader meets, and the words that the reader names as no part of the text."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from ingest.align import aligned, runs
from ingest.repair_apart import words_of
from ingest.repair_character import tidied

if TYPE_CHECKING:
    from ingest.html_tree import Node

SMALL = 0.85  # of the usual size of letters: a figure of its own in smaller type is a footnote's mark
WORD = re.compile(
    r"[^\W\d_]+|(?:19|20)\d\d(?=\d{1,3}(?!\d))|\d+"
)  # a year keeps apart from the footnote mark glued to it


_SET_APART = re.compile(r"(?<!\S)(?:[A-Za-z] ){5,}[A-Za-z](?!\S)")


class Place(StrEnum):
    """Where a word of a source went."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    NUMBER = "number"
    FOOTNOTE = "footnote"
    SOURCE_NOTE = "source_note"
    FOOTNOTE_MARK = "footnote_mark"
    RUNNING_HEAD = "running_head"
    PAGE_NUMBER = "page_number"
    CONTENTS = "contents"
    QUARANTINE = "quarantine"
    NAVIGATION = "navigation"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Words that a reader took out, and what it took them for.

    at: where they stand among the words of the source; empty where that is not known.
    """

    place: Place
    words: tuple[str, ...]
    at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """words: all that the reader meets, in the order of the file. removals: those of them that it names as no text.

    unseen: how many more words are there that nobody can see; they are not among `words`.
    """

    words: tuple[str, ...]
    removals: tuple[Removal, ...] = ()
    unseen: int = 0


def tokens(text: str) -> tuple[str, ...]:
    """Runs of letters and runs of figures, small. Letters that are set apart are the words that they make.

    >>> tokens("A\\ufb03liated: looked-after12")
    ('affiliated', 'looked', 'after', '12')
    >>> tokens("A N N E X E S to the plan")
    ('annexes', 'to', 'the', 'plan')
    """
    return tuple(WORD.findall(_SET_APART.sub(_together, tidied(text)).lower()))


def _together(match: re.Match[str]) -> str:
    return " ".join(words_of(match[0].replace(" ", ""))) or match[0]


def source_of(path: Path) -> Source:
    """Every word of a file. Raises FileRefused as its reader does."""
    return SOURCES[path.suffix.lower()](path)


def _left_out(text: str, stages: Sequence[tuple[str, Place]]) -> Iterator[Removal]:
    """What each stage of a reader leaves out of the text of the stage before; figures beside running heads are page numbers."""
    words = tokens(text)
    places: list[int | None] = list(range(len(words)))
    for after, place in stages:
        kept = tokens(after)
        pairs = aligned(words, kept)
        for run in runs([n for n in range(len(words)) if n not in pairs]):
            gone = words[run.start : run.stop]
            number = place is Place.RUNNING_HEAD and all(word.isdigit() for word in gone)
            at = tuple(found for n in run if (found := places[n]) is not None)
            yield Removal(place=Place.PAGE_NUMBER if number else place, words=gone, at=at)
        back = {to: places[at] for at, to in pairs.items()}
        words, places = kept, [back.get(n) for n in range(len(kept))]


def _text(path: Path) -> Source:
    from ingest.decode import decode
    from ingest.page_line import page_lines, without_page_lines
    from ingest.repair_overprint import Overprint
    from ingest.text_line import is_back_link
    from ingest.text_shape import Shape, shape_of

    text = decode(path).replace("\r\n", "\n").replace("\r", "\n")
    printed, _ = Overprint(text.split("\n")).mended()
    gone = [printed[place] for place in sorted(page_lines(printed))]
    named = (
        Place.PAGE_NUMBER if re.search(r"^\W*(?:page|p\.)?\W*\d", line, re.I) else Place.RUNNING_HEAD for line in gone
    )
    heads = [Removal(place=place, words=tokens(line)) for place, line in zip(named, gone, strict=True)]
    lines = without_page_lines(printed)
    found = _wrapped(lines) if shape_of(lines) is Shape.WRAPPED else _run_in("\n".join(lines))
    links = (Removal(place=Place.NAVIGATION, words=tokens(line)) for line in lines if is_back_link(line))
    return Source(words=tokens(text), removals=(*heads, *found, *links))


def _wrapped(lines: Sequence[str]) -> Iterator[Removal]:
    from ingest.wrapped_page import kept_lines, pages

    noted = "\n".join(line.text for line in pages(lines).lines)
    stages = [("\n".join(kept_lines(lines)), Place.RUNNING_HEAD), (noted, Place.FOOTNOTE_MARK)]
    yield from _left_out("\n".join(lines), stages)


def _run_in(text: str) -> Iterator[Removal]:
    from ingest.inline_note import without_notes
    from ingest.inline_page import paged

    cut = paged(text)
    if not cut.numbers:
        return
    noted = without_notes(cut.texts)
    texts = [part for page, notes in zip(noted.texts, noted.notes, strict=True) for part in (page, *notes)]
    stages = [("\n".join(cut.texts), Place.RUNNING_HEAD), ("\n".join(texts), Place.FOOTNOTE_MARK)]
    yield from _left_out(text, stages)


def _markdown(path: Path) -> Source:
    from ingest.decode import decode
    from ingest.read_markdown import FRONT_MATTER

    text = decode(path)
    found = [match[0] for match in re.finditer(r"\]\(([^)]*)\)|<!--.*?-->|<[^>]+>|~~.+?~~|\{#[^}]*\}", text, re.DOTALL)]
    if front := FRONT_MATTER.match(text):
        found.append(front[0])
    marks = (Removal(place=Place.FOOTNOTE_MARK, words=tokens(label)) for label in re.findall(r"\[\^([^\]\s]+)\]", text))
    markup = (Removal(place=Place.MARKUP, words=tokens(piece)) for piece in found)
    return Source(words=tokens(text), removals=(*markup, *marks))


def _html(path: Path) -> Source:
    from ingest.decode import decode
    from ingest.html_main import DROPPED_TAGS, is_hidden, main_content
    from ingest.html_tree import Node, parse

    unread = DROPPED_TAGS - {"nav", "footer", "form", "button", "dialog"}

    def words(node: Node, *, seen: bool) -> Iterator[str]:
        for child in node.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in unread and not (seen and is_hidden(child)):
                yield from (" ", *words(child, seen=seen), " ") if child.holds_blocks else words(child, seen=seen)

    root = parse(decode(path))
    main = main_content(root)
    whole, every, kept = ("".join(words(node, seen=seen)) for node, seen in ((root, True), (main, False), (main, True)))
    marks = (
        Removal(place=place, words=tokens(node.text()))
        for node in main.walk()
        if (place := _taken_out(node)) is not None and not any(_taken_out(inner) for inner in node.elements)
    )
    removals = (*_left_out(whole, [(kept, Place.NAVIGATION)]), *marks)
    return Source(words=tokens(whole), removals=removals, unseen=len(tokens(every)) - len(tokens(kept)))


def _taken_out(node: "Node") -> Place | None:
    """What the reader takes an element for that it leaves out although it stands in the text."""
    from ingest.html_tree import HEADINGS
    from ingest.read_html import BACK_LINK, NOTE_MARK

    if node.tag in ("sup", "a") and NOTE_MARK.fullmatch(node.text()):
        return Place.FOOTNOTE_MARK
    left = BACK_LINK.fullmatch(node.text()) and (node.tag not in HEADINGS or node.text().endswith("?"))
    return Place.NAVIGATION if node.text() and left else None


def _docx(path: Path) -> Source:
    from ingest.docx_package import open_package
    from ingest.docx_xml import FALLBACK, W, hidden_words, words

    package = open_package(path)
    parts = (package.body, *package.notes)
    paragraphs = (p for part in parts for p in part.iter(f"{W}p"))
    gone = {FALLBACK, f"{W}del", f"{W}moveFrom"}
    read = [words(p) for p in paragraphs if not any(above.tag in gone for above in p.iterancestors())]
    return Source(words=tokens("\n".join(read)), unseen=hidden_words(package.body))


def _pdf(path: Path) -> Source:
    from ingest.pdf_furniture import PAGE_NUMBER, without_furniture
    from ingest.pdf_pages import sheets
    from ingest.pdf_sheet import Run

    pages = tuple(sheets(path))
    removals: list[Removal] = []
    stay: list[Run] = []
    for sheet, kept in zip(pages, without_furniture(pages), strict=True):
        stay += kept.runs
        for run in (run for run in sheet.runs if run not in set(kept.runs)):
            place = Place.PAGE_NUMBER if PAGE_NUMBER.fullmatch(run.text) else Place.RUNNING_HEAD
            removals.append(Removal(place=place, words=tokens(run.text)))
    every = [run for sheet in pages for run in sheet.runs]
    usual = median(run.size for run in every) if every else 0.0
    marks = (run.text for run in stay if run.text.strip().isdigit() and run.size < SMALL * usual)
    removals += [Removal(place=Place.FOOTNOTE_MARK, words=tokens(text)) for text in marks]
    text = "\n".join(run.text for run in every)
    return Source(words=tokens(text), removals=tuple(removals), unseen=sum(sheet.hidden for sheet in pages))


SOURCES: dict[str, Callable[[Path], Source]] = {
    ".docx": _docx,
    ".htm": _html,
    ".html": _html,
    ".markdown": _markdown,
    ".md": _markdown,
    ".pdf": _pdf,
    ".txt": _text,
}
