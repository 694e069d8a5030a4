"""sound: what stands beside the quotes: the area's criteria, the questions back, what may help, and whom to speak to."""

from dataclasses import replace

from assistant.answer import ServiceShown
from assistant.board import Board
from assistant.citing import Citing
from assistant.criteria import Heard, lay_out
from assistant.ending import Ending, said_in
from assistant.kind import Kind, kind_of
from assistant.outcome import Outcome
from assistant.people import people_of, people_shown
from assistant.services import helpful_services, shown_service
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
    helps = laid is not None or Kind.SERVICE in (understood.kind, kind_of(understood.text))
    rings = ending.reminded or (laid is not None and laid.kind is CriteriaKind.REFER)
    people = people_of(ending.scope.area, ending.snapshot, board, said_in(ending), body, rings=rings)
    shown = people_shown(people, citing.citations if laid else ())
    return replace(
        ending,
        laid=laid,
        services=_services(ending, board, embedder) if helps else (),
        people=shown,
        citations=tuple(citing.citations),
    )


def ended(outcome: Outcome, ending: Ending) -> Outcome:
    """How it ended: with a map that what was said touches, a question without a paragraph of its own is partly answered."""
    if ending.laid and outcome in (Outcome.NOT_IN_GUIDANCE, Outcome.CLARIFY):
        return Outcome.PARTLY_ANSWERED
    return outcome


def _services(ending: Ending, board: Board, embedder: Embedder) -> tuple[ServiceShown, ...]:
    """From the directory of the area, by all that was said in the conversation."""
    snapshot, area = ending.snapshot, ending.scope.area
    if snapshot is None or area is None:
        return ()
    said = [*(turn.question for turn in ending.question.history), ending.question.text]
    found = helpful_services(said, snapshot.services(area), board.services, embedder)
    return tuple(shown_service(it, ending.scope.date, board.wording) for it in found)
