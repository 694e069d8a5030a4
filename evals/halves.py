"""Halves: which questions are learnt from and tuned on, and which are only ever measured."""

import hashlib
from enum import StrEnum


class Half(StrEnum):
    """learning: seen while tuning. measuring: held apart."""

    LEARNING = "learning"
    MEASURING = "measuring"


def half_of(question_id: str) -> Half:
    """By the first hexadecimal digit of the id's sha256: even is for learning, odd for measuring.

    >>> [half_of(name).value for name in ("q-001", "q-002", "q-003")]
    ['learning', 'measuring', 'learning']
    """
    first = int(hashlib.sha256(question_id.encode()).hexdigest()[0], 16)
    return Half.MEASURING if first % 2 else Half.LEARNING
