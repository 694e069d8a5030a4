"""How a question is put: whether someone tells of their own case, asks for a yes or no, and what thing it asks for."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.terms import terms

DATA = Path(__file__).parent / "data" / "question_forms.toml"
WORD = re.compile(r"[A-Za-z0-9£%'’-]+|[.,?!;:]")
LONGEST = 4
"""Words of a thing that is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionForms:
    """The patterns of `data/question_forms.toml`."""

    first_person: re.Pattern[str]
    yes_or_no: re.Pattern[str]
    leads_up: re.Pattern[str]
    ends: frozenset[str]


@lru_cache(maxsize=1)
def load_question_forms() -> QuestionForms:
    """The shipped patterns, read once."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    patterns = {name: re.compile(data[name], re.IGNORECASE) for name in ("first_person", "yes_or_no", "leads_up")}
    return QuestionForms(**patterns, ends=frozenset(data["ends"].split()))


def asked_things(text: str) -> frozenset[str]:
    """Stems of what a question asks for by name.

    >>> sorted(asked_things("Which breathalyser brand does Harbour use?"))
    ['brand', 'breathalys']
    """
    forms = load_question_forms()
    found: set[str] = set()
    for lead in forms.leads_up.finditer(text):
        found.update(terms(" ".join(_thing(WORD.findall(text[lead.end() :]), forms.ends))))
    return frozenset(found)


def _thing(words: list[str], ends: frozenset[str]) -> list[str]:
    thing: list[str] = []
    for word in words:
        ending = not word[0].isalnum() or word.lower() in ends
        if ending and (thing or not word[0].isalnum()):
            break
        if not ending:
            thing.append(word)
        if len(thing) == LONGEST:
            break
    return thing
