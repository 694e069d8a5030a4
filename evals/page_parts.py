"""Page parts: a page of `docs/` whose parts are made apart, each written without the others."""

from collections.abc import Mapping
from pathlib import Path


def write_part(page: Path, headings: Mapping[str, str], name: str, text: str) -> None:
    """Write one part, which begins with its heading; the others stay. `headings`: how each part begins, in order."""
    there = page.read_text(encoding="utf-8") if page.is_file() else ""
    parts = {**parts_of(there, headings), name: text}
    written = (parts[one].rstrip() for one in headings if parts[one].strip())
    page.write_text("\n\n".join(written) + "\n", encoding="utf-8")


def parts_of(page: str, headings: Mapping[str, str]) -> dict[str, str]:
    """The parts of a page by name; empty for one that is not there.

    >>> parts_of("# One\\n\\nfigures\\n\\n## Two\\n\\nmore\\n", {"first": "# One", "second": "## Two"})["second"]
    '## Two\\n\\nmore\\n'
    """
    begins = {name: f"\n{page}".find(f"\n{heading}\n") for name, heading in headings.items()}
    ends = sorted(at for at in begins.values() if at >= 0)
    return {
        name: page[at : next((end for end in ends if end > at), len(page))] if at >= 0 else ""
        for name, at in begins.items()
    }
