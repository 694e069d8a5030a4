"""Patterns from data files: named words are put in, and a list becomes one compiled expression."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
_NAMED = re.compile(r"<([a-z_]+)>")


@cache
def read_data(name: str) -> Mapping[str, Any]:
    """The data file `assistant/data/{name}.toml` as plain values, read once: whoever gets them changes nothing in them."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def spell_out(pattern: str, words: Mapping[str, str]) -> str:
    """`pattern` with each `<name>` replaced by the named words, which may name others. KeyError names an unknown one.

    >>> spell_out("<who> fell", {"who": "(?:he|<child>)", "child": "girl"})
    '(?:he|girl) fell'
    """
    while _NAMED.search(pattern):
        pattern = _NAMED.sub(lambda found: words[found[1]], pattern)
    return pattern


def any_of(patterns: Iterable[str], words: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """One expression that matches where any of `patterns` does, at word boundaries. No patterns: it matches nowhere.

    >>> any_of(["cat", "dogs?"]).findall("cat catalogue dogs")
    ['cat', 'dogs']
    """
    spelt = "|".join(spell_out(pattern, words or {}) for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{spelt})(?!\w)") if spelt else re.compile(r"(?!)")
