"""All readings of a PDF's pages as one: pdfium's, compared with pypdf's and made up from it, and character recognition's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from corpus.errors import FileRefused
from corpus.finding import Finding, FindingKind
from ingest.hidden import hidden_finding
from ingest.ocr import Recogniser
from ingest.pdf_disagreement import disagreement
from ingest.pdf_pages import sheets
from ingest.pdf_second import LONG, Second, SecondReading
from ingest.pdf_sheet import Run, Sheet
from ingest.wording import worded, wording

LINE, SIZE, MARGIN = 14.0, 10.0, 50.0  # points: where the lines of a page without places are put
WIDTH = 500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The pages of a PDF, at least one with words, and what their readers found."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]


def reading(path: Path) -> Reading:
    """Read every page; what one reader lacks comes from the next.

    Raises FileRefused where no reader finds a word that can be seen.
    """
    with Second(path) as second:
        try:
            first = _first(path, second)
        except FileRefused:
            first = ()
            other = second.taken()
            if not _says(other.texts.values()):
                raise
        else:
            other = second.taken()
    made_up, rescued = _made_up(first, other.texts)
    recognised = Recogniser(path).read(made_up)
    if not any(sheet.runs for sheet in recognised.sheets):
        raise FileRefused(_wordless(path, made_up))
    compared = _compared(first, other)
    return Reading(
        sheets=recognised.sheets,
        findings=(*rescued, *recognised.findings, *_of_pages(recognised.sheets), *compared),
    )


def _first(path: Path, second: Second) -> tuple[Sheet, ...]:
    """pdfium's pages; the second reading of a long file begins meanwhile."""
    found: list[Sheet] = []
    for sheet in sheets(path):
        found.append(sheet)
        if len(found) == LONG:
            second.begin()
    return tuple(found)


def _made_up(first: Sequence[Sheet], texts: Mapping[int, str]) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """The pages, those without a word from the first reader with the words of the second."""
    pages = {sheet.page: sheet for sheet in first}
    found: list[Sheet] = []
    rescued: list[Finding] = []
    for page in range(1, max((*pages, *texts), default=0) + 1):
        sheet, text = pages.get(page) or empty(page), texts.get(page, "")
        if not sheet.hidden and not _says(run.text for run in sheet.runs) and _says([text]):
            sheet = replace(sheet, runs=_listed(text), width=sheet.width or WIDTH + 2 * MARGIN)
            rescued.append(worded(FindingKind.SECOND_READER, {"page": page}, page=page))
        found.append(sheet)
    return tuple(found), tuple(rescued)


def _says(texts: Iterable[str]) -> bool:
    return any(letter.isalnum() for text in texts for letter in text)


def empty(page: int) -> Sheet:
    """A page of which nothing is known."""
    return Sheet(page=page, width=0.0, height=0.0, runs=(), rules=(), shades=(), hidden=0, pictured=True)


def _listed(text: str) -> tuple[Run, ...]:
    """Lines whose places are not known, one below the other."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return tuple(
        Run(text=line, left=MARGIN, right=MARGIN + WIDTH, baseline=MARGIN + n * LINE, size=SIZE, bold=0.0)
        for n, line in enumerate(lines)
        if line
    )


def _compared(first: Sequence[Sheet], other: SecondReading) -> Iterator[Finding]:
    """What the two readings disagree on, page by page, and which pages nobody compared."""
    for sheet in first:
        text = other.texts.get(sheet.page)
        own = "\n".join(run.text for run in sheet.runs)
        if text is None or not _says([own]) or sheet.recognised:
            continue
        found = disagreement(own, text, f"{sheet.unseen} {sheet.watermark}")
        if found is not None:
            nothing = wording()["readers"]["nothing"]
            values = {
                "page": sheet.page,
                "share": round(100 * found.share),
                "first": " ".join(found.first) or nothing,
                "second": " ".join(found.second) or nothing,
            }
            yield worded(FindingKind.DISAGREEMENT, values, page=sheet.page)
    missing = [sheet.page for sheet in first if sheet.page not in other.texts and sheet.runs]
    if missing:
        why = wording()["readers"]["unreadable" if other.complete else "no_time"]
        yield worded(FindingKind.NOT_COMPARED, {"pages": _pages(missing), "why": why})


def _of_pages(found: Sequence[Sheet]) -> Iterator[Finding]:
    """What is to be said of each page whatever read it."""
    for sheet in found:
        if sheet.hidden:
            yield hidden_finding("pdf", sheet.hidden, sheet.page, sheet.unseen)
        if sheet.watermark:
            yield worded(FindingKind.WATERMARK, {"page": sheet.page, "words": sheet.watermark}, page=sheet.page)


def _wordless(path: Path, pages: Sequence[Sheet]) -> str:
    """Why a file without a word to be seen is refused."""
    hidden = sum(sheet.hidden for sheet in pages)
    if hidden:
        return wording()["refusals"]["only_hidden"].format(file=path.name, count=hidden)
    kind = "no_words_recognised" if Recogniser.installed() else "no_text"
    return wording()["refusals"][kind].format(file=path.name, count=len(pages))


def _pages(pages: Sequence[int]) -> str:
    """Page numbers with runs of them shortened.

    >>> _pages([3, 4, 5, 9])
    '3 to 5, 9'
    """
    runs = [[page for _, page in group] for _, group in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
