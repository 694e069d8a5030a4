"""think: "think it through": the practitioner's own view is asked for first, and the guidance stands beside it afterwards."""

from dataclasses import replace

from assistant.question import Question


def wants_view(question: Question) -> bool:
    """Whether the question is to be put back first."""
    return question.think and not gives_view(question)


def gives_view(question: Question) -> bool:
    """Whether this turn is the practitioner's own view of the question before it, which was put back."""
    return question.think and bool(question.history) and question.history[-1].put_back


def thought_about(question: Question) -> Question:
    """The question that guidance is sought for: where this turn gives a view, the one before it."""
    if not gives_view(question):
        return question
    return replace(question, text=question.history[-1].question, history=question.history[:-1])
