"""Misspelling: a question as it might be typed in a hurry, so that the encoder learns to see through it."""

import random

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SHORTEST = 4
"""Letters of the shortest word that is touched."""
SHARE = 0.25
"""Of the longer words, how many are misspelt."""


def misspelt(text: str, chance: random.Random) -> str:
    """The text with about a quarter of its longer words misspelt: a letter dropped, doubled, swapped, or one beside it.

    >>> misspelt("who leads when the mother moves", random.Random(2))
    'who leads when the mtoher moves'
    """
    return " ".join(
        _slip(word, chance) if len(word) >= SHORTEST and chance.random() < SHARE else word for word in text.split()
    )


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + _beside(word[at], chance) + word[at + 1 :]


def _beside(letter: str, chance: random.Random) -> str:
    for row in KEYS:
        place = row.find(letter)
        if place >= 0:
            return chance.choice([row[near] for near in (place - 1, place + 1) if 0 <= near < len(row)])
    return letter
