import pytest

from evals.interval import interval
from evals.percentile import percentile


def test_the_mean_lies_inside_and_the_interval_narrows_with_more_values() -> None:
    few, many = interval([0.0, 1.0] * 10), interval([0.0, 1.0] * 500)
    assert few is not None
    assert many is not None
    assert few.low < few.mean == 0.5 < few.high
    assert many.high - many.low < few.high - few.low


def test_it_is_near_the_normal_interval_of_a_proportion() -> None:
    found = interval([1.0] * 30 + [0.0] * 70)
    assert found is not None
    half = 1.96 * (0.3 * 0.7 / 100) ** 0.5
    assert (found.low, found.high) == (pytest.approx(0.3 - half, abs=0.02), pytest.approx(0.3 + half, abs=0.02))


def test_the_same_values_give_the_same_interval_and_none_gives_none() -> None:
    assert interval([0.0, 1.0, 1.0]) == interval([0.0, 1.0, 1.0])
    assert interval([]) is None


def test_percentile_is_a_measured_value() -> None:
    values = [float(value) for value in range(1, 21)]
    assert (percentile(values, 0.5), percentile(values, 0.95), percentile(values, 1.0)) == (10.0, 19.0, 20.0)
    with pytest.raises(ValueError, match="at least one"):
        percentile([], 0.5)
