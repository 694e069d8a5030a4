"""Directory: when the services of an area are what is asked for, and how that ends."""

import numpy as np
import pytest

from assistant.ask import ask
from assistant.board import Board
from assistant.directory import asked_for, directory_features, load_directory_rule
from assistant.outcome import Outcome
from assistant.question import Question
from assistant.services import Nearness, nearness_of
from corpus.embedder import PACKAGED, open_embedder
from corpus.settings import load_settings
from evals.fit_directory import AREA, material, questions
from evals.graded import ANSWERS
from evals.halves import Half
from ui.chat_html import answer_html
from ui.wording import wording

BEREAVED = "Where can a child whose father died of drink get bereavement support locally?"


@pytest.mark.parametrize(
    ("text", "service"),
    [
        (BEREAVED, "child-bereavement"),
        (
            "Is there a support group in Thornmere for grandparents bringing up children because of addiction?",
            "kinship-support",
        ),
        ("bus fares to treatment appointments, who helps with them", "transport-help"),
    ],
)
def test_what_no_paragraph_answers_is_answered_from_the_directory(demo_board: Board, text: str, service: str) -> None:
    answer = ask(Question(text=text, area=AREA), demo_board)
    assert answer.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
    assert service in {it.id for it in answer.services}


def test_where_only_the_directory_answers_the_answer_says_so(demo_board: Board) -> None:
    answer = ask(Question(text=BEREAVED, area=AREA), demo_board)
    assert answer.outcome is Outcome.PARTLY_ANSWERED
    assert answer.message == demo_board.wording.listed()
    assert not answer.sections
    assert not answer.citations
    assert answer.services[0].name in answer.text


def test_a_question_about_the_rules_brings_no_services(demo_board: Board) -> None:
    answer = ask(Question(text="How long does the Front Door have to answer a referral?", area=AREA), demo_board)
    assert not answer.services


def test_what_was_learnt_belongs_to_the_encoder_and_features(demo_board: Board) -> None:
    rule = load_directory_rule()
    with demo_board.shelf.snapshot() as snapshot:
        embedder = demo_board.embedder_for(snapshot)
        near = nearness_of([BEREAVED], snapshot.services(AREA), demo_board.services, embedder)
    assert rule.encoder == embedder.name, "run `python -m evals.fit_directory --write`"
    assert rule.vector.shape == (embedder.dimensions,)
    assert tuple(rule.features) == tuple(directory_features(BEREAVED, near))
    assert 0 < rule.shown <= rule.answers < asked_for(BEREAVED, near, embedder) < 1


def test_without_services_or_with_another_encoder_the_directory_is_not_asked(demo_board: Board) -> None:
    none = Nearness(services=(), scores=(), cosine=0.0)
    with demo_board.shelf.snapshot() as snapshot:
        embedder = demo_board.embedder_for(snapshot)
        near = nearness_of([BEREAVED], snapshot.services(AREA), demo_board.services, embedder)
        assert nearness_of([BEREAVED], (), demo_board.services, embedder) == none
    assert asked_for(BEREAVED, none, embedder) == 0
    assert asked_for(BEREAVED, near, open_embedder(PACKAGED, load_settings().models, threads=1)) == 0


def test_on_questions_held_apart_services_come_where_one_answers_and_seldom_else() -> None:
    apart = [it for it in questions() if it.half is Half.MEASURING]
    chosen = [it for it in apart if it.nothing or it.grade == ANSWERS]
    found, rule = material(chosen), load_directory_rule()
    said = (
        rule.bias + found.features @ np.asarray([rule.features[it] for it in found.names]) + found.vectors @ rule.vector
    )
    likely = 1 / (1 + np.exp(-said))
    nothing = ~found.answered
    assert (likely[found.answered] >= rule.shown).mean() >= 0.85
    assert (likely[nothing] >= rule.shown).mean() <= 0.15
    assert (likely[nothing] >= rule.answers).mean() <= 0.02


def test_the_chat_says_in_the_title_where_it_was_found(demo_board: Board) -> None:
    html = answer_html(ask(Question(text=BEREAVED, area=AREA), demo_board), {})
    title = str(wording("chat")["listed_outcome"])
    assert f"<h3>{title}</h3>" in html
