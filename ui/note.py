"""Note: an answer as a note for the file: what was asked and shown, and room for the practitioner's own decision.

It is made of what was kept of an answer, which is masked, so that no name can get into it. `note_markdown` and `note_docx`
write it down.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.answer import under_heading
from assistant.criteria_reply import LineStatus
from assistant.outcome import Outcome
from assistant.wording import load_wording
from corpus.days import day_in_words
from ui.wire_answer import AnswerOut, CitationOut, CriteriaLineOut, PersonOut, StatementOut
from ui.wording import wording


class BlockKind(StrEnum):
    """What a block of a note is."""

    HEADING = "heading"
    TEXT = "text"
    QUOTE = "quote"
    ITEM = "item"
    FIELD = "field"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of a note. text: without any markup, lines kept. source: where a quote stands, '' for others.

    A field is an empty space to write in; its text is its label.
    """

    kind: BlockKind
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note: `blocks` in order. file_name: without an ending, of letters, digits and hyphens."""

    title: str
    file_name: str
    blocks: tuple[Block, ...]


def note_of(answer: AnswerOut, earlier: Sequence[AnswerOut], places: Mapping[str, str]) -> Note:
    """The note of an answer. earlier: those before it in the conversation, oldest first. places: areas' names by id."""
    words = wording("note")
    blocks = (
        *_facts(answer, places, words),
        *_asked(answer, earlier, words),
        *_urgent(answer, words),
        *_message(answer, words),
        *_guidance(answer, words),
        *_differences(answer, words),
        *_closest(answer, words),
        *_criteria(answer, earlier, words),
        *_items(words["gaps"], answer.not_said),
        *_items(words["questions"], answer.questions),
        *_items(words["people"], [_person(it) for it in answer.people]),
        *_items(words["services"], [", ".join(filter(None, (it.name, it.phone))) for it in answer.services]),
        *_items(words["sources"], [_full_source(it, words) for it in answer.citations]),
        *_decision(words),
    )
    day = answer.asked_at.strftime("%Y-%m-%d")
    return Note(title=words["title"], file_name=f"note-{day}-{answer.id[-6:]}", blocks=blocks)


def _facts(answer: AnswerOut, places: Mapping[str, str], words: dict[str, Any]) -> Iterator[Block]:
    yield _text(words["made_by"])
    yield _text(words["labels"])
    area, nation = answer.scope.area, answer.scope.nation
    named = [places.get(area, area)] if area else []
    named += [wording("chat")["nation"][nation.value]] if nation else []
    place = ", ".join(named) or words["everywhere"]
    asked_at = answer.asked_at
    lines = (
        words["asked_at"].format(day=day_in_words(asked_at.date()), time=asked_at.strftime("%H:%M")),
        words["scope"].format(place=place, day=day_in_words(answer.scope.date)),
        words["outcome"].format(outcome=_outcome(answer)),
        words["library"].format(library=answer.library) if answer.library else words["no_library"],
        words["answer_id"].format(id=answer.id),
    )
    yield from (_item(line) for line in lines)


def _asked(answer: AnswerOut, earlier: Sequence[AnswerOut], words: dict[str, Any]) -> Iterator[Block]:
    yield from _items(words["asked_before"], [_before(it, words) for it in earlier])
    yield _heading(words["view"] if answer.view else words["question"])
    yield _text(answer.question)


def _before(answer: AnswerOut, words: dict[str, Any]) -> str:
    shown = dict.fromkeys(f"{it.label} of {it.title}" for it in answer.citations)
    template = words["before_shown"] if shown else words["before"]
    return str(template.format(question=answer.question, outcome=_outcome(answer), places="; ".join(shown)))


def _urgent(answer: AnswerOut, words: dict[str, Any]) -> Iterator[Block]:
    if answer.urgent:
        yield _heading(words["urgent"])
        yield _text(answer.urgent.message)
        yield from (_item(words["contact"].format(**it.model_dump())) for it in answer.urgent.contacts)


def _message(answer: AnswerOut, words: dict[str, Any]) -> Iterator[Block]:
    """What was said in place of quotes, or beside them: a refusal and its reason belong on the file too."""
    if answer.message and not answer.urgent:
        yield _heading(words["message"])
        yield _text(answer.message)
    yield from (_text(note) for note in answer.scope_notes)


def _guidance(answer: AnswerOut, words: dict[str, Any]) -> Iterator[Block]:
    for section in answer.sections:
        yield _heading(section.heading)
        yield from (_quote(it, answer.citations, words) for it in section.statements)


def _quote(statement: StatementOut, citations: Sequence[CitationOut], words: dict[str, Any]) -> Block:
    source = "\n".join(_source(citations[n - 1], words) for n in statement.citations)
    return Block(kind=BlockKind.QUOTE, text=statement.text, source=source)


def _differences(answer: AnswerOut, words: dict[str, Any]) -> Iterator[Block]:
    """Every side of every difference, quoted with the words that differ named first."""
    texts = load_wording()
    if answer.differences:
        yield _heading(texts.heading("differences"))
        yield _text(texts.difference("note"))
    for it in answer.differences:
        yield _text(texts.differ_in(it.what))
        for side in it.sides:
            differing = " / ".join(found.words for found in side.words)
            source = f"{differing}: {_source(answer.citations[side.citation - 1], words)}"
            yield Block(kind=BlockKind.QUOTE, text=side.quote, source=source)


def _closest(answer: AnswerOut, words: dict[str, Any]) -> Iterator[Block]:
    if answer.closest:
        yield _heading(words["closest"])
        yield _text(words["closest_note"])
    yield from (_item(", ".join(filter(None, (it.title, it.label, it.heading)))) for it in answer.closest)


def _criteria(answer: AnswerOut, earlier: Sequence[AnswerOut], words: dict[str, Any]) -> Iterator[Block]:
    """The lines of the map by what the conversation has said of them: no count, no verdict.

    Where this answer laid none out, as an urgent one does not, that of the last answer before it which did.
    """
    source = next((it for it in (answer, *reversed(earlier)) if it.criteria), None)
    if source is None or source.criteria is None:
        return
    criteria = source.criteria
    places = [_short_source(it) if source is answer else _place(it, words) for it in source.citations]
    yield _heading(words["criteria"].format(title=criteria.title))
    for status in (LineStatus.SAID, LineStatus.CONTRADICTED, LineStatus.NOT_SAID):
        lines = [it for it in criteria.lines if it.status is status]
        if lines:
            yield _text(f"{words[status.value]}:")
        yield from (_item(_line(it, places[it.citation - 1], words)) for it in lines)
    if criteria.advice:
        yield _heading(words["advice"])
        cited = source.citations[criteria.advice.citation - 1]
        place = _source(cited, words) if source is answer else _place(cited, words)
        yield Block(kind=BlockKind.QUOTE, text=criteria.advice.quote, source=place)


def _line(line: CriteriaLineOut, place: str, words: dict[str, Any]) -> str:
    template = words["line_because"] if line.because else words["line"]
    return str(template.format(quote=line.quote, place=place, because=line.because))


def _short_source(citation: CitationOut) -> str:
    """The number under which the note lists the source in full, and what people call the place."""
    return f"[{citation.n}] {citation.label}"


def _decision(words: dict[str, Any]) -> Iterator[Block]:
    yield _heading(words["decision_heading"])
    for field in ("decision", "reasons", "spoke_to", "signed"):
        yield Block(kind=BlockKind.FIELD, text=words[field])


def _person(person: PersonOut) -> str:
    mark = f" [{person.citation}]" if person.citation else ""
    return ", ".join(part for part in (person.role, person.name, person.contact) if part) + mark


def _source(citation: CitationOut, words: dict[str, Any]) -> str:
    return str(words["source"].format(n=citation.n, place=_place(citation, words)))


def _place(citation: CitationOut, words: dict[str, Any]) -> str:
    state = words["state"][citation.state.value]
    label = ", ".join(filter(None, (citation.label, under_heading(citation.headings))))
    return str(words["place"].format(title=citation.title, edition=citation.edition, state=state, label=label))


def _full_source(citation: CitationOut, words: dict[str, Any]) -> str:
    page = words["page"].format(page=citation.page) if citation.page else ""
    publisher = words["publisher"].format(publisher=citation.publisher) if citation.publisher else ""
    more = [publisher, page, *citation.notes, citation.url or ""]
    return f"{_source(citation, words)}. {' '.join(part for part in more if part)}".strip()


def _outcome(answer: AnswerOut) -> str:
    return str(wording("chat")["outcome"][Outcome(answer.outcome).value])


def _items(heading: str, lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield _heading(heading)
    yield from (_item(line) for line in lines)


def _heading(text: str) -> Block:
    return Block(kind=BlockKind.HEADING, text=text)


def _text(text: str) -> Block:
    return Block(kind=BlockKind.TEXT, text=text)


def _item(text: str) -> Block:
    return Block(kind=BlockKind.ITEM, text=text)
