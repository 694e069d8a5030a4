"""An answer as HTML for the chat. Every text is escaped. Offsets stay code points; the browser code converts them."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from assistant.answer import Answer, Citation, PersonShown, Section, Statement, UrgentNotice
from assistant.mask import Replacement
from assistant.wording import load_wording
from corpus.area import Contact
from corpus.days import day_in_words, published_in_words
from corpus.document import EditionState
from ui.chat_closest import closest_html
from ui.chat_criteria import advice_html, criteria_html, questions_html, services_html
from ui.chat_differences import differences_html
from ui.chat_note import note_html
from ui.chat_why import looked_at_html, whys_html
from ui.wording import wording

PHONE = re.compile(r"(?:\+\d|\b0)[\d ]{7,15}\d\b")
"""A telephone number as British texts print it."""
MARKS = frozenset('"“”')
"""Double quotation marks: a quote that has some of its own stands between single ones."""


def answer_html(
    answer: Answer,
    places: Mapping[str, str],
    *,
    masked: bool = False,
    replaced: Sequence[Replacement] = (),
    earlier: Sequence[str] = (),
) -> str:
    """The whole answer, the urgent banner first.

    `places` names each area by its id; `masked` says that something was taken out of the question, `replaced` where it stood:
    the page is told no word of it. `earlier` are the ids of the answers before it in the conversation.
    """
    whys = whys_html(answer)
    marks = {citation.n: _button(citation, citation.start, citation.label) for citation in answer.citations}
    parts = (
        _urgent(answer.urgent),
        f'<p class="sb-reminder"><strong>{escape(answer.reminder)}</strong></p>' if answer.reminder else "",
        _asked(answer, [(it.start, it.end, it.label) for it in replaced], masked=masked),
        _outcome(answer, places),
        *(_section(section, answer.citations, whys) for section in answer.sections),
        differences_html(answer, marks),
        closest_html(answer.closest),
        criteria_html(answer, marks),
        questions_html(answer),
        services_html(answer.services),
        advice_html(answer.criteria, marks),
        _people(answer.people, marks),
        _listing("not_said", answer.not_said),
        looked_at_html(answer),
        note_html(answer.id, earlier),
        _feedback(answer.id),
    )
    return f'<article class="sb-turn sb-{answer.outcome.value}">{"".join(parts)}</article>'


def problem_html(heading: str, message: str) -> str:
    """A clear message where there is no answer."""
    return (
        f'<article class="sb-turn sb-problem"><h2 class="sb-turn-heading" tabindex="-1">{escape(heading)}</h2>'
        f"<p>{escape(message)}</p></article>"
    )


def _asked(answer: Answer, replaced: list[tuple[int, int, str]], *, masked: bool) -> str:
    """The question as it was kept, or the practitioner's own view of the one before."""
    words = wording("chat")
    said = words["you_think"] if answer.view else words["you_asked"]
    told = escape(json.dumps(replaced))
    note = f'<p class="sb-masked" data-replaced="{told}">{escape(words["masked"])}</p>' if masked else ""
    return (
        f'<h2 class="sb-turn-heading sb-asked" tabindex="-1"><span class="sb-asked-by">{escape(said)}</span> '
        f"{_lines(answer.question)}</h2>{note}"
    )


def _urgent(notice: UrgentNotice | None) -> str:
    """The first number to ring stands before anything there is to read."""
    if notice is None:
        return ""
    first, others = (_contacts(part) for part in (notice.contacts[:1], notice.contacts[1:]))
    return (
        f'<section class="sb-urgent"><h2 class="sb-urgent-heading" tabindex="-1">'
        f"{escape(wording('chat')['urgent_heading'])}</h2>{first}<p>{_lines(notice.message)}</p>{others}</section>"
    )


def _contacts(contacts: tuple[Contact, ...]) -> str:
    return f'<ul class="sb-contacts">{"".join(map(_contact, contacts))}</ul>' if contacts else ""


def _contact(contact: Contact) -> str:
    return (
        f'<li><a class="sb-phone" href="tel:{_dialled(contact.phone)}">{escape(contact.phone)}</a>'
        f'<span class="sb-contact-name">{escape(contact.name)}</span>'
        f'<span class="sb-contact-when">{escape(contact.when)}</span></li>'
    )


def _dialled(phone: str) -> str:
    """The digits that a phone dials, with a leading plus where there is one.

    >>> _dialled("01632 960 199")
    '01632960199'
    """
    return ("+" if phone.strip().startswith("+") else "") + "".join(
        letter for letter in phone if letter in "0123456789"
    )


def _outcome(answer: Answer, places: Mapping[str, str]) -> str:
    notes = "".join(f"<li>{escape(note)}</li>" for note in answer.scope_notes)
    return (
        f'<div class="sb-outcome"><h3>{escape(_title(answer))}</h3>'
        f'<p class="sb-scope-line">{escape(_scope(answer, places))}</p>'
        f"{f'<p>{_lines(answer.message)}</p>' if answer.message else ''}"
        f'{f"""<ul class="sb-notes">{notes}</ul>""" if notes else ""}</div>'
    )


def _title(answer: Answer) -> str:
    words, texts = wording("chat"), load_wording()
    own = {
        texts.think("message"): words["think_outcome"],
        texts.thanks("message"): words["thanks_outcome"],
        texts.listed(): words["listed_outcome"],
    }
    return str(own.get(answer.message, words["outcome"][answer.outcome.value]))


def _scope(answer: Answer, places: Mapping[str, str]) -> str:
    words = wording("chat")
    named = [places.get(answer.scope.area, answer.scope.area)] if answer.scope.area else []
    named += [words["nation"][answer.scope.nation.value]] if answer.scope.nation else []
    template = "scope_for" if named else "scope_national" if len(places) > 1 else "scope_everywhere"
    return str(words[template]).format(place=", ".join(named), day=day_in_words(answer.scope.date))


def _section(section: Section, citations: tuple[Citation, ...], whys: Mapping[int, str]) -> str:
    """One kind of voice; its statements stand together under the document they come from."""
    documents = groupby(section.statements, key=lambda statement: _first(statement, citations))
    shown = "".join(_of_document(first, tuple(statements), citations, whys) for first, statements in documents)
    return (
        f'<section class="sb-section sb-{section.authority.value}"><h3>{escape(section.heading)}</h3>{shown}</section>'
    )


def _first(statement: Statement, citations: tuple[Citation, ...]) -> tuple[str, str, int]:
    """Document, edition and a citation of it, the key by which statements stand together."""
    first = citations[statement.citations[0] - 1]
    same = next(c.n for c in citations if (c.document_id, c.edition) == (first.document_id, first.edition))
    return first.document_id, first.edition, same


def _of_document(
    key: tuple[str, str, int], statements: Iterable[Statement], citations: tuple[Citation, ...], whys: Mapping[int, str]
) -> str:
    words = wording("chat")
    citation = citations[key[2] - 1]
    day = published_in_words(citation.published)
    published = str(words["published"]).format(day=day) if day else words["no_date"]
    state = () if citation.state is EditionState.CURRENT else (words["state"][citation.state.value],)
    tags = "".join(f'<span class="sb-tag">{escape(note)}</span>' for note in citation.notes or state)
    return (
        f'<div class="sb-document"><p class="sb-document-title"><cite>{escape(citation.title)}</cite> '
        f'<span class="sb-document-facts">{escape(citation.publisher)}. {escape(published)}.</span> {tags}</p>'
        f"{''.join(_statement(statement, citations, whys) for statement in statements)}</div>"
    )


def _statement(statement: Statement, citations: tuple[Citation, ...], whys: Mapping[int, str]) -> str:
    home = citations[statement.citations[0] - 1].document_id
    buttons = "".join(
        f"{_citation(citations[n - 1], statement, home)}{_under(citations[n - 1])}" for n in statement.citations
    )
    inside = ' class="sb-marks-inside"' if MARKS & set(statement.text) else ""
    return (
        f'<figure class="sb-statement"><blockquote{inside}>{_quoted(statement.text)}</blockquote>'
        f"<figcaption>{buttons}</figcaption>{''.join(whys.get(n, '') for n in statement.citations)}</figure>"
    )


def _under(citation: Citation) -> str:
    """The heading that a paragraph stands under: a quote is read in its place."""
    return f'<span class="sb-under">{escape(citation.under)}</span>' if citation.under else ""


def _quoted(text: str) -> str:
    """Lines as they stand, telephone numbers to tap; those that begin with a dash as a list.

    >>> _quoted("Ask:\\n- who\\n- when")
    '<p>Ask:</p><ul><li>who</li><li>when</li></ul>'
    """
    shown = []
    for bullet, lines in groupby(text.splitlines(), key=lambda line: line.startswith("- ")):
        if bullet:
            shown.append(f"<ul>{''.join(f'<li>{_with_phones(line[2:])}</li>' for line in lines)}</ul>")
        else:
            shown += [f"<p>{_with_phones(line)}</p>" for line in lines]
    return "".join(shown)


def _citation(citation: Citation, statement: Statement, home: str) -> str:
    """The button that opens the paragraph: every span that the answer shows is marked, this statement's is scrolled to.

    A document other than `home`, under whose title the statement stands, is named.
    """
    first = next((quote.start for quote in statement.quotes if quote.n == citation.n), citation.start)
    label = citation.label if citation.document_id == home else f"{citation.label}, {citation.title}"
    return _button(citation, first, label)


def _button(citation: Citation, first: int, label: str) -> str:
    """The button of a citation, as `label` calls it; the panel scrolls to the code point `first`."""
    data = {
        "paragraph": citation.paragraph_id,
        "edition": citation.edition,
        "spans": json.dumps([list(span) for span in citation.spans] or [[citation.start, citation.end]]),
        "first": str(first),
    }
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())
    opens = str(wording("chat")["open_citation"]).format(label=citation.label, title=citation.title)
    return (
        f'<button type="button" class="sb-cite" {attributes} aria-expanded="false" aria-label="{citation.n}: {escape(opens)}">'
        f'<span class="sb-cite-n">{citation.n}</span> <span class="sb-cite-label">{escape(label)}</span></button>'
    )


def _people(people: tuple[PersonShown, ...], marks: dict[int, str]) -> str:
    if not people:
        return ""
    rows = "".join(_person(person, marks) for person in people)
    return f'<section class="sb-people"><h3>{escape(wording("chat")["people_heading"])}</h3><ul>{rows}</ul></section>'


def _person(person: PersonShown, marks: dict[int, str]) -> str:
    name = f' <span class="sb-person-name">{escape(person.name)}</span>' if person.name else ""
    return (
        f'<li><span class="sb-role">{escape(person.role)}</span>{name} <span>{_with_phones(person.contact)}</span>'
        f"{' ' + marks[person.citation] if person.citation else ''}</li>"
    )


def _with_phones(text: str) -> str:
    """A text whose telephone numbers can be tapped.

    >>> _with_phones("ring 01632 960100 <now>")
    'ring <a class="sb-phone" href="tel:01632960100">01632 960100</a> &lt;now&gt;'
    """
    return PHONE.sub(lambda found: f'<a class="sb-phone" href="tel:{_dialled(found[0])}">{found[0]}</a>', escape(text))


def _listing(name: str, lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    rows = "".join(f"<li>{_lines(line)}</li>" for line in lines)
    css = name.replace("_", "-")
    return f'<section class="sb-{css}"><h3>{escape(wording("chat")[f"{name}_heading"])}</h3><ul>{rows}</ul></section>'


def _feedback(answer_id: str) -> str:
    words = wording("chat")
    return (
        f'<div class="sb-feedback" data-answer="{escape(answer_id)}"><span>{escape(words["feedback_question"])}</span>'
        f'<button type="button" class="sb-small" data-helpful="true">{escape(words["feedback_yes"])}</button>'
        f'<button type="button" class="sb-small" data-helpful="false">{escape(words["feedback_no"])}</button></div>'
    )


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())
