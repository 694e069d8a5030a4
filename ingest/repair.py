"""repair: what extraction breaks is mended before paragraphs are numbered. A word that was right is never changed."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.finding import Finding
from ingest.block import Block
from ingest.repair_character import tidied
from ingest.repair_line import joined_lines


def repair(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Blocks with plain characters and whole lines, and what was mended."""
    tidy = [replace(block, text=tidied(block.text)) for block in blocks]
    return tuple(replace(block, text=joined_lines(block.text)) for block in tidy), ()
