"""Lines that a page or a column broke, made whole again."""

PARAGRAPH_BREAK = "\u2029"


def joined_lines(text: str) -> str:
    """A block's text with its line breaks as spaces; a break that means something (U+2029) becomes a line break."""
    return text.replace("\n", " ").replace(PARAGRAPH_BREAK, "\n")
