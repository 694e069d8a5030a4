"""near: the paragraphs nearest to a question that no document answers. They are offered for reading, never as an answer."""

from dataclasses import dataclass
from functools import cache

from assistant.answer import ClosestShown
from assistant.outcome import Outcome
from assistant.patterns import read_data
from assistant.retrieve import Evidence, Found
from assistant.scope import Scoped
from corpus.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class NearRule:
    """At most `most` paragraphs are offered, none whose nearness is under `floor`, a cosine."""

    most: int
    floor: float


@cache
def load_near_rule() -> NearRule:
    """The rule of `data/near.toml`."""
    return NearRule(**read_data("near"))


def closest(
    outcome: Outcome, found: Found | None, scoped: Scoped | None, snapshot: Snapshot | None
) -> tuple[ClosestShown, ...]:
    """The paragraphs to offer, best first: only where a question was searched for and is not in the guidance.

    None for a place without a document here, or a number that nothing prints: what is near in meaning is then something else.
    """
    if outcome is not Outcome.NOT_IN_GUIDANCE or found is None or snapshot is None:
        return ()
    if found.number_missing or (scoped is not None and scoped.missing):
        return ()
    rule = load_near_rule()
    near = [it for it in found.evidence[: rule.most] if nearness(it) >= rule.floor]
    return tuple(_shown(it, snapshot) for it in near)


def nearness(evidence: Evidence) -> float:
    """The greater of a question's cosines with a paragraph and with its best sentence; minus one where none was measured."""
    return max(evidence.features.get("window", -1.0), evidence.features.get("sentence", -1.0))


def _shown(evidence: Evidence, snapshot: Snapshot) -> ClosestShown:
    paragraph = evidence.paragraph
    return ClosestShown(
        paragraph_id=paragraph.id,
        document_id=paragraph.document_id,
        edition=paragraph.edition,
        title=snapshot.documents[paragraph.document_id].title,
        label=paragraph.label,
        heading=paragraph.headings[-1] if paragraph.headings else "",
        nearness=round(nearness(evidence), 4),
    )
