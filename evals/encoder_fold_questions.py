"""Questions with the paragraph that they were written for, and documents divided into folds: what the encoder is measured on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.paragraph import Paragraph
from evals.encoder_examples import windows_found
from evals.question_bank import BankEntry, Kind, digest_of, resolve

FOLDS = 4
OF_A_PAIR = (Kind.COLLOQUIAL, Kind.STORY, Kind.TERSE, Kind.PLAIN)
"""What kind each of the four questions of a training pair is, by its place; the README of `shared/training` says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldQuestion:
    """One question and the paragraph that answers it. history: the turns before it, oldest first."""

    kind: Kind
    question: str
    history: tuple[str, ...]
    paragraph_id: str
    document_id: str

    @property
    def key(self) -> str:
        """What it is known by where no text is kept: digest of the turns and the question, and the paragraph."""
        return f"{self.digest}:{self.paragraph_id}"

    @property
    def digest(self) -> str:
        """The digest of the turns and the question."""
        return digest_of(" ".join([*self.history, self.question]))


def questions_on(entries: Sequence[BankEntry], pairs: Path, paragraphs: Sequence[Paragraph]) -> list[FoldQuestion]:
    """The questions of the bank and of the training pairs whose paragraph is there, in a fixed order, each once."""
    found = [
        FoldQuestion(
            kind=one.kind,
            question=one.question,
            history=one.history,
            paragraph_id=paragraph.id,
            document_id=paragraph.document_id,
        )
        for paragraph, entry in resolve(entries, paragraphs)[0]
        for one in entry.questions
    ]
    for paragraph, texts in windows_found(pairs, paragraphs):
        found += [
            FoldQuestion(
                kind=kind, question=text, history=(), paragraph_id=paragraph.id, document_id=paragraph.document_id
            )
            for kind, text in zip(OF_A_PAIR, texts, strict=True)
        ]
    return list({one.key: one for one in found}.values())


def folds_of(documents: Mapping[str, int], folds: int = FOLDS) -> list[frozenset[str]]:
    """Documents, each with its number of questions, in folds of about as many questions: the largest that is left goes to the
    fold that has fewest so far. The same documents and numbers give the same folds.

    >>> [sorted(fold) for fold in folds_of({"a": 5, "b": 4, "c": 3, "d": 2}, folds=2)]
    [['a', 'd'], ['b', 'c']]
    """
    filled: list[tuple[int, int, frozenset[str]]] = [(0, at, frozenset()) for at in range(folds)]
    for name, count in sorted(documents.items(), key=lambda it: (-it[1], it[0])):
        held, at, names = min(filled)
        filled[at] = (held + count, at, names | {name})
    return [names for _, _, names in filled]


def counted(questions: Iterable[FoldQuestion]) -> Counter[str]:
    """How many questions each document has."""
    return Counter(one.document_id for one in questions)
