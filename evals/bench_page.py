"""The page `docs/bench.md`: its parts are measured apart, and each is written without the others."""

from collections.abc import Mapping
from pathlib import Path

HEADINGS: Mapping[str, str] = {
    "questions": "# Bench",
    "sizes": "## A whole answer in small and large libraries",
    "ingest": "## Long documents and large libraries",
}
"""How each part begins, in the order of the page."""


def write_part(page: Path, name: str, text: str) -> None:
    """Write one part, which begins with its heading; the others stay as they are."""
    there = page.read_text(encoding="utf-8") if page.is_file() else ""
    parts = {**parts_of(there), name: text}
    written = (parts[one].rstrip() for one in HEADINGS if parts[one].strip())
    page.write_text("\n\n".join(written) + "\n", encoding="utf-8")


def parts_of(page: str) -> dict[str, str]:
    """The parts of a page by name; empty for one that is not there.

    >>> parts_of("# Bench\\n\\nfigures\\n\\n## Long documents and large libraries\\n\\nmore\\n")["ingest"]
    '## Long documents and large libraries\\n\\nmore\\n'
    """
    begins = {name: f"\n{page}".find(f"\n{heading}\n") for name, heading in HEADINGS.items()}
    ends = sorted(at for at in begins.values() if at >= 0)
    return {
        name: page[at : next((end for end in ends if end > at), len(page))] if at >= 0 else ""
        for name, at in begins.items()
    }
