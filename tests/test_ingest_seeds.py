"""The documents of ../shared with the numbers they print. Nothing of their text is kept here: numbers and hashes only."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from corpus.document import Authority, Document
from corpus.paragraph import Paragraph
from ingest.number import number
from ingest.read import read

SHARED = Path(__file__).resolve().parents[2] / "shared"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")]


@cache
def paragraphs(document_id: str) -> tuple[Paragraph, ...]:
    for folder in ("seeds", "guidance"):
        for entry in tomllib.loads((SHARED / folder / "library.toml").read_text(encoding="utf-8"))["document"]:
            if entry["id"] == document_id:
                document = Document(
                    id=document_id,
                    title=entry["title"],
                    publisher=entry["publisher"],
                    authority=Authority(entry["authority"]),
                    nation=None,
                    area=None,
                    licence="",
                    source="",
                    url="",
                    supersedes=None,
                )
                return number(read(SHARED / folder / entry["file"]).blocks, document, "1")
    raise AssertionError(f"{document_id} is in no manifest of ../shared")


def printed(document_id: str) -> list[str]:
    return [p.number for p in paragraphs(document_id) if p.number is not None]


def test_getting_our_priorities_right_prints_295_to_335() -> None:
    assert printed("gopr-ch6") == [str(n) for n in range(295, 336)]
