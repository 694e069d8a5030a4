"""One turn of the chat: a message and the conversation before it become the conversation after it."""

import logging
from dataclasses import dataclass, replace

from assistant.alarm import tells_of_danger
from assistant.outcome import Outcome
from assistant.question import ANY_AREA, MOST_TURNS, Turn, writable
from corpus.days import day_written
from corpus.errors import LibraryMissing, LibraryUnusable, SoundingBoardError
from ui.chat_html import answer_html, problem_html
from ui.desk import Asked, Desk
from ui.wording import wording

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What has been said. `turns` go on to the assistant, masked; `shown` is the HTML of every turn, problems included."""

    turns: tuple[Turn, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def awaits_view(self) -> bool:
        """Whether the last question was put back for the practitioner's own view."""
        return bool(self.turns) and self.turns[-1].put_back


def take_turn(
    desk: Desk, conversation: Conversation, message: str, area: str, day: str = "", *, think: bool = False
) -> Conversation:
    """Ask, and add what came back: an answer, or a clear message. `area` '' means all areas, `day` '' today. Never raises.

    What is urgent is answered whatever the day.
    """
    words = wording("chat")
    asked = Asked(text=message, history=conversation.turns[-MOST_TURNS:], area=area or None, explain=True, think=think)
    try:
        if not tells_of_danger(message):
            asked = replace(asked, on=day_written(day))
        answer = desk.ask(asked)
        masked = desk.masked(writable(message))
        earlier = [turn.answer_id for turn in asked.history if turn.answer_id]
        replaced = masked.replaced if masked.text == answer.question else ()
        shown = answer_html(answer, places(desk), masked=answer.question != message, replaced=replaced, earlier=earlier)
    except LibraryMissing:
        return _with_problem(conversation, words["no_library_heading"], words["no_library"])
    except LibraryUnusable as error:
        log.error("%s", error)
        return _with_problem(conversation, words["problem_heading"], words["fault"])
    except SoundingBoardError as error:
        return _with_problem(conversation, words["problem_heading"], str(error))
    except Exception as error:  # noqa: BLE001  whatever happens, the person gets words; the log gets the kind of fault
        log.error("A turn of the chat failed (%s).", type(error).__name__)
        return _with_problem(conversation, words["problem_heading"], words["fault"])
    put_back = think and answer.outcome is Outcome.CLARIFY and answer.view is None
    turn = Turn(question=answer.question, answer_id=answer.id, put_back=put_back, picked=area or ANY_AREA)
    return replace(conversation, turns=(*conversation.turns, turn), shown=(*conversation.shown, shown))


def greeting(desk: Desk) -> Conversation:
    """How a conversation begins: with nothing said, or with the message that there is no library."""
    words = wording("chat")
    try:
        desk.library()
    except LibraryMissing:
        return _with_problem(Conversation(), words["no_library_heading"], words["no_library"])
    except LibraryUnusable as error:
        log.error("%s", error)
        return _with_problem(Conversation(), words["problem_heading"], words["fault"])
    return Conversation()


def places(desk: Desk) -> dict[str, str]:
    """The name of each area by its id; nothing where there is no library."""
    try:
        return {area.id: area.name for area in desk.library().areas()}
    except SoundingBoardError:
        return {}


def _with_problem(conversation: Conversation, heading: str, message: str) -> Conversation:
    return replace(conversation, shown=(*conversation.shown, problem_html(heading, message)))
