"""A network too large for one file: its vocabulary's vectors lie beside it, are read with it and checked with it."""

import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from corpus import encoder_export
from corpus.encoder_export import SHIPPED, WORDS, checked
from corpus.errors import LibraryUnusable


@pytest.fixture
def network(tmp_path: Path) -> Path:
    table = onnx.numpy_helper.from_array(np.arange(3000, dtype=np.float32).reshape(1000, 3), "table")
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("Gather", ["table", "ids"], ["out"])],
        "words",
        [onnx.helper.make_tensor_value_info("ids", onnx.TensorProto.INT64, ["n"])],
        [onnx.helper.make_tensor_value_info("out", onnx.TensorProto.FLOAT, ["n", 3])],
        [table],
    )
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(tmp_path / "model.onnx"))
    return tmp_path / "model.onnx"


def test_a_large_network_lies_in_two_files_and_gives_the_same(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder_export._keep_words_apart(network)
    assert not (network.parent / WORDS).exists()
    monkeypatch.setattr(encoder_export, "LARGEST_FILE", 1000)
    encoder_export._keep_words_apart(network)
    assert network.stat().st_size < 1000 < (network.parent / WORDS).stat().st_size
    found = onnxruntime.InferenceSession(str(network)).run(None, {"ids": np.asarray([2, 999], np.int64)})[0]
    assert found.tolist() == [[6.0, 7.0, 8.0], [2997.0, 2998.0, 2999.0]]


def test_the_shipped_encoder_is_refused_without_its_words(tmp_path: Path) -> None:
    for name in ("digests.json", "model.onnx", "tokenizer.json", WORDS):
        shutil.copy(SHIPPED / name, tmp_path / name)
    assert checked(tmp_path) == tmp_path
    (tmp_path / WORDS).write_bytes(b"torn")
    with pytest.raises(LibraryUnusable, match=r"digests\.json"):
        checked(tmp_path)
