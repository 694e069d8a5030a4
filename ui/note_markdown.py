"""A note as Markdown. What people and documents wrote stays text: none of it becomes markup."""

import re

from ui.note import Block, BlockKind, Note

_SPECIAL = re.compile(r"([\\`*_<])")
_OPENS = re.compile(r"^(\s*\d*)([#>+.)-])")
_LINK = re.compile(r"\](?=[(:])")
ROOM = "\n\n".join(["&nbsp;"] * 3)
"""The empty space of a field: three lines that are there on paper too."""


def note_markdown(note: Note) -> str:
    """The whole note, ending with a line break."""
    parts = [f"# {plain(note.title)}"]
    before: Block | None = None
    for block in note.blocks:
        listed = block.kind is BlockKind.ITEM and before is not None and before.kind is BlockKind.ITEM
        parts.append(("\n" if listed else "\n\n") + _shown(block))
        before = block
    return "".join(parts) + "\n"


def _shown(block: Block) -> str:
    lines = [plain(line) for line in block.text.splitlines()]
    match block.kind:
        case BlockKind.HEADING:
            return f"## {' '.join(lines)}"
        case BlockKind.TEXT:
            return "  \n".join(lines)
        case BlockKind.ITEM:
            return "- " + "  \n  ".join(lines)
        case BlockKind.QUOTE:
            return _quoted(block)
        case BlockKind.FIELD:
            return f"**{' '.join(lines)}:**\n\n{ROOM}"


def _quoted(block: Block) -> str:
    """Bullets of the document stay bullets; the source stands below, outside the quotation's own words."""
    quoted = [f"- {plain(line[2:])}" if line.startswith("- ") else plain(line) for line in block.text.splitlines()]
    lines = ["> " + line for line in quoted]
    return "\n".join([*lines, ">", *(f"> — {plain(line)}" for line in block.source.splitlines())])


def plain(text: str) -> str:
    """A line whose marks are text.

    >>> plain("# [child's name](7) is *here*")
    "\\\\# [child's name\\\\](7) is \\\\*here\\\\*"
    """
    return _LINK.sub(r"\\]", _OPENS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text)))
