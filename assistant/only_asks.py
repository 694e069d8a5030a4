"""only_asks: a paragraph that asks its reader and says nothing, such as a survey printed in a report. It answers little."""

import re

from corpus.sentences import sentence_spans

_TO_THE_READER = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_A_DUTY = re.compile(
    r"\b(?:must|should|need to|has to|have to|ask yourself|ask (?:about|whether|the)|consider)\b", re.IGNORECASE
)
_WANTS_QUESTIONS = re.compile(r"\b(?:ask|asks|asked|asking|questions?|survey\w*|find out|screen\w*)\b", re.IGNORECASE)


def only_asks(text: str) -> bool:
    """Whether a text asks "you" questions and makes no statement: each sentence is a question, a lead-in or an option.

    >>> only_asks("Have you made a referral in the last:\\n3 months?\\nNever")
    True
    >>> only_asks("Every plan must answer these questions:\\nWho rings you when labour begins?")
    False
    >>> only_asks("Have you told the parent? Do so before you refer.")
    False
    """
    if "?" not in text:
        return False
    sentences = [text[start:end].rstrip() for start, end in sentence_spans(text)]
    asks = any(it.endswith("?") for it in sentences) and bool(_TO_THE_READER.search(text))
    return asks and not _A_DUTY.search(text) and not any(it.endswith((".", "!", ".”", ".’", ";")) for it in sentences)


def wants_questions(text: str) -> bool:
    """Whether a question asks for questions: then such a paragraph may be the answer.

    >>> wants_questions("What should I ask new clients about their family?")
    True
    """
    return bool(_WANTS_QUESTIONS.search(text))
