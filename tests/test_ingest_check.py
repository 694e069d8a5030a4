from dataclasses import replace

from corpus.finding import FindingKind
from corpus.paragraph import Paragraph
from ingest.check import SUSPICIONS, check
from ingest.wording import worded, wording


def paragraphs(*numbers: str | None, text: str = "Some words.") -> list[Paragraph]:
    return [
        Paragraph(
            id=f"doc:{place}",
            document_id="doc",
            edition="1",
            position=place,
            number=number,
            printed=number is not None,
            label=f"paragraph {number}",
            headings=(),
            text=text,
            bullets=(),
            page=None,
            anchor=None,
        )
        for place, number in enumerate(numbers)
    ]


def found(*numbers: str | None, text: str = "Some words.") -> list[tuple[FindingKind, str]]:
    return [(finding.kind, finding.message.split(".", 2)[0]) for finding in check(paragraphs(*numbers, text=text))]


def kinds(*numbers: str | None, text: str = "Some words.") -> list[FindingKind]:
    return [kind for kind, _ in found(*numbers, text=text)]


def test_every_kind_of_finding_has_its_wording_and_every_suspicion_too() -> None:
    assert set(FindingKind) <= set(wording())
    assert set(SUSPICIONS) == set(wording()["suspicions"])


def test_an_unbroken_run_finds_nothing_wherever_it_starts() -> None:
    assert kinds("295", None, "296", "297") == []
    assert kinds("1.1", "1.2", "2.1", "2.1", "2.2") == []


def test_a_gap_names_what_is_missing() -> None:
    messages = [f.message for f in check(paragraphs("295", "299"))]
    assert len(messages) == 1
    assert messages[0].startswith("296 to 298 are not there: 295 is followed by 299.")


def test_a_missing_chapter_and_a_missing_first_section_are_gaps() -> None:
    messages = [f.message for f in check(paragraphs("1.1", "3.2"))]
    assert [message.split(" is not there")[0] for message in messages] == ["3.1", "2"]


def test_repeats_and_order_are_notes() -> None:
    assert kinds("1", "2", "1", "2") == [FindingKind.REPEAT, FindingKind.REPEAT]
    assert FindingKind.OUT_OF_ORDER in kinds("4.1", "4", "4.2")


def test_a_document_without_numbers_says_so() -> None:
    assert kinds(None, None) == [FindingKind.NO_NUMBERS]


def test_long_empty_and_suspicious_paragraphs_are_found() -> None:
    assert kinds("1", text="word " * 351) == [FindingKind.LONG]
    assert kinds("1", text="…") == [FindingKind.EMPTY]
    assert kinds("1", text="Parentâ€™s views") == [FindingKind.SUSPICIOUS]
    assert kinds("1", text="See below [NOTE: check with Jo]") == [FindingKind.SUSPICIOUS]


def test_a_finding_points_to_its_paragraph() -> None:
    assert worded(FindingKind.EMPTY, {"label": "Paragraph 3"}, "doc:3").paragraph_id == "doc:3"


def test_numbers_that_start_again_in_each_chapter_are_no_repeats() -> None:
    pair = [replace(it, label=f"chapter {n}, paragraph 1") for n, it in enumerate(paragraphs("1", "1"), start=1)]
    assert [f.kind for f in check(pair)] == []


def test_what_is_missing_is_named_as_it_is_printed() -> None:
    messages = [f.message for f in check(paragraphs("Principle 1", "Principle 4"))]
    assert messages[0].startswith("Principle 2 to 3 are not there: Principle 1 is followed by Principle 4.")


def test_a_list_without_a_lead_in_is_found_and_one_below_its_heading_is_not() -> None:
    first, second = paragraphs(None, None, text="who rings")
    bare = replace(second, bullets=((0, 9),))
    kinds = [f.kind for f in check([first, bare])]
    assert FindingKind.ORPHAN_BULLETS in kinds
    assert FindingKind.ORPHAN_BULLETS not in [f.kind for f in check([first, replace(bare, headings=("Lists",))])]
    assert FindingKind.ORPHAN_BULLETS not in [f.kind for f in check([first, replace(bare, boxed=True)])]


def test_a_long_list_that_was_divided_is_no_list_without_a_lead_in() -> None:
    first, second = (replace(it, bullets=((0, 9),)) for it in paragraphs(None, None, text="who rings"))
    assert FindingKind.ORPHAN_BULLETS not in [f.kind for f in check([first, second])]
