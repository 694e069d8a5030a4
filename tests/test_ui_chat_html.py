from datetime import UTC, date, datetime
from html.parser import HTMLParser

from assistant.answer import (
    Answer,
    Citation,
    DifferenceShown,
    DifferenceSide,
    DifferingWords,
    PersonShown,
    Section,
    Statement,
    StatementQuote,
    UrgentNotice,
)
from assistant.difference import DifferenceKind
from assistant.outcome import Completeness, Outcome
from assistant.wording import load_wording
from corpus.area import Contact
from corpus.document import Authority, EditionState, Nation
from corpus.scope import Scope
from ui.chat_html import answer_html, problem_html
from ui.chat_parts import header_html
from ui.wording import wording

NASTY = '<img src=x onerror="alert(1)"> & \'quoted\' "twice"'


def citation(n, **changes):
    fields = {
        "n": n,
        "paragraph_id": f"guide:4.{n}",
        "document_id": "guide",
        "title": "The guide",
        "publisher": "The partnership",
        "published": "2025-04",
        "authority": Authority.LOCAL,
        "nation": None,
        "area": "here",
        "number": f"4.{n}",
        "printed": True,
        "label": f"paragraph 4.{n}",
        "headings": ("4 Referring",),
        "page": None,
        "quote": "must refer",
        "start": 7,
        "end": 17,
        "spans": ((7, 17), (30, 41)),
        "edition": "2025-04",
        "state": EditionState.CURRENT,
        "notes": (),
        "url": None,
    }
    return Citation(**fields | changes)


def statement(text, *ns):
    quotes = tuple(StatementQuote(n=n, start=30, end=41) for n in ns)
    return Statement(text=text, citations=ns, quotes=quotes)


def answer(**changes):
    fields = {
        "id": "019a0000-0000-7000-8000-000000000001",
        "question": "When?",
        "outcome": Outcome.ANSWERED,
        "completeness": Completeness.COMPLETE,
        "message": "",
        "scope": Scope(area="here", nation=Nation.ENGLAND, date=date(2026, 1, 2)),
        "scope_notes": (),
        "urgent": None,
        "sections": (),
        "citations": (),
        "questions": (),
        "people": (),
        "not_said": (),
        "text": "",
        "timings_ms": {},
        "library": None,
        "asked_at": datetime(2026, 1, 2, tzinfo=UTC),
    }
    return Answer(**fields | changes)


class Elements(HTMLParser):
    """Every element with its attributes, and all text, in order."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data + " "


def test_nothing_that_was_typed_or_ingested_becomes_markup():
    section = Section(heading=NASTY, authority=Authority.LOCAL, statements=(statement(f"{NASTY}\n- {NASTY}", 1),))
    person = PersonShown(role=NASTY, name=NASTY, contact=NASTY)
    notice = UrgentNotice(message=NASTY, contacts=(Contact(name=NASTY, phone=NASTY, when=NASTY),))
    nasty = answer(
        id=NASTY,
        question=NASTY,
        message=NASTY,
        scope_notes=(NASTY,),
        urgent=notice,
        sections=(section,),
        citations=(citation(1, title=NASTY, label=NASTY, publisher=NASTY, notes=(NASTY,), paragraph_id=NASTY),),
        questions=(NASTY,),
        people=(person,),
        not_said=(NASTY,),
    )
    html = Elements(answer_html(nasty, {"here": NASTY}) + problem_html(NASTY, NASTY))
    assert "img" not in {tag for tag, _ in html.elements}
    assert not any(name.startswith("on") for _, attributes in html.elements for name in attributes)
    assert html.text.count(NASTY) >= 14


def test_a_reminder_stands_above_the_answer_and_urgent_stays_away():
    html = answer_html(answer(reminder="Ring first.", message="What is said."), {})
    assert html.index("Ring first.") < html.index("When?") < html.index("What is said.")
    assert "sb-urgent" not in html


def test_urgent_help_comes_before_everything_else_and_can_be_dialled():
    notice = UrgentNotice(message="Ring now.", contacts=(Contact(name="Duty", phone="01632 960 199", when="Nights"),))
    html = answer_html(answer(outcome=Outcome.URGENT, urgent=notice), {})
    assert html.index("01632 960 199") < html.index("Ring now.") < html.index("When?")
    assert ("a", {"class": "sb-phone", "href": "tel:01632960199"}) in Elements(html).elements


def test_a_citation_shows_its_printed_number_and_opens_where_its_statement_stands():
    section = Section(heading="Local", authority=Authority.LOCAL, statements=(statement("must refer", 1),))
    html = Elements(answer_html(answer(sections=(section,), citations=(citation(1),)), {}))
    (button,) = [attributes for tag, attributes in html.elements if attributes.get("class") == "sb-cite"]
    assert button["data-paragraph"] == "guide:4.1"
    assert button["data-edition"] == "2025-04"
    assert button["data-spans"] == "[[7, 17], [30, 41]]"
    assert button["data-first"] == "30"
    assert "1 paragraph 4.1" in " ".join(html.text.split())


def test_statements_of_one_document_stand_under_its_title_once():
    statements = (statement("a", 1), statement("b", 2), statement("c", 3, 1))
    section = Section(heading="Local", authority=Authority.LOCAL, statements=statements)
    citations = (
        citation(1),
        citation(2),
        citation(3, document_id="other", title="Another text", notes=("superseded by 2026",)),
    )
    html = answer_html(answer(sections=(section,), citations=citations), {})
    assert html.count("<cite>The guide</cite>") == 1
    assert html.count("<cite>Another text</cite>") == 1
    assert "superseded by 2026" in html
    assert "paragraph 4.1, The guide" in html


def test_thanks_are_not_headed_as_a_question_back():
    thanked = answer(outcome=Outcome.CLARIFY, message=load_wording().thanks("message"))
    assert "<h3>Noted</h3>" in answer_html(thanked, {})
    assert "<h3>Noted</h3>" not in answer_html(answer(outcome=Outcome.CLARIFY, message="What is the worry?"), {})


def test_words_that_no_quote_holds_are_not_called_missing_from_the_guidance():
    """The quotes are a choice: "threshold" may stand in ten paragraphs that are not quoted."""
    headings = [wording("chat")["not_said_heading"], load_wording().heading("not_said"), wording("note")["gaps"]]
    assert {"quotes" in it for it in headings} == {True}
    assert not any(it in heading for heading in headings for it in ("guidance", "documents"))


def test_the_desks_open_beside_the_conversation_and_say_so():
    html = Elements(header_html())
    links = [attributes for tag, attributes in html.elements if attributes.get("href", "").startswith("/")]
    assert {it.get("target") for it in links} == {"_blank"}
    assert html.text.count("(opens in a new tab)") == len(links) == 3


def test_the_scope_is_always_said():
    assert "For Here Council, England, on 2 January 2026" in answer_html(answer(), {"here": "Here Council"})
    everywhere = answer(scope=Scope(area=None, nation=None, date=date(2026, 1, 2)))
    assert "For everything in this library, on 2 January 2026" in answer_html(everywhere, {"here": "Here Council"})
    assert "without local protocols" in answer_html(everywhere, {"here": "Here Council", "there": "There Council"})


def test_differing_sources_stand_side_by_side_with_their_words_marked():
    sides = tuple(
        DifferenceSide(
            citation=n,
            quote=f"They {word} <ring>.",
            start=10,
            end=10 + len(f"They {word} <ring>."),
            words=(DifferingWords(what=DifferenceKind.DUTY, words=word, start=15, end=15 + len(word)),),
        )
        for n, word in ((1, "must"), (2, "should"))
    )
    shown = DifferenceShown(what=(DifferenceKind.DUTY,), sides=sides)
    html = answer_html(
        answer(citations=(citation(1), citation(2, document_id="other", title=NASTY)), differences=(shown,)), {}
    )
    assert "<strong>must</strong> &lt;ring&gt;." in html
    assert "<strong>should</strong> &lt;ring&gt;." in html
    assert "Where the documents differ" in html
    assert ">April 2025</span>" in html
    assert "<img" not in html
