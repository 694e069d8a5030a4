"""An item of a changed paragraph gets the words of today, and feedback that quotes goes along; nothing is accepted by that."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.library import Library
from corpus.paragraph import Paragraph
from corpus.settings import Settings
from evals.quiz_checks import Check, stale
from evals.quiz_edit import edit_of, edited
from evals.quiz_ground import digest_of
from evals.quiz_item import REQUOTED, Item, ItemKind, ItemState, Source
from evals.quiz_linking import relinked
from evals.quiz_make import Wanted, make_items
from evals.quiz_requote import new_quote, not_said, requoted
from evals.quiz_review import accepted_by, current_paragraphs
from evals.quiz_told import made_form

BEFORE = "First read this. The desk must log a worry within 48 hours. Then it rings the school."


@pytest.fixture(scope="module")
def library(demo_settings: Settings) -> Library:
    return Library.open(demo_settings.data)


@pytest.fixture(scope="module")
def paragraphs(library: Library) -> dict[str, Paragraph]:
    return dict(current_paragraphs(library))


@pytest.fixture(scope="module")
def items(library: Library) -> tuple[Item, ...]:
    return make_items(library, Wanted(), lambda *_: None).items


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("Now read that. " + BEFORE, "The desk must log a worry within 48 hours."),
        (BEFORE.replace("48", "24"), "The desk must log a worry within 24 hours."),
        (BEFORE.replace("48", "two working"), "The desk must log a worry within two working hours."),
        (BEFORE.replace("must log", "must always log"), "The desk must always log a worry within 48 hours."),
        (BEFORE.replace(" within 48 hours", ""), "The desk must log a worry."),
        ("The lighthouse is open on Mondays. Bring your own lamp and a coat.", ""),
    ],
)
def test_the_words_that_stand_where_the_quote_stood_are_found_or_none(now: str, found: str) -> None:
    assert new_quote("The desk must log a worry within 48 hours.", BEFORE, now) == found


def changed(item: Item, paragraphs: dict[str, Paragraph], old: str, new: str) -> dict[str, Paragraph]:
    there = paragraphs[item.source.paragraph_id]
    assert old in there.text
    return {**paragraphs, there.id: replace(there, text=there.text.replace(old, new), edition="2031-05")}


def test_a_stale_item_waits_for_review_on_the_new_quote_and_says_which_answer_it_lacks(items, paragraphs) -> None:
    item = next(it for it in items if it.kind is ItemKind.GAP and it.accepted[0].isdecimal())
    item = item.put(ItemState.ACCEPTED, accepted_by("Me", date(2026, 3, 2)))
    number = item.accepted[0]
    now = changed(item, paragraphs, number, "917")
    assert [it.check for it in stale((item,), now)] == [Check.STALE]

    def before(source: Source) -> str:
        return paragraphs[source.paragraph_id].text

    new = requoted(item, before, now)
    assert (new.state, new.acceptance, REQUOTED in new.tags) == (ItemState.PROPOSED, None, True)
    assert "917" in new.source.quote
    assert new.source.quote in now[item.source.paragraph_id].text
    assert (new.source.edition, new.source.digest) == ("2031-05", digest_of(now[item.source.paragraph_id]))
    assert (new.stem, new.accepted, not_said(new)) == (item.stem, item.accepted, item.accepted)
    assert made_form(new.feedback, new.source) == "told"
    assert stale((new,), now) == ()
    assert REQUOTED not in new.put(ItemState.ACCEPTED).tags

    gone = {key: it for key, it in now.items() if key != item.source.paragraph_id}
    assert requoted(item, before, gone) is None


def test_a_quote_that_now_stands_under_another_number_is_followed_there(items, paragraphs) -> None:
    item = next(it for it in items if it.choices)
    there = paragraphs[item.source.paragraph_id]
    now = {key: it for key, it in paragraphs.items() if key != there.id}
    now["moved"] = replace(there, id="moved", number="99.9", printed=True)
    new = requoted(item, lambda source: paragraphs[source.paragraph_id].text, now)
    assert (new.source.paragraph_id, new.source.number, new.source.quote) == ("moved", "99.9", item.source.quote)


def test_feedback_that_quotes_says_the_new_words_after_an_edit_and_after_another_link(
    items, paragraphs, library
) -> None:
    item = next(it for it in items if len(it.choices) == 4)
    now = changed(item, paragraphs, item.source.quote, "A new beginning. " + item.source.quote)
    saved = edited(item, edit_of(item), now)
    other = next(it for it in paragraphs.values() if it.document_id != item.source.document_id)
    linked = relinked(item, other, library.document(other.document_id))
    for new in (saved, linked):
        assert new.source != item.source
        assert made_form(new.feedback, new.source) == "told"
        assert {made_form(it.feedback, it.source) for it in new.choices} == {"right", "wrong"}
    own = replace(edit_of(item), feedback="Ask your lead.")
    assert edited(item, own, now).feedback == "Ask your lead."
