"""The judge: what it looks at, and what it makes of it."""

import math
from pathlib import Path

import numpy as np
import pytest

from assistant.ask import ask
from assistant.asked_attribute import lacking, load_attributes
from assistant.board import Board
from assistant.ending import COMPLETENESS
from assistant.judge import FIGURE, JudgeWeights, load_judge_rule, probability_of
from assistant.judge_features import features_of
from assistant.judge_kernel import JudgeKernel, load_kernel
from assistant.outcome import Outcome
from assistant.question import Question
from assistant.question_form import asked_things, load_question_forms
from assistant.retrieve import find
from assistant.scope import resolve_scope
from assistant.understand import understand
from corpus.embedder import SHIPPED
from corpus.encoder_export import shipped_digest
from corpus.settings import load_settings
from ingest.ingest import ingest


def measured(board: Board, text: str) -> dict[str, float]:
    """The features of a question in the demonstration area."""
    question = Question(text=text, area="thornmere")
    with board.shelf.snapshot() as snapshot:
        understood = understand(question, snapshot)
        scoped = resolve_scope(question, understood, snapshot, board.wording)
        embedder = board.embedder_for(snapshot)
        found = find(understood, scoped, snapshot, embedder, 20)
        return features_of(understood, found, snapshot, board.attributes.vectors_of(embedder))


ENCODERS = (f"{SHIPPED}:{shipped_digest()[:12]}", "minilm-int8:0123456789ab")


BETTER = {"best_sentence": 0.9, "uncovered": 0.0, "unknown": 0.0, "value_missing": 0.0, "thing_missing": 0.0}


def views() -> tuple[JudgeKernel, JudgeWeights]:
    with_meaning, plain = (load_judge_rule(encoder).view for encoder in ENCODERS)
    assert isinstance(with_meaning, JudgeKernel)
    assert isinstance(plain, JudgeWeights)
    return with_meaning, plain


def test_better_evidence_is_never_judged_worse_by_weights() -> None:
    rule, nothing = load_judge_rule(ENCODERS[1]), np.zeros(0, np.float32)
    base = dict.fromkeys(views()[1].weights, 0.1)
    least = probability_of(base, nothing, rule)
    for name, value in {**BETTER, "lacks_most": -0.1, "word_worst": 0.9}.items():
        assert probability_of({**base, name: value}, nothing, rule) >= least, name
    assert probability_of({**base, "best_sentence": 0.9, "uncovered": 0.0}, nothing, rule) > least


@pytest.mark.parametrize("text", ["What does the hub cost?", "Which bus goes to Harbour?", "Who leads the plan?"])
def test_the_same_question_with_better_evidence_is_likelier_to_be_answered_or_surely_is(
    demo_board: Board, text: str
) -> None:
    kernel, _ = views()
    found = measured(demo_board, text)
    vector = demo_board.embedder().embed_query(text)
    better = kernel.log_odds({**found, **BETTER, "lacks_most": -0.2}, vector)
    assert better > min(kernel.log_odds(found, vector), 1.5)


def test_like_questions_are_judged_alike_and_a_kept_one_as_it_was_learnt() -> None:
    kernel, _ = views()
    own = kernel.features * kernel.spread + kernel.middle
    said = kernel.all_log_odds(own, kernel.vectors) > 0
    assert (said == (kernel.counts > 0)).mean() > 0.85


def test_a_kernel_is_read_as_it_was_written(tmp_path: Path) -> None:
    kernel, _ = views()
    kernel.save(tmp_path / "kernel.npz")
    again = load_kernel(tmp_path / "kernel.npz")
    own = kernel.features * kernel.spread + kernel.middle
    assert np.array_equal(again.all_log_odds(own, kernel.vectors), kernel.all_log_odds(own, kernel.vectors))


def test_every_weight_has_its_feature_and_every_feature_its_weight(demo_board: Board) -> None:
    kernel, plain = views()
    assert set(plain.weights) == set(kernel.names) == set(measured(demo_board, "Who leads the plan?"))


@pytest.mark.parametrize("text", ["Who leads?", "zzxq flibbert", "How many mg of diazepam?", "the " * 50, "???"])
def test_features_lie_in_their_bounds(demo_board: Board, text: str) -> None:
    features = measured(demo_board, text)
    assert all(math.isfinite(value) and -2 <= value <= 2 for value in features.values()), features


def test_an_attribute_that_no_sentence_speaks_of_is_lacking(demo_board: Board) -> None:
    asked = measured(demo_board, "What is the pay of a Harbour worker?")
    told = measured(demo_board, "How often is a Level 3 plan reviewed?")
    assert asked["lacks_most"] > 0.1 > told["lacks_most"]
    assert asked["lacks_best"] > told["lacks_best"]


def test_lacking_is_what_the_question_is_nearer_to_than_any_sentence() -> None:
    attributes = np.eye(3, dtype=np.float32)
    question = np.asarray([0.8, 0.6, 0.0], np.float32)
    sentences = np.asarray([[0.6, 0.0, 0.8], [0.0, 0.0, 1.0]], np.float32)
    assert lacking(question, sentences, attributes).tolist() == pytest.approx([0.2, 0.6, -1.0])
    assert lacking(question, sentences[:0], attributes).tolist() == pytest.approx([0.8, 0.6, 0.0])


def test_the_phrases_are_one_of_a_kind() -> None:
    phrases = load_attributes()
    assert len(phrases) == len(set(phrases))
    assert all(phrase == phrase.strip() != "" for phrase in phrases)


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("How many car parks are there?", {"car", "park"}),
        ("Who leads?", set()),
        ("What is it?", set()),
        ("mum drinks, which group and which day", {"group", "day"}),
    ],
)
def test_the_thing_that_is_asked_for_by_name(text: str, things: set[str]) -> None:
    assert asked_things(text) == things


def test_how_a_question_is_put() -> None:
    forms = load_question_forms()
    assert forms.first_person.search("Mum told me")
    assert not forms.first_person.search("The team met in the hub")
    assert forms.yes_or_no.search("Is there a crèche?")
    assert not forms.yes_or_no.search("Where is it?")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("who shared the £412,500?", ["412,500"]),
        ("rose to 137.", ["137"]),
        ("what does paragraph 318.2 say", []),
        ("since 2019, or 2023/24", []),
        ("a rate per 100,000", []),
        ("she is 14, do I ring 999?", []),
    ],
)
def test_a_figure_is_no_year_age_rate_or_number_to_ring(text: str, figures: list[str]) -> None:
    assert FIGURE.findall(text) == figures


def test_a_question_that_quotes_a_figure_of_the_best_paragraph_is_not_called_unanswered(tmp_path: Path) -> None:
    texts = (
        "Ministers gave £412,500 to nine groups in the north, to lend them a van each and to pay for its fuel.",
        "Every volunteer is checked before the first visit.",
        "Complaints go to the chair of the group within ten days.",
    )
    (tmp_path / "grants.md").write_text("# Grants\n\n" + "\n\n".join(texts) + "\n", encoding="utf-8")
    settings = load_settings().model_copy(update={"data": tmp_path / "data"})
    ingest([tmp_path / "grants.md"], settings, lambda _: None)
    board = Board.open(settings)
    said, other = (
        ask(Question(text=f"The {sum_} grant: any idea what it went on?"), board) for sum_ in ("£412,500", "£9,731")
    )
    board.close()
    assert said.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
    assert other.outcome is Outcome.NOT_IN_GUIDANCE


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("When is the lockable box offered?", COMPLETENESS),
        ("When is the lockable box collected?", {Outcome.NOT_IN_GUIDANCE}),
        ("How often is the lockable box cleaned?", {Outcome.NOT_IN_GUIDANCE}),
    ],
)
def test_a_time_that_stands_beside_every_word_of_the_question_answers_it(
    text: str, outcomes: set[Outcome], demo_board: Board
) -> None:
    assert ask(Question(text=text, area="thornmere"), demo_board).outcome in outcomes
