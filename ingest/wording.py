"""Findings in the words of `wording.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.finding import Finding, FindingKind, Severity

WORDING_FILE = Path(__file__).with_name("wording.toml")


@cache
def wording() -> Mapping[str, Mapping[str, str]]:
    """The shipped wording by kind of finding, read once."""
    return tomllib.loads(WORDING_FILE.read_text(encoding="utf-8"))


def worded(
    kind: FindingKind, values: Mapping[str, object], paragraph_id: str | None = None, page: int | None = None
) -> Finding:
    """A finding of one kind, its text filled in with `values`. Raises KeyError where a value is missing."""
    words = wording()[kind]
    message = words["text"].format_map(dict(values))
    return Finding(
        kind=kind, severity=Severity(words["severity"]), message=message, paragraph_id=paragraph_id, page=page
    )
