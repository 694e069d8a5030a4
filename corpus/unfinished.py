"""Whether a text breaks off: what ends in a word that no sentence ends in goes on somewhere else."""

import re
import tomllib
from functools import cache
from pathlib import Path

WORDS_FILE = Path(__file__).with_name("unfinished.toml")
_LAST_WORD = re.compile(r"[A-Za-z']+$")


@cache
def unfinished_words() -> frozenset[str]:
    """The words of `unfinished.toml`, small, read once."""
    return frozenset(tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))["words"])


def is_unfinished(text: str) -> bool:
    """Whether a text breaks off: it ends in a comma, a hyphen or a word that never ends a sentence or heading.

    >>> is_unfinished("the number of people in")
    True
    """
    text = text.rstrip()
    last = _LAST_WORD.search(text)
    return text.endswith((",", "-")) or bool(last and last[0].lower() in unfinished_words())
