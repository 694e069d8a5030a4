"""Sentences that a box cuts and that could not be put together again: the halves stand in two paragraphs, and are reported."""

from collections.abc import Iterator, Sequence

from corpus.finding import Finding, FindingKind
from corpus.paragraph import Paragraph
from corpus.unfinished import is_unfinished
from ingest.repair_sentence import LEAST_BROKEN, is_whole
from ingest.wording import worded

_SHOWN = 6  # words of each half
_FURTHEST = 6  # paragraphs of a box between the halves


def cut_sentences(paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """A finding for each paragraph whose last sentence breaks off before a box.

    It breaks off where its last word ends no sentence, or where it has no stop and what follows the box starts small.
    """
    for place, paragraph in enumerate(paragraphs):
        if _breaks_off(paragraph, paragraphs[place + 1 : place + 1 + _FURTHEST]):
            last = paragraph.text.split("\n")[-1]
            values = {
                "label": paragraph.label[:1].upper() + paragraph.label[1:],
                "words": " ".join(last.split()[-_SHOWN:]),
            }
            yield worded(FindingKind.CUT, values, paragraph.id, paragraph.page)


def _breaks_off(paragraph: Paragraph, after: Sequence[Paragraph]) -> bool:
    text = paragraph.text.rstrip()
    if paragraph.boxed or not text or not after or not after[0].boxed or is_whole(text):
        return False
    if is_unfinished(text) and not text.endswith((",", "-")):
        return True
    behind = next((it for it in after if not it.boxed), None)
    long = len(text.split("\n")[-1].split()) >= LEAST_BROKEN
    return long and behind is not None and behind.text[:1].islower()
