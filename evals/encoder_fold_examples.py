"""Examples for the ranker from the folds: each question asked of the encoder that was trained without its document."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.question import Question, Turn
from assistant.retrieve import Search, embedded, load_weights, weighed
from assistant.understand import understand
from corpus.embedder import PACKAGED, Embedder
from corpus.errors import WrongUse
from corpus.settings import Settings
from corpus.snapshot import Snapshot
from evals.encoder_fold_questions import FOLDS, FoldQuestion
from evals.encoder_fold_ranks import alike, indexed_by
from evals.encoder_folds import MADE, Trial, opened, trial_of
from evals.encoder_kept import OURS, STOCK
from evals.fit_encoder import Making
from evals.halves import half_of
from evals.ranker_examples import Example


def fold_examples(shared: Path, out: Path, settings: Settings) -> list[Example]:
    """The questions of every fold, put to all its documents, by the encoders in `out`; by stock MiniLM where that is set.

    Raises WrongUse where a fold is missing there, or was made of other questions: its encoder may have read what it is asked.
    """
    missing = [fold for fold in range(1, FOLDS + 1) if not (out / f"fold-{fold}" / MADE).is_file()]
    if missing:
        raise WrongUse(
            f"Expected {FOLDS} folds in {out}, found no fold {', '.join(map(str, missing))}. "
            f"`python -m evals.encoder_folds {shared} {out} --train` makes them."
        )
    trial = trial_of(shared, out, Making())
    found = []
    for fold, documents in enumerate(trial.folds(), start=1):
        check_questions(trial.folder(fold), trial.of(documents))
        stock = settings.embedder == PACKAGED
        embedder = trial.stock if stock else opened(trial.folder(fold), "fold")
        kept = out / f"index-{STOCK}" if stock else trial.folder(fold) / f"index-{OURS}"
        found += asked_of(embedder, trial, trial.of(documents), kept)
    return found


def check_questions(folder: Path, questions: Sequence[FoldQuestion]) -> None:
    """Raises WrongUse where the encoder in a folder was not kept from exactly these questions."""
    unseen = json.loads((folder / MADE).read_text(encoding="utf-8"))["unseen"]
    if set(unseen) != {one.key for one in questions}:
        raise WrongUse(
            f"Expected the encoder in {folder} to be kept from the {len(questions):,} questions of its documents, found others: "
            "the questions or the documents have changed since. `python -m evals.encoder_folds --train` makes it again."
        )


def asked_of(
    embedder: Embedder, trial: Trial, questions: Sequence[FoldQuestion], kept: Path | None = None
) -> list[Example]:
    """Questions measured over all documents by an encoder, but for those that are looked up by number; index as `indexed_by`."""
    with indexed_by(embedder, trial.library, kept) as snapshot:
        right = alike(snapshot)
        found = (_example(one, snapshot, embedder, right[one.paragraph_id]) for one in questions)
        return [example for example in found if example is not None]


def _example(one: FoldQuestion, snapshot: Snapshot, embedder: Embedder, right: frozenset[int]) -> Example | None:
    """A question among all paragraphs, whatever their area; None where it is looked up by number."""
    asked = Question(text=one.question, history=tuple(Turn(question=turn) for turn in one.history))
    understood = understand(asked, snapshot)
    if understood.numbers:
        return None
    search = Search(text=understood.standalone, documents=understood.documents)
    every = np.ones(len(snapshot.generation.entries), np.bool_)
    weights = load_weights()
    measured, priors = weighed(search, embedded(search.text, embedder), every, snapshot.generation, weights)
    none = np.zeros(len(measured.rows), np.float32)
    prior = sum((weights.priors[name] * value for name, value in priors.items()), none)
    return Example(half=half_of(one.key), measured=measured, prior=prior, right=right)
