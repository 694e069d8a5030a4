"""What a learner replies, and what a trainer writes."""

from dataclasses import replace

import pytest
from quiz_examples import ITEMS

from evals.quiz_edit import edit_of, edited
from evals.quiz_mistakes import mistakes_of
from evals.quiz_reply import given_lines, is_right, is_whole, mixed


@pytest.mark.parametrize("item", ITEMS, ids=lambda it: it.kind.value)
def test_the_key_is_right_and_anything_less_is_not(item):
    if item.choices:
        given = tuple(str(at) for at, it in enumerate(item.choices) if it.right)
        wrong = ("0", "1", "2")
    elif item.accepted:
        given, wrong = (f" {item.accepted[0].upper()}. ",), ("3 hours",)
    elif item.order:
        given = tuple(str(item.order.index(it) + 1) for it in mixed(item))
        wrong = given[::-1]
    else:
        given = tuple(str(mixed(item).index(right)) for _, right in item.pairs)
        wrong = (given[1], given[0], *given[2:])
    assert is_whole(item, given)
    assert is_right(item, given)
    assert not is_right(item, wrong)
    assert not any(given_lines(item, given))
    assert any(given_lines(item, wrong)) == bool(item.order or item.pairs)
    assert not is_whole(item, ())
    assert not is_right(item, ("x", "99", "-1"))


@pytest.mark.parametrize("item", ITEMS, ids=lambda it: it.kind.value)
def test_the_edit_that_changes_nothing_changes_nothing(item):
    assert edited(item, edit_of(item), {}) == item
    assert list(mistakes_of(edited(item, replace(edit_of(item), stem=" "), {})))
