"""Smoothing: the network says the same as before, and rounding its inputs to eight bits loses less."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from corpus.embedder import Vectors
from corpus.encoder_smooth import best_scale, smooth

WIDE = 30.0
"""How many times as wide as the others the one wide channel is."""
WORDS, NUMBERS, OUT = 50, 16, 8


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Token ids to rows of a table, one channel of it wide, times two matrices of weights."""
    chance = np.random.default_rng(1)
    table = chance.normal(size=(WORDS, NUMBERS)).astype(np.float32)
    table[:, 3] *= WIDE
    weights = {name: chance.normal(size=(NUMBERS, OUT)).astype(np.float32) for name in ("left", "right")}
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"], name="gather"),
        *(helper.make_node("MatMul", ["rows", name], [f"{name}_out"], name=name) for name in weights),
        helper.make_node("Add", ["left_out", "right_out"], ["states"], name="add"),
    ]
    given = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    states = helper.make_tensor_value_info("states", TensorProto.FLOAT, ["batch", "tokens", OUT])
    kept = [numpy_helper.from_array(array, name) for name, array in {"table": table, **weights}.items()]
    graph = helper.make_graph(nodes, "small", given, [states], kept)
    path = tmp_path_factory.mktemp("smooth") / "float.onnx"
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(path))
    return path


def states(path: Path, run: list[int]) -> Vectors:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ids = np.asarray([run], np.int64)
    given = {it.name: ids for it in session.get_inputs()}
    return np.asarray(session.run(["states"], given)[0][0], np.float32)


def runs(count: int) -> list[list[int]]:
    chance = np.random.default_rng(2)
    return chance.integers(0, WORDS, size=(count, 12)).tolist()


def test_a_smoothed_network_says_the_same_and_rounds_better(network: Path, tmp_path: Path) -> None:
    smoothed, rounded, both = (tmp_path / f"{name}.onnx" for name in ("smoothed", "rounded", "both"))
    smooth(network, runs(90), smoothed)
    for before, after in ((network, rounded), (smoothed, both)):
        quantize_dynamic(
            str(before), str(after), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"]
        )
    run = runs(91)[-1]
    exact = states(network, run)
    np.testing.assert_allclose(states(smoothed, run), exact, atol=1e-3)
    assert np.abs(states(both, run) - exact).mean() < 0.5 * np.abs(states(rounded, run) - exact).mean()


def test_what_rounds_best_as_it_is_stays() -> None:
    chance = np.random.default_rng(3)
    even = np.sign(chance.normal(size=(20, NUMBERS))).astype(np.float32)
    weights = np.sign(chance.normal(size=(NUMBERS, OUT))).astype(np.float32)
    assert best_scale(np.abs(even).max(axis=0), [even], weights) is None
    uneven = even * np.linspace(1, WIDE, NUMBERS, dtype=np.float32)
    scale = best_scale(np.abs(uneven).max(axis=0), [uneven], weights)
    assert scale is not None
    assert scale[-1] > scale[0]
