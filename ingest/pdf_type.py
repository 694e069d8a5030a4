"""The type a PDF is set in: size of its running text, distance of its lines, how its headings differ."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf_lines import Line

LARGER = 1.12  # times the running text: large enough for a heading
BOLD = 0.8  # part of the letters
DIVIDED = 0.02  # a text with more of its lines ending in a hyphen divides words at line ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """Measured over a whole document.

    size: of the running text, in points. leading: from line to line, in ems. bold: the running text itself is bold.
    words: every word of it with how often it occurs, lower case. divides: its lines are hyphenated.
    """

    size: float
    leading: float
    bold: bool
    words: Counter[str]
    divides: bool

    def stands_out(self, line: Line) -> bool:
        """Whether a line is larger than the running text, or bold where that is not."""
        return line.size >= LARGER * self.size or (line.bold >= BOLD and not self.bold)


def measured(lines: Sequence[Line]) -> Type:
    """The type of a document's lines, at least one of them with words."""
    sizes: Counter[float] = Counter()
    bold = 0.0
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
        bold += line.bold * len(line.text)
    size = sizes.most_common(1)[0][0]
    gaps = Counter(
        round((after.baseline - before.baseline) / size, 1)
        for before, after in pairwise(lines)
        if before.region == after.region and abs(before.size - size) < 0.5 and abs(after.size - size) < 0.5
    )
    usual = [(gap, count) for gap, count in gaps.items() if 0.9 <= gap <= 2.2]
    words = Counter(word for line in lines for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", line.text.lower()))
    hyphened = sum(line.text.endswith("-") for line in lines)
    return Type(
        size=size,
        leading=max(usual, key=lambda pair: pair[1], default=(1.2, 0))[0],
        bold=bold > BOLD * sizes.total(),
        words=words,
        divides=hyphened > max(2, DIVIDED * len(lines)),
    )


def lined(texts: Sequence[str], known: Type) -> str:
    """Lines as one text; where a hyphen at a line's end may have divided a word, the line break stays for `repair` to decide."""
    whole = ""
    for text in texts:
        if whole.endswith(("-", "\u2010")) and not whole.endswith((" -", " \u2010")) and text[:1].islower():
            whole = f"{whole}\n{text}"
        else:
            whole = joined([whole, text], known)
    return whole


def joined(texts: Sequence[str], known: Type) -> str:
    """Lines as one text. A word divided at a line's end is made whole; a compound such as `drug-free` keeps its hyphen."""
    whole = ""
    for text in texts:
        if not whole:
            whole = text
        elif whole.endswith(("-", "\u2010")) and not whole.endswith((" -", " \u2010")):
            whole = (whole[:-1] if _is_divided(whole, text, known) else whole) + text
        else:
            whole = f"{whole} {text}"
    return whole


def _is_divided(before: str, after: str, known: Type) -> bool:
    """Whether the hyphen was put in to break the line: by how the document writes the word elsewhere, else by its habit."""
    first, second = re.search(r"[^\W\d_]+$", before[:-1]), re.match(r"[^\W\d_]+", after)
    if first is None or second is None or not second[0][0].islower():
        return False
    plain, compound = f"{first[0]}{second[0]}".lower(), f"{first[0]}-{second[0]}".lower()
    if known.words[plain] != known.words[compound]:
        return known.words[plain] > known.words[compound]
    return known.divides
