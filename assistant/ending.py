"""Ending: what a question has come to, and the answer that is made of it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from assistant.answer import Answer, Citation, DifferenceShown, PersonShown, ServiceShown, UrgentNotice
from assistant.answer_id import new_answer_id
from assistant.answer_text import answer_text
from assistant.board import Board
from assistant.clock import Clock
from assistant.criteria import Laid
from assistant.explain import considered, weighing
from assistant.judge_features import SHOWN
from assistant.mask import mask
from assistant.near import closest
from assistant.not_said import missing_words
from assistant.outcome import Completeness, Outcome
from assistant.people import people_of, people_shown
from assistant.places import named_in, place_words
from assistant.question import Question
from assistant.retrieve import Found
from assistant.scope import Scoped
from assistant.think import gives_view, wants_view
from assistant.urgent import urgent_notice
from assistant.verify import Verified
from corpus.area import Person
from corpus.contacts import load_contacts
from corpus.scope import Scope
from corpus.snapshot import Snapshot

COMPLETENESS = {Outcome.ANSWERED: Completeness.COMPLETE, Outcome.PARTLY_ANSWERED: Completeness.PARTIAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Everything that the steps so far have found; later parts are None where the question ended before them.

    identified: the kinds of what could identify someone, where that is what the question is refused for. thanks: the turn asks
    and tells nothing.
    reminded: the question is not urgent, but near enough for a line that says whom to ring. unanswered: its parts for which
    nothing was found. listed: what is asked for is among the services.
    """

    question: Question
    masked: str
    scope: Scope
    identified: tuple[str, ...] = ()
    thanks: bool = False
    reminded: bool = False
    urgent: UrgentNotice | None = None
    scoped: Scoped | None = None
    snapshot: Snapshot | None = None
    found: Found | None = None
    unanswered: tuple[str, ...] = ()
    verified: Verified | None = None
    differences: tuple[DifferenceShown, ...] = ()
    laid: Laid | None = None
    citations: tuple[Citation, ...] = ()
    services: tuple[ServiceShown, ...] = ()
    listed: bool = False
    people: tuple[PersonShown, ...] = ()


def urgent_answer(question: Question, board: Board, clock: Clock) -> Answer:
    """The urgent answer: who to ring, before anything else. Reads one small file, and does without that too."""
    with clock.step("contacts"):
        contacts = load_contacts(board.data)
        named = [name for name in contacts if name in question.text.lower()]
        area = named[0] if named else question.area or ""
        notice = urgent_notice(contacts.get(area.lower(), ()))
    with clock.step("mask"):
        masked = mask(question.text, frozenset()).text
    known = question.area if question.area in contacts else None
    scope = Scope(area=known, nation=question.nation, date=question.on or date.today())
    return answer_of(Outcome.URGENT, Ending(question=question, masked=masked, scope=scope, urgent=notice), board, clock)


def answer_of(outcome: Outcome, ending: Ending, board: Board, clock: Clock) -> Answer:
    """The answer that an ending has come to."""
    verified = ending.verified
    cited = ending.citations or (verified.citations if verified else ())
    explains = ending.question.explain
    answer = Answer(
        id=new_answer_id(),
        question=ending.masked,
        outcome=outcome,
        completeness=COMPLETENESS.get(outcome, Completeness.NONE),
        message=_message(outcome, ending, board),
        scope=ending.scope,
        scope_notes=ending.scoped.notes if ending.scoped else (),
        urgent=ending.urgent,
        reminder=board.wording.reminder() if ending.reminded else None,
        sections=verified.sections if verified else (),
        citations=cited,
        differences=ending.differences,
        closest=closest(outcome, ending.found, ending.scoped, ending.snapshot),
        criteria=ending.laid.criteria if ending.laid else None,
        questions=_questions(outcome, ending, board),
        services=ending.services,
        view=ending.masked if gives_view(ending.question) else None,
        people=_people(outcome, ending, board),
        not_said=_not_said(outcome, ending, board),
        text="",
        timings_ms=dict(clock.timings_ms),
        library=ending.snapshot.pointer.fingerprint if ending.snapshot else None,
        asked_at=datetime.now(UTC),
        dropped=verified.dropped if verified else 0,
        considered=considered(ending.found, verified, cited, ending.snapshot, board.wording) if explains else None,
        weighing=weighing(ending.found, ending.scoped) if explains else None,
    )
    return replace(answer, text=answer_text(answer, board.wording))


def _message(outcome: Outcome, ending: Ending, board: Board) -> str:
    if ending.identified:
        return board.wording.identified(ending.identified)
    if outcome is Outcome.NOT_IN_GUIDANCE and ending.scoped and ending.scoped.missing:
        return board.wording.not_here(ending.scoped.missing)
    if ending.thanks:
        return board.wording.thanks("message")
    if outcome is Outcome.PARTLY_ANSWERED and ending.listed and not ending.citations and ending.verified is None:
        return board.wording.listed()
    return board.wording.think("message") if _is_view(outcome, ending) else board.wording.outcome_message(outcome)


def _is_view(outcome: Outcome, ending: Ending) -> bool:
    return outcome is Outcome.CLARIFY and wants_view(ending.question)


def _questions(outcome: Outcome, ending: Ending, board: Board) -> tuple[str, ...]:
    """What is asked back: what a criteria map does not know yet, which document a number is of, or what is meant."""
    if ending.laid and ending.laid.questions:
        return ending.laid.questions
    if wants_view(ending.question):
        return (board.wording.think("question"),)
    if outcome is Outcome.CLARIFY:
        return (board.wording.thanks("question") if ending.thanks else board.wording.clarify("vague"),)
    several = outcome is Outcome.PARTLY_ANSWERED and ending.found is not None and ending.found.by_number
    if not several or ending.verified is None:
        return ()
    titles = dict.fromkeys(citation.title for citation in ending.verified.citations)
    return (board.wording.clarify("which_document", titles="; ".join(titles)),)


def _people(outcome: Outcome, ending: Ending, board: Board) -> tuple[PersonShown, ...]:
    if outcome is Outcome.OUT_OF_SCOPE:
        return ()
    if ending.people:
        return ending.people
    return people_shown(_meant(ending, board), ())


def _meant(ending: Ending, board: Board) -> tuple[Person, ...]:
    return people_of(ending.scope.area, ending.snapshot, board, said_in(ending), (), rings=ending.reminded)


def said_in(ending: Ending) -> tuple[str, ...]:
    """All turns of the conversation, and the titles of what the answer quotes."""
    titles = [it.title for it in ending.verified.citations] if ending.verified else []
    return (*(turn.question for turn in ending.question.history), ending.question.text, *titles)


def _not_said(outcome: Outcome, ending: Ending, board: Board) -> tuple[str, ...]:
    """Telling words of the question that no quote holds. A story that a criteria map is laid beside has too many of them."""
    if ending.laid and ending.laid.touched:
        return ()
    if (
        outcome not in COMPLETENESS
        or ending.verified is None
        or ending.snapshot is None
        or ending.found is None
        or ending.found.by_number
    ):
        return ()
    shown = [it.paragraph for it in ending.found.evidence[:SHOWN]]
    places = place_words(named_in(ending.masked, ending.snapshot.areas), ending.snapshot.areas)
    words = missing_words(ending.masked, ending.unanswered, shown, ending.snapshot)
    missing = [it for it in words if it.lower() not in places]
    return (*board.wording.parts_not_said(ending.unanswered), *(board.wording.not_said(missing) if missing else ()))
