"""Train the encoder: `python -m evals.fit_encoder SHARED OUT` learns from the question bank and writes an int8 network to OUT.

SHARED is the folder that holds `guidance`, `training` and `bench`. Everything is deterministic; a run that was stopped goes on
where it was. `corpus/encoder` is what this command wrote with `--base` (the network that its model card names) and `--brief`;
`--without DOCUMENT` leaves a document's questions out, to measure what is learnt on documents that were never seen. `--float`
also writes the network as it is before its weights become int8, to OUT/float, which `python -m evals.encoder_check` compares.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.board import Board
from corpus.embedder import PACKAGED
from corpus.encoder_export import RUNS, packaged_encoder, write_encoder
from corpus.errors import WrongUse
from corpus.paragraph import Paragraph
from corpus.settings import DEMO_DOCUMENTS, load_settings
from evals.bank_grades import read_grades
from evals.encoder_examples import Group, bank_groups, beir_groups, joined, window_groups
from evals.encoder_network import Network
from evals.encoder_training import Reading, Recipe, Training, train
from evals.question_bank import bank_files, read_bank
from ingest.ingest import ingest

SHARE = 0.9
"""How much of the trained weights is kept; the rest is the base model's, so that general ability is not lost."""
UNSEEN = frozenset({"kcsie-2025", "information-sharing-2024"})
"""Documents of the guidance folder that no question was written for: they are there to measure on."""
GENERAL = 600
"""Questions of each retrieval set's learning half."""
SMOOTHED_FOR = 500
"""Passages at most that the network is smoothed for before its weights become int8."""
FLOAT = "float"
"""The folder in that of an encoder that has the same network with weights that are no int8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How an encoder is made: by which recipe, which share of the trained weights is kept, and whether as floats too.

    base: the folder of the network that it begins from, as transformers reads it; empty for the packaged MiniLM.
    """

    recipe: Recipe = field(default_factory=Recipe)
    share: float = SHARE
    floats: bool = False
    base: str = ""


def groups_of(
    shared: Path, without: frozenset[str] = frozenset(), given: Sequence[Paragraph] | None = None
) -> list[Group]:
    """All that there is to learn from, in a fixed order, but for the documents left out.

    given: the paragraphs of the guidance folder and the demonstration area, where they have been read already.
    """
    paragraphs = given or _paragraphs([shared / "guidance", DEMO_DOCUMENTS])
    groups = [
        *bank_groups(read_bank(bank_files()), paragraphs, read_grades()),
        *window_groups(shared / "training" / "practitioner-pairs.jsonl", paragraphs),
    ]
    kept = [group for group in groups if group.source not in UNSEEN | without]
    general = [beir_groups(shared / "bench" / name, GENERAL) for name in ("obliqa-dev", "conditionalqa-train")]
    return joined([*kept, *general[0], *general[1]])


def _paragraphs(documents: Sequence[Path]) -> list[Paragraph]:
    """Every current paragraph of these documents."""
    with tempfile.TemporaryDirectory(prefix="encoder-") as data:
        settings = load_settings().model_copy(update={"data": Path(data), "embedder": PACKAGED})
        ingest(documents, settings, lambda _: None)
        board = Board.open(settings)
        try:
            with board.shelf.snapshot() as snapshot:
                return list(snapshot.paragraphs(np.arange(len(snapshot.generation.entries))))
        finally:
            board.close()


def base_of(making: Making) -> Path:
    """The folder of the network that training begins from. Raises WrongUse where a file of it is missing."""
    folder = Path(making.base) if making.base else packaged_encoder()
    missing = [name for name in ("config.json", "model.safetensors", "tokenizer.json") if not (folder / name).is_file()]
    if missing:
        raise WrongUse(f"Expected a network of transformers' in {folder}, found no {', '.join(missing)}.")
    return folder


def runs_of(reading: Reading) -> list[list[int]]:
    """Token ids of a few hundred passages, spread over all that is learnt from, each with its first question."""
    some = range(0, len(reading.passages), 1 + len(reading.passages) // SMOOTHED_FOR)
    return [list(it.ids) for at in some for it in (reading.passages[at], reading.questions[at][0])]


def fit(groups: Sequence[Group], out: Path, making: Making) -> str:
    """Train, mix with the base, and write `model.onnx`, `tokenizer.json` and `digests.json` to `out`. Returns what was done."""
    began = time.monotonic()
    questions = sum(len(group.questions) for group in groups)
    told = f"{questions:,} questions on {len(groups):,} passages"
    print(told, flush=True)  # noqa: T201
    folder = base_of(making)
    network = Network(folder, brief=making.recipe.brief)
    base = network.weights()
    training = Training(network, folder, groups, making.recipe)
    train(training, lambda line: print(line, flush=True), out / "checkpoint.pt")  # noqa: T201
    network.take_between(network.weights(), base, making.share)
    floats = out / FLOAT if making.floats else None
    if floats:
        floats.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="encoder-") as made:
        network.save(Path(made))
        training.late.save(Path(made))
        (Path(made) / RUNS).write_text(json.dumps(runs_of(training.reading)), encoding="utf-8")
        write_encoder(Path(made), folder / "tokenizer.json", out, floats)
    (out / "checkpoint.pt").unlink(missing_ok=True)
    return f"{told}, {(time.monotonic() - began) / 60:.0f} minutes: {out}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Train by the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", action="append", default=[], help="a document's id; may be given several times")
    parser.add_argument("--base", default="", help="the network to begin from; without it the packaged MiniLM")
    parser.add_argument("--share", type=float, default=SHARE)
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument(
        "--brief", action="store_true", help="multiply in bfloat16: twice as fast, not the same weights"
    )
    parser.add_argument("--float", action="store_true", help=f"write it to OUT/{FLOAT} as floats too")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    making = Making(
        recipe=Recipe(epochs=given.epochs, brief=given.brief), share=given.share, floats=given.float, base=given.base
    )
    print(fit(groups_of(given.shared, frozenset(given.without)), given.out, making))  # noqa: T201


if __name__ == "__main__":
    main()
