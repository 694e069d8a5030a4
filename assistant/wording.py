"""Wording: the texts that people read in an answer, from `data/wording.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answer import Citation
from assistant.criteria_reply import LineStatus
from assistant.difference import DifferenceKind
from assistant.outcome import Outcome
from corpus.area import Person
from corpus.days import published_in_words
from corpus.document import Authority, Nation

DATA = Path(__file__).parent / "data" / "wording.toml"
DAYS = frozenset({"day", "due", "effective", "published"})
"""Fields of a text that are a day, a month or a year."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts by table. A text that is missing is a KeyError: the tests read every one."""

    texts: dict[str, Any]

    def outcome_message(self, outcome: Outcome) -> str:
        """What an outcome means for the reader."""
        return str(self.texts["outcome"][outcome]["message"])

    def reminder(self) -> str:
        """Whom to ring first, for a question that is not urgent but near it."""
        return str(self.texts["reminder"]["message"])

    def not_here(self, places: Sequence[str]) -> str:
        """That a place or nation that was named has no document here."""
        return str(self.texts["not_here"]["message"]).format(places=" or ".join(places))

    def listed(self) -> str:
        """That no paragraph answers, but the directory lists what is asked for."""
        return str(self.texts["listed"]["message"])

    def identified(self, kinds: Sequence[str]) -> str:
        """That a question is refused for what could identify someone, by the kinds of `Masked.kinds`."""
        texts = self.texts["identified"]
        return str(texts["message"]).format(kinds=", ".join(str(texts["kinds"].get(kind, kind)) for kind in kinds))

    def section_heading(self, authority: Authority, area: str) -> str:
        """The heading of one voice; `area` is the area's name, used for local documents."""
        return str(self.texts["section"][authority]).format(area=area)

    def nation(self, nation: Nation) -> str:
        """A nation's name."""
        return str(self.texts["nation"][nation])

    def heading(self, part: str) -> str:
        """The heading of `people`, `not_said` or `sources`."""
        return str(self.texts["heading"][part])

    def scope_note(self, note: str, **fields: str) -> str:
        """What overrode the picked scope: `named_area` or `named_areas` (area), `named_nation` (nation), `named_document`
        (titles) or `named_day` (day); what is not here: `without` (place); or what was searched for in place of misspelt words:
        `searched_for` (words).
        """
        return str(self.texts["scope_note"][note]).format(**_in_words(fields))

    def edition_note(self, note: str, **fields: str) -> str:
        """What a reader must know of an edition: see the table `edition_note`."""
        return str(self.texts["edition_note"][note]).format(**_in_words(fields))

    def clarify(self, question: str, **fields: str) -> str:
        """What is asked back: `vague`, or `which_document` (titles)."""
        return str(self.texts["clarify"][question]).format(**fields)

    def not_said(self, words: Sequence[str]) -> tuple[str, ...]:
        """That the quotes do not mention words of the question."""
        quoted = ", ".join(f"“{word}”" for word in words)
        return (str(self.texts["not_said"]["words"]).format(words=quoted),)

    def parts_not_said(self, parts: Sequence[str]) -> tuple[str, ...]:
        """For each part of a question for which nothing was found: that this is so."""
        return tuple(str(self.texts["not_said"]["part"]).format(part=part) for part in parts)

    def criteria(self, text: str) -> str:
        """What stands with a criteria map: `note`, `open` above lines not said yet, `near` for words near one (because)."""
        return str(self.texts["criteria"][text])

    def left_out(self, reason: str) -> str:
        """Why a paragraph that was weighed is not shown: see the table `left_out`."""
        return str(self.texts["left_out"][reason])

    def closest(self) -> str:
        """That the paragraphs nearest to a question do not answer it."""
        return str(self.texts["closest"]["note"])

    def difference(self, text: str) -> str:
        """What stands with differences between sources: `note`."""
        return str(self.texts["difference"][text])

    def differ_in(self, what: Sequence[DifferenceKind]) -> str:
        """In what sources differ."""
        texts = self.texts["difference"]
        return str(texts["differ_in"]).format(what=" and ".join(str(texts[it]) for it in what))

    def source(self, citation: Citation) -> str:
        """A citation on one line: its label, its document, whose voice it is and from when."""
        parts = (citation.label, citation.title, published_in_words(citation.published), *citation.notes)
        return ", ".join(it for it in parts if it)

    def think(self, text: str) -> str:
        """What "think it through" begins with: `message` and `question`."""
        return str(self.texts["think"][text])

    def thanks(self, text: str) -> str:
        """What follows on thanks, or on a note taken: `message` and `question`."""
        return str(self.texts["thanks"][text])

    def line_status(self, status: LineStatus, *, because: str | None) -> str:
        """What was said of a line, with the practitioner's own words where there are any."""
        texts = self.texts["criteria"]
        return str(texts[f"{status}_because"].format(because=because) if because else texts[status])

    def service(self, text: str, **fields: str) -> str:
        """Of a service: `checked` or `old` (day), `ages` (low, high), `from_age` (low), `to_age` (high)."""
        return str(self.texts["service"][text]).format(**_in_words(fields))

    def people(self) -> tuple[Person, ...]:
        """Whom to speak to where the area names nobody."""
        return tuple(Person(**person) for person in self.texts["people"])


def _in_words(fields: Mapping[str, str]) -> dict[str, str]:
    """Fields of a text, those that are days in words."""
    return {name: published_in_words(value) if name in DAYS else value for name, value in fields.items()}


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """The texts of `data/wording.toml`."""
    return Wording(tomllib.loads(DATA.read_text(encoding="utf-8")))
