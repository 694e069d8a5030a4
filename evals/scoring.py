"""What scorers look for, read once from `data/scoring.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "scoring.toml"


@cache
def read_scoring() -> Mapping[str, Any]:
    """The data file as plain values: whoever gets them changes nothing in them."""
    with DATA.open("rb") as file:
        return tomllib.load(file)
