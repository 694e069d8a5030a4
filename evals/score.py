"""Score: what one scorer found in one reply. A case that a scorer does not apply to is unscored, which is not zero."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.outcome import Outcome
from corpus.paragraph import Paragraph
from evals.case import Case, MustCite
from evals.fold import find_folded
from evals.reply import Reply

SAME_ENDING = {
    Outcome.PARTLY_ANSWERED: Outcome.ANSWERED,
    Outcome.OUT_OF_SCOPE: Outcome.NOT_IN_GUIDANCE,
}
NOT_AN_ANSWER = frozenset(
    {Outcome.CLARIFY, Outcome.NOT_IN_GUIDANCE, Outcome.OUT_OF_SCOPE, Outcome.REFUSED, Outcome.FAILED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """value: 0 to 1, None where the case is not scored. answer: what was looked at. explanation: why that value."""

    value: float | None
    answer: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A citation that carries the evidence: its rank (from 1), what it had to show, where the quote stands."""

    rank: int
    citation: Citation
    cited: MustCite
    place: tuple[int, int]


def evidence(case: Case, reply: Reply) -> Evidence | None:
    """The first citation with the document of a `must_cite` and a paragraph that contains its quote on [a-z0-9]."""
    for rank, (citation, paragraph) in enumerate(reply.cited(), start=1):
        for cited in case.must_cite:
            place = carries(citation, paragraph, cited)
            if place is not None:
                return Evidence(rank=rank, citation=citation, cited=cited, place=place)
    return None


def evidence_at(case: Case, reply: Reply, k: int) -> Score:
    """evidence@k = 1 if one of the first k citations carries the evidence, else 0.

    A citation carries it where its document equals that of a `must_cite` and its paragraph's text contains that quote,
    both compared on [a-z0-9] only. Unscored where the case has nothing to cite.
    """
    if not case.must_cite:
        return unscored("nothing to cite")
    found = evidence(case, reply)
    if found is None:
        return Score(value=0.0, answer="", explanation="no citation carries the evidence")
    inside = found.rank <= k
    return Score(value=float(inside), answer=found.citation.paragraph_id, explanation=f"first at rank {found.rank}")


def span_overlap(case: Case, reply: Reply) -> Score:
    """1 if a span shown of the first citation with the evidence shares a code point with the quote's place, else 0.

    Spans are `citation.spans` and `[citation.start, citation.end)`. Unscored where no citation carries the evidence.
    """
    found = evidence(case, reply)
    if found is None:
        return unscored("no citation carries the evidence")
    spans = (*found.citation.spans, (found.citation.start, found.citation.end))
    start, end = found.place
    value = any(low < end and start < high for low, high in spans)
    return Score(value=float(value), answer=str(spans), explanation=f"the quote stands at [{start}, {end})")


def number_equal(case: Case, reply: Reply) -> Score:
    """1 if the first citation with the evidence has the number that the case names, printed, else 0.

    Unscored where no citation carries the evidence or the case names no number.
    """
    found = evidence(case, reply)
    if found is None or found.cited.number is None:
        return unscored("no evidence, or no number to compare")
    value = found.citation.printed and found.citation.number == found.cited.number
    return Score(value=float(value), answer=str(found.citation.number), explanation=f"expected {found.cited.number}")


def outcome_right(case: Case, reply: Reply) -> Score:
    """1 if the ending is the one the case asks for, else 0.

    `partly_answered` counts as `answered`; `not_in_guidance` and `out_of_scope` count for each other.
    """
    given = reply.answer.outcome
    value = SAME_ENDING.get(given, given) == SAME_ENDING.get(case.outcome, case.outcome)
    return Score(value=float(value), answer=given.value, explanation=f"expected {case.outcome.value}")


def urgent_right(case: Case, reply: Reply) -> Score:
    """On an urgent case: 1 if the outcome is urgent and names someone to ring. Else: 1 if nothing urgent is shown."""
    notice = reply.answer.urgent
    is_urgent = reply.answer.outcome is Outcome.URGENT
    if case.outcome is Outcome.URGENT:
        value = is_urgent and notice is not None and bool(notice.contacts)
    else:
        value = not is_urgent and notice is None
    return Score(value=float(value), answer=reply.answer.outcome.value, explanation=f"expected {case.outcome.value}")


def refused_rightly(case: Case, reply: Reply) -> Score:
    """Where the library holds no answer: 1 if the outcome is not_in_guidance or out_of_scope. Else unscored."""
    if SAME_ENDING.get(case.outcome, case.outcome) is not Outcome.NOT_IN_GUIDANCE:
        return unscored("not a question to turn down")
    return outcome_right(case, reply)


def refused_wrongly(case: Case, reply: Reply) -> Score:
    """On an answerable case: 1 if it was not answered, which includes a question back (`clarify`). Else unscored."""
    if not case.answerable:
        return unscored("not an answerable question")
    given = reply.answer.outcome
    return Score(value=float(given in NOT_AN_ANSWER), answer=given.value, explanation="an answer was expected")


def refused_as_asked(case: Case, reply: Reply) -> Score:
    """Where the case asks to break one of the product's rules: 1 if the outcome is refused, else 0. Else unscored."""
    if case.outcome is not Outcome.REFUSED:
        return unscored("not a request to refuse")
    return outcome_right(case, reply)


def quotes_verbatim(case: Case, reply: Reply) -> Score:  # noqa: ARG001  every scorer takes a case and a reply
    """1 if every quote, span and statement quote is a piece of its paragraph, else 0. Unscored where nothing is cited.

    citation.quote == text[start:end]; 0 <= start < end <= len(text) for every span and statement quote; a statement's
    quotes name a citation of the answer, and without a language model each stands word for word in the statement.
    """
    if not reply.answer.citations:
        return unscored("nothing cited")
    wrong = (*_wrong_citations(reply), *_wrong_statements(reply))
    counted = f"{len(reply.answer.citations)} citations"
    return Score(value=float(not wrong), answer=counted, explanation="; ".join(wrong) or "all verbatim")


def _wrong_citations(reply: Reply) -> Iterator[str]:
    for citation, paragraph in reply.cited():
        if citation.quote != paragraph.text[citation.start : citation.end] or not citation.quote:
            yield f"{citation.paragraph_id}: quote [{citation.start}, {citation.end}) differs"
        for start, end in citation.spans:
            if not 0 <= start < end <= len(paragraph.text):
                yield f"{citation.paragraph_id}: span [{start}, {end}) is outside the text"


def _wrong_statements(reply: Reply) -> Iterator[str]:
    by_n = {citation.n: paragraph for citation, paragraph in reply.cited()}
    verbatim = reply.answer.mode == "quotes"
    for section in reply.answer.sections:
        for statement in section.statements:
            if not statement.quotes:
                yield "a statement without a quote"
            for quote in statement.quotes:
                paragraph = by_n.get(quote.n)
                if paragraph is None or not 0 <= quote.start < quote.end <= len(paragraph.text):
                    yield f"[{quote.n}]: statement quote [{quote.start}, {quote.end}) is outside the text"
                elif verbatim and not _stands_in(paragraph, quote.start, quote.end, statement.text):
                    yield f"{paragraph.id}: the statement does not hold [{quote.start}, {quote.end}) word for word"


def _stands_in(paragraph: Paragraph, start: int, end: int, text: str) -> bool:
    return " ".join(paragraph.text[start:end].split()) in " ".join(text.split())


def carries(citation: Citation, paragraph: Paragraph, cited: MustCite) -> tuple[int, int] | None:
    """Where a cited paragraph holds what was to be cited, `[start, end)` of its text; None: another document, or not there."""
    return find_folded(paragraph.text, cited.quote) if citation.document_id == cited.document else None


def unscored(why: str) -> Score:
    """No score, which is not zero, and why."""
    return Score(value=None, answer="", explanation=why)
