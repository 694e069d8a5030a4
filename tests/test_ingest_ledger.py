"""The ledger: every word of a source is counted once. The committed table is held by the demonstration documents and, where
they are there, by those of ../shared (figures only)."""

import re
from functools import cache
from pathlib import Path

import pytest

from corpus.settings import DEMO_DOCUMENTS
from ingest.align import aligned
from ingest.ledger import Ledger, ledger
from ingest.ledger_source import Place
from ingest.no_manifest import manifest_of

TABLE = Path(__file__).resolve().parents[1] / "docs" / "ledger.md"
SHARED = Path(__file__).resolve().parents[2] / "shared"
MOST_LOST = 0.005


@cache
def table() -> dict[tuple[str, str], dict[str, int]]:
    """The committed figures by document and edition."""
    heading, _, *rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    columns = [cell.strip().replace(" ", "_") for cell in heading.strip("|").split("|")]
    read = [dict(zip(columns, (cell.strip() for cell in row.strip("|").split("|")), strict=True)) for row in rows]
    return {
        (row["document"], row["edition"]): {
            k: int(v) for k, v in row.items() if re.fullmatch(r"\d+", v) and k != "edition"
        }
        for row in read
    }


def balanced(found: Ledger) -> None:
    assert sum(found.places.values()) + found.unaccounted == found.words
    assert found.unaccounted <= MOST_LOST * found.words


@pytest.mark.parametrize("entry", manifest_of([DEMO_DOCUMENTS]).entries, ids=lambda e: f"{e.document.id}-{e.edition}")
def test_every_word_of_the_demonstration_documents_is_somewhere_and_only_there(entry) -> None:  # type: ignore[no-untyped-def]
    found = ledger(entry.path, entry)
    balanced(found)
    assert found.doubled == 0
    held = table()[entry.document.id, entry.edition]
    assert {str(place): count for place, count in found.places.items()} == {
        place.value: held[place.value] for place in Place if held[place.value]
    }


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
@pytest.mark.parametrize("folder", ["seeds", "guidance"])
def test_every_word_of_published_guidance_is_somewhere_and_only_there(folder: str) -> None:
    for entry in manifest_of([SHARED / folder]).entries:
        found = ledger(entry.path, entry)
        balanced(found)
        held = table()[entry.document.id, entry.edition]
        now = {"unaccounted": found.unaccounted, "doubled": found.doubled, "paragraph": found.places[Place.PARAGRAPH]}
        assert now == {name: held[name] for name in now}, entry.document.id


def test_a_lost_and_a_doubled_sentence_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.md"
    path.write_text("# Page\n\n1. Ask the family first.\n\n2. Then write down what they said.\n", encoding="utf-8")
    entry = manifest_of([path]).entries[0]
    assert ledger(path, entry).unaccounted == ledger(path, entry).doubled == 0

    import ingest.ledger as module
    from ingest.ledger_source import Source, tokens

    source = Source(words=tokens("1 Ask the family first and their school too. 2 Then write down"))
    monkeypatch.setattr(module, "source_of", lambda _: source)
    found = ledger(path, entry)
    assert found.lost == (("and", "their", "school", "too"),)
    assert found.added == (("what", "they", "said"),)


def test_letters_that_were_printed_twice_and_divided_words_are_one_word() -> None:
    from ingest.ledger import OutWord, balance
    from ingest.ledger_source import Source, tokens

    out = [OutWord(word=word, place=Place.PARAGRAPH) for word in tokens("About this guidance for information")]
    found = balance(Source(words=tokens("AAbout tthis gguidance for infor-\nmation")), out, ())
    assert (found.unaccounted, found.doubled, found.places) == (0, 0, {Place.PARAGRAPH: 6})


def test_a_moved_piece_is_paired_where_it_stands_now() -> None:
    one, other = (
        ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"],
        ["f", "g", "h", "i", "j", "k", "a", "b", "c", "d", "e"],
    )
    assert sorted(aligned(one, other)) == list(range(11))
    assert all(one[at] == other[to] for at, to in aligned(one, other).items())


def test_every_paragraph_that_is_dropped_or_printed_twice_is_seen() -> None:
    from ingest.ledger import balance, came_out
    from ingest.ledger_source import source_of, tokens
    from ingest.read_document import read_document

    entry = next(e for e in manifest_of([DEMO_DOCUMENTS]).entries if e.document.id == "thornmere-kinship")
    contents = read_document(entry.path, entry)
    source = source_of(entry.path)
    for place in range(0, len(contents.paragraphs), 7):
        paragraph = contents.paragraphs[place]
        size = len(tokens(paragraph.text))
        fewer = (*contents.paragraphs[:place], *contents.paragraphs[place + 1 :])
        without = balance(source, [*came_out(fewer, contents.document, None, ())], ())
        twice = balance(source, [*came_out((*contents.paragraphs, paragraph), contents.document, None, ())], ())
        assert size <= without.unaccounted <= size + 20, paragraph.id  # its heading may go with it
        assert twice.unaccounted == 0, paragraph.id
        assert twice.doubled >= size, paragraph.id
