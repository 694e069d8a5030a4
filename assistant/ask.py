"""ask: a question's line, from what was typed to a verified answer. It stores nothing."""

from dataclasses import replace

from assistant.alarm import Alarm, first_alarm, second_alarm
from assistant.answer import Answer
from assistant.board import Board
from assistant.clock import Clock
from assistant.compose import compose
from assistant.ending import COMPLETENESS, Ending, answer_of, urgent_answer
from assistant.judge import judge, load_judge_rule
from assistant.mask import mask
from assistant.outcome import Outcome
from assistant.question import Question, check_length
from assistant.refusal import RefusalReason, refusal
from assistant.retrieve import find
from assistant.scope import Scoped, resolve_scope
from assistant.sound import ended, sound
from assistant.think import thought_about, wants_view
from assistant.topic import off_topic
from assistant.understand import understand
from assistant.urgent import danger_in
from assistant.verify import verify
from assistant.whole import whole_of

CONSIDERED = 20
"""How many paragraphs are weighed, and listed when an explanation is asked for."""


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
            understood = understand(thought_about(question), snapshot, board.rules)
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
        closed = Outcome.REFUSED if ending.identified else _closed(refused, scoped, elsewhere=elsewhere)
        if closed or wants_view(question):
            return answer_of(closed or Outcome.CLARIFY, ending, board, clock)
        embedder = board.embedder_for(snapshot).remembering()
        with clock.step("retrieve"):
            found = whole_of(understood, find(understood, scoped, snapshot, embedder, CONSIDERED))
        with clock.step("judge"):
            verdict = judge(understood, found, snapshot.generation.words, load_judge_rule())
        if verdict.outcome in COMPLETENESS:
            with clock.step("compose"):
                composed = compose(understood.standalone, found, scoped, snapshot, board.wording)
            with clock.step("verify"):
                ending = replace(ending, verified=verify(composed, snapshot.library))
        with clock.step("sound"):
            ending = sound(replace(ending, found=found), understood, board, embedder)
        return answer_of(ended(Outcome.REFUSED if refused else verdict.outcome, ending), ending, board, clock)


def _alarm(question: Question, board: Board, clock: Clock) -> Alarm:
    """Is someone in danger now? Only what the check without a model lets pass is read by meaning as well."""
    with clock.step("urgent"):
        danger = danger_in(question.text, board.rules)
        alarm = first_alarm(danger, board.rules)
    if alarm is Alarm.URGENT:
        return alarm
    with clock.step("urgent_by_meaning"):
        return second_alarm(question.text, danger, board.rules, board.meaning, board.embedder)


def _closed(refused: RefusalReason | None, scoped: Scoped, *, elsewhere: bool) -> Outcome | None:
    """How a question ends that is not searched for: off topic, refused outright, or about a place without a document here."""
    if elsewhere:
        return Outcome.OUT_OF_SCOPE
    if refused is not None and refused is not RefusalReason.VERDICT:
        return Outcome.REFUSED
    return Outcome.NOT_IN_GUIDANCE if scoped.missing else None
