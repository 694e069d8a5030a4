"""The sample files beside the repository: none is lost that a library reads alone, and none loses words unsaid."""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pypdf
import pypdfium2
import pytest

from corpus.contents import EditionContents
from corpus.errors import FileRefused
from corpus.finding import FindingKind
from corpus.settings import load_settings
from ingest.entry import ManifestEntry
from ingest.ledger import ledger
from ingest.ledger_source import source_of, tokens
from ingest.limits import Limits
from ingest.no_manifest import manifest_of
from ingest.parse_worker import ParseWorker

SAMPLES = Path(__file__).parent.parent.parent / "shared" / "samples"
FILES = sorted(path for kind in ("pdf", "docx") for path in SAMPLES.joinpath(kind).glob(f"*.{kind}"))
REFUSALS = Path(__file__).parent.parent / "docs" / "refusals.md"
FLAGS = {FindingKind.DISAGREEMENT, FindingKind.SECOND_READER, FindingKind.HIDDEN}
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not FILES, reason="no samples beside the repository")]


def words_of_pdfium(path: Path) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def words_of_pypdf(path: Path) -> str:
    reader = pypdf.PdfReader(path)
    if reader.is_encrypted:
        reader.decrypt("")
    return "\n".join(page.extract_text() for page in reader.pages)


def words_of_python_docx(path: Path) -> str:
    def texts(held: object) -> Iterator[str]:
        for item in held.iter_inner_content():  # type: ignore[attr-defined]
            if hasattr(item, "rows"):
                cells = {id(cell._tc): cell for row in item.rows for cell in row.cells}
                yield from (text for cell in cells.values() for text in texts(cell))
            else:
                yield item.text

    return "\n".join(texts(docx.Document(str(path))))


ALONE: dict[str, tuple[Callable[[Path], str], ...]] = {
    ".pdf": (words_of_pdfium, words_of_pypdf),
    ".docx": (words_of_python_docx,),
}


def alone(path: Path) -> list[Counter[str]]:
    """What each library gets out of a file by itself; nothing where it fails."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    found = []
    for read in ALONE[path.suffix]:
        try:
            found.append(Counter(word for word in tokens(read(path)) if word))
        except Exception:  # noqa: BLE001 - whatever a library raises for a broken file, it gets nothing out of it
            found.append(Counter())
    return found


def entry_of(path: Path) -> ManifestEntry:
    return manifest_of([path]).entries[0]


@pytest.fixture(scope="module")
def ends() -> dict[str, EditionContents | str]:
    """By file, what it became, or why it was refused."""
    settings = load_settings()
    found: dict[str, EditionContents | str] = {}
    with ParseWorker(Limits(seconds=60, megabytes=settings.megabytes_per_file)) as worker:
        for path in FILES:
            try:
                found[path.name] = worker.read_document(path, entry_of(path))
            except FileRefused as refusal:
                found[path.name] = str(refusal).removeprefix(f"{path.name}: ")
    return found


@pytest.fixture(scope="module")
def refused(ends: dict[str, EditionContents | str]) -> dict[str, str]:
    return {name: end for name, end in ends.items() if isinstance(end, str)}


@pytest.fixture(scope="module")
def read_files(ends: dict[str, EditionContents | str]) -> dict[str, EditionContents]:
    return {name: end for name, end in ends.items() if not isinstance(end, str)}


def test_a_file_that_is_refused_is_one_that_no_library_reads(refused: dict[str, str]) -> None:
    read_by_another = {
        path.name: [count.total() for count in alone(path)]
        for path in FILES
        if path.name in refused and any(count.total() for count in alone(path))
    }
    hidden = {name for name in read_by_another if "are hidden" in refused[name]}
    assert set(read_by_another) == hidden
    assert len(hidden) <= 1
    assert len(refused) < len(FILES) / 3


def test_every_refusal_is_one_of_the_documented_list(refused: dict[str, str]) -> None:
    named = [
        line.split("|")[1].strip().split("; ")
        for line in REFUSALS.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ][1:]
    parts = [[piece.strip() for piece in case.split("…")] for cases in named for case in cases]
    unnamed = [reason for reason in refused.values() if not any(all(p in reason for p in case) for case in parts)]
    assert unnamed == []


def test_the_words_that_a_library_reads_are_in_paragraphs_or_named_removals(
    read_files: dict[str, EditionContents],
) -> None:
    """At least 95 words of 100, of every file with twenty or more in Latin letters; all others were read by eye."""
    short: dict[str, list[float]] = {}
    flagged = {name for name, contents in read_files.items() if FLAGS & {it.kind for it in contents.findings}}
    texts = {
        name: [
            tokens(contents.document.title),
            *(tokens(text) for it in contents.paragraphs for text in (it.text, *it.headings)),
        ]
        for name, contents in read_files.items()
    }
    for path in FILES:
        counts = [Counter({word: n for word, n in count.items() if word.isascii()}) for count in alone(path)]
        if path.name not in read_files or max(count.total() for count in counts) < 20:
            continue
        source = source_of(path)
        have = set(source.words)
        row = squeezed("".join(source.words))
        shares = [
            sum(n for word, n in count.items() if word in have or squeezed(word) in row) / max(1, count.total())
            for count in counts
        ]
        kept = {word for words in texts[path.name] for word in words}
        lost = [run for run in ledger(path, entry_of(path)).lost if not kept.issuperset(run)]
        unsaid = min(shares) < 0.95 and path.name not in flagged
        if unsaid or max(shares) < 0.95 or sum(map(len, lost)) > 0.05 * len(source.words):
            short[path.name] = [*(round(share, 2) for share in shares), len(source.words), *map(len, lost)]
    assert short == {}


def squeezed(text: str) -> str:
    """Without repeated letters, since pypdf gives overprinted ones more than once."""
    return re.sub(r"(.)\1+", r"\1", text)
