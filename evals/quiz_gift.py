"""Items as GIFT, Moodle's plain-text format (docs.moodle.org/en/GIFT_format), which other platforms read too.

Texts are HTML where GIFT allows it, because HTML has a name for every sign that GIFT would read as its own. A wording that is
typed, or stands on the right of a match, is plain text in every reader: there "->" is written as an arrow, and line ends are
spaces. Ordering has no type of its own in GIFT: each step is matched to its place.
"""

import re

from evals.quiz_item import Choice, Item, ItemKind
from evals.quiz_mistakes import GAP
from evals.quiz_text import as_html, asked, chosen_feedback, explained, one_line, paragraphs

SPECIAL = re.compile(r"[\\~=#{}:]")
NAMED = {"%": "&#37;", "//": "&#47;/", "[": "&#91;"}
"""Signs that only mean something to GIFT in places: a weight, a comment, a text format. An arrow is HTML already: -&gt;."""


def gift(items: tuple[Item, ...]) -> bytes:
    """A question bank of these items, as UTF-8, one blank line between questions."""
    return "\n".join(_question(item) for item in items).encode()


def _question(item: Item) -> str:
    tags = "".join(f" [tag:{_tag(tag)}]" for tag in (item.difficulty.value, *item.tags) if _tag(tag))
    head = f"// [id:{_tag(item.id)}]{tags}\n::{_escaped(one_line(item.id))}::[html]"
    answers = "\n".join((*ANSWERS[item.kind](item), f"####{_rich(explained(item))}"))
    block = f"{{\n{answers}\n}}"
    words = _escaped(_named(paragraphs(asked(item))))
    if item.kind is not ItemKind.GAP:
        return f"{head}{words}{block}\n"
    before, after = words.rsplit(GAP, 1)
    return f"{head}{before}{block}{after}\n"


def _one_right(item: Item) -> list[str]:
    return [f"{'=' if it.right else '~'}{_rich(it.text)}{_feedback(it)}" for it in item.choices]


def _some_right(item: Item) -> list[str]:
    right = sum(it.right for it in item.choices)
    wrong = len(item.choices) - right
    return [
        f"~%{_percent(100 / right if it.right else -100 / wrong)}%{_rich(it.text)}{_feedback(it)}"
        for it in item.choices
    ]


def _true_false(item: Item) -> list[str]:
    true, false = item.choices
    wrong, right = (false, true) if true.right else (true, false)
    return [f"{'TRUE' if true.right else 'FALSE'}#{_rich(chosen_feedback(wrong))}#{_rich(chosen_feedback(right))}"]


def _accepted(item: Item) -> list[str]:
    feedback = f"#{_rich(item.feedback)}" if item.feedback.strip() else ""
    return [f"=%100%{_typed(wording).replace('*', chr(92) * 2 + '*')}{feedback}" for wording in item.accepted]


def _ordering(item: Item) -> list[str]:
    return [f"={_rich(step)} -> {at}" for at, step in enumerate(item.order, start=1)]


def _matching(item: Item) -> list[str]:
    return [f"={_rich(left)} -> {_typed(right)}" for left, right in item.pairs]


ANSWERS = {
    ItemKind.MULTIPLE_CHOICE: _one_right,
    ItemKind.SCENARIO: _one_right,
    ItemKind.MULTIPLE_RESPONSE: _some_right,
    ItemKind.TRUE_FALSE: _true_false,
    ItemKind.GAP: _accepted,
    ItemKind.ORDERING: _ordering,
    ItemKind.MATCHING: _matching,
}


def _feedback(choice: Choice) -> str:
    words = chosen_feedback(choice)
    return f"#{_rich(words)}" if words else ""


def _rich(text: str) -> str:
    return _escaped(_named(as_html(text)))


def _named(html: str) -> str:
    for sign, name in NAMED.items():
        html = html.replace(sign, name)
    return html


def _typed(text: str) -> str:
    return _escaped(one_line(text).replace("->", "→"))


def _escaped(text: str) -> str:
    r"""GIFT's own signs, each behind a backslash.

    >>> _escaped("a=b: {c}")
    'a\\=b\\: \\{c\\}'
    """
    return SPECIAL.sub(lambda found: "\\" + found[0], text)


def _percent(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _tag(text: str) -> str:
    return one_line(text).replace("[", "(").replace("]", ")")
