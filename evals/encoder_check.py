"""What eight bits cost and what they save: `python -m evals.encoder_check SHARED` measures it, and prints it as Markdown.

Evidence: `--trained FOLDER` names what `python -m evals.fit_encoder SHARED FOLDER --float` wrote: the same network in eight bits
and as floats. The weights that the shipped file was made from are not in the project; that command, run again, makes them. Both
are asked every question of the bank. Where the file of eight bits there is the shipped one, the page says so.

Serving: `soundingboard serve` on the demonstration area with the shipped encoder, with stock MiniLM through ONNX Runtime, and
with stock MiniLM through sentence-transformers on torch, in turn, each in a process of its own.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.embedder_onnx import OnnxEmbedder
from corpus.encoder_export import shipped_digest
from corpus.errors import WrongUse
from evals.bench_table import markdown_table
from evals.encoder_fold_questions import FoldQuestion
from evals.encoder_fold_ranks import indexed_by, ranks_of
from evals.encoder_fold_table import float_table
from evals.encoder_folds import Trial, trial_of
from evals.encoder_kept import FLOAT, OURS, KeptQuestion, kept_questions
from evals.encoder_page import DOCS_FILE, write_measured
from evals.encoder_serving import Serving, serving_rounds
from evals.fit_encoder import FLOAT as FLOAT_FOLDER
from evals.fit_encoder import Making

ROUNDS = 3
NEEDED = (
    f"Expected a folder with `model.onnx` and `{FLOAT_FOLDER}/model.onnx`, the same network in eight bits and as floats. "
    "`python -m evals.fit_encoder SHARED FOLDER --float` writes both."
)


def eight_bits_and_floats(trial: Trial, folder: Path, questions: Sequence[FoldQuestion]) -> tuple[KeptQuestion, ...]:
    """The ranks of questions by the encoder of a folder in eight bits and as floats. Raises WrongUse where one is missing."""
    folders = {OURS: folder, FLOAT: folder / FLOAT_FOLDER}
    if not all((one / "digests.json").is_file() for one in folders.values()):
        raise WrongUse(f"{NEEDED} Found neither or one of them in {folder}.")
    found = {}
    for name, one in folders.items():
        embedder = OnnxEmbedder(one, called=name, threads=os.cpu_count() or 1)
        with indexed_by(embedder, trial.library) as snapshot:
            found[name] = ranks_of(questions, snapshot, embedder, None)
    return kept_questions(questions, found)


def float_lines(questions: Sequence[KeptQuestion], digest: str) -> Iterator[str]:
    """The part of the page on eight bits."""
    whose = (
        "the shipped one" if digest == shipped_digest() else "another training of the same recipe, not the shipped file"
    )
    yield (
        f"`python -m evals.encoder_check ../shared --trained FOLDER --write-docs` measured this: {len(questions):,} questions of "
        f"the bank, the library of all its documents; encoder {digest[:12]}, {whose}."
    )
    yield ""
    yield from float_table(questions)


def serving_lines(found: Sequence[Serving], questions: int) -> Iterator[str]:
    """The part of the page on serving."""
    yield (
        "`python -m evals.encoder_check ../shared --write-docs` measured this in one run: "
        f"{found[0].rounds} rounds, the encoders in turn, {questions} questions over HTTP each, medians. "
        "start: from the command to the first ready reply. memory: of the server and its children after the questions, "
        "chat and API included. question: the whole answer."
    )
    yield ""
    yield from markdown_table(
        ("encoder", "start, s", "memory, MB", "question p50 / p95, ms"),
        (
            (
                it.name,
                f"{it.start_seconds:.1f}",
                f"{it.resident_mb:.0f}",
                f"{it.question.p50:.1f} / {it.question.p95:.1f}",
            )
            for it in found
        ),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure both parts, print them, and write them with `--write-docs`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument(
        "--trained", type=Path, help="a folder of fit_encoder's with floats; without it that part is left out"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"of serving; 0: leave it out (default {ROUNDS})")
    parser.add_argument("--write-docs", action="store_true", help=f"also write {DOCS_FILE.name} in docs")
    given = parser.parse_args(arguments)
    parts: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory(prefix="encoder-check-") as folder:
        if given.trained:
            trial = trial_of(given.shared, Path(folder), Making())
            asked = eight_bits_and_floats(trial, given.trained, trial.questions)
            digests = json.loads((given.trained / "digests.json").read_text(encoding="utf-8"))
            parts["floats"] = list(float_lines(asked, digests["model.onnx"]))
        if given.rounds:
            parts["serving"] = list(serving_lines(*serving_rounds(Path(folder), given.rounds)))
    for name, lines in parts.items():
        print("\n".join([*lines, ""]))  # noqa: T201
        if given.write_docs:
            write_measured(name, lines)


if __name__ == "__main__":
    main()
