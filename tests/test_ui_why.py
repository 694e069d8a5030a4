"""Why a paragraph is shown: what an explanation holds, and the words that the chat and the command line make of it."""

from dataclasses import replace
from itertools import pairwise

import pytest

from assistant.answer import Answer
from assistant.ask import ask
from assistant.board import Board
from assistant.explain import considered
from assistant.outcome import Outcome
from assistant.question import Question, Turn
from assistant.rank import load_ranker
from assistant.retrieve import find, load_weights
from assistant.scope import resolve_scope
from assistant.understand import understand
from corpus.settings import Settings
from ui.chat_html import answer_html
from ui.desk import Asked, Desk
from ui.why import by_count, left_out, ordinal, scope_line, why
from ui.wording import wording

PREGNANT = "When do I have to refer an unborn baby?"
CARING = "Year 6 girl puts her mum to bed most nights and gets her brother up, attendance is 82%. Do I need to refer?"
NATURAL = ("sentence", "window", "words", "sentence_words", "also", "sentence_also")


def explained(board: Board, text: str, area: str | None = "thornmere") -> Answer:
    return ask(Question(text=text, area=area, explain=True), board)


@pytest.mark.parametrize("text", [PREGNANT, CARING])
def test_the_parts_of_a_score_add_up_to_it_and_the_weights_are_all_there(demo_board: Board, text: str) -> None:
    answer = explained(demo_board, text)
    assert answer.considered
    assert answer.weighing is not None
    for it in answer.considered:
        assert sum(it.parts.values()) == pytest.approx(it.features["score"], abs=0.01)
        known = {*load_weights().priors} - {"asked_as", "asked_again"}
        assert set(it.parts) - {"criterion_said"} == {*answer.weighing.weights, *known, "only_asks", "about"}, (
            "no line is accepted here"
        )
    assert set(answer.weighing.weights) == set(load_ranker().weights)
    assert answer.weighing.library >= answer.weighing.may_speak >= answer.weighing.candidates >= len(answer.considered)
    scores = [it.features["score"] for it in answer.considered]
    assert scores == sorted(scores, reverse=True)
    assert {it.rank for it in answer.considered if "criterion_said" in it.parts} <= {1}


@pytest.mark.parametrize("name", NATURAL)
def test_a_rank_is_a_place_among_all_candidates_by_that_measure(demo_board: Board, name: str) -> None:
    with demo_board.shelf.snapshot() as snapshot:
        question = Question(text=PREGNANT, area="thornmere")
        understood = understand(question, snapshot)
        scoped = resolve_scope(question, understood, snapshot, demo_board.wording)
        every = find(understood, scoped, snapshot, demo_board.embedder_for(snapshot), 1000)
        weighed = considered(every, None, (), snapshot, demo_board.wording)
    by_value = sorted(weighed, key=lambda it: (-it.features[name], it.ranks[name]))
    assert by_value[0].ranks[name] == 1
    for better, worse in pairwise(by_value):
        same = better.features[name] == worse.features[name]
        assert better.ranks[name] < worse.ranks[name] or (same and better.ranks[name] == worse.ranks[name])
    assert by_value[-1].ranks[name] <= len(weighed)


def test_what_is_shown_is_not_left_out_and_the_rest_has_a_reason(demo_board: Board) -> None:
    answer = explained(demo_board, CARING)
    cited = {it.paragraph_id for it in answer.citations}
    assert answer.considered
    assert {it.paragraph_id for it in answer.considered if not it.left_out} <= cited
    assert all(it.left_out for it in answer.considered if it.paragraph_id not in cited)
    nothing = explained(demo_board, "What temperature must the vaccine fridge be kept at?")
    assert nothing.outcome is Outcome.NOT_IN_GUIDANCE
    assert {it.left_out for it in nothing.considered or ()} == {"not near enough to the question to answer it"}


def test_every_measure_has_a_name_of_its_own() -> None:
    named = [measure for count in wording("why")["counts"] for measure in count["measures"]]
    assert len(named) == len(set(named))
    assert set(named) >= {*load_ranker().weights, *load_weights().priors, "only_asks", "about"}
    assert by_count({"sentence": 1.0, "window": 0.5, "words": 2.0}) == {"meaning": 1.5, "your words": 2.0}


def test_the_words_say_place_scope_and_what_the_question_named(demo_board: Board) -> None:
    answer = explained(demo_board, f"In the Thornmere joint protocol: {PREGNANT.lower()}")
    lines = " ".join(why(answer.citations[0], answer))
    assert answer.weighing is not None
    assert f"of the {answer.weighing.candidates} paragraphs" in lines
    for part in ("By meaning", "You named this document", "your own area", "local protocol, England", "together"):
        assert part in lines
    unnamed = explained(demo_board, PREGNANT)
    assert "You named" not in " ".join(why(unnamed.citations[0], unnamed))


def test_what_was_not_searched_for_says_so(demo_board: Board) -> None:
    answer = explained(demo_board, CARING)
    assert answer.criteria is not None
    body = {n for section in answer.sections for it in section.statements for n in it.citations}
    line = next(it for it in answer.criteria.lines if it.citation not in body)
    assert "criteria" in why(answer.citations[line.citation - 1], answer)[0]
    assert answer.criteria.advice is not None
    assert "asking for advice" in why(answer.citations[answer.criteria.advice.citation - 1], answer)[0]
    numbered = explained(demo_board, "What does paragraph 8.1 of the Thornmere protocol say?")
    assert "by its number" in why(numbered.citations[0], numbered)[0]
    assert "number" in scope_line(numbered)
    turn = Turn(question=PREGNANT)
    whole = Question(text="Show me the whole paragraph", history=(turn,), area="thornmere", explain=True)
    shown = ask(whole, demo_board)
    assert "paragraphs that were compared" in why(shown.citations[0], shown)[0]


def test_the_chat_folds_it_under_each_quote_and_opens_what_was_left_out(demo_board: Board) -> None:
    answer = explained(demo_board, PREGNANT)
    shown = answer_html(answer, {})
    body = [n for section in answer.sections for it in section.statements for n in it.citations]
    assert shown.count('class="sb-fold sb-why"') == len(body)
    assert "<details open" not in shown
    looked_at = shown.partition("sb-looked-at")[2]
    others = [it for it, _ in left_out(answer)]
    assert others
    assert all(f'data-paragraph="{it.paragraph_id}"' in looked_at for it in others)
    plain = replace(answer, considered=None, weighing=None)
    assert "sb-why" not in answer_html(plain, {})
    assert "sb-looked-at" not in answer_html(plain, {})


def test_an_explanation_is_not_kept(demo_settings: Settings) -> None:
    with Desk(demo_settings) as desk:
        answer = desk.ask(Asked(text=PREGNANT, area="thornmere", explain=True))
        kept = desk.records().answer(answer.id)
    assert answer.considered
    assert kept is not None
    assert not {"considered", "weighing"} & set(kept)


def test_places_are_written_as_people_say_them() -> None:
    assert [ordinal(it) for it in (1, 2, 3, 11, 22, 1013)] == ["1st", "2nd", "3rd", "11th", "22nd", "1,013th"]
