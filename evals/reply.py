"""Reply: an answer with the paragraphs it cites, which is all that a scorer may look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from corpus.paragraph import Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back for one case.

    paragraphs: the whole paragraph behind each citation, in the order of `answer.citations`.
    seconds: wall time of the whole call.
    """

    answer: Answer
    paragraphs: tuple[Paragraph, ...]
    seconds: float

    def cited(self) -> Sequence[tuple[Citation, Paragraph]]:
        """Each citation with its paragraph, in order of appearance."""
        return tuple(zip(self.answer.citations, self.paragraphs, strict=True))
