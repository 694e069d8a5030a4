"""What is quoted of a paragraph, and that no fragment misleads."""

import numpy as np
import pytest

from assistant.compose import statement_text
from assistant.excerpt import Excerpt, asked_for, excerpt_of
from corpus.embedder import Embedder, open_embedder
from corpus.generation_build import passage_of
from corpus.paragraph import Paragraph
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
