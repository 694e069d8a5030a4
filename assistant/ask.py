"""ask: a question's line, from what was typed to a verified answer. It stores nothing."""

from dataclasses import replace

from assistant.alarm import Alarm, second_alarm
from assistant.answer import Answer
from assistant.board import Board
from assistant.clock import Clock
from assistant.compose import compose
from assistant.criteria import hear
from assistant.ending import COMPLETENESS, Ending, answer_of, urgent_answer
from assistant.judge import unanswered_parts
from assistant.look import Sight, look
from assistant.mask import mask
from assistant.once import one_call, remembering
from assistant.outcome import Outcome
from assistant.question import Question, check_length
from assistant.refusal import RefusalReason, refusal
from assistant.retrieve import Found
from assistant.said_line import said_first
from assistant.scope import Scoped, resolve_scope
from assistant.side_by_side import side_by_side
from assistant.sound import ended, sound
from assistant.think import thought_about, wants_view
from assistant.topic import off_topic
from assistant.understand import understand
from assistant.urgent import danger_in
from assistant.urgent_meaning import shipped_net
from assistant.verify import verify


@one_call()
def ask(question: Question, board: Board) -> Answer:
    """Answer one question. Safe to call from several threads.

    Raises QuestionEmpty, QuestionTooLong, UnknownArea, LibraryMissing, LibraryDamaged or EmbedderMismatch; an urgent question
    raises none of them and needs neither library nor index.
    """
    clock = Clock()
    alarm = _alarm(question, board, clock)
    if alarm is Alarm.URGENT:
        return urgent_answer(question, board, clock)
    check_length(question)
    with board.shelf.snapshot() as snapshot:
        with clock.step("mask"):
            masked = mask(question.text, snapshot.names)
        with clock.step("understand"):
            understood = understand(thought_about(question), snapshot)
            refused = refusal(question.text)
            elsewhere = off_topic(question.text)
        with clock.step("scope"):
            scoped = resolve_scope(question, understood, snapshot, board.wording)
        ending = Ending(
            question=question,
            masked=masked.text,
            scope=scoped.scope,
            scoped=scoped,
            snapshot=snapshot,
            reminded=alarm is Alarm.REMINDER,
            identified=masked.kinds if board.refuses_identifiers else (),
        )
        closed = Outcome.CLARIFY if understood.thanks else _closed(refused, scoped, elsewhere=elsewhere)
        closed = Outcome.REFUSED if ending.identified else closed
        if closed or wants_view(question):
            return answer_of(closed or Outcome.CLARIFY, replace(ending, thanks=understood.thanks), board, clock)
        embedder = remembering(board.embedder_for(snapshot))
        sight = Sight(snapshot=snapshot, board=board, embedder=embedder, clock=clock)
        looked = look(question, understood, scoped, sight)
        with clock.step("sound"):
            heard = hear(question, looked.scoped, snapshot, board, embedder)
            found = said_first(looked.found, heard, looked.scoped, snapshot)
        left = unanswered_parts(masked.text, looked.found, snapshot.generation.words)
        ending = replace(ending, scoped=looked.scoped, scope=looked.scoped.scope, found=found, unanswered=left)
        if looked.verdict.outcome in COMPLETENESS:
            ending = _quoted(looked.understood.standalone, ending, found, board, clock)
        with clock.step("sound"):
            ending = sound(ending, looked.understood, heard, board, embedder)
        return answer_of(ended(Outcome.REFUSED if refused else looked.verdict.outcome, ending), ending, board, clock)


def _quoted(question: str, ending: Ending, found: Found, board: Board, clock: Clock) -> Ending:
    """The ending with the answer's body: quotes chosen, checked, and held against each other."""
    if ending.scoped is None or ending.snapshot is None:
        return ending
    with clock.step("compose"):
        composed = compose(question, found, ending.scoped, ending.snapshot, board.wording)
    with clock.step("verify"):
        verified = verify(composed, ending.snapshot.library)
    with clock.step("differ"):
        beside = side_by_side(question, verified, found, ending.scoped, ending.snapshot)
    return replace(ending, verified=beside.verified, differences=beside.differences)


def _alarm(question: Question, board: Board, clock: Clock) -> Alarm:
    """Is someone in danger now? What the check without a model is not sure of is read by meaning as well."""
    with clock.step("urgent"):
        danger = danger_in(question.text, board.rules)
    with clock.step("urgent_by_meaning"):
        return second_alarm(question.text, danger, board.rules, board.meaning, shipped_net)


def _closed(refused: RefusalReason | None, scoped: Scoped, *, elsewhere: bool) -> Outcome | None:
    """How a question ends that is not searched for: off topic, refused outright, or about a place without a document here."""
    if elsewhere:
        return Outcome.OUT_OF_SCOPE
    if refused is not None and refused is not RefusalReason.VERDICT:
        return Outcome.REFUSED
    return Outcome.NOT_IN_GUIDANCE if scoped.missing else None
