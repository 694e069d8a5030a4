"""sound: what stands beside the quotes: the area's criteria, the questions back, what may help, and whom to speak to."""

from dataclasses import replace

from assistant.board import Board
from assistant.citing import Citing
from assistant.criteria import Heard, lay_out
from assistant.directory import asked_for, load_directory_rule
from assistant.ending import Ending, said_in
from assistant.kind import Kind, kind_of
from assistant.outcome import Outcome
from assistant.people import people_of, people_shown
from assistant.services import Nearness, helpful_services, nearness_of, shown_service
from assistant.understand import Understood
from corpus.criteria import CriteriaKind
from corpus.embedder import Embedder


def sound(ending: Ending, understood: Understood, heard: Heard | None, board: Board, embedder: Embedder) -> Ending:
    """The ending with the map that the conversation is about; where no paragraph answers, only one that was touched."""
    if ending.scoped is None or ending.snapshot is None:
        return ending
    body = ending.verified.citations if ending.verified else ()
    citing = Citing(scoped=ending.scoped, snapshot=ending.snapshot, citations=list(body))
    laid = lay_out(heard, citing) if heard else None
    laid = laid if laid and (laid.touched or (laid.asked_for and ending.verified)) else None
    if laid is None:
        citing.citations = list(body)
    near, asked = _directory(ending, understood, board, embedder)
    helps = laid is not None or Kind.SERVICE in (understood.kind, kind_of(understood.text))
    helpful = helpful_services(near) if helps or asked >= load_directory_rule().shown else ()
    rings = ending.reminded or (laid is not None and laid.kind is CriteriaKind.REFER)
    people = people_of(ending.scope.area, ending.snapshot, board, said_in(ending), body, rings=rings)
    shown = people_shown(people, citing.citations if laid else ())
    return replace(
        ending,
        laid=laid,
        services=tuple(shown_service(it, ending.scope.date, board.wording) for it in helpful),
        listed=bool(helpful) and asked >= load_directory_rule().answers,
        people=shown,
        citations=tuple(citing.citations),
    )


def ended(outcome: Outcome, ending: Ending) -> Outcome:
    """How it ended: with a map that what was said touches, or a directory that lists what is asked for, a question without a
    paragraph of its own is partly answered.
    """
    if ending.laid and outcome in (Outcome.NOT_IN_GUIDANCE, Outcome.CLARIFY):
        return Outcome.PARTLY_ANSWERED
    return Outcome.PARTLY_ANSWERED if ending.listed and outcome is Outcome.NOT_IN_GUIDANCE else outcome


def _directory(ending: Ending, understood: Understood, board: Board, embedder: Embedder) -> tuple[Nearness, float]:
    """How near the services of the area are to all that was said in the conversation, and how likely they are asked for."""
    snapshot, area = ending.snapshot, ending.scope.area
    said = [*(turn.question for turn in ending.question.history), ending.question.text]
    services = snapshot.services(area) if snapshot and area else ()
    near = nearness_of(said, services, board.services, embedder)
    return near, asked_for(understood.text, near, embedder)
