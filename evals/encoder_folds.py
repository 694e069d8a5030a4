"""The encoder on documents that it has never seen: `python -m evals.encoder_folds SHARED OUT` trains and measures it in folds.

The documents that questions were written on are divided into four folds. For each, an encoder is trained without its documents
and asked their questions, beside stock MiniLM, with every document in the library. What a fold gave is kept in OUT as soon as it
is done, and so is its training every few steps: stopped and started again, the command goes on where it was. SHARED is the
folder that holds `guidance`, `training` and `bench`. The table is printed over the folds that are done; `--write-docs` puts it
into docs/encoder.md. `--train` trains and asks nothing: the ranker learns from the folds (`python -m evals.fit_ranker`), and what
is asked is asked of its weights, so folds are trained first, then it is fitted, then they are asked.
"""

import argparse
import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from assistant.rank import Ranker, load_ranker
from corpus.embedder import PACKAGED, Embedder, open_embedder
from corpus.embedder_onnx import OnnxEmbedder
from corpus.library import Library
from corpus.settings import DEMO_DOCUMENTS, load_settings
from evals.encoder_examples import Group
from evals.encoder_fold_questions import FOLDS, FoldQuestion, counted, folds_of, questions_on
from evals.encoder_fold_ranks import Ranks, current_paragraphs, indexed_by, made_of, ranks_of
from evals.encoder_fold_table import fold_lines
from evals.encoder_kept import (
    FLOAT,
    OURS,
    STOCK,
    KeptFold,
    keep_fold,
    keep_ranks,
    kept_questions,
    read_fold,
    read_ranks,
)
from evals.encoder_page import DOCS_FILE, write_measured
from evals.encoder_training import Recipe
from evals.fit_encoder import FLOAT as FLOAT_FOLDER
from evals.fit_encoder import Making, base_of, fit, groups_of
from evals.question_bank import bank_files, read_bank
from ingest.ingest import ingest

LIBRARY = "library"
FLOATED = 1
"""The fold that is asked of its encoder as floats too: its questions are enough to see whether eight bits lose anything."""
MADE = "made.json"
"""Beside a fold's encoder: what it was made of, and the keys of the questions that it has not seen."""
RANKED_WITH_STOCK = Path(__file__).parent / "data" / "ranking-minilm.toml"
"""The ranker's weights as they are learnt with stock MiniLM in place of our encoder: `SOUNDINGBOARD_EMBEDDER=minilm-int8
python -m evals.fit_ranker SHARED --folds OUT --write --to` this file.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What every fold of a run shares. learnt_without: what there is to learn from but for some documents; ranker: the weights
    for stock; out: where everything is kept.
    """

    library: Library
    questions: Sequence[FoldQuestion]
    learnt_without: Callable[[frozenset[str]], Sequence[Group]]
    making: Making
    stock: Embedder
    ranker: Ranker
    out: Path

    def folds(self) -> list[frozenset[str]]:
        """The documents of each fold."""
        return folds_of(counted(self.questions))

    def of(self, documents: frozenset[str]) -> list[FoldQuestion]:
        """The questions of these documents."""
        return [one for one in self.questions if one.document_id in documents]

    def file(self, fold: int) -> Path:
        """Where a fold, from 1, is kept."""
        return self.out / f"fold-{fold}.json"

    def folder(self, fold: int) -> Path:
        """Where the encoder of a fold, from 1, is kept."""
        return self.out / f"fold-{fold}"

    def base(self) -> str:
        """The sha256 of the network that training begins from."""
        return hashlib.sha256((base_of(self.making) / "model.safetensors").read_bytes()).hexdigest()

    def mark(self, documents: frozenset[str]) -> str:
        """What makes two folds the same: their encoder, and the weights of both rankers."""
        rankers = [{name: dict(by) for name, by in one.weights.items()} for one in (self.ranker, load_ranker())]
        said = json.dumps([self.mark_of_encoder(documents), rankers])
        return hashlib.sha256(said.encode()).hexdigest()

    def mark_of_encoder(self, documents: frozenset[str]) -> str:
        """What makes two encoders the same: how they are made, the documents and every question of the run."""
        keys = sorted(one.key for one in self.questions)
        made = asdict(replace(self.making, base=self.base()))
        said = json.dumps([made, sorted(documents), keys])
        return hashlib.sha256(said.encode()).hexdigest()


def kept_folds(trial: Trial) -> list[KeptFold]:
    """The folds that are done, by number."""
    found = (read_fold(trial.file(at), trial.mark(documents)) for at, documents in enumerate(trial.folds(), start=1))
    return [one for one in found if one is not None]


def run_fold(trial: Trial, fold: int) -> KeptFold:
    """Train without the documents of a fold, from 1, ask their questions, and keep what came of it."""
    documents = trial.folds()[fold - 1]
    mark, questions = trial.mark(documents), trial.of(documents)
    if there := read_fold(trial.file(fold), mark):
        return there
    folder, minutes = train_fold(trial, fold)
    by_encoder = {STOCK: asked_of_stock(trial, fold)}
    floats = {FLOAT: opened(folder / FLOAT_FOLDER, "fold-float")} if fold == FLOATED else {}
    for name, embedder in ({OURS: opened(folder, "fold")} | floats).items():
        _say(f"fold {fold}: asking {len(questions):,} questions of {name}")
        with indexed_by(embedder, trial.library, folder / f"index-{name}") as snapshot:
            by_encoder[name] = ranks_of(questions, snapshot, embedder, None)
    kept = KeptFold(
        mark=mark,
        fold=fold,
        epochs=trial.making.recipe.epochs,
        minutes=round(minutes, 1),
        questions=kept_questions(questions, by_encoder),
    )
    keep_fold(kept, trial.file(fold))
    return kept


def asked_of_stock(trial: Trial, fold: int) -> Mapping[str, Ranks]:
    """The ranks of a fold's questions, from 1, with stock MiniLM: kept in a file, because no training changes them."""
    questions = trial.of(trial.folds()[fold - 1])
    weights = {name: dict(by) for name, by in trial.ranker.weights.items()}
    said = [made_of(trial.stock, current_paragraphs(trial.library)), weights, [one.key for one in questions]]
    mark = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    file = trial.out / f"stock-{fold}.json"
    if there := read_ranks(file, mark):
        return there
    _say(f"fold {fold}: asking {len(questions):,} questions of {STOCK}")
    with indexed_by(trial.stock, trial.library, trial.out / f"index-{STOCK}") as snapshot:
        ranks = ranks_of(questions, snapshot, trial.stock, trial.ranker)
    keep_ranks(ranks, file, mark)
    return ranks


def train_fold(trial: Trial, fold: int) -> tuple[Path, float]:
    """The folder of the encoder of a fold, from 1, and the minutes that its training took, since it last began."""
    documents = trial.folds()[fold - 1]
    mark, folder = trial.mark_of_encoder(documents), trial.folder(fold)
    made = folder / MADE
    if made.is_file() and (said := json.loads(made.read_text(encoding="utf-8")))["mark"] == mark:
        return folder, float(said["minutes"])
    folder.mkdir(parents=True, exist_ok=True)
    made.unlink(missing_ok=True)
    _say(f"fold {fold}: training without {', '.join(sorted(documents))}")
    began = time.monotonic()
    _say(fit(trial.learnt_without(documents), folder, trial.making))
    minutes = (time.monotonic() - began) / 60
    unseen = sorted(one.key for one in trial.of(documents))
    made.write_text(json.dumps({"mark": mark, "minutes": minutes, "unseen": unseen}) + "\n", encoding="utf-8")
    return folder, minutes


def opened(folder: Path, called: str) -> OnnxEmbedder:
    """The encoder of a folder, on all processors."""
    return OnnxEmbedder(folder, called=called, threads=os.cpu_count() or 1)


def trial_of(shared: Path, out: Path, making: Making) -> Trial:
    """The run over the demonstration area and the guidance folder, which are ingested to `out` the first time."""
    settings = load_settings().model_copy(update={"data": out / LIBRARY, "embedder": PACKAGED})
    ingest([shared / "guidance", DEMO_DOCUMENTS], settings, lambda _: None)
    library = Library.open(settings.data)
    paragraphs = current_paragraphs(library)
    pairs = shared / "training" / "practitioner-pairs.jsonl"
    return Trial(
        library=library,
        questions=questions_on(read_bank(bank_files()), pairs, paragraphs),
        learnt_without=lambda documents: groups_of(shared, documents, paragraphs),
        making=making,
        stock=open_embedder(PACKAGED, settings.models, threads=os.cpu_count() or 1),
        ranker=load_ranker(RANKED_WITH_STOCK),
        out=out,
    )


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the folds that are missing; unless they are only trained, print the table, and write it with `--write-docs`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int, choices=range(1, FOLDS + 1), help="only this one (default: all)")
    parser.add_argument("--base", default="", help="the network to begin from; without it the packaged MiniLM")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument(
        "--brief", action="store_true", help="multiply in bfloat16: twice as fast, not the same weights"
    )
    parser.add_argument("--train", action="store_true", help="train, and ask nothing")
    parser.add_argument("--stock", action="store_true", help="ask stock MiniLM alone, which needs no training")
    parser.add_argument("--write-docs", action="store_true", help=f"also write {DOCS_FILE.name} in docs")
    given = parser.parse_args(arguments)
    making = Making(recipe=Recipe(epochs=given.epochs, brief=given.brief), floats=True, base=given.base)
    trial = trial_of(given.shared, given.out, making)
    folds = [given.fold] if given.fold else range(1, FOLDS + 1)
    if given.train or given.stock:
        for fold in folds:
            if given.train:
                train_fold(trial, fold)
            if given.stock:
                asked_of_stock(trial, fold)
        return
    for fold in folds:
        run_fold(trial, fold)
    lines = fold_lines(kept_folds(trial), trial.making.recipe, trial.base())
    _say("\n".join(lines))
    if given.write_docs:
        write_measured("folds", lines)


if __name__ == "__main__":
    main()
