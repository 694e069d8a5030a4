"""Parsed: what the steps ask of a paragraph's text at every question, worked out once: its sentences and what they are about."""

import re
from functools import cached_property, lru_cache

from corpus.paragraph import Paragraph
from corpus.sentences import sentence_spans
from corpus.terms import terms

MOST_KEPT = 4_096
"""Paragraphs that are kept, those used last: one of ten sentences takes about 10 kB, so about 40 MB."""


class Parsed:
    """One paragraph. A part is worked out when it is first asked for. Safe to use from several threads."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self._giving: dict[re.Pattern[str], frozenset[int]] = {}

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """`sentence_spans` of the text."""
        return sentence_spans(self.paragraph.text)

    @cached_property
    def sentences(self) -> tuple[frozenset[str], ...]:
        """The stems of each sentence."""
        return tuple(frozenset(terms(self.paragraph.text[start:end])) for start, end in self.spans)

    @cached_property
    def heading(self) -> frozenset[str]:
        """The stems of all headings."""
        return frozenset(terms(" ".join(self.paragraph.headings)))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of headings and text. No word stands in two sentences, so they are those of the sentences."""
        return self.heading.union(*self.sentences)

    def giving(self, value: re.Pattern[str]) -> frozenset[int]:
        """Which sentences a pattern of a data file finds something in, counted from 0."""
        if value not in self._giving:
            text = self.paragraph.text
            found = (at for at, (start, end) in enumerate(self.spans) if value.search(text[start:end]))
            self._giving[value] = frozenset(found)
        return self._giving[value]


@lru_cache(maxsize=MOST_KEPT)
def parsed(paragraph: Paragraph) -> Parsed:
    """A paragraph parsed. It is known by all that it holds: of another edition, or after a change, it is another one."""
    return Parsed(paragraph)
