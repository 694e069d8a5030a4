"""The default embedder, and the packaged MiniLM: through ONNX Runtime, int8. Needs onnxruntime and tokenizers only."""

import json
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.embedder import Passage, PassageVectors, Vectors, unit

LONGEST = 256
"""Tokens that the model reads at once, its two marks included."""
_NONE = np.zeros(0, np.int64)


class OnnxEmbedder:
    """Mean pooling over all tokens of a window; sentence vectors pool the tokens of each sentence of the same run."""

    def __init__(self, folder: Path, *, called: str, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        digests: dict[str, str] = json.loads((folder / "digests.json").read_text(encoding="utf-8"))
        self._name = f"{called}:{digests['model.onnx'][:12]}"
        self._opening, self._closing = self._tokenizer.encode("").ids
        self._inputs = {it.name for it in self._session.get_inputs()}
        outputs = {it.name: it.shape for it in self._session.get_outputs()}
        self._dimensions = int(outputs["states"][-1])
        self._outputs = ("states", "tokens", "weights") if "tokens" in outputs else ("states",)
        self._token_dimensions = int(outputs["tokens"][-1]) if "tokens" in outputs else 0
        self._remembered: dict[tuple[int, ...], tuple[Vectors, ...]] | None = None

    @property
    def name(self) -> str:
        """What the setting calls the model, and the first 12 digits of its file's sha256."""
        return self._name

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has: 768 for the shipped encoder, 384 for the packaged model."""
        return self._dimensions

    @property
    def token_dimensions(self) -> int:
        """64 for the shipped encoder, 0 for the packaged model."""
        return self._token_dimensions

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape (d,). A question over 254 tokens is the mean of its windows."""
        return unit(self.embed_passages([Passage(text=text, sentences=())])[0].windows.mean(axis=0))

    def embed_passages(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        """One run over each window gives both its own vector and those of its sentences.

        Windows run one at a time: without padding that is faster than batches, and a text's vector does not depend on its
        neighbours (int8 scales are taken over a whole run).
        """
        return [self._embed(passage) for passage in passages]

    def token_states(self, text: str) -> Vectors:
        """The last states of a text's tokens, window after window, each with the marks around it, shape (t, d)."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        ends = _window_ends(np.asarray([start for start, _ in encoded.offsets], np.int64), _NONE, LONGEST - 2)
        runs = (encoded.ids[begin:end] for begin, end in pairwise([0, *ends]))
        return np.concatenate([self._run([self._opening, *ids, self._closing])[0] for ids in runs])

    def remembering(self) -> Self:
        """The same model; what it gave for a run of tokens is kept as long as this is."""
        own = copy(self)
        own._remembered = {}
        return own

    def _embed(self, passage: Passage) -> PassageVectors:
        encoded = self._tokenizer.encode(passage.text, add_special_tokens=False)
        starts = np.asarray([start for start, _ in encoded.offsets], np.int64)
        begins = np.asarray([start for start, _ in passage.sentences], np.int64)
        sums = np.zeros((len(begins), self.dimensions), np.float32)
        windows: list[Vectors] = []
        late: list[tuple[Vectors, ...]] = []
        begin = 0
        for end in _window_ends(starts, begins, LONGEST - 2):
            states, *of_tokens = self._run([self._opening, *encoded.ids[begin:end], self._closing])
            windows.append(states.mean(axis=0))
            _add_sentences(sums, begins, starts[begin:end], states[1:-1])
            late.append(tuple(it[1:-1] for it in of_tokens))
            begin = end
        whole = PassageVectors(windows=unit(np.stack(windows)), sentences=unit(sums))
        if not self._token_dimensions:
            return whole
        tokens, weights = (np.concatenate(parts) for parts in zip(*late, strict=True))
        return replace(whole, tokens=tokens, weights=weights[:, 0])

    def _run(self, ids: Sequence[int]) -> tuple[Vectors, ...]:
        if self._remembered is None:
            return self._states(ids)
        key = tuple(ids)
        if key not in self._remembered:
            self._remembered[key] = self._states(ids)
        return self._remembered[key]

    def _states(self, ids: Sequence[int]) -> tuple[Vectors, ...]:
        row = np.asarray([ids], np.int64)
        inputs = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
        taken = {name: inputs[name] for name in self._inputs}
        return tuple(found[0] for found in self._session.run(self._outputs, taken))


def _window_ends(starts: NDArray[np.int64], sentence_starts: NDArray[np.int64], room: int) -> list[int]:
    """Token indexes where windows end: at the last sentence start that fits, else after `room` tokens.

    >>> _window_ends(np.array([0, 5, 9, 12, 20]), np.array([0, 9]), 3)
    [2, 5]
    >>> _window_ends(np.array([], np.int64), np.array([], np.int64), 3)
    [0]
    """
    places = np.searchsorted(starts, sentence_starts)
    ends: list[int] = []
    begin = 0
    while len(starts) - begin > room:
        fitting = places[(places > begin) & (places <= begin + room)]
        begin = int(fitting.max()) if len(fitting) else begin + room
        ends.append(begin)
    return [*ends, len(starts)]


def _add_sentences(sums: Vectors, begins: NDArray[np.int64], starts: NDArray[np.int64], states: Vectors) -> None:
    """Add the states of a window's tokens, which start at `starts`, to the sums of the sentences they stand in."""
    if not len(begins) or not len(starts):
        return
    places = np.maximum(np.searchsorted(begins, starts, side="right") - 1, 0)
    cuts = np.flatnonzero(np.diff(places, prepend=-1))
    sums[places[cuts]] += np.add.reduceat(states, cuts, axis=0)
