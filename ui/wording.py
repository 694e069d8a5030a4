"""Wording: the texts that people read, from the data files beside this package."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def wording(name: str) -> dict[str, Any]:
    """The texts of `ui/data/NAME.toml`.

    >>> wording("chat")["title"]
    'Sounding Board'
    """
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
