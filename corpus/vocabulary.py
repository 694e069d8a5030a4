"""Vocabulary: every word that the paragraphs of an index write, as written, and how often."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

FILE = "vocabulary.json"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def save_vocabulary(folder: Path, texts: Iterable[str]) -> None:
    """Write how often each word of the texts stands in them, in lower case, into a generation's folder."""
    counts = Counter(word.lower().replace("’", "'") for text in texts for word in WORD.findall(text))
    (folder / FILE).write_text(json.dumps(counts), encoding="utf-8")


def vocabulary_in(folder: Path) -> Mapping[str, int]:
    """The vocabulary saved in a generation's folder; empty in one that was built before it was kept."""
    path = folder / FILE
    if not path.exists():
        return {}
    found: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    return found
