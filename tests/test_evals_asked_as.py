"""What asked-as lines do is measured on the demonstration area: they help what is asked again."""

from corpus.settings import Settings
from evals.asked_as import compare, table


def test_lines_find_what_is_asked_again(demo_settings: Settings) -> None:
    found = {(it.name, it.k): it for it in compare(demo_settings, 40)}
    assert found["again", 1].gained.mean > 0
    assert found["again", 1].with_lines.mean > 0.9
    assert found["apart", 5].gained.mean >= -0.05
    assert "| again | 40 | @1 |" in table(tuple(found.values()), "x")
