"""KnownAnswer: a question whose answer is known. Asked of the assistant it is an eval case, asked of a person a quiz item."""

from dataclasses import dataclass

from evals.case import MustCite


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAnswer:
    """What is asked, for which area, the paragraphs that settle it, and what a right answer must and must not say.

    settled_by: any one of them is enough. must_say, must_not_say: wordings, compared on letters and digits.
    """

    question: str
    settled_by: tuple[MustCite, ...]
    area: str | None = None
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
