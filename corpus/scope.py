"""Scope: the area, nation and date an answer is for. It decides which editions may speak."""

from dataclasses import dataclass
from datetime import date

from corpus.document import Nation


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the answer is for. `area` and `nation` None mean: not said. `date` decides between editions."""

    area: str | None
    nation: Nation | None
    date: date
