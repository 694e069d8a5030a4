"""Parts of web pages as different site builders write them."""

from pathlib import Path

from ingest.block import BlockKind
from ingest.read import read
from ingest.read_file import ReadFile

LONG = "A worker who sees a child alone on a boat rings the harbour office on the same day"


def page(folder: Path, body: str) -> ReadFile:
    path = folder / "page.html"
    path.write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf-8")
    return read(path)


def texts(found: ReadFile, kind: BlockKind) -> list[str]:
    return [block.text for block in found.blocks if block.kind is kind]


def test_what_a_click_opens_is_text_and_its_button_a_heading(tmp_path: Path) -> None:
    body = (
        f'<main><h2><button class="accordion-button">1. On board</button></h2><div class="accordion-collapse" '
        f'style="display: none"><p>{LONG}.</p></div><div style="display:none"><p>Never shown.</p></div></main>'
    )
    found = page(tmp_path, body)
    assert texts(found, BlockKind.HEADING) == ["1. On board"]
    assert texts(found, BlockKind.TEXT) == [f"{LONG}."]


def test_a_menu_beside_the_text_is_left_out_and_text_beside_it_is_not(tmp_path: Path) -> None:
    menu = '<div><ul><li><a href="/1">Visits</a></li><li><a href="/2">Meetings</a></li></ul></div>'
    found = page(tmp_path, f"{menu}<div><div><h1>Boats</h1></div><p>{LONG}.</p></div><div><p>{LONG}, twice.</p></div>")
    assert [block.text for block in found.blocks] == ["Boats", f"{LONG}.", f"{LONG}, twice."]


def test_a_number_in_an_element_of_its_own_stands_before_its_text(tmp_path: Path) -> None:
    found = page(
        tmp_path, f"<main><div><div>4.1</div><div>{LONG}.</div></div><div><div>4.2</div><p>Go on.</p></div></main>"
    )
    assert texts(found, BlockKind.TEXT) == [f"4.1 {LONG}.", "4.2 Go on."]


def test_a_table_that_only_sets_out_numbers_is_numbered_text(tmp_path: Path) -> None:
    rows = f"<tr><td>4.</td><td>{LONG}.</td></tr><tr><td>5.</td><td>{LONG}, too.</td></tr>"
    assert texts(page(tmp_path, f"<main><table>{rows}</table></main>"), BlockKind.TEXT) == [
        f"4. {LONG}.",
        f"5. {LONG}, too.",
    ]
    header = "<tr><th>Day</th><th>Who</th></tr>"
    assert len(texts(page(tmp_path, f"<main><table>{header}{rows}</table></main>"), BlockKind.TABLE_ROW)) == 3


def test_merged_cells_keep_each_value_below_its_heading(tmp_path: Path) -> None:
    rows = (
        "<tr><th>Age</th><th>Jacket</th><th>Checked by</th></tr>"
        '<tr><td>Under 5</td><td>Collar</td><td rowspan="2">Worker</td></tr><tr><td>Over 5</td><td></td></tr>'
        '<tr><td colspan="2">Adults</td><td>Skipper</td></tr>'
    )
    assert texts(page(tmp_path, f"<main><table>{rows}</table></main>"), BlockKind.TABLE_ROW) == [
        "Age | Jacket | Checked by",
        "Under 5 | Collar | Worker",
        "Over 5 | – | ″",
        "Adults | ″ | Skipper",
    ]


def test_a_bold_line_is_a_heading_and_a_bold_lead_in_is_not(tmp_path: Path) -> None:
    body = f"<main><p><b>2. Boarding</b></p><p>3. <b>Leaving</b></p><p><b>Workers must:</b></p><p><b>Ring</b> {LONG}.</p></main>"
    assert texts(page(tmp_path, body), BlockKind.HEADING) == ["2. Boarding", "3. Leaving"]


def test_the_place_of_a_footnotes_mark_is_no_paragraphs_anchor(tmp_path: Path) -> None:
    mark = '<sup id="fnref:1"><a href="#fn:1">[footnote 1]</a></sup>'
    found = page(tmp_path, f'<main><h2 id="rules">Rules</h2><p>{LONG}{mark}.</p></main>')
    assert [(block.text, block.anchor) for block in found.blocks][1:] == [(f"{LONG}.", "rules")]


def test_print_links_and_questions_about_the_page_are_left_out(tmp_path: Path) -> None:
    body = (
        f'<main><p>{LONG}.</p><p>Page last updated: 3 May 2025</p><p><a href="#">Print this page</a></p>'
        "<h2>Was this page helpful?</h2><p>Yes No</p><p>Meetings end at noon.</p></main>"
    )
    assert [block.text for block in page(tmp_path, body).blocks] == [f"{LONG}.", "Meetings end at noon."]
