"""Late interaction as it is trained: each of a question's tokens against each of a passage's (ColBERT, Khattab and Zaharia 2020).

A token's vector is its state, projected to few numbers and of length 1. A passage's score is the mean over the question's
tokens of the best cosine with any token of the passage, where a learned weight from 0 to 1 says how much a token counts.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.encoder_export import LATE, LATE_DIMENSIONS

FAR = -2.0
"""The cosine of a place that holds no token; below any that occurs."""
LINE_AT_FIRST = 0.6
LOOKED_AT = 64
"""Passages by whose tokens the projection begins: along the directions in which they differ most (principal components)."""


class LateInteraction:
    """The projection, the tokens' weights, and the line between passages that answer and those that do not, as learnt so far."""

    def __init__(self, torch: Any, size: int) -> None:
        self.torch = torch
        self.parts: Any = torch.nn.ModuleDict(
            {
                "tokens": torch.nn.Linear(size, LATE_DIMENSIONS, bias=False),
                "weights": torch.nn.Linear(size, 1),
                "line": torch.nn.Linear(1, 1, bias=False),
            }
        )
        with torch.no_grad():
            self.parts["weights"].weight.zero_()
            self.parts["weights"].bias.fill_(0.0)
            self.parts["line"].weight.fill_(LINE_AT_FIRST)

    def begin_with(self, states: Any) -> None:
        """Set the projection to the principal components of states, shape (n, d)."""
        torch = self.torch
        with torch.no_grad():
            _, _, components = torch.linalg.svd(states - states.mean(0), full_matrices=False)
            self.parts["tokens"].weight.copy_(components[:LATE_DIMENSIONS])

    @property
    def line(self) -> Any:
        """The score that is to lie between passages that answer and those that do not."""
        return self.parts["line"].weight.squeeze()

    def scores(self, asked: tuple[Any, Any], passages: tuple[Any, Any]) -> Any:
        """Every question on every passage, shape (questions, passages). Each is given as states, shape (n, longest, d), and
        which places hold a token, shape (n, longest).
        """
        torch = self.torch
        of_questions, there = self._tokens(asked[0]), asked[1].to(torch.float32)
        of_passages = self._tokens(passages[0])
        cosines = torch.einsum("qid,pjd->qipj", of_questions, of_passages)
        best = cosines.masked_fill(~passages[1], FAR).amax(-1)
        weights = torch.sigmoid(self.parts["weights"](asked[0]).squeeze(-1)) * there
        return (best * weights.unsqueeze(-1)).sum(1) / weights.sum(1, keepdim=True).clamp_min(1e-6)

    def save(self, folder: Path) -> None:
        """Write what the export reads beside the network."""
        kept = {f"{name}.{key}": value for name in ("tokens", "weights") for key, value in self._of(name).items()}
        self.torch.save(kept, str(folder / LATE))

    def _of(self, name: str) -> dict[str, Any]:
        state: dict[str, Any] = self.parts[name].state_dict()
        return state

    def _tokens(self, states: Any) -> Any:
        return self.torch.nn.functional.normalize(self.parts["tokens"](states), dim=-1)


def places(torch: Any, lengths: Sequence[int], longest: int) -> Any:
    """Which places of each text hold a token that is no mark, shape (n, longest); `lengths` count both marks."""
    at = torch.arange(longest).unsqueeze(0)
    return (at > 0) & (at < torch.tensor(lengths).unsqueeze(1) - 1)
