"""The index in use against the oracle: how much of an exact search does the approximate one find?"""

from collections.abc import Sequence

from corpus.embedder import Vectors
from corpus.generation import Generation

DEPTH = 10
DEEPER = 40
"""Windows asked of both, so that after taking each paragraph once at least DEPTH paragraphs are left."""


def recall_of_index(generation: Generation, queries: Sequence[Vectors]) -> float:
    """Mean over queries of |first 10 of `nearest_by_index` ∩ first 10 of `exact_nearest`| over |first 10 of `exact_nearest`|.

    `queries` are vectors of shape (d,), at least one; the generation holds at least one paragraph.
    """
    found = [_recall(generation, query) for query in queries]
    return sum(found) / len(found)


def _recall(generation: Generation, query: Vectors) -> float:
    near = generation.nearest_by_index(query, DEEPER)[:DEPTH].tolist()
    exact = generation.exact_nearest(query, DEEPER)[:DEPTH].tolist()
    return len(set(near).intersection(exact)) / len(exact)
