"""Names that stand in the library: places, organisations, documents, people of case studies. They are never masked."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

FILE = "names.json"
_CAPITALISED = re.compile(r"(?<![.!?:\n] )(?<!^)(?<!\n)\b[A-Z][\w'’\-]*(?:\s+(?:of|and|the|for)?\s*[A-Z][\w'’\-]*)*")

_PHONE = re.compile(r"(?<![\w+])(?:\+44 ?|0)[\d ()]{8,16}\d(?!\w)")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def find_names(texts: Iterable[str]) -> frozenset[str]:
    """Capitalised words inside sentences, runs of them, and published telephone numbers and e-mail addresses, in lower case.

    >>> sorted(find_names(["Speak to the Harbour Recovery Service. Then wait."]))
    ['harbour', 'harbour recovery service', 'recovery', 'service']
    """
    found: set[str] = set()
    for text in texts:
        for run in _CAPITALISED.findall(text):
            found.add(re.sub(r"\s+", " ", run).lower())
            found.update(word.lower() for word in re.findall(r"[A-Z][\w'’\-]*", run))
        found.update(email.lower() for email in _EMAIL.findall(text))
        found.update(_grouped(phone) for phone in _PHONE.findall(text))
    return frozenset(found)


def _grouped(phone: str) -> str:
    """A telephone number as masking looks it up: its national digits, a space after the fifth.

    >>> _grouped("+44 1632 960 100"), _grouped("(01632) 960100")
    ('01632 960100', '01632 960100')
    """
    digits = re.sub(r"^(?:00)?440?", "0", "".join(re.findall(r"\d", phone)))
    return f"{digits[:5]} {digits[5:]}"


def save_names(folder: Path, texts: Iterable[str]) -> None:
    """Write the names of texts into a generation's folder."""
    (folder / FILE).write_text(json.dumps(sorted(find_names(texts))), encoding="utf-8")


def names_in(folder: Path) -> frozenset[str]:
    """The names saved in a generation's folder."""
    return frozenset(json.loads((folder / FILE).read_text(encoding="utf-8")))
