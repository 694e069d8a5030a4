"""Pieces of a running text between two headings or numbers: bullets, boxes and headings that trail a paragraph."""

import re
from collections.abc import Iterator, Sequence

from corpus.paragraph import words
from corpus.sentences import sentence_spans
from ingest.block import Block, BlockKind
from ingest.divide import portions
from ingest.grammar import grammar
from ingest.text_line import line_rules

LEAST_LIST = 2
FAR_LONGER = 3  # times the words of the longest other bullet
LEVEL_OF_TRAILING = 4

_INLINE_BULLET = re.compile(r"\s*(?:[●▪◦‣\uf0a7\uf0b7\uf0d8]|(?:^|(?<=[\s;:.]))•|(?<=[a-z.;,] )\*(?= [A-Z]))\s*")
_SMALL_O = re.compile(r"(?<=[:;,.)a-z’]) o (?=[a-z])")
_BOX = re.compile(
    r"(?:^|(?<=[.!?”)] )|(?<=\n))(?P<title>(?:Case stud(?:y|ies)|Practice example|Good practice example)(?: \d+)?:?"
    r"|(?:Figure|Table|Box) \d{1,2}(?: ?[:–—-])(?= ))(?=\s+[A-Z])"
)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S")
_COUNTED = re.compile(r"(?<=[.:!?)] )(?:[1-9]\d?|[ivx]{1,4})\.\s+$")
_SENTENCE = re.compile(r"[a-z]{2}\. [A-Z]")
_CAPITAL = re.compile(r"(?:(?:\d{1,2}|[ivx]{1,4})\. )?(?:\([a-z0-9]{1,2}\) )?[A-Z]")
_QUESTION_WORD = re.compile(r"(?<=[a-z)’]) (?=(?:The|What|How|Who|When|Where|Why|Working) [a-z])")
_END = re.compile(r"(?:[.!?;][\"'”’)\]]*(?:(?<=\d\.)\d{3})?|\])(?:\s*\ue000\d+\ue001)*\s+")


def piece_blocks(text: str, number: str | None, *, heads_next: bool) -> Iterator[Block]:
    """The blocks of one piece of running text.

    number: the printed number that it starts with. heads_next: a printed number follows, so that what stands behind the last
    sentence without a stop is that paragraph's heading.
    """
    if heads_next and number is None and _heads(text.strip()):
        yield Block(kind=BlockKind.HEADING, text=text.strip(), level=LEVEL_OF_TRAILING)
        return
    body, title = trailing_heading(text) if heads_next else (text, None)
    for place, (heading, part) in enumerate(boxes(body)):
        if heading is not None:
            yield Block(kind=BlockKind.HEADING, text=heading, level=LEVEL_OF_TRAILING)
        yield from _lines(part, number if place == 0 else None, boxed=heading is not None)
    if title is not None:
        yield Block(kind=BlockKind.HEADING, text=title, level=LEVEL_OF_TRAILING)


def boxes(text: str) -> Iterator[tuple[str | None, str]]:
    """The text up to the first box, then each box with its heading.

    >>> [part for part in boxes("Keep calm. Case study 1 Jo kept calm.")]
    [(None, 'Keep calm.'), ('Case study 1', 'Jo kept calm.')]
    """
    found = list(_BOX.finditer(text))
    yield None, text[: found[0].start()].strip() if found else text
    ends = [*(other.start() for other in found[1:]), len(text)][: len(found)]
    for match, end in zip(found, ends, strict=True):
        yield match[0].strip(" :–—-"), text[match.end() : end].strip()


def trailing_heading(text: str) -> tuple[str, str | None]:
    """Cut the heading off the end of a paragraph: a few words with a capital behind its last sentence, without a stop.

    >>> trailing_heading("Staff must act at once. Early help")
    ('Staff must act at once.', 'Early help')
    >>> trailing_heading("Staff must act at once.")
    ('Staff must act at once.', None)
    """
    text = text.rstrip()
    ends = list(_END.finditer(text))
    start = ends[-1].end() if ends else 0
    if not ends or not _heads(text[start:]):
        later = list(_QUESTION_WORD.finditer(text, start))
        start = later[-1].end() if later else len(text)
    if start < len(text) and (counted := _COUNTED.search(text[:start])):
        start = counted.start()
    title = text[start:].strip()
    return (text[:start].strip(), title) if title and _heads(title) else (text, None)


def _heads(text: str) -> bool:
    parts = text.split()
    most = line_rules().heading if _SENTENCE.search(text) else line_rules().trailing
    short = 0 < len(parts) <= most and parts[0].lower() not in line_rules().not_first
    return (
        short
        and _ADDRESS.search(text) is None
        and bool(_CAPITAL.match(text))
        and text[-1] not in ".;:,!"
        and "\n" not in text
        and " o " not in text
    )


def _lines(text: str, number: str | None, *, boxed: bool) -> Iterator[Block]:
    """The lead-in and its bullets; text behind a list stands for itself."""
    first, *items = bullet_lines(text)
    kind = BlockKind.BOX if boxed else BlockKind.TEXT
    yield from _text(first, number, kind)
    start = 0
    for place, item in enumerate(items):
        before, last = items[start:place], place + 1 == len(items)
        bullet, after = _item(item, before) if last or item.endswith(":") else (item, "")
        yield Block(kind=BlockKind.BULLET, text=bullet)
        yield from _text(after, None, kind)
        start = place + 1 if after else start


def bullet_lines(text: str) -> list[str]:
    """The text before its first bullet (it may be empty), then each bullet, also those whose lines were lost.

    >>> bullet_lines("Ask: ● who ● when")
    ['Ask:', 'who', 'when']
    """
    text = _INLINE_BULLET.sub("\n• ", text)
    if len(_SMALL_O.findall(text)) >= LEAST_LIST:
        text = _SMALL_O.sub("\n• ", text)
    first, *rest = text.split("\n")
    return [first.strip(), *(item for line in rest if (item := line.strip().removeprefix("•").strip()))]


def _item(item: str, before: Sequence[str]) -> tuple[str, str]:
    """The last bullet of a list without the text that follows the list: where the bullets before it have one sentence each, or
    are far shorter."""
    spans = sentence_spans(item)
    if len(before) + 1 < LEAST_LIST or len(spans) < 2:
        return item, ""
    single = all(len(sentence_spans(other)) == 1 for other in before)
    longer = words(item) > FAR_LONGER * max(words(other) for other in before)
    return (item[: spans[0][1]], item[spans[1][0] :]) if single or longer else (item, "")


def _text(text: str, number: str | None, kind: BlockKind) -> Iterator[Block]:
    """A numbered text as it is, an unnumbered one in portions; an empty number says that none is printed there."""
    if not re.search("[A-Za-z]{2}", text):
        return
    if number is not None or words(text) <= grammar().divided * 4 / 3:
        yield Block(kind=kind, text=text, number=number or "")
        return
    for portion in portions(text, grammar().divided):
        yield Block(kind=kind, text=portion, number="")
