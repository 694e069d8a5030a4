"""A second check for danger now, by meaning: a small network that was trained for nothing else, added to the first check.

Its files stand in `danger_net`, whatever encoder the library is read with. What both come to together decides, with a third view
(assistant/urgent_states.py) where they are not sure; where the first is sure, or calm enough, nothing else is asked, and where
the network is down the first decides alone.
"""

import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from assistant.patterns import read_data
from assistant.urgent import Danger
from assistant.urgent_states import shipped_view
from corpus.embedder import Embedder, Passage, open_network

log = logging.getLogger(__name__)
FOLDER = Path(__file__).parent / "danger_net"
"""`model.onnx`, `tokenizer.json`, `digests.json`, and `head.json`: what the network's numbers are multiplied by."""
LONGEST = 1500
"""Characters of a question that are read by meaning. Of a longer one, the stretch that the first check found weightiest, and each
of its sentences by itself, so that nothing calm around one hides it.
"""
FEWEST_WORDS = 3
"""Of a text that is read by meaning: the network has learnt from nothing shorter."""
STOP = re.compile(r"(?<=[.!?…])\s+|\n+")
"""Between sentences as people type them, with a capital or without."""
REACH = 2.5
"""How far the third view may move the sum of the two checks, in log odds, by and large: beyond that it is not asked."""
MOST_SENTENCES = 16
"""How many sentences are read by themselves, so that no story keeps its reader waiting."""


class DangerNet(Protocol):
    """What tells how likely a text is to tell of danger now."""

    def says(self, text: str) -> float:
        """Log odds."""

    def sees(self, text: str, /) -> float | None:
        """Log odds by the third view; None where that is down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedNet:
    """The network with its head: one weight for each of its numbers, and a bias."""

    network: Embedder
    head: tuple[float, ...]
    bias: float

    def says(self, text: str) -> float:
        """Log odds that a text tells of danger now."""
        window = self.network.embed_passages([Passage(text=text, sentences=())])[0].windows.mean(axis=0)
        return self.bias + float(window @ self.head)

    def sees(self, text: str) -> float | None:
        """Log odds by the shipped encoder's states."""
        view = shipped_view()
        try:
            return view.says(text) if view else None
        except Exception as error:  # noqa: BLE001  whatever is wrong with the encoder, the two checks' answer stands
            log.warning("The third urgent view did without its encoder (%s).", type(error).__name__)
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreeViews:
    """What the first check's score, the network's and the third view's count for together; on the scale of the two's sum, so
    that the same thresholds hold.
    """

    bias: float
    first: float
    share: float
    states: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningRules:
    """The sum of `bias`, `first` times the first check's score and `share` times the network's is urgent from `threshold` on,
    worth a reminder from `reminder` on. A sentence that the network takes for urgent by itself is worth a reminder, and from
    `firm` of the first check on it is urgent. From `sure` on the first check is urgent by itself; below `floor`
    nothing is read by meaning: that is well under nearly all that the network made urgent in what it was fitted on.
    three: what counts instead of that sum where it lies less than REACH under `reminder` or over `threshold`.
    """

    bias: float
    first: float
    share: float
    threshold: float
    reminder: float
    floor: float
    sure: float
    firm: float
    three: ThreeViews | None = None


@cache
def load_meaning_rules() -> MeaningRules:
    """The shipped weights, read once."""
    data = read_data("urgent_meaning")
    return MeaningRules(**data["sum"], three=ThreeViews(**data["three"]))


def open_net(folder: Path = FOLDER) -> ShippedNet:
    """A network with its head. Raises LibraryUnusable where a file of it is missing or damaged."""
    network = open_network(folder, called="danger", threads=1)
    head = json.loads((folder / "head.json").read_text(encoding="utf-8"))
    return ShippedNet(network=network, head=tuple(head["weights"]), bias=head["bias"])


@cache
def shipped_net() -> ShippedNet | None:
    """The shipped network, opened once for all boards; None where it cannot be, which the log says once."""
    try:
        return open_net()
    except Exception as error:  # noqa: BLE001  whatever is wrong with its files, the first check's answer stands
        log.error("The second urgent check has no network: %s", error)
        return None


def read_by_meaning(text: str, danger: Danger) -> str:
    """What of a question is read by meaning."""
    return text if len(text) <= LONGEST else danger.told[:LONGEST]


def score_by_meaning(
    text: str, danger: Danger, rules: MeaningRules, net: Callable[[], DangerNet | None]
) -> float | None:
    """Both checks' score; None where the network is down, or has too few words to read. Never raises."""
    if len(text.split()) < FEWEST_WORDS:
        return None
    try:
        opened = net()
        if opened is None:
            return None
        told = read_by_meaning(text, danger)
        alone = [] if told == text else _sentences(told)
        scores = [_score(told, danger.score, rules, opened), *(_sum(it, danger.score, rules, opened) for it in alone)]
        return max(scores)
    except Exception as error:  # noqa: BLE001  whatever is wrong with the network, the first check's answer stands
        log.warning("The second urgent check did without its network (%s).", type(error).__name__)
        return None


def _score(text: str, first: float, rules: MeaningRules, net: DangerNet) -> float:
    both = _sum(text, first, rules, net)
    least = rules.threshold if first >= rules.firm else rules.reminder
    if both >= least:
        return both
    sentences = _sentences(text)
    return least if len(sentences) > 1 and any(net.says(it) > 0 for it in sentences) else both


def _sentences(text: str) -> list[str]:
    return [it for it in STOP.split(text) if it.strip()][:MOST_SENTENCES]


def _sum(text: str, first: float, rules: MeaningRules, net: DangerNet) -> float:
    """What the two checks come to, or all three views where the two are not sure."""
    said, three = net.says(text), rules.three
    both = rules.bias + rules.first * first + rules.share * said
    unsure = rules.reminder - REACH <= both < rules.threshold + REACH
    seen = net.sees(text) if three and unsure else None
    if three is None or seen is None:
        return both
    return three.bias + three.first * first + three.share * said + three.states * seen
