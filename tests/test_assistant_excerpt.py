"""What is quoted of a paragraph, and that no fragment misleads."""

import numpy as np
import pytest

from assistant.bullet_list import WHOLE_WORDS, holds_condition
from assistant.compose import statement_text
from assistant.excerpt import Excerpt, asked_for, excerpt_around, excerpt_of, in_full
from corpus.embedder import Embedder, open_embedder
from corpus.generation_build import passage_of
from corpus.paragraph import Paragraph, words
from corpus.settings import load_settings


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder("minilm-int8", load_settings().models, threads=1)


def paragraph(text: str) -> Paragraph:
    """A paragraph of a text whose bullets are lines that start with "* "."""
    plain, spans = "", []
    for line in text.split("\n"):
        start = len(plain) + bool(plain)
        plain += ("\n" if plain else "") + line.removeprefix("* ")
        if line.startswith("* "):
            spans.append((start, len(plain)))
    return Paragraph(
        id="p:1",
        document_id="p",
        edition="1",
        position=0,
        number="1",
        printed=True,
        label="paragraph 1",
        headings=(),
        text=plain,
        bullets=tuple(spans),
        page=None,
        anchor=None,
    )


def chosen(text: str, question: str, embedder: Embedder) -> tuple[Paragraph, Excerpt]:
    it = paragraph(text)
    vectors = embedder.embed_passages([passage_of(it)])[0].sentences
    return it, excerpt_of(it, asked_for(question, embedder.embed_query(question)), vectors)


@pytest.mark.parametrize(
    ("text", "question", "wanted"),
    [
        (
            "Whoever leads keeps the plan on one page and dates the next look at it. As a rule everyone meets again"
            " every month, sooner where a baby is due. The parents get the page as well.",
            "What should the plan have on it? And how often does everyone meet?",
            "every month",
        ),
        (
            "The joint look at a family is written up by whoever called it. Those who take part should have it"
            " done within four to six weeks. Everyone brings the notes that they hold.",
            "When should the joint look at a family be done? And how long should it take?",
            "four to six weeks",
        ),
    ],
)
def test_how_often_and_how_long_are_quoted(text: str, question: str, wanted: str, embedder: Embedder) -> None:
    assert wanted in shown(text, question, embedder)


def shown(text: str, question: str, embedder: Embedder) -> str:
    it, excerpt = chosen(text, question, embedder)
    return statement_text(it, excerpt.spans)


def test_the_sentence_that_answers_is_quoted_alone(embedder: Embedder) -> None:
    text = "Meetings are held in the hub. The midwife keeps the record of each visit. Tea is provided."
    assert shown(text, "Who keeps the record of visits?", embedder) == "The midwife keeps the record of each visit."


def test_a_rule_is_never_quoted_without_what_takes_it_back(embedder: Embedder) -> None:
    text = "Workers must ask the parent first. However, they must not ask where that puts a child at risk. Tea is provided."
    assert "However, they must not ask" in shown(text, "Must workers ask the parent first?", embedder)


def test_a_sentence_that_leans_back_brings_the_one_before(embedder: Embedder) -> None:
    text = "The team meets on Mondays. The duty officer reads every referral. They ring the referrer within a day of reading it."
    it, excerpt = chosen(text, "When do they ring the referrer?", embedder)
    assert statement_text(it, excerpt.spans).startswith("The duty officer reads every referral. They ring")
    assert it.text[slice(*excerpt.answer[0])].startswith("They ring")


def test_a_bullet_keeps_its_lead_in(embedder: Embedder) -> None:
    text = "Refer the same day where:\n* a baby is left with a drunk adult\n* a child has found needles\n* the rent is unpaid"
    it, excerpt = chosen(text, "a toddler found needles under the bed", embedder)
    assert statement_text(it, excerpt.spans).startswith("Refer the same day where:\n- ")
    assert "found needles" in it.text[excerpt.answer[0][0] : excerpt.answer[-1][1]]
    assert "Refer the same day" not in it.text[excerpt.answer[0][0] : excerpt.answer[-1][1]]


def test_a_list_that_is_asked_for_is_shown_whole(embedder: Embedder) -> None:
    text = "The record of a decision to share must include:\n* the date\n* the reason\n* who was told"
    assert shown(text, "What must the record of a decision to share include?", embedder).count("\n- ") == 3


def test_a_gap_between_spans_is_marked() -> None:
    it = paragraph("One stands here. Two is left out. Three stands here.")
    assert statement_text(it, [(0, 16), (34, 52)]) == "One stands here. […] Three stands here."


def test_every_span_is_inside_the_paragraph(embedder: Embedder) -> None:
    text = "A short one. " + "Workers should write down what they saw on each visit and when. " * 12
    it, excerpt = chosen(text.strip(), "what do workers write down?", embedder)
    assert all(0 <= start < end <= len(it.text) for start, end in excerpt.spans)
    assert np.all(np.diff([start for start, _ in excerpt.spans]) > 0)


def test_half_a_sentence_is_not_quoted_where_a_box_cut_it(embedder: Embedder) -> None:
    question = "What should the worker explain to the parent about their worries?"
    whole = "Talk with the family in good time. The worker should explain to the parent their worries."
    it, excerpt = chosen(whole, question, embedder)
    assert "explain to the parent" in " ".join(it.text[start:end] for start, end in excerpt.answer)
    it, excerpt = chosen(whole.removesuffix(" worries."), question, embedder)
    assert [it.text[start:end] for start, end in excerpt.spans] == ["Talk with the family in good time."]


LONG = (
    "which somebody who knows the family well has seen more than once and has written down with the day and the place"
)
SIGNS = [
    f"a baby is left with a drunk adult, {LONG}",
    f"a toddler has found needles, {LONG}",
    f"the rent is unpaid, {LONG}",
    f"there is no food, {LONG}",
    f"a bruise is not explained, {LONG}",
]


def listed(lines: list[str]) -> str:
    return "\n".join(["Refer the same day where:", *(f"* {line}" for line in lines)])


def around(lines: list[str], meant: str, text: str = "") -> str:
    """What is shown of a list where some words of it are meant."""
    it = paragraph(text or listed(lines))
    start = it.text.index(meant)
    return statement_text(it, excerpt_around(it, [(start, start + len(meant))]).spans)


def test_a_short_list_is_quoted_whole(embedder: Embedder) -> None:
    text = "In practice the lead is most often:\n* a hub worker\n* a school nurse\n* a teacher\n* a midwife\n* a drug worker"
    assert shown(text, "Can a teacher lead?", embedder).count("\n- ") == 5


def test_the_last_bullet_of_a_list_is_not_the_one_left_out() -> None:
    lines = [f"{sign}, {LONG}" for sign in SIGNS[:2]]
    assert words(listed(lines)) > WHOLE_WORDS
    assert around(lines, "needles").splitlines()[1:] == [f"- {line}" for line in lines]


@pytest.mark.parametrize(
    ("meant", "lines"),
    [
        ("a baby", [SIGNS[0], "[…]"]),
        ("the rent", ["[…]", SIGNS[2], "[…]"]),
        ("a bruise", ["[…]", SIGNS[4]]),
    ],
)
def test_bullets_that_are_left_out_of_a_list_are_seen(meant: str, lines: list[str]) -> None:
    assert around(SIGNS, meant) == "\n- ".join(["Refer the same day where:", *lines])


def test_bullets_left_out_between_others_are_one_line_and_what_follows_a_list_is_none_of_it() -> None:
    it = paragraph("Ring where:\n* one\n* two\n* three\n* four\nThen wait. Nobody leaves. Write it down.")
    one, four, wait, last = (it.text.index(word) for word in ("one", "four", "Then", "Write"))
    spans = [(0, 11), (one, one + 3), (four, four + 4), (wait, wait + 10), (last, last + 14)]
    assert statement_text(it, spans) == "Ring where:\n- one\n- […]\n- four\nThen wait. […] Write it down."
    assert statement_text(it, [spans[1], spans[4]]) == "- one\n- […]\n[…] Write it down."
    assert statement_text(it, [spans[2]]) == "- […]\n- four"


def test_a_list_that_is_too_long_ends_in_a_mark(embedder: Embedder) -> None:
    lines = [f"{sign} {number}" for number in range(3) for sign in SIGNS]
    text = "\n".join(["The call must cover the following:", *(f"* {line}" for line in lines)])
    assert shown(text, "What must the call cover?", embedder).endswith("\n- […]")


@pytest.mark.parametrize("condition", ["provided that", "unless", "except where", "only if", "but not where"])
def test_a_bullet_with_a_condition_is_shown_where_its_siblings_are(condition: str) -> None:
    limit = f"the child is cared for elsewhere, {condition} the plan says otherwise, {LONG}"
    assert around([*SIGNS, limit], "a baby").splitlines()[1:] == [f"- {SIGNS[0]}", "- […]", f"- {limit}"]
    assert not holds_condition("support that is provided to the child")


def test_a_bullet_of_several_sentences_is_one_line_and_a_long_one_is_quoted_from_its_beginning() -> None:
    short = "a baby is left alone. Ring first. Then write."
    assert around([*SIGNS, short], "Ring first").splitlines()[-2:] == ["- […]", f"- {short}"]
    rest = " ".join(f"Then comes step {number}, {LONG}." for number in range(4))
    long = f"a baby is left alone. Ring first. {rest}"
    assert around([*SIGNS, long], "Ring first").splitlines()[-1] == "- a baby is left alone. Ring first. […]"


def test_the_rest_of_a_short_paragraph_stands_around_what_answers(embedder: Embedder) -> None:
    text = "Meetings are held in the hub. The midwife keeps the record of each visit. Tea is provided."
    it, excerpt = chosen(text, "Who keeps the record of visits?", embedder)
    full = in_full(it, excerpt)
    assert statement_text(it, full.spans) == text
    assert full.answer == excerpt.answer
    it, excerpt = chosen(
        f"{text} {'Cups are washed. ' * WHOLE_WORDS}".strip(), "Who keeps the record of visits?", embedder
    )
    assert in_full(it, excerpt) == excerpt


def test_half_a_sentence_is_no_part_of_a_short_paragraph_in_full() -> None:
    it = paragraph("Talk with the family in good time. Write it down. The worker should explain to the parent their")
    full = in_full(it, Excerpt(lead=(), answer=((0, 34),)))
    assert statement_text(it, full.spans) == "Talk with the family in good time. Write it down."
