"""Told: feedback that only quotes an item's source. It goes along when the source gets another quote; a trainer's own stays."""

from corpus.paragraph import Paragraph
from evals.quiz_item import Source
from evals.quiz_rules import load_quiz_rules

FORMS = ("told", "right", "wrong")


def made_form(feedback: str, source: Source) -> str:
    """By which of the forms in `evals/data/quiz.toml` a feedback quotes its source and says no more; "" by none."""
    for name in FORMS:
        head, _, tail = load_quiz_rules().wording[name].partition("{label}")
        end = tail.format(title=source.title, edition=source.edition, quote=source.quote)
        if feedback.startswith(head) and feedback.endswith(end) and "\n" not in feedback[len(head) : -len(end)]:
            return name
    return ""


def retold(feedback: str, old: Source, new: Source, paragraph: Paragraph | None) -> str:
    """A feedback that quotes the old source, worded for the new one, which rests on `paragraph`; any other as it is."""
    name = made_form(feedback, old)
    if not name or paragraph is None:
        return feedback
    label = paragraph.label[:1].upper() + paragraph.label[1:]
    form: str = load_quiz_rules().wording[name]
    return form.format(label=label, title=new.title, edition=new.edition, quote=new.quote)
