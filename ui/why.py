"""Why: in plain words, why an answer shows a paragraph, and what else was looked at. From what `--explain` gives."""

import re
from collections.abc import Mapping
from typing import Any

from assistant.answer import Answer, Citation, Considered, Statement
from assistant.everyday import telling_stems
from ui.wording import wording

LEAST_POINTS = 0.05
"""What added less to a paragraph's score is not worth a word."""
MOST_LEFT_OUT = 6
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def why(citation: Citation, answer: Answer) -> tuple[str, ...]:
    """What put a citation where it is, one sentence each. Empty where the answer came without an explanation."""
    if answer.considered is None:
        return ()
    words = wording("why")
    weighed = next((it for it in answer.considered if _is_of(it, citation)), None)
    speaks = words["speaks"].format(
        authority=wording("chat")["authority"][citation.authority.value].lower(),
        nation=f", {wording('chat')['nation'][citation.nation.value]}" if citation.nation else "",
        state=words["state"][citation.state.value],
    )
    body = citation.n in {n for section in answer.sections for it in section.statements for n in it.citations}
    if weighed is None or not body:
        return (_otherwise(citation, answer), speaks)
    if answer.weighing is None or answer.weighing.by_number:
        return (words["by_number"], speaks)
    if not weighed.ranks:
        return (words["went_on"], speaks)
    came = words["came"].format(rank=ordinal(weighed.rank), candidates=answer.weighing.candidates)
    return (came, *_in_words(weighed, citation, answer), speaks, *_ranked(weighed, words), counted(weighed))


def _is_of(considered: Considered, citation: Citation) -> bool:
    return (considered.paragraph_id, considered.edition) == (citation.paragraph_id, citation.edition)


def _otherwise(citation: Citation, answer: Answer) -> str:
    """Why a paragraph is cited that the question was not answered by: for a criteria line, for advice, or as another side."""
    words = wording("why")
    criteria = answer.criteria
    if criteria and citation.n in {it.citation for it in criteria.lines}:
        return str(words["by_map"])
    if criteria and criteria.advice and citation.n == criteria.advice.citation:
        return str(words["by_advice"])
    return str(words["by_difference"])


def _in_words(weighed: Considered, citation: Citation, answer: Answer) -> tuple[str, ...]:
    """What a reader can check for himself: words of the question in what is quoted, and what is known of the paragraph."""
    words = wording("why")
    shared = shared_words(answer.question, " ".join(it.text for it in _quoting(citation, answer)))
    said = (words["shared"].format(words=", ".join(f"“{it}”" for it in shared)),) if shared else (words["none_shared"],)
    told = ("criterion_said", "named_document", "own_area", "printed")
    return (*said, *(words[it] for it in told if weighed.features.get(it, 0.0) > 0))


def _quoting(citation: Citation, answer: Answer) -> list[Statement]:
    return [it for section in answer.sections for it in section.statements if citation.n in it.citations]


def shared_words(question: str, quoted: str) -> tuple[str, ...]:
    """The words of a question that a quote has too, in any form, small talk left out; each once, in order.

    >>> shared_words("Should I refer her, she drinks?", "A referral is made where a parent is drinking.")
    ('refer', 'drinks')
    """
    there = telling_stems(quoted)
    found = [word.lower() for word in WORD.findall(question) if telling_stems(word) & there]
    return tuple(dict.fromkeys(found))


def _ranked(weighed: Considered, words: dict[str, Any]) -> tuple[str, ...]:
    """Which it was of all that were compared, by each measure."""
    ranks = {name: ordinal(rank) for name, rank in weighed.ranks.items()}
    also = (words["also"].format(**ranks),) if weighed.features.get("also", 0.0) > 0 else ()
    by_words = (words["words"].format(**ranks),) if weighed.features.get("words", 0.0) > 0 else ()
    return (words["meaning"].format(**ranks), *by_words, *also)


def counted(weighed: Considered) -> str:
    """What added how much to a paragraph's score, most first, and the score."""
    points = by_count(weighed.parts)
    told = sorted((it for it in points.items() if abs(it[1]) >= LEAST_POINTS), key=lambda it: -it[1])
    parts = ", ".join(f"{name} {value:.1f}" for name, value in told)
    return str(wording("why")["counted"].format(parts=parts, score=f"{weighed.features['score']:.1f}"))


def by_count(parts: Mapping[str, float]) -> dict[str, float]:
    """What each measure added, summed by what they are called; a measure without a name of its own keeps its own."""
    names = {measure: count["name"] for count in wording("why")["counts"] for measure in count["measures"]}
    points: dict[str, float] = {}
    for measure, value in parts.items():
        name = names.get(measure, measure)
        points[name] = points.get(name, 0.0) + value
    return points


def left_out(answer: Answer) -> tuple[tuple[Considered, str], ...]:
    """The best of what was looked at and is not shown, each with its place, points and the reason."""
    words = wording("why")
    others = [it for it in answer.considered or () if it.left_out][:MOST_LEFT_OUT]
    return tuple(
        (
            it,
            words["left_out"].format(rank=ordinal(it.rank), points=f"{it.features['score']:.1f}", reason=it.left_out),
        )
        for it in others
    )


def scope_line(answer: Answer) -> str:
    """How many paragraphs there were, how many could speak, and how many were compared; empty where none were."""
    if answer.weighing is None:
        return ""
    words = wording("why")
    found = answer.weighing
    if found.by_number:
        return str(words["scope_by_number"])
    return str(words["scope"]).format(library=found.library, may_speak=found.may_speak, candidates=found.candidates)


def ordinal(number: int) -> str:
    """A place in a list.

    >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 21, 113)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '21st', '113th']
    """
    ending = "th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th")
    return f"{number:,}{ending}"
