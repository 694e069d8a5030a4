"""Serving measured with one encoder and another: in turn, medians over rounds, and a table that names them."""

from functools import partial

from evals.encoder_check import serving_lines
from evals.encoder_serving import Served, encoders, in_turn


def test_each_round_begins_with_another_and_medians_are_taken() -> None:
    order: list[str] = []

    def serve(name: str, slow: float) -> Served:
        order.append(name)
        return Served(start_seconds=slow * len(order), resident_mb=100 * slow, milliseconds=(slow, 2 * slow, 9 * slow))

    found = in_turn({name: partial(serve, name, slow) for name, slow in (("ours", 1.0), ("torch", 4.0))}, rounds=3)
    assert order == ["ours", "torch", "torch", "ours", "ours", "torch"]
    ours, torch = found
    assert (ours.name, ours.rounds, ours.start_seconds, torch.start_seconds) == ("ours", 3, 4.0, 12.0)
    assert (ours.resident_mb, ours.question.p50, ours.question.p95) == (100.0, 2.0, 9.0)
    lines = "\n".join(serving_lines(found, 60))
    assert "3 rounds, the encoders in turn, 60 questions" in lines
    assert "| torch | 12.0 | 400 | 8.0 / 36.0 |" in lines


def test_ours_is_compared_with_stock_through_onnx_and_through_torch() -> None:
    assert list(encoders().values())[:2] == ["practitioner-int8", "minilm-int8"]
    assert next(name for name, setting in encoders().items() if setting.startswith("/")).endswith("on torch")
