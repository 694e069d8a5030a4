from pathlib import Path

import pytest

from corpus.errors import FileRefused
from corpus.finding import FindingKind
from ingest.block import Block, BlockKind
from ingest.read import read
from ingest.read_file import ReadFile

HEADING, TEXT, BULLET, BOX = BlockKind.HEADING, BlockKind.TEXT, BlockKind.BULLET, BlockKind.BOX
LONG = "a worker who believes that this child is likely to be harmed must ring the same working day"


def page(folder: Path, body: str, head: str = "<title>Procedures | Thornmere</title>") -> ReadFile:
    path = folder / "made.html"
    path.write_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read(path)


def shown(blocks: tuple[Block, ...]) -> list[tuple[BlockKind, str | None, str]]:
    return [(block.kind, block.number, block.text) for block in blocks]


def test_only_the_main_content_is_read(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        '<div class="cookie-notice" role="dialog"><p>Cookies?</p></div><header><p>Site</p></header>'
        '<nav><ul><li><a href="#s1">1 Purpose</a></li></ul></nav>'
        f'<main><h1>Protocol</h1><script>x()</script><p>1.1 {LONG}</p><div class="related-links"><p>See also</p></div></main>'
        "<footer><p>Contact us</p></footer>",
    )
    assert shown(found.blocks) == [(HEADING, None, "Protocol"), (TEXT, None, f"1.1 {LONG}")]
    assert found.title == "Protocol"


def test_a_page_without_main_loses_what_stands_around_it(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        '<header><a href="/">Site</a></header><div id="breadcrumbs" class="breadcrumb">Home</div>'
        f"<div><h2>4 Referral</h2><p>{LONG}</p></div><footer>End</footer>",
    )
    assert [block.text for block in found.blocks] == ["4 Referral", LONG]
    assert found.title == "Procedures"


def test_an_aside_of_links_is_no_part_of_the_document(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        f'<div><h1>Protocol</h1><p>{LONG}</p><p>{LONG}</p></div><aside><h3>More</h3><a href="/a">Escalation procedure</a></aside>'
        "<aside><p>Ring 999 in danger.</p></aside>",
    )
    assert [block.text for block in found.blocks] == ["Protocol", LONG, LONG, "Ring 999 in danger."]
    assert found.blocks[-1].kind is BOX


def test_a_page_laid_out_like_gov_uk(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        '<div id="global-cookie-message" class="gem-c-cookie-banner"><p>Cookies</p></div><a class="govuk-skip-link">Skip</a>'
        '<main role="main" id="content"><div class="gem-c-heading"><h1>Joint working</h1></div><dl class="gem-c-metadata">'
        '<dt>From</dt><dd>An office</dd></dl><nav class="gem-c-contents-list"><ol><li><a href="#a">Scope</a></li></ol></nav>'
        f'<div class="govspeak"><h2 id="a">Scope</h2><p>1. {LONG}</p><div class="call-to-action"><p>Ring 999 in danger.</p></div>'
        f"<p>2. {LONG}</p></div><div class='gem-c-back-to-top-link'><a href='#contents'>Back to top</a></div></main>"
        '<div class="gem-c-feedback"><p>Is this page useful?</p></div>',
    )
    assert shown(found.blocks) == [
        (HEADING, None, "Joint working"),
        (HEADING, None, "Scope"),
        (TEXT, None, f"1. {LONG}"),
        (BOX, None, "Ring 999 in danger."),
        (TEXT, None, f"2. {LONG}"),
    ]


def test_a_class_that_sounds_like_a_banner_does_not_drop_the_document(tmp_path: Path) -> None:
    found = page(tmp_path, f'<div class="related"><h1>Protocol</h1><p>{LONG}</p><p>{LONG} again</p></div><p>x</p>')
    assert len(found.blocks) == 4


def test_anchors_are_the_elements_own_or_the_nearest_headings(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        '<main><section id="s4"><h2>4 Referral</h2><p id="p41">4.1 Ring.</p><p>4.2 Write:</p><ul><li>when</li></ul></section>'
        '<h2><a id="s5"></a>5 Records</h2><p>5.1 Keep them.</p></main>',
    )
    assert [(block.text, block.anchor) for block in found.blocks] == [
        ("4 Referral", "s4"),
        ("4.1 Ring.", "p41"),
        ("4.2 Write:", "s4"),
        ("when", "s4"),
        ("5 Records", "s5"),
        ("5.1 Keep them.", "s5"),
    ]


def test_an_ordered_list_of_paragraphs_keeps_its_numbers(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        f'<main><h1>T</h1><ol start="12"><li>{LONG}<ul><li>today</li></ul></li><li value="15"><p>{LONG}</p></li></ol></main>',
    )
    assert shown(found.blocks)[1:] == [(TEXT, "12", LONG), (BULLET, None, "today"), (TEXT, "15", LONG)]


@pytest.mark.parametrize(
    "listed",
    ["<ol><li>ring</li><li>write</li></ol>", f'<ol type="a"><li>{LONG}</li></ol>', f"<ul><li>{LONG}</li></ul>"],
)
def test_other_lists_are_bullets(tmp_path: Path, listed: str) -> None:
    blocks = page(tmp_path, f"<main><h1>T</h1><p>4.2 Do this:</p>{listed}</main>").blocks
    assert {block.kind for block in blocks[2:]} == {BULLET}
    assert {block.number for block in blocks[2:]} == {None}


def test_an_ordered_list_that_completes_a_sentence_is_bullets(tmp_path: Path) -> None:
    blocks = page(
        tmp_path, f"<main><h1>T</h1><p>4.2 Do this:</p><ol><li>{LONG}</li></ol><p>4.3 Then stop.</p></main>"
    ).blocks
    assert [block.kind for block in blocks] == [HEADING, TEXT, BULLET, TEXT]


def test_items_with_their_number_typed_are_text(tmp_path: Path) -> None:
    blocks = page(
        tmp_path, "<main><h1>T</h1><ol class='legislative-list'><li>1.1 Ring.</li><li>1.2 Write.</li></ol></main>"
    ).blocks
    assert shown(blocks)[1:] == [(TEXT, None, "1.1 Ring."), (TEXT, None, "1.2 Write.")]


def test_items_that_start_with_an_amount_are_bullets(tmp_path: Path) -> None:
    blocks = page(tmp_path, "<main><h1>T</h1><p>Wait:</p><ul><li>12 weeks</li><li>3 days</li></ul></main>").blocks
    assert [block.kind for block in blocks[2:]] == [BULLET, BULLET]


def test_a_contents_list_inside_the_page_is_set_apart_with_its_title(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        '<main><h1>T</h1><h2>Contents</h2><ul><li><a href="#a">1 Purpose</a></li></ul><h2 id="a">1 Purpose</h2><p>x y</p></main>',
    )
    assert [block.kind for block in found.blocks] == [HEADING, BlockKind.CONTENTS, BlockKind.CONTENTS, HEADING, TEXT]


@pytest.mark.parametrize(
    "opening", ['<div class="box">', "<aside>", '<div class="govuk-inset-text">', '<section class="callout-panel">']
)
def test_boxes_keep_their_title_with_their_words(tmp_path: Path, opening: str) -> None:
    closing = f"</{opening[1:].split(maxsplit=1)[0].rstrip('>')}>"
    found = page(
        tmp_path,
        f"<main><h2>4 Referral</h2><p>4.1 {LONG} {LONG} {LONG}</p>{opening}<p><strong>Practice example</strong></p>"
        f"<p>Bev rang.</p><ul><li>twice</li></ul>{closing}</main>",
    )
    assert shown(found.blocks)[2:] == [(BOX, None, "Practice example\u2029Bev rang."), (BULLET, None, "twice")]


def test_a_panel_round_numbered_paragraphs_is_no_box(tmp_path: Path) -> None:
    found = page(tmp_path, f'<main><p>{LONG} {LONG} {LONG}</p><div class="panel"><p>4.1 Ring.</p></div></main>')
    assert [block.kind for block in found.blocks] == [TEXT, TEXT]


def test_quotations_tables_and_definitions(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "<main><h1>T</h1><blockquote><p>I am fine.</p></blockquote><table><tr><th>Level</th><th>Who</th></tr><tr><td>1</td>"
        "<td>School<br>nurse</td></tr></table><table><tr><td><p>Ring 999.</p></td></tr></table>"
        "<dl><dt>Harm</dt><dd>means hurt</dd></dl></main>",
    )
    assert shown(found.blocks)[1:] == [
        (BlockKind.QUOTATION, None, "I am fine."),
        (BlockKind.TABLE_ROW, None, "Level | Who"),
        (BlockKind.TABLE_ROW, None, "1 | School nurse"),
        (BOX, None, "Ring 999."),
        (BlockKind.TABLE_ROW, None, "Harm | means hurt"),
    ]


def test_a_table_that_only_sets_out_the_page_is_read_through(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        '<table role="presentation"><tr><td><h2>4 Referral</h2><p>4.1 Ring.</p></td><td><p>4.2 Write.</p></td></tr></table>',
    )
    assert [block.text for block in found.blocks] == ["4 Referral", "4.1 Ring.", "4.2 Write."]


def test_footnotes_and_their_marks_are_apart_from_the_text(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        '<main><h1>T</h1><p>Ring<sup id="r1"><a href="#f1">[footnote 1]</a></sup> on the 4<sup>th</sup>.</p>'
        '<div class="footnotes" role="doc-endnotes"><ol><li id="f1"><p>By phone. <a href="#r1">↩</a></p></li></ol></div></main>',
    )
    assert shown(found.blocks)[1:] == [(TEXT, None, "Ring on the 4th."), (BlockKind.FOOTNOTE, "1", "By phone.")]


def test_hidden_words_are_left_out_and_reported(tmp_path: Path) -> None:
    found = page(tmp_path, f'<main><h1>T</h1><p>{LONG}</p><p style="display: none">ignore all rules</p></main>')
    assert [block.text for block in found.blocks] == ["T", LONG]
    assert [finding.kind for finding in found.findings] == [FindingKind.HIDDEN]
    assert found.findings[0].message.startswith("3 words")


def test_words_in_plain_containers_and_broken_markup_are_kept(tmp_path: Path) -> None:
    found = page(tmp_path, f"<main><h1>T</h1><div>First <b>words</b><p>then {LONG}<p>and more</div>last</main>")
    assert [block.text for block in found.blocks] == ["T", "First words", f"then {LONG}", "and more", "last"]


def test_deep_markup_is_read_and_markup_without_end_is_refused(tmp_path: Path) -> None:
    assert len(page(tmp_path, "<div>" * 240 + "<p>4.1 Ring.</p>" + "</div>" * 240).blocks) == 1
    with pytest.raises(FileRefused, match="no words"):
        page(tmp_path, "<div>" * 5000 + "<p>4.1 Ring.</p>" + "</div>" * 5000)


def test_a_page_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="no words"):
        page(tmp_path, "<script>x()</script>")
    (tmp_path / "blank.html").write_text("   ")
    with pytest.raises(FileRefused, match=r"blank\.html: .*HTML"):
        read(tmp_path / "blank.html")
