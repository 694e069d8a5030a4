"""Ellipsis: what stands between the quoted pieces of a paragraph, so that a reader sees what was left out."""

from corpus.paragraph import Paragraph

MARK = "[…]"


def joint(paragraph: Paragraph, before: int | None, start: int | None) -> str:
    """What is written between a piece that ends at `before` and one that begins at `start`; None: there is none before, or after.

    Bullets are lines that begin with a dash, and so is the mark of bullets that were left out of a list, at its start and end as
    well. Sentences stand side by side; what was left out before the first and after the last of them is not marked.
    """
    was = None if before is None else _bullet_at(paragraph, before - 1)
    at = None if start is None else _bullet_at(paragraph, start)
    if before is not None and start is not None and was == at:
        return f" {MARK} " if paragraph.text[before:start].strip() else " "
    lines = [_ending(paragraph, was, before)] if before is not None else []
    lines += [f"- {MARK}"] if _neighbour_left_out(paragraph, was, at) else []
    lines += [_beginning(paragraph, at, start, before)] if start is not None else []
    return "\n".join(lines)


def _ending(paragraph: Paragraph, was: int | None, before: int) -> str:
    """The mark of what was left out of the bullet that a piece ends in."""
    cut = was is not None and paragraph.text[before : paragraph.bullets[was][1]].strip()
    return f" {MARK}" if cut else ""


def _beginning(paragraph: Paragraph, at: int | None, start: int, before: int | None) -> str:
    """How the line of a piece begins; a sentence left out before it, back to `before`, is marked where the piece is no bullet."""
    if at is not None:
        return f"- {MARK} " if paragraph.text[paragraph.bullets[at][0] : start].strip() else "- "
    return f"{MARK} " if before is not None and _sentence_between(paragraph, before, start) else ""


def _sentence_between(paragraph: Paragraph, before: int, start: int) -> bool:
    """Whether words that stand in no bullet lie between two places."""
    ends = [end for first, end in paragraph.bullets if before <= first < start]
    return bool(paragraph.text[max([before, *ends]) : start].strip())


def _neighbour_left_out(paragraph: Paragraph, was: int | None, at: int | None) -> bool:
    """Whether the list of the bullet that a piece ended in goes on before the next piece, or that of the next began before it."""
    goes_on = was is not None and was + 1 != at and _one_list(paragraph, was)
    return goes_on or (at is not None and at - 1 != was and _one_list(paragraph, at - 1))


def _one_list(paragraph: Paragraph, place: int) -> bool:
    """Whether nothing stands between a bullet and the next; False where either is not there."""
    if not 0 <= place < len(paragraph.bullets) - 1:
        return False
    return not paragraph.text[paragraph.bullets[place][1] : paragraph.bullets[place + 1][0]].strip()


def _bullet_at(paragraph: Paragraph, at: int) -> int | None:
    """The place of the bullet that a code point stands in; None: in none."""
    return next((place for place, (start, end) in enumerate(paragraph.bullets) if start <= at < end), None)
