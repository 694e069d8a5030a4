"""Scores of what an answer cites: against the paragraphs that a case lists, and as its paragraph has its number."""

from collections.abc import Sequence

from evals.case import Case, MustCite
from evals.reply import Reply
from evals.score import Score, carries, evidence, unscored


def evidence_anywhere(case: Case, reply: Reply) -> Score:
    """evidence@all = 1 if any citation carries the evidence, else 0. Unscored where the case has nothing to cite."""
    if not case.must_cite:
        return unscored("nothing to cite")
    found = evidence(case, reply)
    if found is None:
        return Score(value=0.0, answer="", explanation="no citation carries the evidence")
    return Score(value=1.0, answer=found.citation.paragraph_id, explanation=f"first at rank {found.rank}")


def listed_precision(case: Case, reply: Reply) -> Score:
    """Precision = |cited ∩ (must ∪ may)| / |cited|, over cited paragraphs, each once, where the case has a `may_cite`: its author
    listed what is right, so anything else is not. With a `must_not_cite` alone, |cited ∩ must| / |cited ∩ (must ∪ must not)|:
    what stands in no list is neither right nor wrong, as an unjudged document (Buckley and Voorhees, Retrieval evaluation with
    incomplete information, SIGIR 2004).

    A citation is in a list where it carries one of its entries, as in evidence@k; where also in `must_not_cite`, it is wrong.
    Unscored where the case has neither list, or nothing cited counts.
    """
    if not case.may_cite and not case.must_not_cite:
        return unscored("the case does not list what may and must not be cited")
    wrong = _cited_of(case.must_not_cite, reply)
    right = [it for it in _cited_of((*case.must_cite, *case.may_cite), reply) if it not in wrong]
    if case.may_cite:
        cited = dict.fromkeys(it.paragraph_id for it in reply.answer.citations)
        wrong = [it for it in cited if it not in right]
    if not right and not wrong:
        return unscored("nothing cited that the case lists")
    why = f"not right to cite: {' '.join(wrong)}" if wrong else "all that counts is right"
    return Score(value=len(right) / (len(right) + len(wrong)), answer=" ".join((*right, *wrong)), explanation=why)


def cites_none_forbidden(case: Case, reply: Reply) -> Score:
    """1 if no citation carries an entry of `must_not_cite`, else 0. Unscored where the case has none."""
    if not case.must_not_cite:
        return unscored("nothing that must not be cited")
    wrong = _cited_of(case.must_not_cite, reply)
    why = "must not be cited" if wrong else "none of those that must not be cited"
    return Score(value=float(not wrong), answer=" ".join(wrong), explanation=why)


def number_as_printed(case: Case, reply: Reply) -> Score:  # noqa: ARG001  every scorer takes a case and a reply
    """1 if every citation shows its paragraph's number, and as printed only where it is, else 0. Unscored: nothing cited.

    citation.number == paragraph.number, citation.printed == paragraph.printed, the citation's label holds the paragraph's (which
    says so where the number is ours), and a printed number stands in the label.
    """
    if not reply.answer.citations:
        return unscored("nothing cited")
    wrong = []
    for citation, paragraph in reply.cited():
        same = (citation.number, citation.printed) == (paragraph.number, paragraph.printed)
        number = (paragraph.number or "") if paragraph.printed else ""
        if not same or paragraph.label not in citation.label or number.lower() not in citation.label.lower():
            wrong.append(f"{citation.paragraph_id}: shown as {citation.label!r}, number {citation.number!r}")
    counted = " ".join(str(it.number) for it in reply.answer.citations)
    return Score(value=float(not wrong), answer=counted, explanation="; ".join(wrong) or "every number as printed")


def _cited_of(listed: Sequence[MustCite], reply: Reply) -> list[str]:
    """Ids of the cited paragraphs that carry an entry, in order, each once."""
    found = (it.paragraph_id for it, paragraph in reply.cited() if any(carries(it, paragraph, one) for one in listed))
    return list(dict.fromkeys(found))
