from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quiz_examples import BY_KIND, CHOICES, ITEMS, random_items, same
from quiz_readers import Found, by_anki, by_csv, by_gift_pegjs, by_h5p_server, by_pyslet

from corpus.errors import QuizError
from evals.quiz_export import FORMS, QuizFormat, export
from evals.quiz_item import Item, ItemKind
from evals.quiz_text import one_line, plain

SETS = st.lists(random_items(), min_size=8, max_size=12).map(
    lambda items: tuple(replace(it, id=f"item-{at:03d}") for at, it in enumerate(items))
)
HARD = settings(max_examples=4, deadline=None, database=None)
Read = Callable[[bytes, Path], list[Found]]
READERS: dict[QuizFormat, Read] = {
    QuizFormat.GIFT: lambda contents, _: by_gift_pegjs(contents),
    QuizFormat.QTI: lambda contents, _: by_pyslet(contents),
    QuizFormat.H5P: by_h5p_server,
    QuizFormat.ANKI: by_anki,
    QuizFormat.CSV: lambda contents, _: by_csv(contents),
}


def wanted_key(item: Item, form: QuizFormat) -> tuple[str, ...]:
    """The key as the format has it: what docs/quiz-formats.md says of the kinds that it has no type for."""
    key = item.key
    if item.kind is ItemKind.ORDERING and form in (QuizFormat.GIFT, QuizFormat.MOODLE_XML):
        key = tuple(f"{step} – {at}" for at, step in enumerate(item.order, start=1))
    if form is QuizFormat.GIFT:
        if item.kind is ItemKind.GAP:
            key = tuple(one_line(it).replace("->", "→") for it in item.accepted)
        elif item.kind is ItemKind.MATCHING:
            key = tuple(f"{left} – {one_line(right).replace('->', '→')}" for left, right in item.pairs)
    if item.kind is ItemKind.GAP and form is QuizFormat.ANKI:
        key = (" / ".join(one_line(it) for it in item.accepted),)
    if item.kind is ItemKind.GAP and form is QuizFormat.QTI:
        key = key[:1]
    if item.kind is ItemKind.TRUE_FALSE and form in (QuizFormat.GIFT, QuizFormat.H5P):
        key = ("True" if item.choices[0].right else "False",)
    return tuple(same(it) for it in key)


def assert_survived(items: tuple[Item, ...], form: QuizFormat, folder: Path) -> None:
    """Every item is found, with its key, its feedback, that of each choice, and its source."""
    found = READERS[form](export(items, form).contents, folder)
    ordered = sorted(items, key=lambda it: it.id) if form is QuizFormat.ANKI else items
    assert len(found) == len(items)
    for item, (key, told) in zip(ordered, found, strict=True):
        assert key == wanted_key(item, form), item.id
        for part in (item.feedback, item.source.title, item.source.quote, *(it.feedback for it in item.choices)):
            assert same(part) in same(told), (item.id, part)


@pytest.mark.parametrize("form", READERS)
def test_every_kind_survives(form: QuizFormat, tmp_path: Path) -> None:
    assert_survived(ITEMS, form, tmp_path)


@pytest.mark.parametrize("form", READERS)
def test_any_text_survives(form: QuizFormat) -> None:
    @HARD
    @given(SETS)
    def survives(items: tuple[Item, ...]) -> None:
        with TemporaryDirectory() as folder:
            assert_survived(items, form, Path(folder))

    survives()


@pytest.mark.parametrize("form", QuizFormat)
def test_the_same_items_give_a_file_of_their_own_kind(form: QuizFormat) -> None:
    made = export(ITEMS, form)
    assert made.contents[:2] == b"PK" if FORMS[form].ending in (".zip", ".h5p", ".apkg", ".xlsx", ".docx") else True
    if form in (QuizFormat.MOODLE_XML, QuizFormat.GIFT, QuizFormat.QTI, QuizFormat.H5P, QuizFormat.CSV):
        assert export(ITEMS, form) == made


def test_a_qti_manifest_names_every_file_of_the_package() -> None:
    from lxml import etree

    archive = ZipFile(BytesIO(export(ITEMS, QuizFormat.QTI).contents))
    manifest = etree.fromstring(archive.read("imsmanifest.xml"))
    named = {it.get("href") for it in manifest.iter("{*}file")}
    assert named | {"imsmanifest.xml"} == set(archive.namelist())
    assert {it.get("identifierref") for it in manifest.iter("{*}dependency")} == {
        it.get("identifier") for it in manifest.iter("{*}resource") if it.get("type") == "imsqti_item_xmlv2p1"
    }


def test_an_item_that_cannot_be_asked_is_named() -> None:
    spoilt = replace(ITEMS[3], accepted=())
    with pytest.raises(QuizError, match="harbour-gap: expected at least 1 accepted"):
        export((ITEMS[0], spoilt), QuizFormat.GIFT)
    with pytest.raises(QuizError, match="found none"):
        export((), QuizFormat.GIFT)


def test_more_right_choices_than_moodle_scores_are_refused() -> None:
    many = tuple(replace(CHOICES[0], text=f"Step {at}") for at in range(11))
    with pytest.raises(QuizError, match="at most 10 right choices"):
        export((replace(BY_KIND[ItemKind.MULTIPLE_RESPONSE], choices=many),), QuizFormat.MOODLE_XML)


def test_a_csv_cell_is_never_a_formula() -> None:
    text = export((replace(ITEMS[0], stem="=HYPERLINK(1)"),), QuizFormat.CSV).contents.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert ",=" not in text


def test_a_handout_asks_first_and_answers_on_a_sheet_with_sources() -> None:
    import docx

    document = docx.Document(BytesIO(export(ITEMS, QuizFormat.DOCX).contents))
    text = "\n".join(it.text for it in document.paragraphs)
    questions, answers = text.split("Answer sheet")
    for item in ITEMS:
        assert plain(item.stem) in questions
        assert all(plain(part) in answers for part in item.key)
    assert answers.count("paragraph 4.7") >= len(ITEMS)
    assert "Right: 2 = two." in answers
    assert "Right: 2 = two." not in questions
