"""ManifestTable: one table of a manifest, read field by field, with every mistake kept for one message."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

Word = TypeVar("Word", bound=StrEnum)


@dataclass(slots=True, kw_only=True)
class ManifestTable:
    """The fields of one table. Each reading method returns a value that can be used and notes in `mistakes` what is wrong.

    place: how a person finds the table, "library.toml, document 3 (thornmere-protocol)".
    """

    fields: Mapping[str, object]
    place: str
    mistakes: list[str]
    read: set[str] = field(default_factory=set)

    def mistake(self, name: str, message: str) -> None:
        """Note one mistake of one field."""
        self.mistakes.append(f"{self.place}: {name}: {message}")

    def text(self, name: str, *, needed: bool = False) -> str:
        """A text; empty where it is missing and not needed."""
        self.read.add(name)
        value = self.fields.get(name, "")
        if not isinstance(value, str):
            self.mistake(name, f"expected a text, found {value!r}.")
            return ""
        if needed and not value.strip():
            self.mistake(name, "expected a text, found nothing.")
        return value.strip()

    def id(self, name: str, *, needed: bool = True) -> str:
        """An id of lower-case letters, figures and hyphens."""
        value = self.text(name, needed=needed)
        if value and not ID.fullmatch(value):
            self.mistake(
                name, f"expected lower-case letters, figures and hyphens such as 'joint-protocol', found {value!r}."
            )
        return value

    def day(self, name: str) -> str:
        """A year, month or day written `2025`, `2025-04` or `2025-04-30`; a TOML date and a bare year will do."""
        value = self.fields.get(name, "")
        self.read.add(name)
        written = str(value).strip()
        if written and (isinstance(value, bool) or not DAY.fullmatch(written)):
            self.mistake(name, f"expected a date such as '2025-04' or '2025-04-30', found {written!r}.")
            return ""
        return written

    def word(self, name: str, words: type[Word], otherwise: Word | None = None) -> Word | None:
        """One of a closed list of words; `otherwise` where it is missing."""
        value = self.text(name)
        if not value:
            return otherwise
        try:
            return words(value)
        except ValueError:
            self.mistake(name, f"expected one of {', '.join(words)}; found {value!r}.")
            return otherwise

    def tables(self, name: str) -> Iterable[Mapping[str, object]]:
        """The tables below this one."""
        self.read.add(name)
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            self.mistake(name, f"expected tables written [[{name}]], found {value!r}.")
            return []
        return value

    def finish(self) -> None:
        """Note every field that nothing read: mostly a word that is spelt wrong."""
        for name in self.fields:
            if name not in self.read:
                self.mistake(name, f"is no field of this table. Fields: {', '.join(sorted(self.read))}.")
