"""The encoder as it is trained: the network in torch, read as the product reads it. The only file of evals that knows torch.

A passage is run once. Its window is the mean of all its tokens' states, a sentence's vector the mean of the states of the
sentence's tokens, both of length 1: what `corpus/embedder_onnx.py` does with the exported network.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.embedder import Passage, Vectors

BATCH = 32
"""Texts run at once where nothing is learnt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """ids: with the opening and closing mark. sentences: for each token between them, which sentence it stands in, from 0."""

    ids: tuple[int, ...]
    sentences: tuple[int, ...]


class Tokenizer:
    """Texts into tokens of the packaged vocabulary, cut after `longest` tokens, marks included."""

    def __init__(self, folder: Path, longest: int) -> None:
        from tokenizers import Tokenizer as Read

        self._read = Read.from_file(str(folder / "tokenizer.json"))
        self._read.no_truncation()
        self._read.no_padding()
        self._room = longest - 2
        self._opening, self._closing = self._read.encode("").ids

    def tokens(self, passage: Passage) -> Tokens:
        """The tokens of a passage and the sentences they stand in."""
        encoded = self._read.encode(passage.text, add_special_tokens=False)
        starts = np.asarray([start for start, _ in encoded.offsets[: self._room]], np.int64)
        begins = np.asarray([start for start, _ in passage.sentences] or [0], np.int64)
        places = np.maximum(np.searchsorted(begins, starts, side="right") - 1, 0)
        ids = (self._opening, *encoded.ids[: self._room], self._closing)
        return Tokens(ids=ids, sentences=tuple(places.tolist()))


class Network:
    """A BERT-like network and the operations that training needs. Tensors are torch's and stay in this file's callers as Any."""

    def __init__(self, folder: Path, *, brief: bool = False) -> None:
        """brief: multiply in bfloat16, which takes half the time where the processor knows it; sums and weights stay float32."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        import torch
        from transformers import AutoModel
        from transformers.utils import logging

        logging.disable_progress_bar()
        self.torch: Any = torch
        self._brief = brief
        self.model: Any = AutoModel.from_pretrained(str(folder), attn_implementation="eager")

    def states(self, items: Sequence[Tokens]) -> tuple[Any, Any]:
        """States of all tokens, shape (n, longest, d), and windows of length 1, shape (n, d)."""
        torch = self.torch
        longest = max(len(item.ids) for item in items)
        ids = torch.zeros(len(items), longest, dtype=torch.long)
        mask = torch.zeros(len(items), longest, dtype=torch.long)
        for row, item in enumerate(items):
            ids[row, : len(item.ids)] = torch.tensor(item.ids)
            mask[row, : len(item.ids)] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self._brief):
            states = self.model(input_ids=ids, attention_mask=mask).last_hidden_state
        states = states.to(torch.float32)
        weights = mask.unsqueeze(-1).to(states.dtype)
        return states, torch.nn.functional.normalize((states * weights).sum(1) / weights.sum(1), dim=-1)

    def sentences(self, states: Any, items: Sequence[Tokens]) -> tuple[Any, Any]:
        """Every sentence's vector, of length 1, shape (s, d), and which item it is of, shape (s,)."""
        torch = self.torch
        owners: list[int] = []
        sources: list[int] = []
        targets: list[int] = []
        for row, item in enumerate(items):
            there, places = np.unique(np.asarray(item.sentences, np.int64), return_inverse=True)
            targets += (places + len(owners)).tolist()
            sources += [row * states.shape[1] + 1 + at for at in range(len(item.sentences))]
            owners += [row] * len(there)
        flat = states.reshape(-1, states.shape[-1])[torch.tensor(sources)]
        sums = torch.zeros(len(owners), states.shape[-1]).index_add(0, torch.tensor(targets), flat)
        return torch.nn.functional.normalize(sums, dim=-1), torch.tensor(owners)

    def windows(self, items: Sequence[Tokens]) -> Vectors:
        """The window of each item, shape (n, d); nothing is learnt from it."""
        order = sorted(range(len(items)), key=lambda at: len(items[at].ids))
        found: NDArray[np.float32] = np.zeros((len(items), int(self.model.config.hidden_size)), np.float32)
        self.model.eval()
        with self.torch.no_grad():
            for begin in range(0, len(order), BATCH):
                rows = order[begin : begin + BATCH]
                found[rows] = self.states([items[row] for row in rows])[1].numpy()
        return found

    def digest(self) -> str:
        """The sha256 of every weight, in the order of their names."""
        found = hashlib.sha256()
        for _, value in sorted(self.model.state_dict().items()):
            found.update(value.numpy().tobytes())
        return found.hexdigest()

    def weights(self) -> dict[str, Any]:
        """A copy of every weight by name."""
        return {name: value.clone() for name, value in self.model.state_dict().items()}

    def take_between(self, one: Mapping[str, Any], other: Mapping[str, Any], share: float) -> None:
        """Set each weight to `share` of the first and the rest of the second (WiSE-FT, Wortsman et al. 2022)."""
        self.model.load_state_dict(
            {
                name: share * value + (1 - share) * other[name] if value.dtype.is_floating_point else value
                for name, value in one.items()
            }
        )

    def save(self, folder: Path) -> None:
        """Write the network as the export reads it (`config.json`, `model.safetensors`)."""
        self.model.save_pretrained(str(folder))
