"""Research is not passed off as procedure: where both answer about as well, what lays something down comes first."""

from types import SimpleNamespace
from typing import Any

from assistant.compose import _after_procedure
from corpus.document import Authority


def found(authority: Authority, *scores: float) -> Any:
    return [
        SimpleNamespace(document=SimpleNamespace(authority=authority), evidence=SimpleNamespace(score=score))
        for score in scores
    ]


def order(groups: Any) -> list[tuple[str, list[float]]]:
    return [(str(it[0].document.authority), [one.evidence.score for one in it]) for it in _after_procedure(groups)]


def test_procedure_that_is_nearly_as_good_comes_before_research_and_both_stay_in_the_first_three() -> None:
    groups = [found(Authority.RESEARCH, 5.0), found(Authority.LOCAL, 4.9, 4.0, 3.9)]
    assert order(groups) == [("local", [4.9, 4.0]), ("research", [5.0])]


def test_research_that_answers_far_better_stays_first() -> None:
    groups = [found(Authority.RESEARCH, 5.0), found(Authority.LOCAL, 3.0)]
    assert order(groups) == [("research", [5.0]), ("local", [3.0])]


def test_nothing_is_moved_or_left_out_where_research_does_not_stand_first() -> None:
    groups = [found(Authority.LOCAL, 5.0, 4.0), found(Authority.RESEARCH, 4.9), found(Authority.NATIONAL, 4.5)]
    assert order(groups) == [("local", [5.0, 4.0]), ("research", [4.9]), ("national", [4.5])]
