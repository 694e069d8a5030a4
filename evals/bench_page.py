"""The parts of `docs/bench.md`, which are measured apart."""

from collections.abc import Mapping

HEADINGS: Mapping[str, str] = {
    "questions": "# Bench",
    "sizes": "## A whole answer in small and large libraries",
    "ingest": "## Long documents and large libraries",
}
"""How each part begins, in the order of the page."""
