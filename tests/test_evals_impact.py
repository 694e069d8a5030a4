"""Impact: everything that rests on a changed paragraph is listed, and nothing else. Sixty edits say what is to be found."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from planted_edits import EDITS, FILES, planted

from corpus.paragraph import Paragraph
from corpus.settings import DEMO_DOCUMENTS, PROJECT
from evals.case import MustCite
from evals.impact import Impact, ImpactKind, Speaking, digest_of, impact
from evals.pin import Pin, PinKind, pins_of_cases, pins_of_criteria
from evals.suite import read_suite
from ingest.manifest import read_manifest
from ingest.read_document import read_document

Place = tuple[str, str]
TOUCHES: dict[Place, set[str]] = {
    (edit["in"], place): set(kinds) for edit in EDITS for place, kinds in edit["touches"].items()
}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Speaking, Speaking]:
    home = tmp_path_factory.mktemp("planted")
    folders = planted(home / "old", "2025-01", edited=False), planted(home / "new", "2026-01", edited=True)
    old, new = (
        {entry.document.id: read_document(entry.path, entry).paragraphs for entry in read_manifest(folder).entries}
        for folder in folders
    )
    return old, new


def pin(document: str, quote: str, number: str | None = None, **more: str) -> Pin:
    cited = MustCite(document=document, quote=quote, number=number)
    return Pin(kind=PinKind.CASE, within="suite", id=f"{document}:{number or quote[:30]}", text="", cited=cited, **more)  # type: ignore[arg-type]


def every_paragraph(old: Speaking) -> list[tuple[Place, Pin]]:
    """A pin on each paragraph of the old edition, by its number or its first words."""
    found = []
    for paragraph in (it for paragraphs in old.values() for it in paragraphs):
        place = (paragraph.document_id, paragraph.number or start_of(paragraph))
        found.append((place, pin(paragraph.document_id, paragraph.text, paragraph.number)))
    return found


def start_of(paragraph: Paragraph) -> str:
    starts = [place for _, place in TOUCHES if not place[0].isdigit() and paragraph.text.startswith(place)]
    return starts[0] if starts else paragraph.text


def found_kinds(found: Impact) -> dict[str, set[str]]:
    return {it.pin.id: {kind.value for kind in it.kinds} for it in found.touched}


def test_there_are_sixty_edits_of_every_sort() -> None:
    assert len(EDITS) == 60
    assert {kind for kinds in TOUCHES.values() for kind in kinds} == set(ImpactKind) - {
        ImpactKind.READDRESSED,
        ImpactKind.RETYPED,
    }
    assert sum(not edit["touches"] for edit in EDITS) == 16


def test_each_paragraph_that_an_edit_touches_is_listed_with_its_kinds_and_no_other(
    editions: tuple[Speaking, Speaking],
) -> None:
    pins = every_paragraph(editions[0])
    assert len(pins) > 200
    found = impact([it for _, it in pins], *editions)
    assert found_kinds(found) == {it.id: TOUCHES[place] for place, it in pins if place in TOUCHES}
    assert len(found_kinds(found)) == len(TOUCHES)
    assert not found.unplaced
    assert found.headed


def test_cases_and_criteria_lines_of_the_demonstration_are_listed_by_what_they_cite(
    editions: tuple[Speaking, Speaking],
) -> None:
    suites = [PROJECT / "evals" / "suites" / name for name in ("demo.jsonl", "demo-questions.jsonl")]
    cases = [it for path in suites for it in pins_of_cases(path.stem, read_suite(path))]
    lines = pins_of_criteria(it.criteria for it in read_manifest(DEMO_DOCUMENTS).criteria)
    pins = [it for it in (*cases, *lines) if it.cited.document in FILES and it.cited.number and it.as_of is None]
    found = impact(pins, *editions)
    expected = {it.thing for it in pins if (it.cited.document, it.cited.number) in TOUCHES}
    assert {it.pin.thing for it in found.touched} == expected
    assert not found.unplaced
    for kind, least in ((PinKind.CASE, 80), (PinKind.CRITERIA_LINE, 10)):
        assert len(found.affected(kind)) == sum(thing[0] is kind for thing in expected) >= least
        assert len(found.affected(kind)) < found.things[kind]


def test_a_change_shows_its_words_and_whether_the_quote_still_stands(editions: tuple[Speaking, Speaking]) -> None:
    quote = "send written confirmation within 1 working day"
    (one,) = impact([pin("thornmere-protocol", quote, "4.7")], *editions).touched
    marked = [(it.kind.value, it.text.strip()) for it in one.words if it.kind.value != "same"]
    assert marked == [("gone", "1"), ("new", "3")]
    assert one.stands_at is None
    assert one.new is not None
    (moved,) = impact([pin("aldwater-protocol", "Until a lead practitioner has been chosen", "4.3")], *editions).touched
    assert moved.stands_at is not None
    assert moved.stands_at.id != moved.old.id


def vale(*texts: str, first: int = 1) -> Sequence[Paragraph]:
    return [
        Paragraph(
            id=f"vale:~{place}",
            document_id="vale",
            edition="2025-01",
            position=place,
            number=None,
            printed=False,
            label=f"block {place}",
            headings=(),
            text=text,
            bullets=(),
            page=None,
            anchor=None,
        )
        for place, text in enumerate(texts, first)
    ]


RING = "A worker must ring the duty desk on the day on which needles are found near a child."
VISIT = "Health visitors see the home at times when few other people do."
RECORD = "Write down who was told, when, and what they said they would do next."


def test_what_names_a_paragraph_by_its_address_learns_of_a_new_address() -> None:
    old, new = {"vale": vale(RING, RECORD)}, {"vale": vale(VISIT, RING, RECORD)}
    quoted = pin("vale", RING)
    assert not impact([quoted], old, new).touched
    addressed = replace(quoted, paragraph_id="vale:~1", digest=digest_of(RING))
    (one,) = impact([addressed], old, new).touched
    assert (one.kinds, one.new) == ((ImpactKind.READDRESSED,), new["vale"][1])
    stale = replace(addressed, digest=digest_of("as it was long before"))
    assert [it.old.id for it in impact([stale], old, new).touched] == ["vale:~1"]


def test_a_quote_in_two_paragraphs_rests_on_both_unless_a_number_chooses() -> None:
    old = {"vale": [replace(it, number=f"{n}") for n, it in enumerate(vale(RING, VISIT, f"{RING} {RECORD}"), 1)]}
    new = {"vale": old["vale"][:2]}
    assert [it.old.number for it in impact([pin("vale", RING)], old, new).touched] == ["3"]
    assert [it.old.number for it in impact([pin("vale", RING, "3")], old, new).touched] == ["3"]
    assert not impact([pin("vale", RING, "1")], old, new).touched


def test_words_that_went_into_another_paragraph_have_moved_and_a_document_that_goes_removes_all() -> None:
    old = {"vale": vale(RECORD, VISIT)}
    new = {"vale": vale(f"{RING} {VISIT} {RING.replace('day', 'night')} Nobody else has to be asked before that call.")}
    (one,) = impact([pin("vale", VISIT)], old, new).touched
    assert ImpactKind.MOVED in one.kinds
    assert one.stands_at == new["vale"][0]
    found = impact([pin("vale", VISIT), pin("vale", "words that nobody wrote")], old, {})
    assert [it.kinds for it in found.touched] == [(ImpactKind.REMOVED,)]
    assert [it.cited.quote for it in found.unplaced] == ["words that nobody wrote"]


@pytest.mark.parametrize(
    ("was", "became", "kinds"),
    [
        ("ring the desk, now", "ring the desk now", {"reworded"}),
        ("ring within 1.5 hours", "ring within 15 hours", {"number"}),
        ("pay £5", "pay 5%", {"number"}),
        ("visits need not be long", "visits need be long", {"duty_word"}),
        ("ring the “desk” – at once", 'ring the "desk" - at once', set()),
        ("ages 5–10;", "Ages 5-10.", set()),
        ("ages 5–10", "ages 5 10", {"number"}),
        ("ring Ŵyn", "ring Wyn", {"reworded"}),
    ],
)
def test_typography_is_no_change_and_what_stands_between_figures_is(was: str, became: str, kinds: set[str]) -> None:
    found = impact([pin("vale", was)], {"vale": vale(f"{RING} {was}")}, {"vale": vale(f"{RING} {became}")})
    assert {kind.value for it in found.touched for kind in it.kinds} == kinds


def test_the_planted_documents_are_those_that_come_with_the_project() -> None:
    assert all((DEMO_DOCUMENTS / Path(file)).is_file() for file in FILES.values())
