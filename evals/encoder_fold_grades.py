"""Grades for the folds: which paragraphs answer a question, of all that stock MiniLM or ours has among its first five.

A question of the folds counts one paragraph as right, the one it was written for; others may answer too. So for a sample of
the questions put as people talk, what either encoder finds is pooled and graded by readers (`evals/encoder_pool.py`).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evals.bank_grades import ANSWERS, read_grades
from evals.encoder_fold_figures import RANKINGS, colloquial
from evals.encoder_kept import OURS, STOCK, KeptQuestion

GRADES = Path(__file__).parent / "fold_grades.jsonl"
SAMPLE = 320
"""Questions that are pooled, drawn by their digests."""


def pooled(questions: Sequence[KeptQuestion]) -> dict[str, tuple[str, ...]]:
    """The paragraphs to grade, by the question's digest: those of the sample, in an order that says nothing of who found them."""
    drawn = sorted(colloquial(questions), key=lambda it: hashlib.sha256(it.question.encode()).hexdigest())[:SAMPLE]
    return {
        it.question: tuple(
            sorted(pool_of(it), key=lambda name: hashlib.sha256((it.question + name).encode()).hexdigest())
        )
        for it in drawn
    }


def pool_of(question: KeptQuestion) -> frozenset[str]:
    """Every paragraph that stock or ours has among its first for a question, by either ranking."""
    found = (getattr(question.ranks[encoder], f"{ranking}_first") for encoder in (STOCK, OURS) for ranking in RANKINGS)
    return frozenset(name for names in found for name in names)


def graded_answers(questions: Iterable[KeptQuestion], path: Path = GRADES) -> Mapping[str, frozenset[str]]:
    """The paragraphs that answer a question by themselves, by its digest, for the questions whose whole pool is graded."""
    if not path.is_file():
        return {}
    graded, answers = read_grades(path, 0), read_grades(path, ANSWERS)
    whole = {
        it.question: it.paragraph for it in questions if it.question in graded and pool_of(it) <= graded[it.question]
    }
    return {name: answers[name] | {paragraph} for name, paragraph in whole.items()}
