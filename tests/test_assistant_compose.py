"""How an answer's body is put together: research is not passed off as procedure, and what is quoted first is quoted in full."""

from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Statement
from assistant.ask import ask
from assistant.board import Board
from assistant.compose import _after_procedure, _Chosen, _first_in_full, _merge, _short_in_full
from assistant.excerpt import Excerpt
from assistant.question import Question
from assistant.retrieve import Evidence
from corpus.document import Authority
from corpus.paragraph import Paragraph

RULE = "Refer within a day."
MORE = f"{RULE} Nobody waits for proof."
OTHER = f"{RULE} Tea is provided."


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


def quoting(row: int, text: str, authority: Authority = Authority.LOCAL) -> _Chosen:
    """A paragraph of which the first sentence is quoted."""
    it = Paragraph(
        id=f"p:{row}",
        document_id="p",
        edition="1",
        position=row,
        number=str(row),
        printed=True,
        label=f"paragraph {row}",
        headings=(),
        text=text,
        bullets=(),
        page=None,
        anchor=None,
    )
    document: Any = SimpleNamespace(authority=authority, area=None)
    evidence = Evidence(row=row, paragraph=it, score=9.0 - row, features={})
    return _Chosen(evidence=evidence, excerpt=Excerpt(lead=(), answer=((0, len(RULE)),)), document=document)


def said(it: _Chosen) -> str:
    return " ".join(it.evidence.paragraph.text[start:end] for start, end in it.excerpt.spans)


def quoted(groups: list[list[_Chosen]]) -> list[list[tuple[str, list[int]]]]:
    """What each group quotes, with the rows of the paragraphs that are cited for it."""
    return [[(said(it), [one.evidence.row for one in (it, *it.same)]) for it in group] for group in groups]


def test_short_paragraphs_are_quoted_in_full() -> None:
    groups = [[quoting(0, MORE), quoting(1, OTHER)], [quoting(2, OTHER, Authority.NATIONAL)]]
    assert quoted(_first_in_full(groups)) == [[(MORE, [0]), (RULE, [1])], [(RULE, [2])]]
    assert quoted(_short_in_full(groups)) == [[(MORE, [0]), (OTHER, [1])], [(OTHER, [2])]]
    assert _short_in_full([]) == []


def test_a_later_paragraph_that_another_is_merged_with_is_quoted_for_what_both_say() -> None:
    both = _merge([quoting(1, MORE), quoting(2, OTHER)])
    assert quoted(_short_in_full([[quoting(0, RULE), *both]])) == [[(RULE, [0]), (RULE, [1, 2])]]


def test_a_duplicate_is_cited_for_what_it_says_and_for_no_more() -> None:
    national = (quoting(2, OTHER, Authority.NATIONAL), quoting(3, MORE, Authority.NATIONAL))
    merged = _merge([quoting(0, MORE), quoting(1, OTHER), *national])
    assert quoted([merged]) == [[(RULE, [0, 1, 2, 3])]]
    full = _first_in_full([merged])
    assert quoted(full) == [[(MORE, [0, 3]), (RULE, [1])], [(RULE, [2])]]
    assert said(full[0][0].same[0]) == MORE


def test_a_duplicate_that_is_longer_than_a_first_that_is_quoted_in_full_already_stays_with_it() -> None:
    assert quoted(_first_in_full([_merge([quoting(0, RULE), quoting(1, OTHER)])])) == [[(RULE, [0, 1])]]


def statements(text: str, board: Board) -> list[tuple[str | None, Statement]]:
    """The statements of an answer, each with the number of its first paragraph."""
    answer = ask(Question(text=text, area="thornmere"), board)
    return [
        (answer.citations[it.citations[0] - 1].number, it) for section in answer.sections for it in section.statements
    ]


@pytest.mark.parametrize(
    ("question", "number", "wanted"),
    [
        (
            "What does the grandmother do when the father arrives slurring for contact?",
            "6.1",
            "does not go ahead that day",
        ),
        (
            "A client of mine is expecting and still takes heroin. How late can I tell social care?",
            "8.1",
            "discovered after that point, the referral is made the same working day",
        ),
        (
            "Do I need the parents' consent for a Level 4 referral?",
            "3.2",
            "No manager's permission is required first",
        ),
    ],
)
def test_a_short_paragraph_that_comes_first_is_not_cut(
    demo_board: Board, question: str, number: str, wanted: str
) -> None:
    found, first = statements(question, demo_board)[0]
    assert found == number
    assert wanted in first.text
    assert "[…]" not in first.text


def test_a_list_never_looks_complete_that_is_not(demo_board: Board) -> None:
    found = statements("whos the lead professional when its just us and school involved and no SW", demo_board)
    listed = next(it for number, it in found if number == "2.1")
    assert listed.text.count("\n- ") == 4
    assert listed.text.endswith("provided that they treat neither parent.")
    found = statements("A dad admitted he picks his daughter up in the car after four cans. Must I refer?", demo_board)
    listed = next(it for number, it in found if number == "4.2")
    line = "- a child is driven by a parent who has been drinking or taking drugs"
    assert listed.text.splitlines()[1:] == ["- […]", line, "- […]"]
