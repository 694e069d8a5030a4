"""The whole answer as Markdown: for terminals, exports and pages that show text."""

from assistant.answer import Answer, Citation, Section, UrgentNotice
from assistant.wording import Wording
from corpus.area import Contact, Person


def answer_text(answer: Answer, wording: Wording) -> str:
    """Urgent first, then what was found, quoted under each voice with its numbers, then whom to speak to and what is not said."""
    parts = [*_urgent(answer.urgent)] if answer.urgent else [answer.message]
    parts += [f"_{note}_" for note in answer.scope_notes]
    parts += [_section(section, answer.citations) for section in answer.sections]
    parts += [f"**{question}**" for question in answer.questions]
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


def _list(heading: str, lines: list[str]) -> str:
    return f"### {heading}\n\n" + "\n".join(f"- {line}" for line in lines)


def _source(citation: Citation) -> str:
    published = f", {citation.published}" if citation.published else ""
    page = f", page {citation.page}" if citation.page else ""
    notes = f" ({'; '.join(citation.notes)})" if citation.notes else ""
    return f"[{citation.n}] {citation.title} ({citation.publisher}{published}), {citation.label}{page}{notes}"


def _contact(contact: Contact) -> str:
    return f"**{contact.name}: {contact.phone}** {contact.when}".strip()


def _person(person: Person) -> str:
    return ", ".join(part for part in (person.role, person.name, person.contact) if part)
