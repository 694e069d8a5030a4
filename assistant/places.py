"""Places and nations that a question names."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.once import once
from corpus.area import Area
from corpus.document import Nation

DATA = Path(__file__).parent / "data" / "places.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a question names: areas of the library by id, other places as written, and nations."""

    areas: tuple[str, ...]
    elsewhere: tuple[str, ...]
    nations: tuple[Nation, ...]


def place_words(named: Named, areas: Mapping[str, Area]) -> frozenset[str]:
    """The words, in lower case, of every place that a question names: they choose who speaks, and no paragraph has to have them.

    >>> sorted(place_words(Named(areas=(), elsewhere=("Leeds",), nations=(Nation.NORTHERN_IRELAND,)), {}))
    ['ireland', 'leeds', 'northern']
    """
    names = [areas[it].name for it in named.areas if it in areas]
    names += [it.value.replace("-", " ") for it in named.nations] + list(named.elsewhere)
    return frozenset(" ".join(names).lower().split())


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[Nation, re.Pattern[str]]]:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    plain = _any_of(data["plain"], re.IGNORECASE)
    words = "|".join(re.escape(word) for word in data["also_words"])
    also = re.compile(
        rf"(?:\b(?:in|at|for|from|near)\s+)(?P<after>{words})\b|\b(?P<before>{words})(?=['’]s|\s+(?:Council|council))"
    )
    before = "|".join(data["adjective_before"])
    nations = {
        Nation(nation): _nation_pattern(it["names"], it["adjectives"], before) for nation, it in data["nations"].items()
    }
    return plain, also, nations


def _nation_pattern(names: list[str], adjectives: list[str], before: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(names)})\b|\b(?:{'|'.join(adjectives)})\s+(?:{before})\b", re.IGNORECASE)


def _any_of(names: list[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in longest_first)})\b", flags)


@once
def named_in(text: str, areas: dict[str, Area]) -> Named:
    """Areas of the library, other council areas and nations that a text names. "Northern Ireland" does not name Ireland."""
    plain, also, nations = _patterns()
    found = [area.id for area in areas.values() if re.search(rf"\b{re.escape(area.name)}\b", text, re.IGNORECASE)]
    ours = {area.name.lower() for area in areas.values()}
    places = [match.group() for match in plain.finditer(text)]
    places += [match["after"] or match["before"] for match in also.finditer(text)]
    return Named(
        areas=tuple(found),
        elsewhere=tuple(dict.fromkeys(place for place in places if place.lower() not in ours)),
        nations=tuple(nation for nation, pattern in nations.items() if pattern.search(text)),
    )
