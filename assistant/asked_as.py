"""Asked-as lines in a question's line: how near one is to a question, and how a question is made ready to become one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.mask import mask
from assistant.measured import Scores
from corpus.asked_as import LONGEST, AskedAsSource, Proposal, digest_of, folded
from corpus.asked_as_attached import Attached
from corpus.embedder import Vectors
from corpus.errors import WrongUse
from corpus.generation import Rows
from corpus.paragraph import Paragraph

LEAST_WORDS = 2
"""A single word asks nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Rows that have an accepted line near a question, ascending. asked_as: how near the nearest is, from 0 to 1 for one that
    could not be nearer; asked_again: where it is the same question, the share of letters that both have (1: letter for letter),
    else 0; both of shape (len(rows),).
    """

    rows: Rows
    asked_as: Scores
    asked_again: Scores

    def at(self, rows: Rows) -> dict[str, Scores]:
        """Both measures at each of `rows`; 0 for a row that has no line near."""
        found = np.zeros((2, len(rows)), np.float32)
        _, places, here = np.intersect1d(rows, self.rows, assume_unique=True, return_indices=True)
        found[0, places], found[1, places] = self.asked_as[here], self.asked_again[here]
        return {"asked_as": found[0], "asked_again": found[1]}


def lines_near(attached: Attached, text: str, vector: Vectors, rule: Mapping[str, float]) -> Near:
    """What the lines of an installation say of a question: its text as it is searched for, and its vector, shape (d,).

    rule: `asked_as` of `data/retrieval.toml`. Lines whose cosine is under its `looked_at` are not read.
    """
    cosines = attached.vectors @ vector
    read = np.flatnonzero(cosines >= rule["looked_at"])
    likeness = np.clip((cosines[read] - rule["near"]) / (1 - rule["near"]), 0.0, 1.0)
    shared = _shared_letters([attached.questions[place] for place in read], folded(text), rule["letters"])
    again = np.where(cosines[read] >= rule["same"], np.maximum(shared, rule["letters"]), shared)
    close = np.flatnonzero((likeness > 0) | (again > 0))
    rows, starts = np.unique(attached.rows[read[close]], return_index=True)
    if not len(rows):
        return Near(rows=rows, asked_as=np.zeros(0, np.float32), asked_again=np.zeros(0, np.float32))
    return Near(
        rows=rows,
        asked_as=np.maximum.reduceat(likeness[close], starts).astype(np.float32),
        asked_again=np.maximum.reduceat(again[close], starts).astype(np.float32),
    )


def _shared_letters(lines: Sequence[str], text: str, least: float) -> Scores:
    """The share of letters that a question has in common with each line, 0 under `least`: slips of the keys move a vector
    further than the letters.
    """
    from rapidfuzz.distance import Indel

    shares = [Indel.normalized_similarity(line, text, score_cutoff=least) for line in lines]
    return np.asarray(shares, np.float32)


def proposal(
    question: str, paragraph: Paragraph, names: frozenset[str], source: AskedAsSource, origin: str, by: str
) -> Proposal:
    """A question as it may be kept for a paragraph: on one line, and without what could identify anyone.

    names: those of the library, which are kept. Raises WrongUse where it is too short or too long.
    """
    masked = mask(" ".join(question.split()), names).text
    if len(masked) > LONGEST or len(folded(masked).split()) < LEAST_WORDS:
        raise WrongUse(
            f"Expected a question of {LEAST_WORDS} words or more and {LONGEST} characters at most, found {len(masked)} "
            "characters. Shorten it to what is asked."
        )
    return Proposal(
        paragraph_id=paragraph.id,
        edition=paragraph.edition,
        digest=digest_of(paragraph.text),
        question=masked,
        source=source,
        origin=origin,
        by=" ".join(by.split()),
    )
