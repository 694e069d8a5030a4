"""Showing: how many of the nearest paragraphs are put before a reader, by how sure the first is."""

from dataclasses import replace

from assistant.showing import ShowingRule, load_showing_rule, shown_places

RULE = ShowingRule(bias=0.0, sure=0.5, beside=0.6, instead=0.2, most=4, weights={})


def test_beside_a_sure_one_others_must_be_likely_themselves() -> None:
    assert shown_places([0.9, 0.61, 0.59, 0.6], RULE) == (0, 1, 3)


def test_where_the_first_is_not_sure_what_may_have_been_looked_for_is_shown_too() -> None:
    assert shown_places([0.4, 0.3, 0.1, 0.2], RULE) == (0, 1, 3)


def test_the_first_is_always_shown_and_nothing_of_nothing() -> None:
    assert shown_places([0.01], RULE) == (0,)
    assert shown_places([0.01, 0.01], replace(RULE, sure=0.0)) == (0,)
    assert shown_places([], RULE) == ()


def test_the_shipped_rule_asks_less_where_it_is_less_sure() -> None:
    rule = load_showing_rule()
    assert 0 < rule.instead < rule.beside <= 1
    assert 0 < rule.sure < 1
    assert rule.most >= 3
