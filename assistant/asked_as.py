"""Asked-as lines in a question's line: how much one counts for its paragraph, and how a question is made ready to become one."""

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


def asked_as(attached: Attached, vector: Vectors, start: float) -> tuple[Rows, Scores]:
    """The rows that have an accepted line near a question, and how near: 0 at a cosine of `start`, 1 for the same question."""
    rows, cosines = attached.best(vector)
    near = np.clip((cosines - start) / (1 - start), 0.0, 1.0).astype(np.float32)
    return rows[near > 0], near[near > 0]


def placed(rows: Rows, near: tuple[Rows, Scores]) -> Scores:
    """What `asked_as` gave, at each of `rows`; 0 for a row that has no line near.

    >>> placed(np.array([2, 4, 7]), (np.array([4, 9]), np.array([0.5, 1.0], np.float32))).tolist()
    [0.0, 0.5, 0.0]
    """
    scores = np.zeros(len(rows), np.float32)
    known = dict(zip(near[0].tolist(), near[1].tolist(), strict=True))
    scores[:] = [known.get(row, 0.0) for row in rows.tolist()]
    return scores


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
