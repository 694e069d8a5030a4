"""Names that stand in the library: places, organisations, documents, people of case studies. They are never masked."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

FILE = "names.json"
_CAPITALISED = re.compile(r"(?<![.!?:\n] )(?<!^)(?<!\n)\b[A-Z][\w'’\-]*(?:\s+(?:of|and|the|for)?\s*[A-Z][\w'’\-]*)*")


def find_names(texts: Iterable[str]) -> frozenset[str]:
    """Capitalised words inside sentences, and runs of them, in lower case.

    >>> sorted(find_names(["Speak to the Harbour Recovery Service. Then wait."]))
    ['harbour', 'harbour recovery service', 'recovery', 'service']
    """
    found: set[str] = set()
    for text in texts:
        for run in _CAPITALISED.findall(text):
            found.add(re.sub(r"\s+", " ", run).lower())
            found.update(word.lower() for word in re.findall(r"[A-Z][\w'’\-]*", run))
    return frozenset(found)


def save_names(folder: Path, texts: Iterable[str]) -> None:
    """Write the names of texts into a generation's folder."""
    (folder / FILE).write_text(json.dumps(sorted(find_names(texts))), encoding="utf-8")


def names_in(folder: Path) -> frozenset[str]:
    """The names saved in a generation's folder."""
    return frozenset(json.loads((folder / FILE).read_text(encoding="utf-8")))
