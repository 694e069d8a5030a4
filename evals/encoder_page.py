"""The parts of `docs/encoder.md`, which are measured apart."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.settings import PROJECT
from evals.page_parts import parts_of, write_part

DOCS_FILE = PROJECT / "docs" / "encoder.md"
HEADINGS: Mapping[str, str] = {
    "page": "# The encoder, measured",
    "folds": "## On documents that it has never seen",
    "floats": "## In eight bits, and as it was trained",
    "serving": "## Serving, before and after",
}
"""How each part begins, in the order of the page."""
OPENING = f"""{HEADINGS["page"]}

What the encoder is and what it was trained on: [its model card](../corpus/encoder/README.md). Why there is one of our own:
[decision 15](decisions/0015-an-encoder-of-our-own.md). Each part below is written by the command that it names.
"""


def write_measured(name: str, lines: Iterable[str], page: Path = DOCS_FILE) -> None:
    """Write one part under its heading; the others stay as they are."""
    there = page.read_text(encoding="utf-8") if page.is_file() else ""
    if not parts_of(there, HEADINGS)["page"]:
        write_part(page, HEADINGS, "page", OPENING)
    write_part(page, HEADINGS, name, "\n".join([HEADINGS[name], "", *lines]) + "\n")
