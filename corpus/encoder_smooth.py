"""Smoothing a network before its products become int8 (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438).

ONNX Runtime rounds what goes into a product on one scale for the whole text. A channel that is thirty times as wide as the
others then leaves them a few steps. Each input X of products with weights W is divided by s, one number a channel, and the rows
of W are multiplied by it: the product is the same, and both round well. s_j = max|X_j|^a / max|W_j|^(1 - a); of the exponents
tried the one that leaves the least squared error is taken, and none where none helps. Done once, at export.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.embedder import Vectors

EXPONENTS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
LOOKED_AT = 40
"""Every how many-eth text is kept whole, to measure the error of each exponent on."""
STEPS, SIGNED = 255, 127
"""Steps of an input in eight bits, and the largest number of a weight."""
NARROWEST = 1e-4
"""Below this a channel's widest number counts as this: an empty channel must not be blown up without bound."""


def smooth(network: Path, runs: Sequence[Sequence[int]], out: Path) -> None:
    """Write the network of a file, smoothed for the texts whose token ids are given, marks included."""
    import onnx

    model = onnx.load(str(network))
    weights = {it.name: it for it in model.graph.initializer}
    products: dict[str, list[Any]] = {}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
            products.setdefault(node.input[0], []).append(node)
    widest, seen = _inputs(model, list(products), runs)
    before: dict[str, Any] = {}
    for name, nodes in products.items():
        arrays = [onnx.numpy_helper.to_array(weights[node.input[1]]) for node in nodes]
        scale = best_scale(widest[name], seen[name], np.concatenate(arrays, axis=1))
        if scale is None:
            continue
        for node, array in zip(nodes, arrays, strict=True):
            weights[node.input[1]].CopyFrom(onnx.numpy_helper.from_array(array * scale[:, None], node.input[1]))
            node.input[0] = f"{name}/smooth"
        model.graph.initializer.append(onnx.numpy_helper.from_array(1 / scale, f"{name}/scale"))
        before[nodes[0].name] = onnx.helper.make_node(
            "Mul", [name, f"{name}/scale"], [f"{name}/smooth"], name=f"{name}/smooth"
        )
    nodes = [it for node in model.graph.node for it in (before.get(node.name), node) if it is not None]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, str(out))


def best_scale(widest: Vectors, inputs: Sequence[Vectors], weights: Vectors) -> Vectors | None:
    """What to divide the inputs of a product by, shape (d,); None where rounding loses least without.

    widest: max|X_j| over many texts, shape (d,). inputs: what single texts give, shape (tokens, d). weights: shape (d, n).
    """
    rows = np.maximum(np.abs(weights).max(axis=1), NARROWEST)
    columns = np.maximum(widest, NARROWEST)
    scales = [(columns**it / rows ** (1 - it)).astype(np.float32) for it in EXPONENTS]
    exact = [it @ weights for it in inputs]

    def error(scale: Vectors) -> float:
        rounded = _rounded_weights(weights * scale[:, None])
        found = (_rounded(it / scale) @ rounded for it in inputs)
        return float(sum(((one - other) ** 2).sum() for one, other in zip(found, exact, strict=True)))

    best = min(scales, key=error)
    return best if error(best) < error(np.ones_like(columns)) else None


def _rounded(found: Vectors) -> Vectors:
    """As ONNX's DynamicQuantizeLinear rounds: one scale from the least to the greatest, 0 among them."""
    low, high = min(float(found.min()), 0.0), max(float(found.max()), 0.0)
    step = max(high - low, NARROWEST) / STEPS
    zero = round(-low / step)
    return np.asarray((np.clip(np.round(found / step) + zero, 0, STEPS) - zero) * step, np.float32)


def _rounded_weights(weights: Vectors) -> Vectors:
    """One scale a column, the same below and above 0."""
    step = np.maximum(np.abs(weights).max(axis=0), NARROWEST) / SIGNED
    return np.asarray(np.round(weights / step) * step, np.float32)


def _inputs(
    model: Any, names: Sequence[str], runs: Sequence[Sequence[int]]
) -> tuple[Mapping[str, Vectors], Mapping[str, list[Vectors]]]:
    """By the name of a product's input: its channels' widest numbers over all texts, and all of it for some of the texts."""
    import onnx
    import onnxruntime

    telling = onnx.ModelProto()
    telling.CopyFrom(model)
    del telling.graph.output[:]
    telling.graph.output.extend(onnx.helper.make_tensor_value_info(it, onnx.TensorProto.FLOAT, None) for it in names)
    session = onnxruntime.InferenceSession(telling.SerializeToString(), providers=["CPUExecutionProvider"])
    widest: dict[str, Vectors] = {}
    seen: dict[str, list[Vectors]] = {it: [] for it in names}
    for at, run in enumerate(runs):
        ids: NDArray[np.int64] = np.asarray([run], np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        taken = {it.name: given[it.name] for it in session.get_inputs()}
        for name, found in zip(names, session.run(list(names), taken), strict=True):
            wide = np.abs(found[0]).max(axis=0)
            widest[name] = np.maximum(widest.get(name, wide), wide)
            if at % LOOKED_AT == 0:
                seen[name].append(found[0])
    return widest, seen
