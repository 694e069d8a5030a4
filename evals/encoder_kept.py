"""What one fold gave, as it is kept in a file: every question's ranks, and no text."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.encoder_fold_questions import FoldQuestion
from evals.encoder_fold_ranks import Ranks
from evals.question_bank import Kind

STOCK, OURS, FLOAT = "stock", "ours", "float"
"""The encoders that a fold is asked with: stock MiniLM, the one that was trained, and on one fold that as floats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptQuestion:
    """One question's ranks by encoder. question: the digest of its text; paragraph: the id of the one that answers it."""

    question: str
    paragraph: str
    document: str
    kind: Kind
    ranks: Mapping[str, Ranks]

    @property
    def key(self) -> str:
        """As FoldQuestion has it."""
        return f"{self.question}:{self.paragraph}"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFold:
    """One fold. mark: what it was made of; another mark means that it must be made again. minutes: of training."""

    mark: str
    fold: int
    epochs: int
    minutes: float
    questions: tuple[KeptQuestion, ...]


def kept_questions(
    questions: Sequence[FoldQuestion], by_encoder: Mapping[str, Mapping[str, Ranks]]
) -> tuple[KeptQuestion, ...]:
    """The questions with what each encoder gave for them by their keys."""
    return tuple(
        KeptQuestion(
            question=one.digest,
            paragraph=one.paragraph_id,
            document=one.document_id,
            kind=one.kind,
            ranks={name: found[one.key] for name, found in by_encoder.items()},
        )
        for one in questions
    )


def keep_fold(fold: KeptFold, file: Path) -> None:
    """Write what a fold gave."""
    _replace(file, asdict(fold))


def keep_ranks(ranks: Mapping[str, Ranks], file: Path, mark: str) -> None:
    """Write the ranks of questions by their keys, with what they were made of."""
    said = {"mark": mark, "ranks": {key: asdict(it) for key, it in ranks.items()}}
    _replace(file, said)


def _replace(file: Path, said: object) -> None:
    """Write beside the final name, then move there: nobody reads a half."""
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps(said) + "\n", encoding="utf-8")
    draft.replace(file)


def read_ranks(file: Path, mark: str) -> dict[str, Ranks] | None:
    """The ranks of a file; None where there is none, or one made of something else."""
    if not file.is_file():
        return None
    said = json.loads(file.read_text(encoding="utf-8"))
    return {key: _ranks(it) for key, it in said["ranks"].items()} if said["mark"] == mark else None


def read_fold(file: Path, mark: str) -> KeptFold | None:
    """The fold of a file; None where there is none, or one made of something else."""
    if not file.is_file():
        return None
    said = json.loads(file.read_text(encoding="utf-8"))
    if said["mark"] != mark:
        return None
    questions = tuple(
        KeptQuestion(
            question=one["question"],
            paragraph=one["paragraph"],
            document=one["document"],
            kind=Kind(one["kind"]),
            ranks={name: _ranks(ranks) for name, ranks in one["ranks"].items()},
        )
        for one in said["questions"]
    )
    return KeptFold(**{**said, "questions": questions})


def _ranks(said: Mapping[str, Any]) -> Ranks:
    firsts = {name: tuple(said[name]) for name in ("dense_first", "fused_first")}
    return Ranks(dense=said["dense"], fused=said["fused"], **firsts)
