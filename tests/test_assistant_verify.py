"""Verification drops every statement whose quotes are not the stored words, and says how many."""

from dataclasses import replace

import pytest

from assistant.ask import ask
from assistant.board import Board
from assistant.compose import Composed
from assistant.question import Question
from assistant.verify import verify


@pytest.fixture(scope="module")
def composed(demo_board: Board) -> Composed:
    answer = ask(Question(text="How soon must a referral be confirmed in writing?", area="thornmere"), demo_board)
    assert answer.citations
    return Composed(sections=answer.sections, citations=answer.citations)


def test_stored_words_pass(composed: Composed, demo_board: Board) -> None:
    with demo_board.shelf.snapshot() as snapshot:
        verified = verify(composed, snapshot.library)
    assert verified.dropped == 0
    assert verified.citations == composed.citations


@pytest.mark.parametrize("change", ["text", "span", "quote", "paragraph"])
def test_one_changed_thing_drops_the_statement(composed: Composed, demo_board: Board, change: str) -> None:
    section = composed.sections[0]
    statement = section.statements[0]
    n = statement.citations[0]
    citation = composed.citations[n - 1]
    if change == "text":
        statement = replace(statement, text=statement.text.replace("must", "may").replace("a ", "the ", 1))
    elif change == "span":
        first = statement.quotes[0]
        statement = replace(statement, quotes=(replace(first, start=first.start + 1), *statement.quotes[1:]))
    elif change == "quote":
        citation = replace(citation, quote=citation.quote.upper())
    else:
        citation = replace(citation, paragraph_id="thornmere-protocol:99.9")
    citations = tuple(citation if it.n == n else it for it in composed.citations)
    sections = (replace(section, statements=(statement, *section.statements[1:])), *composed.sections[1:])
    with demo_board.shelf.snapshot() as snapshot:
        verified = verify(Composed(sections=sections, citations=citations), snapshot.library)
    assert verified.dropped >= 1
    assert [it.n for it in verified.citations] == list(range(1, len(verified.citations) + 1))
    used = {n for it in verified.sections for one in it.statements for n in one.citations}
    assert used == {it.n for it in verified.citations}
