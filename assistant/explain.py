"""explain: every paragraph that was weighed for a question, by what it was weighed, and why it was left out."""

from collections.abc import Sequence

import numpy as np

from assistant.answer import Citation, Considered, Weighing
from assistant.rank import load_ranker, weights_for
from assistant.retrieve import Evidence, Found, Weighed, load_weights
from assistant.scope import Scoped
from assistant.verify import Verified
from assistant.wording import Wording
from corpus.snapshot import Snapshot


def considered(
    found: Found | None,
    verified: Verified | None,
    cited: Sequence[Citation],
    snapshot: Snapshot | None,
    wording: Wording,
) -> tuple[Considered, ...]:
    """The paragraphs that were weighed, best first; none where the question ended before any were. cited: those of the whole
    answer, `verified` has those of its body.
    """
    if found is None or snapshot is None:
        return ()
    keys = {(it.paragraph_id, it.edition) for it in cited}
    worst = _worst_shown(found, verified)
    return tuple(
        Considered(
            paragraph_id=it.paragraph.id,
            edition=it.paragraph.edition,
            label=it.paragraph.label,
            title=snapshot.documents[it.paragraph.document_id].title,
            rank=rank,
            features={"score": round(it.score, 4), **it.features},
            ranks=_ranks(it.row, found.weighed) if found.weighed else {},
            parts=_parts(it, found.weighed) if found.weighed else {},
            left_out=""
            if (it.paragraph.id, it.paragraph.edition) in keys
            else wording.left_out(_reason(it, verified, worst)),
        )
        for rank, it in enumerate(found.evidence, 1)
    )


def weighing(found: Found | None, scoped: Scoped | None) -> Weighing | None:
    """How they were weighed; None where none were."""
    if found is None or scoped is None:
        return None
    measured = found.weighed.measured if found.weighed else None
    weights = weights_for(measured.traits, load_ranker()) if measured else {}
    return Weighing(
        library=len(scoped.allowed),
        may_speak=int(scoped.allowed.sum()),
        candidates=len(measured.rows) if measured else len(found.evidence),
        by_number=not any(it.features for it in found.evidence),
        weights={name: round(weight, 4) for name, weight in weights.items()},
    )


def _place(row: int, weighed: Weighed) -> int:
    """Where a row of the index stands among the candidates, which are in order of their rows."""
    return int(np.searchsorted(weighed.measured.rows, row))


def _ranks(row: int, weighed: Weighed) -> dict[str, int]:
    """Which of all candidates a row is by each natural measure, from 1; the same value is the same rank."""
    place = _place(row, weighed)
    return {name: 1 + int((values > values[place]).sum()) for name, values in weighed.measured.natural.items()}


def _parts(evidence: Evidence, weighed: Weighed) -> dict[str, float]:
    """What each measure, each of what was known before, and a line of the criteria that was said added to a paragraph's score."""
    place, measured, fixed = _place(evidence.row, weighed), weighed.measured, load_weights()
    parts = {
        name: weight * measured.scaled[name][place]
        for name, weight in weights_for(measured.traits, load_ranker()).items()
    }
    known = {**fixed.priors, "only_asks": -fixed.only_asks, "about": 1.0}
    parts |= {name: known[name] * values[place] for name, values in weighed.known.items()}
    parts |= {name: value for name, value in evidence.features.items() if name == "criterion_said"}
    return {name: round(float(value), 4) for name, value in parts.items()}


def _worst_shown(found: Found, verified: Verified | None) -> float | None:
    """The lowest score of a paragraph in the answer's body, None where there is none."""
    body = {(it.paragraph_id, it.edition) for it in verified.citations} if verified else set()
    return min((it.score for it in found.evidence if (it.paragraph.id, it.paragraph.edition) in body), default=None)


def _reason(evidence: Evidence, verified: Verified | None, worst: float | None) -> str:
    """`nothing` where no paragraph answers, `check` where statements were dropped and a worse one is shown, else `behind`."""
    if verified is None or worst is None:
        return "nothing"
    return "check" if verified.dropped and evidence.score > worst else "behind"
