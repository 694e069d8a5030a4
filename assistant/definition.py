"""definition: what is a …? A paragraph that says what the term is answers that better than one that uses it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.abbreviated import spelt_out
from assistant.parsed import parsed
from assistant.patterns import read_data
from corpus.paragraph import Paragraph
from corpus.terms import terms

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_QUOTES = re.compile(r"[\"'“”‘’«»]")
_ENDS = re.compile(r"^[\W_]+|[\W_]+$")
_COMMAS = re.compile(r"\s*[,;:]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionRules:
    """asks: a question for what a term is; says: the beginning of a sentence that says it; both have the group `term`.

    gained: what a paragraph with such a sentence gains, in standard deviations.
    """

    asks: re.Pattern[str]
    says: tuple[re.Pattern[str], ...]
    gained: float


@cache
def load_definition_rules() -> DefinitionRules:
    """The rules of `data/definition.toml`."""
    data = read_data("definition")
    return DefinitionRules(
        asks=re.compile(f"(?:{data['polite']})*{data['asks']}", re.IGNORECASE),
        says=tuple(re.compile(data["before"] + it, re.IGNORECASE) for it in data["says"]),
        gained=data["gained"],
    )


def asked_terms(text: str, abbreviations: Mapping[str, Sequence[str]]) -> frozenset[frozenset[str]]:
    """The stems of the term of which a question asks what it is, and of what it is short or long for; none where it asks
    something else.

    >>> [sorted(it) for it in asked_terms("whats a lead professional?", {})]
    [['lead', 'profession']]
    >>> asked_terms("Who leads this case?", {})
    frozenset()
    """
    plain = _COMMAS.sub(" ", _ENDS.sub("", text.replace("’", "'")))
    found = load_definition_rules().asks.fullmatch(plain)
    term = terms(found["term"]) if found else []
    return frozenset(frozenset(it) for it in (term, spelt_out(term, abbreviations)) if it)


def defines(paragraph: Paragraph, asked: frozenset[frozenset[str]]) -> bool:
    """Whether a sentence of a paragraph begins with one of these terms and says what it is."""
    text, rules = paragraph.text, load_definition_rules()
    sentences = (_QUOTES.sub("", _BRACKETS.sub("", text[start:end])).strip() for start, end in parsed(paragraph).spans)
    found = (rule.match(it) for it in sentences for rule in rules.says)
    return any(frozenset(terms(it["term"])) in asked for it in found if it)
