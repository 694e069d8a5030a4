import json

from made_runs import made_case, made_run

from evals.comparison import Turn, compare, comparison_json

BEFORE = made_run(
    made_case("better", outcome=0.0, refused_wrongly=1.0),
    made_case("worse", outcome=1.0, refused_wrongly=0.0),
    made_case("mixed", outcome=1.0, number=0.0),
    made_case("reworded", outcome=1.0),
    made_case("same", outcome=1.0, number=None),
    made_case("asked otherwise", outcome=1.0),
    made_case("gone", outcome=0.0),
)
AFTER = made_run(
    made_case("better", outcome=1.0, refused_wrongly=0.0),
    made_case("worse", outcome=1.0, refused_wrongly=1.0),
    made_case("mixed", outcome=0.0, number=1.0),
    made_case("reworded", outcome=1.0, text="The community midwife leads."),
    made_case("same", outcome=1.0, number=1.0),
    made_case("asked otherwise", question="Who leads now?", outcome=0.0),
    made_case("new", outcome=1.0),
    name="20260303T093000Z-made-0002",
)


def test_every_case_is_told_by_what_became_of_it():
    found = compare(BEFORE, AFTER)
    assert {name: turn.value for name, turn in found.turns.items()} == {
        name: name for name in ("better", "worse", "mixed", "reworded", "same")
    }
    assert found.gone == ("asked otherwise", "gone")
    assert found.new == ("asked otherwise", "new")
    assert found.those(Turn.BETTER) == ("better",)


def test_differences_are_paired_and_less_is_better_where_it_is():
    scores = {it.name: it for it in compare(BEFORE, AFTER).scores}
    ending, refused, number = scores["outcome"], scores["refused wrongly"], scores["number"]
    assert ending.difference is not None
    assert (ending.difference.mean, ending.difference.n) == (0.0, 5)
    assert ending.difference.low < 0 < ending.difference.high
    assert (ending.better, ending.worse) == (("better",), ("mixed",))
    assert (refused.better, refused.worse) == (("better",), ("worse",))
    assert number.difference is not None
    assert (number.difference.mean, number.difference.n) == (1.0, 1)


def test_a_run_against_itself_moves_nothing():
    found = compare(AFTER, AFTER)
    assert set(found.turns.values()) == {Turn.SAME}
    assert all(it.difference is None or it.difference.mean == 0 for it in found.scores)


def test_the_json_has_no_text_of_an_answer():
    written = json.dumps(comparison_json(compare(BEFORE, AFTER)))
    assert json.loads(written)["cases"]["worse"] == ["worse"]
    assert "midwife" not in written
