"""Numbers that a question asks for: looked up, never searched."""

import re
from dataclasses import dataclass

_WORD = r"(?:paragraphs?|paras?\.?|sections?|sect?\.|findings?|recommendations?|recs?\.|steps?|chapters?|annex|§|no\.|number)"
_NUMBER = r"[A-Z]?\d{1,4}(?:\.\d{1,3}){0,3}"
_ASKED = re.compile(
    rf"\b(?P<word>{_WORD})\s*(?P<number>{_NUMBER})(?!\d|%|\s*(?:years?|months?|weeks?|days?|hours?)\b)", re.IGNORECASE
)
_LAW = re.compile(
    r"\bs(?:ection|\.)?\s*(?:17|20|31|47)\b(?!\s+of\s+(?:the|our|this)\b(?!\s+children\s+act))"
    r"|\bs(?:ection|\.)?\s*\d+[A-Z]?\s+(?:of\s+the\s+[\w\s]*?act\b|enquir|inquir|assessment|investigation|order|report|duty|duties|support"
    r"|child|accommodation|agreement|meeting|money|payment|plan|referral)",
    re.IGNORECASE,
)
"""Sections of Acts ("a section 47 enquiry") are not paragraphs of a document."""
_SIGN = re.compile(rf"§\s*(?P<number>{_NUMBER})")
_BARE = re.compile(rf"^\W*(?:(?:show|open|give|read|quote)\s+(?:me\s+)?)?(?P<number>{_NUMBER})\W*$", re.IGNORECASE)
_PRINTED_WORDS = {"recommendation": "Recommendation", "rec": "Recommendation", "step": "Step", "finding": "Finding"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedNumber:
    """A number that was asked for. `forms` are the ways a document may print it, likeliest first."""

    number: str
    forms: tuple[str, ...]


def asked_numbers(text: str) -> tuple[AskedNumber, ...]:
    """The paragraph numbers that a question asks for, in order.

    >>> [asked.number for asked in asked_numbers("Show me paragraph 313 and section 4.7.")]
    ['313', '4.7']
    >>> asked_numbers("the baby is 6 weeks old")
    ()
    """
    text = _LAW.sub(" ", text)
    found: list[AskedNumber] = []
    for match in (*_ASKED.finditer(text), *_SIGN.finditer(text), *_BARE.finditer(text)):
        number = match["number"]
        word = match.groupdict().get("word", "").lower().rstrip(".").removesuffix("s")
        printed = _PRINTED_WORDS.get(word)
        forms = (number, f"{printed} {number}") if printed else (number,)
        if all(number != other.number for other in found):
            found.append(AskedNumber(number=number, forms=forms))
    return tuple(found)
