"""Grams: the words and word pieces of a sentence, which a learnt weight can be given to."""

import re

from assistant.danger_signs import Read

_WORD = re.compile(r"[A-Za-z0-9']+")
LONGEST_WORDS = 3
SHORTEST_LETTERS, LONGEST_LETTERS = 3, 5


def word_grams(sentence: Read) -> frozenset[str]:
    """One to three words running, the kinds in capitals, with the mark that ends the sentence.

    >>> from assistant.danger_signs import Read
    >>> sorted(word_grams(Read(text="is she in", kinds="is she in", asked=True, shown=frozenset())), key=len)[-2:]
    ['she in ?', 'is she in']
    """
    words = [*_WORD.findall(sentence.kinds), "?" if sentence.asked else "."]
    return frozenset(
        " ".join(words[at : at + length])
        for length in range(1, LONGEST_WORDS + 1)
        for at in range(len(words) - length + 1)
    )


def letter_grams(sentence: Read) -> frozenset[str]:
    """Three to five letters running of each word, "_" before its first and after its last.

    >>> from assistant.danger_signs import Read
    >>> sorted(letter_grams(Read(text="blue", kinds="blue", asked=False, shown=frozenset())))
    ['_bl', '_blu', '_blue', 'blu', 'blue', 'blue_', 'lue', 'lue_', 'ue_']
    """
    grams: set[str] = set()
    for word in {*_WORD.findall(sentence.text)}:
        marked = f"_{word}_"
        for length in range(SHORTEST_LETTERS, LONGEST_LETTERS + 1):
            grams.update(marked[at : at + length] for at in range(len(marked) - length + 1))
    return frozenset(grams)
