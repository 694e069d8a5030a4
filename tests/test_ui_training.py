"""The Training desk without a browser: marks, replies, edits, work, wording, and what it refuses."""

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from quiz_examples import BY_KIND, ITEMS

from corpus.library import Library
from corpus.settings import Settings
from evals.quiz_checks import Check
from evals.quiz_edit import edit_of, edited
from evals.quiz_export import QuizFormat
from evals.quiz_item import REQUOTED, UNLINKED, Acceptance, Choice, Difficulty, Item, ItemKind, ItemState
from evals.quiz_make import Wanted, make_items
from evals.quiz_review import current_paragraphs
from evals.quiz_set import QuizSet
from evals.quiz_text import accepted_line, cited
from ui.api import create_app
from ui.quiz_shelf import QuizShelf
from ui.training_marks import choice_pieces, key_spans, said_pieces
from ui.training_room import state_of
from ui.training_view import own_words
from ui.wording import wording


@pytest.fixture(scope="module")
def demo_settings(demo_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The demonstration library in a folder of its own: sets are kept in it."""
    data = tmp_path_factory.mktemp("training") / "data"
    shutil.copytree(demo_settings.data, data)
    return demo_settings.model_copy(update={"data": data})


@pytest.fixture(scope="module")
def made(demo_settings: Settings) -> tuple[Item, ...]:
    library = Library.open(demo_settings.data)
    items = make_items(library, Wanted(), lambda *_: None).items
    library.close()
    return items


@pytest.fixture
def desk(demo_settings: Settings) -> Iterator[TestClient]:
    with TestClient(
        create_app(demo_settings, chat=False), base_url="http://localhost", headers={"origin": "http://localhost"}
    ) as client:
        yield client


@pytest.mark.parametrize(
    ("table", "members"),
    [
        ("kind", ItemKind),
        ("kind_hint", ItemKind),
        ("difficulty", Difficulty),
        ("difficulty_hint", Difficulty),
        ("state", ItemState),
        ("check", Check),
        ("format", QuizFormat),
    ],
)
def test_every_member_has_its_words_and_no_other_has(table, members):
    assert set(wording("training")[table]) == {it.value for it in members}


def test_what_settles_an_item_is_marked_in_most_quotes_and_is_its_key(made):
    gaps = [it for it in made if it.accepted]
    assert len(gaps) > 20
    for item in gaps:
        said = [item.source.quote[a:b] for a, b in key_spans(item)]
        assert said, item.stem
        assert said[0].casefold() in {it.casefold() for it in item.accepted}
    altered = [it for it in made if it.kind is ItemKind.TRUE_FALSE and it.choices[1].right]
    assert len(altered) > 20
    assert all(any(piece.mark == "altered" for piece in said_pieces(it)) for it in altered)
    assert all(key_spans(it) for it in altered)


def test_the_altered_words_of_a_choice_are_marked_and_no_other():
    item = replace(
        BY_KIND[ItemKind.MULTIPLE_CHOICE],
        choices=tuple(
            Choice(text=f"The harbour desk {word} log a worry.", right=word == "must", feedback="")
            for word in ("may", "must")
        ),
    )
    assert [[(it.text, it.mark) for it in some] for some in choice_pieces(item)] == [
        [("The harbour desk ", ""), ("may", "altered"), (" log a worry.", "")],
        [("The harbour desk must log a worry.", "")],
    ]


def test_an_edit_of_an_item_of_a_changed_paragraph_rests_on_the_new_edition(demo_settings, made):
    library = Library.open(demo_settings.data)
    paragraphs = current_paragraphs(library)
    library.close()
    item = next(it for it in made if len(it.choices) == 4)
    old = replace(item, source=replace(item.source, edition="1999", digest="0" * 16))
    old = replace(old, choices=tuple(replace(it, source=old.source) for it in old.choices))
    assert edited(old, edit_of(old), paragraphs) == item
    lost = replace(edit_of(old), quote="Words that no paragraph of the area has.")
    assert edited(old, lost, paragraphs).source.digest == "0" * 16


def test_feedback_that_only_quotes_is_said_once_and_a_trainers_own_stays(made):
    assert {own_words(it.feedback, it.source) for it in made} == {""}
    assert {own_words(f"{it.feedback}\n{cited(it.source)}", it.source) for it in made} == {""}
    assert own_words(" Ask your lead. ", made[0].source) == "Ask your lead."


def test_a_changed_paragraph_keeps_an_accepted_item_out_of_quiz_and_downloads(desk, demo_settings, made):
    shelf = QuizShelf(demo_settings)
    fresh, old = (replace(it, state=ItemState.ACCEPTED) for it in made[:2])
    old = replace(old, source=replace(old.source, digest="0" * 16))
    shelf.put("Two", QuizSet(title="", library="", items=(fresh, old)))
    assert "Paragraph changed" in desk.get("/training/set?set=Two").text
    assert "1 item is left out" in desk.get("/training/download?set=Two").text
    assert desk.get("/training/file?set=Two&format=gift").text.count("::q-") == 1
    assert "of 1</small>" in desk.get("/training/try?set=Two").text


def test_one_button_puts_the_new_quote_in_and_accepting_is_another_step(desk, demo_settings, made):
    shelf = QuizShelf(demo_settings)
    item = replace(made[0], state=ItemState.ACCEPTED)
    old = replace(item, source=replace(item.source, digest="0" * 16))
    shelf.put("Behind", QuizSet(title="", library="", items=(old,)))
    where = {"set": "Behind", "item": old.id}
    page = desk.get("/training/item", params=where).text
    assert "Put the new quote in" in page
    assert "Accept all the same" not in page
    assert "Not accepted yet" in desk.post("/training/decide", data={**where, "state": "accepted", "anyway": "1"}).text
    assert shelf.get("Behind").items == (old,)

    page = desk.post("/training/requote", data=where).text
    assert "The new quote is in." in page
    assert "Put the new quote in" not in page
    new = shelf.get("Behind").items[0]
    assert (new.state, new.source, new.tags) == (ItemState.PROPOSED, item.source, (*item.tags, REQUOTED))
    assert "its quote is a new one" in desk.post("/training/decide", data={**where, "state": "accepted"}).text
    assert shelf.get("Behind").items[0].state is ItemState.PROPOSED
    desk.post("/training/decide", data={**where, "state": "accepted", "anyway": "1"})
    kept = shelf.get("Behind").items[0]
    assert (kept.state, kept.tags) == (ItemState.ACCEPTED, item.tags)
    assert desk.post("/training/requote", data=where).status_code == 422


def test_what_fails_a_check_is_accepted_on_purpose_only(desk, demo_settings, made):
    shelf = QuizShelf(demo_settings)
    longer = "The right answer stands out by far too many words, more than any other one has"
    item = next(it for it in made if it.kind is ItemKind.MULTIPLE_CHOICE)
    bad = replace(item, choices=tuple(replace(it, text=longer) if it.right else it for it in item.choices))
    shelf.put("Bad", QuizSet(title="", library="", items=(bad,)))
    form = {"set": "Bad", "item": bad.id, "state": "accepted"}
    assert "Length tell" in desk.post("/training/decide", data=form).text
    assert shelf.get("Bad").items[0].state is ItemState.PROPOSED
    desk.post("/training/decide", data={**form, "anyway": "1"})
    assert shelf.get("Bad").items[0].state is ItemState.ACCEPTED


def test_who_accepted_an_item_and_when_stands_with_it_until_it_is_put_back(desk, demo_settings, made):
    shelf = QuizShelf(demo_settings)
    shelf.put("Signed", QuizSet(title="", library="", items=made[:2]))
    form = {"set": "Signed", "item": made[0].id, "state": "accepted", "by": " The  training lead "}
    following = desk.post("/training/decide", data=form).text
    assert shelf.get("Signed").items[0].acceptance == Acceptance(by="The training lead", on=date.today())
    assert 'value="The training lead"' in following, "the browser keeps the name for the next item"
    line = accepted_line(shelf.get("Signed").items[0])
    for page in ("set?set=Signed", f"item?set=Signed&item={made[0].id}", "file?set=Signed&format=gift"):
        assert line in desk.get(f"/training/{page}").text
    assert desk.get("/training/file?set=Signed&format=csv").text.count("The training lead") == 1

    desk.post("/training/decide", data={**form, "state": "proposed"})
    assert shelf.get("Signed").items[0].acceptance is None
    desk.post("/training/decide", data={**form, "by": "x" * 81})
    assert shelf.get("Signed").items[0].state is ItemState.PROPOSED


def test_saving_a_guess_does_not_accept_it(desk, demo_settings, made):
    shelf = QuizShelf(demo_settings)
    item = next(it for it in made if it.accepted)
    shelf.put("Guess", QuizSet(title="", library="", items=(replace(item, tags=(UNLINKED,)),)))
    where = {"set": "Guess", "item": item.id}
    seen = re.search(r'name="seen" value="(\w+)"', desk.get("/training/edit", params=where).text)
    sent = {
        **where, "seen": seen[1], "then": "accept", "stem": item.stem, "quote": item.source.quote,
        "accepted": "\n".join(item.accepted), "feedback": item.feedback, "difficulty": item.difficulty.value,
    }  # fmt: skip
    assert "its paragraph is a guess" in desk.post("/training/edit", data=sent).text
    assert shelf.get("Guess").items[0].state is ItemState.PROPOSED


def test_an_edit_over_anothers_edit_is_refused_and_keeps_what_was_written(desk, demo_settings, made):
    shelf = QuizShelf(demo_settings)
    shelf.put("Edited", QuizSet(title="", library="", items=made[:1]))
    where = {"set": "Edited", "item": made[0].id}
    seen = re.search(r'name="seen" value="(\w+)"', desk.get("/training/edit", params=where).text)
    shelf.put("Edited", QuizSet(title="", library="", items=(replace(made[0], feedback="Changed meanwhile."),)))
    reply = desk.post("/training/edit", data={**where, "seen": seen[1], "stem": "My <b>own</b> words"})
    assert reply.status_code == 422
    assert "has been changed since you opened it" in reply.text
    assert "My &lt;b&gt;own&lt;/b&gt; words" in reply.text
    assert shelf.get("Edited").items[0].stem == made[0].stem


BANK = """
::By quote::Who checks the bottles? {=The lighthouse keeper ~The cook
####The guide says: “%s”}

::By none::How many lanterns hang in the harbour office? {=Forty-one green ones ~Two}
"""


def test_a_question_without_a_sure_paragraph_says_so_until_it_is_linked_by_hand(desk, demo_settings, made):
    quoted, other = made[0], next(it for it in made if it.source.paragraph_id != made[0].source.paragraph_id)
    bank = BANK % quoted.source.quote.replace("\n", " ")
    form = {"name": "My bank", "area": ""}
    watched = desk.post("/training/import", data=form, files={"file": ("bank.gift", bank.encode())})
    assert "2 questions were brought in" in awaited(desk, watched)
    shelf = QuizShelf(demo_settings)
    sure, guess = shelf.get("My bank").items
    assert (sure.source.paragraph_id, sure.tags) == (quoted.source.paragraph_id, ())
    assert guess.tags == (UNLINKED,)

    form = {"set": "My bank", "item": guess.id, "state": "accepted"}
    assert "its paragraph is a guess" in desk.post("/training/decide", data=form).text
    assert shelf.get("My bank").items[1].state is ItemState.PROPOSED
    assert "Rest on this paragraph" in desk.get("/training/link", params={**form, "words": "consent"}).text
    assert (
        "rests on this paragraph now"
        in desk.post("/training/link", data={**form, "paragraph": other.source.paragraph_id}).text
    )
    linked = shelf.get("My bank").items[1]
    assert (linked.source.paragraph_id, linked.tags) == (other.source.paragraph_id, ())
    assert linked.source.digest == other.source.digest


def test_more_items_go_into_a_set_and_none_twice(desk, demo_settings):
    form = {"document": "thornmere-kinship", "kind": list(ItemKind), "difficulty": list(Difficulty)}
    before = awaited(desk, desk.post("/training/new", data={**form, "name": "Growing", "number": "5"}))
    shelf = QuizShelf(demo_settings)
    own = tuple(replace(it, stem=f"{it.stem} Why?") for it in shelf.get("Growing").items)
    shelf.put("Growing", QuizSet(title="", library="", items=own))
    after = awaited(desk, desk.post("/training/new", data={**form, "into": "Growing", "number": "9"}))
    assert ("5 items are ready" in before, "items are ready" in after) == (True, True)
    items = shelf.get("Growing").items
    assert 9 <= len(items) == len({it.id for it in items}) < 14
    again = desk.post("/training/new", data={**form, "name": "growing", "number": "0"})
    assert again.status_code == 422
    assert "as a number from 1 to 500" in again.text
    assert "is called “growing” already" in again.text


def awaited(desk: TestClient, begun: Response) -> str:
    """The page that a piece of work leads to when it has ended."""
    watched = str(begun.url)
    for _ in range(1200):
        if "/progress/" not in watched or desk.get(f"{watched}/state").json()["ended"]:
            break
        time.sleep(0.1)
    return desk.get(watched).text


@pytest.mark.parametrize("headers", [{"origin": "http://elsewhere.example.org"}, {"origin": ""}])
def test_a_form_of_another_page_changes_nothing(desk, demo_settings, headers):
    shelf = QuizShelf(demo_settings)
    shelf.put("Mine", QuizSet(title="", library="", items=ITEMS))
    reply = desk.post("/training/delete", data={"set": "Mine"}, headers=headers)
    assert (reply.status_code, shelf.has("Mine")) == (403, True)


def test_what_is_not_there_is_said_on_a_page(desk):
    for address in ("set?set=Nothing", "item?set=Nothing&item=x", "try?set=Nothing", "download?set=Nothing"):
        reply = desk.get(f"/training/{address}")
        assert (reply.status_code, reply.headers["content-type"]) == (422, "text/html; charset=utf-8")
    large = desk.post("/training/import", files={"file": ("bank.xml", b"<quiz>" + b" " * 2_000_001)})
    assert (large.status_code, "too large" in large.text) == (413, True)
    broken = desk.post("/training/import", files={"file": ("bank.xml", b"<quiz")}, data={"name": "Broken"})
    assert (broken.status_code, "bank.xml" in broken.text) == (422, True)


def test_without_a_library_the_desk_says_so(tmp_path):
    settings = Settings(data=tmp_path)
    with TestClient(create_app(settings, chat=False)) as client:
        assert client.get("/training").status_code == 200
        assert "no library to make questions from" in client.get("/training/new").text


def test_a_rejected_item_stays_rejected_whatever_its_paragraph_does():
    item = replace(ITEMS[0], state=ItemState.REJECTED)
    assert state_of(item, ()) is ItemState.REJECTED
