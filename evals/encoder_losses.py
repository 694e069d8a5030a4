"""What the encoder's training minimises, for the passages of one batch and the questions that they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.encoder_network import Network, Tokens

FAR = -9.0
"""The cosine given to a passage that is never held against a question; below any that occurs."""
BOTH = 2 / 3
"""What the sum of the two cosines counts, so that its spread is near that of one."""
LINE = 0.5
"""The cosine that is to lie between passages that answer a question and those that do not, whatever the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """scale, late_scale: what a cosine and the score of late interaction are multiplied by. backwards: weight of passage to
    question; apart: of the line between passages that answer and those that do not; late: of late interaction.
    """

    scale: float
    late_scale: float
    backwards: float
    apart: float
    late: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Every question of a batch against every passage, shape (questions, passages): three cosines, and late interaction's score.

    right: the passage that answers each question, shape (questions,).
    """

    by_window: Any
    by_sentence: Any
    late: Any
    right: Any

    @property
    def together(self) -> Any:
        """The two vectors that the product compares first."""
        return (self.by_window + self.by_sentence) * BOTH


def cosines(network: Network, asked: Any, passages: Sequence[Tokens], seen: tuple[Any, Any]) -> tuple[Any, Any]:
    """Cosines of questions, shape (questions, d), with the windows and with the best sentences of passages, whose states and
    windows were `seen`; each of shape (questions, passages).
    """
    states, windows = seen
    sentences, owners = network.sentences(states, passages)
    best = network.torch.full((len(asked), len(passages)), FAR)
    best = best.scatter_reduce(1, owners.expand(len(asked), -1), asked @ sentences.T, "amax")
    return asked @ windows.T, best


def ranking_loss(torch: Any, found: Compared, left_out: Any, line: Any, weights: Weights) -> Any:
    """Multiple negatives by each score, backwards by the window, and each pair judged by itself against a line.

    left_out: pairs never held against each other, shape (questions, passages). line: that of late interaction.
    """
    entropy, right = torch.nn.functional.cross_entropy, found.right
    scores = {
        name: getattr(found, name).masked_fill(left_out, FAR) for name in ("by_window", "by_sentence", "together")
    }
    late = found.late.masked_fill(left_out, FAR)
    forwards = sum(entropy(weights.scale * score, right) for score in scores.values())
    likely = torch.log_softmax(weights.scale * scores["by_window"].T, 1)
    backwards = torch.stack([likely[row][right == row].mean() for row in range(len(likely))]).mean()
    apart = _line_loss(torch, weights.scale * (scores["together"] / (2 * BOTH) - LINE), right)
    late_apart = _line_loss(torch, weights.late_scale * (late - line), right)
    by_late = entropy(weights.late_scale * late, right) + weights.apart * late_apart
    return forwards - weights.backwards * backwards + weights.apart * apart + weights.late * by_late


def _line_loss(torch: Any, above: Any, right: Any) -> Any:
    """Each pair of question and passage judged by itself: above a line if it answers, below if not (Zhai et al. 2023)."""
    signs = torch.nn.functional.one_hot(right, above.shape[1]) * 2.0 - 1.0
    return -torch.nn.functional.logsigmoid(signs * above).sum(1).mean()
