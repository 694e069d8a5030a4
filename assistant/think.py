"""think: "think it through": the practitioner's own view is asked for first, and the guidance stands beside it afterwards."""

from dataclasses import replace

from assistant.question import Question


def wants_view(question: Question) -> bool:
    """Whether the question is to be put back first: it is asked to think it through, and nothing was said before."""
    return question.think and not question.history


def gives_view(question: Question) -> bool:
    """Whether this turn is the practitioner's own view of the one question before it."""
    return question.think and len(question.history) == 1


def thought_about(question: Question) -> Question:
    """The question that guidance is sought for: where this turn gives a view, the one before it."""
    if not gives_view(question):
        return question
    return replace(question, text=question.history[0].question, history=())
