import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.errors import FileRefused
from corpus.finding import FindingKind
from ingest.block import Block, BlockKind
from ingest.read import read
from ingest.read_file import ReadFile

DATA = Path(__file__).parent / "data" / "pdf"
HEADING, TEXT, BULLET, BOX = BlockKind.HEADING, BlockKind.TEXT, BlockKind.BULLET, BlockKind.BOX


@pytest.fixture(scope="module")
def web() -> ReadFile:
    return read(DATA / "web.pdf")


@pytest.fixture(scope="module")
def office() -> ReadFile:
    return read(DATA / "office.pdf")


def of_kind(file: ReadFile, kind: BlockKind) -> list[str]:
    return [block.text for block in file.blocks if block.kind is kind]


def starting(file: ReadFile, start: str) -> Block:
    return next(block for block in file.blocks if block.text.startswith(start))


def test_headings_title_and_pages(web: ReadFile) -> None:
    assert web.title == "Visiting at home when a parent drinks"
    headings = [(block.text, block.level, block.page) for block in web.blocks if block.kind is HEADING]
    assert headings == [
        ("Visiting at home when a parent drinks", 1, 1),
        ("1 Before the visit", 2, 2),
        ("2 In the home", 2, 2),
        ("3 Afterwards", 2, 3),
    ]


def test_two_columns_are_read_one_after_the_other(web: ReadFile) -> None:
    numbers = [text.split()[0] for text in of_kind(web, TEXT) if text[0].isdigit()]
    assert numbers == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "3.1", "3.2"]
    assert starting(web, "1.3").text.endswith("only if somebody has told you.")


def test_words_divided_at_line_ends_are_whole_and_compounds_keep_their_hyphen(web: ReadFile) -> None:
    whole = " ".join(block.text for block in web.blocks)
    for word in ("parents nervous", "children", "deceit", "manager", "A well-planned visit", "the well-planned ones"):
        assert word in whole


def test_drawn_bullets_are_bullets(web: ReadFile) -> None:
    assert of_kind(web, BULLET) == [
        "the number of the duty social worker, on paper",
        "a box that locks, where medicine is kept at home",
        "something to draw with",
    ]


def test_tinted_and_framed_boxes_keep_their_title(web: ReadFile) -> None:
    practice, remember = of_kind(web, BOX)
    assert practice.startswith("Practice example\u2029Asha put her bag on the floor")
    assert practice.endswith("because his gran had moved them.")
    assert remember == "Remember\u2029A child who opens the door to you has been left to open doors."


def test_a_ruled_table_is_rows_with_wrapped_cells_whole(web: ReadFile) -> None:
    assert of_kind(web, BlockKind.TABLE_ROW) == [
        "Seen | May mean | Ask",
        "Nothing but milk | The money went on drink, or pay day is tomorrow | When did you last shop?",
        "Full | Somebody shops | Who?",
    ]


def test_the_contents_list_is_set_apart_without_its_dots(web: ReadFile) -> None:
    assert of_kind(web, BlockKind.CONTENTS) == ["Contents", "1 Before the visit 2", "2 In the home 2", "3 Afterwards 3"]


def test_footnotes_are_apart_and_their_marks_gone(web: ReadFile, office: ReadFile) -> None:
    blocks = [block for block in (*web.blocks, *office.blocks) if block.kind is BlockKind.FOOTNOTE]
    notes = [(block.number, block.text, block.page) for block in blocks]
    assert notes == [
        ("1", "Two pupils told their teacher so in the same week, without knowing of each other.", 2),
        ("1", "As the caller says it, not as the form does.", 1),
        ("2", "In a pair.", 1),
    ]
    assert starting(web, "2.2").text.endswith("will be up until then.")
    assert starting(office, "1.").text.endswith("follows is the caller being polite.")


def test_running_heads_page_numbers_and_watermarks_are_gone(web: ReadFile, office: ReadFile) -> None:
    texts = [block.text for block in (*web.blocks, *office.blocks)]
    assert "Visiting at home" not in texts
    assert texts.count("Duty desk handbook") == 1
    assert not any(text.startswith("Page ") or text.isdecimal() or "DRAFT" in text for text in texts)


def test_white_words_on_white_are_left_out_and_reported(web: ReadFile) -> None:
    assert not any("white on white" in block.text for block in web.blocks)
    hidden = [finding for finding in web.findings if finding.kind is FindingKind.HIDDEN]
    heads = next(finding for finding in web.findings if finding.kind is FindingKind.REPAIRED)
    assert [finding.page for finding in hidden] == [2]
    assert heads.kind is FindingKind.REPAIRED
    assert all(repair.before and not repair.after for repair in heads.repairs)
    assert hidden[0].message.startswith("10 words")
    assert "They begin: “These words are white on white" in hidden[0].message


def test_hanging_numbers_open_paragraphs_that_go_on_over_the_page(office: ReadFile) -> None:
    assert [text.split()[0] for text in of_kind(office, TEXT)] == ["1.", "2.", "3.", "4.", "5."]
    third = starting(office, "3.")
    assert third.page == 1
    assert third.text.endswith("is with them, or until a worker has arrived.")
    assert starting(office, "4.").page == 2


def written(folder: Path, writer: PdfWriter) -> Path:
    path = folder / "made.pdf"
    with path.open("wb") as file:
        writer.write(file)
    return path


def test_pages_without_text_are_reported_and_a_file_without_any_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=DATA / "office.pdf")
    writer.insert_blank_page(index=1)
    found = read(written(tmp_path, writer))
    kinds = [(finding.kind, finding.page) for finding in found.findings]
    assert kinds == [(FindingKind.NO_TEXT_ON_PAGE, 2), *[(FindingKind.REPAIRED, None)] * 2]
    marks = found.findings[2].repairs
    assert [(it.before.split()[-1], it.after.split()[-1]) for it in marks] == [
        ("polite.1", "polite."),
        ("house.2", "house."),
    ]
    assert starting(found, "4.").page == 3
    blank = PdfWriter()
    blank.add_blank_page(200, 200)
    with pytest.raises(FileRefused, match="looks scanned"):
        read(written(tmp_path, blank))


def test_a_file_without_pages_is_refused_as_such_whatever_was_refused_before(tmp_path: Path) -> None:
    empty, locked = tmp_path / "empty.pdf", tmp_path / "locked.pdf"
    PdfWriter().write(empty)
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(locked)
    for path, said in ((locked, "password"), (empty, "no pages"), (locked, "password")):
        with pytest.raises(FileRefused, match=said):
            read(path)


def test_a_password_is_refused_and_an_empty_one_is_no_hindrance(tmp_path: Path) -> None:
    for password, readable in (("", True), ("secret", False)):
        writer = PdfWriter(clone_from=DATA / "office.pdf")
        writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
        path = written(tmp_path, writer)
        if readable:
            assert read(path).title == "Duty desk handbook"
        else:
            with pytest.raises(FileRefused, match="password"):
                read(path)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages_read_the_same(tmp_path: Path, office: ReadFile, angle: int) -> None:
    writer = PdfWriter(clone_from=DATA / "office.pdf")
    for page in writer.pages:
        page.rotate(angle)
        page.transfer_rotation_to_content()
    assert [block.text for block in read(written(tmp_path, writer)).blocks] == [block.text for block in office.blocks]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"hello", (DATA / "office.pdf").read_bytes()[:900]])
def test_damaged_files_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.pdf").write_bytes(data)
    with pytest.raises(FileRefused, match=r"bad\.pdf: damaged, or no PDF"):
        read(tmp_path / "bad.pdf")


def test_words_off_the_page_and_in_tiny_type_are_left_out(tmp_path: Path) -> None:
    content = b"BT /F 12 Tf 50 700 Td (4.1 Ring the Front Door.) Tj 0 300 Td (off the page) Tj ET"
    content += b" BT /F 0.5 Tf 50 600 Td (too small) Tj ET"
    (tmp_path / "made.pdf").write_bytes(one_page(content))
    found = read(tmp_path / "made.pdf")
    assert [block.text for block in found.blocks] == ["4.1 Ring the Front Door."]
    assert [finding.kind for finding in found.findings] == [FindingKind.HIDDEN]
    assert found.findings[0].message.startswith("5 words")


def test_a_title_of_the_file_that_names_a_program_is_not_the_documents(tmp_path: Path) -> None:
    for given, expected in (("Microsoft Word - final2.doc", None), ("Escalation procedure", "Escalation procedure")):
        reader = PdfReader(io.BytesIO(one_page(b"BT /F 12 Tf 50 700 Td (4.1 Ring the Front Door.) Tj ET")))
        writer = PdfWriter(clone_from=reader)
        writer.add_metadata({"/Title": given})
        assert read(written(tmp_path, writer)).title == expected


def one_page(content: bytes) -> bytes:
    """A PDF of one A4 page with this content stream; /F is Helvetica."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )
