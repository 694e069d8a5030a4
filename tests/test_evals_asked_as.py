"""What asked-as lines do is measured on the demonstration area: they find what is asked again, and harm nothing else."""

from corpus.settings import Settings
from evals.asked_as import compare, table
from evals.asked_as_bench import opened
from evals.asked_as_pools import asked_pool, bank_pool


def test_lines_find_what_is_asked_again(demo_settings: Settings) -> None:
    found = {(it.pool, it.name, it.k): it for it in compare(demo_settings, 12)}
    assert {pool for pool, _, _ in found} == {"asked", "bank, in sample"}
    assert len(found) == 2 * 4 * 3
    assert found["asked", "again", 1].with_lines.mean == 1.0
    assert found["asked", "again", 1].gained.mean > 0
    assert found["asked", "no line", 5].gained.mean >= -0.1
    assert "| asked | again | 12 | @1 |" in table(tuple(found.values()))


def test_a_pool_has_questions_that_stand_alone_with_the_paragraphs_that_answer_them(demo_settings: Settings) -> None:
    with opened(demo_settings) as bench:
        known = {it.id for it in bench.paragraphs}
        for pool, least in ((asked_pool(bench.paragraphs), 400), (bank_pool(bench.paragraphs, bench.areas), 1000)):
            assert len(pool) > least
            assert all(it.right and set(it.right) <= known and not it.question.history for it in pool)
