"""ReadFile: what a reader gives of one file."""

from dataclasses import dataclass

from corpus.finding import Finding
from ingest.block import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """One file as blocks in reading order.

    title: what the document calls itself; None where it does not say.
    findings: what the reader saw and its owner must know, such as a page without text.
    """

    blocks: tuple[Block, ...]
    title: str | None
    findings: tuple[Finding, ...]
