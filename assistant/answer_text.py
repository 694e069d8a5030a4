"""The whole answer as Markdown: for terminals, exports and pages that show text."""

from assistant.answer import (
    Answer,
    Citation,
    ClosestShown,
    CriteriaLineShown,
    CriteriaShown,
    DifferenceShown,
    PersonShown,
    Section,
    ServiceShown,
    UrgentNotice,
)
from assistant.criteria_reply import LineStatus
from assistant.wording import Wording
from corpus.area import Contact
from corpus.days import published_in_words


def answer_text(answer: Answer, wording: Wording) -> str:
    """Urgent first, then what was found, quoted under each voice with its numbers, then whom to speak to and what is not said."""
    parts = [*_urgent(answer.urgent)] if answer.urgent else [answer.reminder or "", answer.message]
    parts += [f"_{note}_" for note in answer.scope_notes]
    if answer.view:
        parts.append(f"### {wording.heading('view')}\n\n{answer.view}")
    parts += [_section(section, answer.citations) for section in answer.sections]
    parts += _differences(answer.differences, answer.citations, wording)
    parts += _closest(answer.closest, wording)
    if answer.criteria:
        parts += _criteria(answer.criteria, answer.citations, wording)
    parts += [f"**{question}**" for question in answer.questions]
    if answer.services:
        parts.append(_list(wording.heading("services"), [service_line(it, wording) for it in answer.services]))
    if answer.criteria and answer.criteria.advice:
        advice = answer.criteria.advice
        parts.append(f"> {advice.quote}\n>\n> — [{advice.citation}] {answer.citations[advice.citation - 1].label}")
    if answer.people:
        parts.append(_list(wording.heading("people"), [_person(person) for person in answer.people]))
    if answer.not_said:
        parts.append(_list(wording.heading("not_said"), list(answer.not_said)))
    if answer.citations:
        parts.append(_list(wording.heading("sources"), [_source(citation) for citation in answer.citations]))
    return "\n\n".join(part for part in parts if part)


def _urgent(notice: UrgentNotice) -> list[str]:
    return [f"**{notice.message}**", "\n".join(f"- {_contact(contact)}" for contact in notice.contacts)]


def _section(section: Section, citations: tuple[Citation, ...]) -> str:
    by_n = {citation.n: citation for citation in citations}
    quoted = []
    for statement in section.statements:
        marks = ", ".join(f"[{n}] {_placed(by_n[n])}" for n in statement.citations)
        lines = statement.text.split("\n")
        quoted.append("\n".join(f"> {line}" for line in lines) + f"\n>\n> — {marks}")
    return f"### {section.heading}\n\n" + "\n\n".join(quoted)


def _placed(citation: Citation) -> str:
    """What people call a paragraph, with the heading that it stands under: a quote is read in its place."""
    return f"{citation.label}, {citation.under}" if citation.under else citation.label


def _differences(found: tuple[DifferenceShown, ...], citations: tuple[Citation, ...], wording: Wording) -> list[str]:
    """Every side of every difference, quoted with its document and edition; the words that differ are named first."""
    if not found:
        return []
    parts = [f"### {wording.heading('differences')}\n\n{wording.difference('note')}"]
    for it in found:
        sides = []
        for side in it.sides:
            source = citations[side.citation - 1]
            words = " / ".join(f"**{words.words}**" for words in side.words)
            quote = side.quote.replace("\n", " ")
            sides.append(f"- {words}: “{quote}” [{side.citation}] {wording.source(source)}")
        parts.append(f"{wording.differ_in(it.what)}\n\n" + "\n".join(sides))
    return parts


def _criteria(criteria: CriteriaShown, citations: tuple[Citation, ...], wording: Wording) -> list[str]:
    """Lines that were said or said to be otherwise, quoted with the practitioner's own words; the others as a short list.

    The JSON has every line in the map's order.
    """
    told = [it for it in criteria.lines if it.status is not LineStatus.NOT_SAID]
    rest = [it for it in criteria.lines if it.status is LineStatus.NOT_SAID]
    parts = [f"### {criteria.title}\n\n{wording.criteria('note')}"]
    parts.append("\n".join(_told(line, citations, wording) for line in told))
    if rest:
        open_lines = "\n".join(f"- {_open(line, wording)}" for line in rest)
        parts.append(f"{wording.criteria('open')}\n\n{open_lines}")
    return parts


def _told(line: CriteriaLineShown, citations: tuple[Citation, ...], wording: Wording) -> str:
    status = wording.line_status(line.status, because=line.because)
    return f"- “{line.quote}” [{line.citation}] {citations[line.citation - 1].label}  \n  {status}"


def _open(line: CriteriaLineShown, wording: Wording) -> str:
    """A line of which nothing was said, on one line, with those of the practitioner's words that come near it."""
    near = f" {wording.criteria('near').format(because=line.because)}" if line.because else ""
    return f"“{line.quote}” [{line.citation}]{near}"


def service_line(service: ServiceShown, wording: Wording) -> str:
    """A service on one line: for whom, ages, how to refer, and when it was checked."""
    parts = [service.who, service.ages, service.referral, ", ".join(it for it in (service.phone, service.email) if it)]
    checked = wording.service("old" if service.old else "checked", day=service.last_checked)
    return f"**{service.name}**: " + "; ".join(part for part in (*parts, checked) if part)


def closest_line(it: ClosestShown) -> str:
    """A paragraph near the question, on one line: its document, what people call it, and the heading it stands under."""
    return ", ".join(part for part in (it.title, it.label, it.heading) if part)


def _closest(found: tuple[ClosestShown, ...], wording: Wording) -> list[str]:
    if not found:
        return []
    lines = "\n".join(f"- {closest_line(it)}" for it in found)
    return [f"### {wording.heading('closest')}\n\n{wording.closest()}\n\n{lines}"]


def _list(heading: str, lines: list[str]) -> str:
    return f"### {heading}\n\n" + "\n".join(f"- {line}" for line in lines)


def _source(citation: Citation) -> str:
    facts = ", ".join(it for it in (citation.publisher, published_in_words(citation.published)) if it)
    page = f", page {citation.page}" if citation.page else ""
    notes = f" ({'; '.join(citation.notes)})" if citation.notes else ""
    return f"[{citation.n}] {citation.title} ({facts}), {citation.label}{page}{notes}"


def _contact(contact: Contact) -> str:
    return f"**{contact.name}: {contact.phone}** {contact.when}".strip()


def _person(person: PersonShown) -> str:
    mark = f" [{person.citation}]" if person.citation else ""
    return ", ".join(part for part in (person.role, person.name, person.contact) if part) + mark
