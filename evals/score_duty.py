"""Score of duty words: must, should and may of what is cited stand in the answer as they were written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from assistant.answer import Statement
from corpus.paragraph import Paragraph
from corpus.sentences import sentence_spans
from evals.case import Case
from evals.reply import Reply
from evals.score import Score, unscored
from evals.scoring import read_scoring


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """The duty words of one statement (`said`), those it has to keep (`due`), and all of the sentences it cites (`cited`)."""

    said: tuple[str, ...]
    due: tuple[str, ...]
    cited: tuple[str, ...]

    @property
    def kept(self) -> bool:
        """Whether what is due is said in its order, and nothing is said that no cited sentence has."""
        rest = iter(self.said)
        return all(word in rest for word in self.due) and set(self.said) <= set(self.cited)


def duty_words_kept(case: Case, reply: Reply) -> Score:  # noqa: ARG001  every scorer takes a case and a reply
    """1 if every statement keeps the duty words of the sentences that it cites, else 0. Unscored where none has any.

    Kept: the duty words (`data/scoring.toml`) of each sentence that a quote touches, from the sentence's start to the quote's
    end, stand in the statement in the same order; the lead-in's count with each bullet under it; and the statement has no duty
    word that its sentences lack. What follows behind the quote governs something else, and is not due.
    """
    by_n = {citation.n: paragraph for citation, paragraph in reply.cited()}
    statements = [it for section in reply.answer.sections for it in section.statements]
    held = [(it, duties) for it in statements if (duties := _duties(it, by_n)).due or duties.said]
    if not held:
        return unscored("no duty word in what is cited")
    wrong = [_told(statement, duties) for statement, duties in held if not duties.kept]
    counted = f"{len(held)} statements with duty words"
    return Score(value=float(not wrong), answer=counted, explanation="; ".join(wrong) or "every duty word kept")


def duty_words(text: str) -> tuple[str, ...]:
    """The duty words of a text, in order, in lower case.

    >>> duty_words("Workers must not wait. They may ring, and should write it down.")
    ('must not', 'may', 'should')
    """
    return tuple(" ".join(it.lower().split()) for it in _pattern().findall(text))


def _duties(statement: Statement, by_n: dict[int, Paragraph]) -> Duties:
    """Of the first paragraph that is quoted: a further one says the same and is cited beside it."""
    first = statement.quotes[0].n if statement.quotes else 0
    paragraph = by_n.get(first)
    due: list[str] = []
    cited: list[str] = []
    if paragraph is not None:
        ends = [(quote.start, quote.end) for quote in statement.quotes if quote.n == first]
        for start, until, end in _touched(paragraph, ends):
            due += duty_words(paragraph.text[start:until])
            cited += duty_words(paragraph.text[start:end])
    return Duties(said=duty_words(statement.text), due=tuple(due), cited=tuple(cited))


def _touched(paragraph: Paragraph, quotes: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """(start, how far it is quoted, end) of each sentence that a quote touches, lead-ins of touched bullets with them."""
    spans = sentence_spans(paragraph.text)
    until = {
        span: min(span[1], max(ends))
        for span in spans
        if (ends := [end for start, end in quotes if start < span[1] and span[0] < end])
    }
    for start, end in paragraph.bullets:
        lead = next((span for span in reversed(spans) if span[1] <= start and not _in_bullet(paragraph, span)), None)
        if lead and paragraph.text[lead[1] - 1] == ":" and any(start <= begin < end for begin, _ in until):
            until[lead] = lead[1]
    for span in sorted(until):
        yield span[0], until[span], span[1]


def _in_bullet(paragraph: Paragraph, span: tuple[int, int]) -> bool:
    return any(start <= span[0] < end for start, end in paragraph.bullets)


def _told(statement: Statement, duties: Duties) -> str:
    due, said = (", ".join(words) or "none" for words in (duties.due, duties.said))
    return f"statement with {list(statement.citations)}: expected {due}, found {said}"


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(word.replace(" ", r"\s+") for word in read_scoring()["duty"]["words"])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
