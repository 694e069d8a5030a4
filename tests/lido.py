"""A made-up document of four paragraphs, small enough to be ingested by every test that changes it."""

from pathlib import Path

from corpus.settings import Settings
from ingest.ingest import ingest

LINE = "gran keeps topping up his beaker with squash from the blue bottle"
"""What a worker might ask in words that no paragraph has."""
MANIFEST = """
[[area]]
id = "vale"
name = "Vale"
nation = "england"

[[document]]
file = "rules.md"
id = "rules"
title = "Rules of the lido"
published = "{published}"
authority = "local"
area = "vale"
"""
RULES = """# Rules of the lido

1.1 The gate is locked at eight in the evening by the keeper on duty.

1.2 {second}

1.3 Towels that are left behind are kept for a month in the office.

1.4 Swimmers under ten years of age are watched by an adult at all times.
"""
SECOND = "Chlorine is measured every morning before anyone goes into the water."
OTHER = "Chlorine is measured twice a day by the deputy keeper."


def put(folder: Path, settings: Settings, second: str, published: str = "2025-01") -> None:
    folder.mkdir(exist_ok=True)
    (folder / "rules.md").write_text(RULES.format(second=second), encoding="utf-8")
    (folder / "library.toml").write_text(MANIFEST.format(published=published), encoding="utf-8")
    assert [it.error for it in ingest([folder], settings, lambda _: None).files if it.error] == []
