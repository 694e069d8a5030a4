"""A second check for danger now, by meaning: a small network that was trained for nothing else, added to the first check.

Its files stand in `danger_net`, whatever encoder the library is read with. What both come to together decides; where the first is
sure, or calm enough, nothing else is asked, and where the network is down the first decides alone.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.patterns import read_data
from assistant.urgent import Danger
from corpus.embedder import Embedder, Passage, open_network
from corpus.sentences import sentence_spans

log = logging.getLogger(__name__)
NET = Path(__file__).parent / "danger_net"
"""`model.onnx`, `tokenizer.json`, `digests.json`, and `head.json`: what the network's numbers are multiplied by."""
LONGEST = 1500
"""Characters of a question that are read by meaning. Of a longer one, the stretch that the first check found weightiest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningRules:
    """`head`: one weight for each number of the network's. The sum of `bias`, `first` times the first check's score and `share`
    times the network's is urgent from `threshold` on, worth a reminder from `reminder` on. From `sure` on the first check
    is urgent by itself, from `firm` on with one sentence that the network takes for urgent; below `floor` nothing is read by
    meaning: it found nothing urgent in what it was fitted on.
    """

    head: tuple[float, ...]
    head_bias: float
    bias: float
    first: float
    share: float
    threshold: float
    reminder: float
    floor: float
    sure: float
    firm: float


@cache
def load_meaning_rules() -> MeaningRules:
    """The shipped weights, read once."""
    head = json.loads((NET / "head.json").read_text(encoding="utf-8"))
    return MeaningRules(head=tuple(head["weights"]), head_bias=head["bias"], **read_data("urgent_meaning")["sum"])


@cache
def open_net() -> Embedder:
    """The shipped network, opened once for all boards. Raises LibraryUnusable where a file of it is missing or damaged."""
    return open_network(NET, called="danger", threads=1)


def said_by_net(text: str, rules: MeaningRules, net: Embedder) -> float:
    """The network's log odds that a text tells of danger now."""
    window = net.embed_passages([Passage(text=text, sentences=())])[0].windows.mean(axis=0)
    return rules.head_bias + float(window @ rules.head)


def read_by_meaning(text: str, danger: Danger) -> str:
    """What of a question is read by meaning."""
    return text if len(text) <= LONGEST else danger.told[:LONGEST]


def score_by_meaning(text: str, danger: Danger, rules: MeaningRules, net: Callable[[], Embedder]) -> float | None:
    """Both checks' score; None where the network is down. Never raises."""
    try:
        return _score(read_by_meaning(text, danger), danger.score, rules, net())
    except Exception as error:  # noqa: BLE001  whatever is wrong with the network, the first check's answer stands
        log.warning("The second urgent check did without its network (%s).", type(error).__name__)
        return None


def _score(text: str, first: float, rules: MeaningRules, net: Embedder) -> float:
    both = rules.bias + rules.first * first + rules.share * said_by_net(text, rules, net)
    if both >= rules.threshold or first < rules.firm:
        return both
    sentences = (text[start:end] for start, end in sentence_spans(text))
    return rules.threshold if any(said_by_net(it, rules, net) > 0 for it in sentences) else both
