"""Whole: a paragraph in full, where that is what was asked for."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.retrieve import Found
from assistant.understand import Understood


def whole_of(understood: Understood, found: Found, shown: Sequence[str] = ()) -> Found:
    """What was found; of a follow-up that asks for the whole paragraph only that one, which is then shown as it stands.

    shown: ids of the paragraphs of the answer before, in its order. Where the one asked for was not among them, the best.
    """
    if not understood.whole or not found.evidence:
        return found
    place = understood.nth - 1 if understood.nth > 0 else understood.nth
    wanted = shown[place] if understood.nth and -len(shown) <= place < len(shown) else found.evidence[0].paragraph.id
    picked = tuple(it for it in found.evidence if it.paragraph.id == wanted)[:1]
    return replace(found, evidence=picked, by_number=True)
