"""The whole answer as Markdown: for terminals, exports and pages that show text."""

from assistant.answer import Answer, Citation, CriteriaShown, PersonShown, Section, ServiceShown, UrgentNotice
from assistant.wording import Wording
from corpus.area import Contact


def answer_text(answer: Answer, wording: Wording) -> str:
    """Urgent first, then what was found, quoted under each voice with its numbers, then whom to speak to and what is not said."""
    parts = [*_urgent(answer.urgent)] if answer.urgent else [answer.reminder or "", answer.message]
    parts += [f"_{note}_" for note in answer.scope_notes]
    if answer.view:
        parts.append(f"### {wording.heading('view')}\n\n{answer.view}")
    parts += [_section(section, answer.citations) for section in answer.sections]
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
        marks = ", ".join(f"[{n}] {by_n[n].label}" for n in statement.citations)
        lines = statement.text.split("\n")
        quoted.append("\n".join(f"> {line}" for line in lines) + f"\n>\n> — {marks}")
    return f"### {section.heading}\n\n" + "\n\n".join(quoted)


def _criteria(criteria: CriteriaShown, citations: tuple[Citation, ...], wording: Wording) -> list[str]:
    """Every line of the map, quoted, with its status and the practitioner's own words."""
    lines = []
    for line in criteria.lines:
        status = wording.line_status(line.status, because=line.because)
        label = citations[line.citation - 1].label
        lines.append(f"- “{line.quote}” [{line.citation}] {label}  \n  {status}")
    return [f"### {criteria.title}\n\n{wording.criteria('note')}", "\n".join(lines)]


def service_line(service: ServiceShown, wording: Wording) -> str:
    """A service on one line: for whom, ages, how to refer, and when it was checked."""
    parts = [service.who, service.ages, service.referral, ", ".join(it for it in (service.phone, service.email) if it)]
    checked = wording.service("old" if service.old else "checked", day=service.last_checked)
    return f"**{service.name}**: " + "; ".join(part for part in (*parts, checked) if part)


def _list(heading: str, lines: list[str]) -> str:
    return f"### {heading}\n\n" + "\n".join(f"- {line}" for line in lines)


def _source(citation: Citation) -> str:
    published = f", {citation.published}" if citation.published else ""
    page = f", page {citation.page}" if citation.page else ""
    notes = f" ({'; '.join(citation.notes)})" if citation.notes else ""
    return f"[{citation.n}] {citation.title} ({citation.publisher}{published}), {citation.label}{page}{notes}"


def _contact(contact: Contact) -> str:
    return f"**{contact.name}: {contact.phone}** {contact.when}".strip()


def _person(person: PersonShown) -> str:
    mark = f" [{person.citation}]" if person.citation else ""
    return ", ".join(part for part in (person.role, person.name, person.contact) if part) + mark
