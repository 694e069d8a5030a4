"""The chat, built with Gradio: pick an area, ask, read, open a citation, ask on.

The conversation lives in Gradio's memory for as long as the page is open and nowhere else.
"""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.chat_parts import conversation_html, header_html, hint_html
from ui.chat_turn import Conversation, greeting, places, take_turn
from ui.desk import Desk
from ui.wording import wording

FORGET_AFTER_SECONDS = 4 * 60 * 60
EXAMPLES = 4
MANY_AREAS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The live pieces of the page."""

    area: gr.Dropdown
    conversation: gr.HTML
    state: gr.State
    question: gr.Textbox
    ask: gr.Button
    day: gr.Textbox
    think: gr.Checkbox
    anew: gr.Button
    examples: tuple[gr.Button, ...]


def build_chat(desk: Desk) -> gr.Blocks:
    """The chat's page. Nothing in it is public to Gradio's own API."""
    words = wording("chat")
    with gr.Blocks(title=words["title"], analytics_enabled=False, fill_width=True) as blocks:
        parts = _lay_out(words, desk)
        _connect(blocks, parts, desk)
    return blocks


def _lay_out(words: dict[str, Any], desk: Desk) -> Parts:
    gr.HTML(header_html(desks=desk.desks), js_on_load=None, apply_default_css=False, elem_id="sb-header")
    with gr.Row(elem_id="sb-scope"):
        # Known from the start: a page that outlives a restart of the server still asks.
        choices = _choices(places(desk))
        area = gr.Dropdown(choices, value="", label=words["area_label"], filterable=False, elem_id="sb-area")
        anew = gr.Button(words["new_conversation"], elem_id="sb-new", size="sm")
    state = gr.State(Conversation(), time_to_live=FORGET_AFTER_SECONDS)
    conversation = gr.HTML(
        conversation_html(Conversation()), js_on_load=None, apply_default_css=False, elem_id="sb-conversation"
    )
    with gr.Row(elem_id="sb-examples"):
        examples = tuple(gr.Button("", visible=False, elem_classes="sb-example") for _ in range(EXAMPLES))
    with gr.Column(elem_id="sb-composer"):
        with gr.Row(elem_id="sb-send"):
            question = gr.Textbox(
                label=words["question_label"],
                placeholder=words["question_placeholder"],
                lines=2,
                max_lines=8,
                elem_id="sb-question",
            )
            ask = gr.Button(words["ask"], variant="primary", elem_id="sb-ask")
        gr.HTML(hint_html(), js_on_load=None, apply_default_css=False, elem_id="sb-hint")
        day = gr.Textbox(
            label=words["day_label"], placeholder=words["day_placeholder"], lines=1, max_lines=1, elem_id="sb-day"
        )
        think = gr.Checkbox(label=words["think_label"], container=False, elem_id="sb-think")
    return Parts(
        area=area,
        conversation=conversation,
        state=state,
        question=question,
        ask=ask,
        day=day,
        think=think,
        anew=anew,
        examples=examples,
    )


def _connect(blocks: gr.Blocks, parts: Parts, desk: Desk) -> None:
    """What happens when. Arriving leaves the box alone: a quick typist may be in it already."""
    begun = [parts.conversation, parts.state, *parts.examples]
    shown = [parts.question, parts.think, *begun]

    def say(message: str, area: str, day: str, think: bool, conversation: Conversation) -> list[Any]:
        after = take_turn(desk, conversation, message, area, day, think=think)
        answered = len(after.turns) > len(conversation.turns)
        thought = answered and conversation.awaits_view
        box = gr.update(value=False) if thought else gr.update()
        return ["" if answered else message, box, conversation_html(after), after, *_example_buttons(())]

    def start(area: str) -> list[Any]:
        fresh = greeting(desk)
        return [conversation_html(fresh), Conversation(), *_example_buttons(() if fresh.shown else examples_for(area))]

    def offer(area: str, conversation: Conversation) -> list[Any]:
        return _example_buttons(() if conversation.shown else examples_for(area))

    def arrive() -> list[Any]:
        named = places(desk)
        return [_area_choices(named), *start(only_area(named))]

    quietly: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    asking = [parts.question, parts.area, parts.day, parts.think, parts.state]
    gr.on([parts.ask.click, parts.question.submit], say, asking, shown, concurrency_limit=None, **quietly)
    for example in parts.examples:
        example.click(
            say, [example, parts.area, parts.day, parts.think, parts.state], shown, concurrency_limit=None, **quietly
        )
    parts.anew.click(start, [parts.area], begun, **quietly)
    parts.area.change(offer, [parts.area, parts.state], list(parts.examples), **quietly)
    blocks.load(arrive, None, [parts.area, *begun], **quietly)


def examples_for(area: str) -> tuple[str, ...]:
    """The example questions of an area, else those that hold everywhere; at most as many as there is room for."""
    found = wording("examples")
    return tuple(found["areas"].get(area, found["everywhere"]))[:EXAMPLES]


def _example_buttons(questions: tuple[str, ...]) -> list[Any]:
    filled = [gr.update(value=question, visible=True) for question in questions]
    return filled + [gr.update(visible=False) for _ in range(EXAMPLES - len(filled))]


def _area_choices(named: dict[str, str]) -> Any:
    """Every area of the library as it is now, so that a new one shows without a restart. What is picked already stays."""
    only = {"value": only_area(named)} if only_area(named) else {}
    return gr.update(choices=_choices(named), filterable=len(named) > MANY_AREAS, **only)


def _choices(named: dict[str, str]) -> list[tuple[str, str]]:
    words = wording("chat")
    everywhere = words["national_only"] if len(named) > 1 else words["all_areas"]
    return [(everywhere, ""), *((name, area) for area, name in named.items())]


def only_area(named: dict[str, str]) -> str:
    """The area of a library that has one; '' where there are more, or none."""
    return next(iter(named)) if len(named) == 1 else ""
