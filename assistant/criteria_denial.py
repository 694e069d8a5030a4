"""Criteria denial: whether a clause that reads as a denial of a line is about the same thing.

"The baby is jittery and won't feed" holds a negation and a baby, and denies nothing about who slept beside her.
"""

from assistant.clauses import matter, negated
from assistant.criteria_phrases import LinePhrases

CLOSE = 0.03
"""How much nearer to a line's signs than to its denials, in cosine, a clause may be whose negation speaks of something else: of
-.00 to -.05 the smallest that costs no line that is rightly read, in the half of the texts that is learnt from."""


def may_deny(clause: str, line: LinePhrases, *, signs: float, denials: float) -> bool:
    """Whether a clause may contradict a line: it shares what it is about with the line or with one of its denials, and it is as
    near to those as to its signs (mean cosines), or a negation in it speaks of the line's own words.
    """
    if matter(clause).isdisjoint(line.denied | line.own):
        return False
    return denials >= signs - CLOSE or not negated(clause).isdisjoint(line.own)
