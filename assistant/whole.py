"""Whole: the best paragraph in full, where that is what was asked for."""

from dataclasses import replace

from assistant.retrieve import Found
from assistant.understand import Understood


def whole_of(understood: Understood, found: Found) -> Found:
    """What was found; of a follow-up that asks for the whole paragraph only the best, which is then shown as it stands."""
    if not understood.whole or not found.evidence:
        return found
    return replace(found, evidence=found.evidence[:1], by_number=True)
