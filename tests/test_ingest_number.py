from collections.abc import Sequence

from corpus.document import Authority, Document
from corpus.paragraph import Paragraph
from ingest.block import Block, BlockKind
from ingest.number import number

HEADING, TEXT, BULLET, BOX = BlockKind.HEADING, BlockKind.TEXT, BlockKind.BULLET, BlockKind.BOX


def document(title: str = "A protocol") -> Document:
    return Document(
        id="doc",
        title=title,
        publisher="",
        authority=Authority.LOCAL,
        nation=None,
        area=None,
        licence="",
        source="",
        url="",
        supersedes=None,
    )


def numbered(pieces: Sequence[tuple[BlockKind, str]], title: str = "A protocol") -> tuple[Paragraph, ...]:
    return number([Block(kind=kind, text=text) for kind, text in pieces], document(title), "2025")


def shown(paragraphs: Sequence[Paragraph]) -> list[tuple[str, str | None]]:
    return [(p.id, p.number) for p in paragraphs]


def test_a_number_at_the_start_covers_its_paragraph_and_bullets_but_not_the_plain_text_after_them() -> None:
    paragraphs = numbered(
        [
            (TEXT, "311. Managers should agree:"),
            (BULLET, "who leads"),
            (BULLET, "who records"),
            (TEXT, "Nobody is left out."),
            (TEXT, "312. Plans are shared."),
        ]
    )
    assert shown(paragraphs) == [("doc:311", "311"), ("doc:~2", None), ("doc:312", "312")]
    assert paragraphs[0].text == "Managers should agree:\nwho leads\nwho records"
    assert [paragraphs[0].text[a:b] for a, b in paragraphs[0].bullets] == ["who leads", "who records"]
    assert [p.label for p in paragraphs] == ["paragraph 311", "paragraph 2 (our numbering)", "paragraph 312"]


def test_a_number_on_a_heading_covers_everything_below_it_also_under_unnumbered_headings() -> None:
    paragraphs = numbered(
        [
            (HEADING, "5. Families"),
            (TEXT, "Families are involved."),
            (HEADING, "5.1 Whole family work"),
            (TEXT, "A framework was published."),
            (HEADING, "Key actions"),
            (BULLET, "Publish a plan."),
            (BULLET, "Review it."),
        ]
    )
    assert shown(paragraphs) == [("doc:5", "5"), ("doc:5.1", "5.1"), ("doc:5.1~2", "5.1")]
    assert paragraphs[2].headings == ("5. Families", "5.1 Whole family work", "Key actions")
    assert paragraphs[2].text == "Publish a plan.\nReview it."
    assert paragraphs[1].label == "section 5.1"


def test_boxes_carry_no_number_and_the_section_goes_on_after_them() -> None:
    paragraphs = numbered(
        [
            (HEADING, "4.7 Referral"),
            (TEXT, "Refer the same day."),
            (HEADING, "Practice example: a clinic"),
            (BOX, "One clinic rings first."),
            (TEXT, "Write within a day."),
        ]
    )
    assert [(p.number, p.boxed) for p in paragraphs] == [("4.7", False), (None, True), ("4.7", False)]
    assert paragraphs[1].headings[-1] == "Practice example: a clinic"
    assert paragraphs[2].headings == ("4.7 Referral",)


def test_numbers_that_no_neighbour_bears_out_stay_text() -> None:
    paragraphs = numbered([(TEXT, "8 Station Road is the office."), (TEXT, "12 months later nothing had changed.")])
    assert [p.number for p in paragraphs] == [None, None]
    assert paragraphs[0].text == "8 Station Road is the office."


def test_a_list_of_figures_inside_a_numbered_paragraph_is_not_numbering() -> None:
    blocks = [(TEXT, f"{n}. Paragraph {n}.") for n in (11, 12)]
    blocks += [(TEXT, "13. The stages are:"), (TEXT, "1. Talk."), (TEXT, "2. Write."), (TEXT, "14. Then stop.")]
    assert [p.number for p in numbered(blocks) if p.number] == ["11", "12", "13", "14"]


def test_repeated_numbers_get_their_own_ids() -> None:
    pieces = [(HEADING, "Section one"), (TEXT, "1. First."), (TEXT, "2. Second.")]
    paragraphs = numbered([*pieces, (HEADING, "Section two"), (TEXT, "1. Again."), (TEXT, "2. Once more.")])
    assert [p.id for p in paragraphs] == ["doc:1", "doc:2", "doc:1~2", "doc:2~2"]


def test_a_heading_without_text_is_kept_where_its_number_would_be_a_gap() -> None:
    section = [(HEADING, "3. Law"), (BULLET, "An Act"), (HEADING, "4. Need"), (TEXT, "4.1 A child is in need when …")]
    paragraphs = numbered([*section, (HEADING, "5. Threshold"), (TEXT, "Three circumstances.")])
    assert [(p.number, p.text) for p in paragraphs][1] == ("4", "Need")
    assert [p.number for p in paragraphs] == ["3", "4", "4.1", "5"]


def test_headings_whose_paragraphs_are_numbered_make_no_paragraph() -> None:
    blocks = [(HEADING, "1 Purpose"), (TEXT, "1.1 This is why."), (HEADING, "2 Duties"), (TEXT, "2.1 This is what.")]
    assert [p.number for p in numbered(blocks)] == ["1.1", "2.1"]


def test_a_printed_word_stays_and_the_words_of_a_heading_name_its_numbers() -> None:
    paragraphs = numbered(
        [
            (TEXT, "Recommendation 4: Train everyone."),
            (HEADING, "Summary of findings"),
            (TEXT, "1. One."),
            (TEXT, "2. Two."),
        ]
    )
    assert [(p.id, p.number, p.label) for p in paragraphs] == [
        ("doc:Recommendation-4", "Recommendation 4", "recommendation 4"),
        ("doc:1", "1", "finding 1"),
        ("doc:2", "2", "finding 2"),
    ]


def test_the_documents_own_number_is_not_a_paragraphs_number() -> None:
    paragraphs = numbered(
        [(HEADING, "10.3 Joint protocol"), (TEXT, "It was updated."), (HEADING, "1. Aim"), (TEXT, "Help.")],
        title="10.3 Joint protocol",
    )
    assert [(p.number, p.label) for p in paragraphs] == [
        (None, "10.3, paragraph 1 (our numbering)"),
        ("1", "10.3, section 1"),
    ]


def test_a_long_unnumbered_text_is_divided_between_sentences_and_a_numbered_one_is_not() -> None:
    long = " ".join(f"This is sentence {n} of a text that nobody has divided yet." for n in range(60))
    paragraphs = numbered([(TEXT, long)])
    assert len(paragraphs) > 3
    assert " ".join(p.text for p in paragraphs) == long
    assert len(numbered([(HEADING, "3. Long"), (TEXT, long)])) == 1


def test_lines_that_look_like_headings_and_head_nothing_are_kept_at_the_end() -> None:
    found = numbered([(HEADING, "Who to ask"), (TEXT, "Ask the lead."), (HEADING, "Email: protocols@example.org")])
    assert [(p.text, p.headings, p.number) for p in found][1:] == [("Email: protocols@example.org", (), None)]


def test_a_line_that_looks_like_a_heading_and_would_head_nothing_is_a_paragraph() -> None:
    found = numbered(
        [
            (HEADING, "1. Before"),
            (TEXT, "Ask."),
            (HEADING, "B14 Speak for them"),
            (HEADING, "2. After"),
            (TEXT, "Write."),
        ]
    )
    assert [(p.number, p.text) for p in found] == [("1", "Ask."), (None, "B14 Speak for them"), ("2", "Write.")]


def test_of_two_headings_of_one_level_in_a_row_the_first_stands_above_the_second() -> None:
    blocks = [
        Block(kind=kind, text=text, level=3 if kind is HEADING else None)
        for kind, text in [
            (HEADING, "Summary"),
            (HEADING, "About this"),
            (TEXT, "Read it."),
            (HEADING, "Next"),
            (TEXT, "Go."),
        ]
    ]
    found = number(blocks, document(), "2025")
    assert [p.headings for p in found] == [("Summary", "About this"), ("Next",)]


def test_a_short_footnote_that_says_what_must_be_done_is_kept_and_one_that_points_is_not() -> None:
    found = numbered(
        [
            (TEXT, "Ask the school."),
            (BlockKind.FOOTNOTE, "Colleges should obtain a copy in such circumstances."),
            (BlockKind.FOOTNOTE, "See the guidance that schools should follow when asked."),
            (BlockKind.FOOTNOTE, "Section 47 of the Children Act 1989."),
        ]
    )
    assert [p.text for p in found] == ["Ask the school.", "Colleges should obtain a copy in such circumstances."]
