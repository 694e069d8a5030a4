"""Items as an H5P question set (.h5p; h5p.org/documentation/developers/h5p-specification).

The package holds the questions and names the content types they need; the platform has those, as H5P hubs do. In a question set
there is no ordering and no matching: both are "Drag the Words", where the right text is dragged to its place.
"""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from evals.quiz_archive import zipped
from evals.quiz_item import Choice, Item, ItemKind
from evals.quiz_mistakes import GAP, ONE_RIGHT
from evals.quiz_text import WORDS, as_html, asked, chosen_feedback, explained, one_line, paragraphs

VERSIONS = {
    "H5P.QuestionSet": (1, 20),
    "H5P.MultiChoice": (1, 16),
    "H5P.TrueFalse": (1, 8),
    "H5P.Blanks": (1, 14),
    "H5P.DragText": (1, 10),
}
"""The content types as the H5P hub has had them since 2022. A platform takes one made for an earlier minor version, too."""
TITLES = {
    "H5P.MultiChoice": "Multiple Choice",
    "H5P.TrueFalse": "True/False Question",
    "H5P.Blanks": "Fill in the Blanks",
    "H5P.DragText": "Drag the Words",
}
FEEDBACK = ("feedbackOnCorrect", "feedbackOnWrong")
LONGEST = 2048
"""Characters of the feedback of a true or false question (H5P.TrueFalse, semantics.json, maxLength); the rest is cut."""
SIGNS = str.maketrans({"*": "&#42;", "/": "&#47;", ":": "&#58;", "\\": "&#92;"})
"""What marks an answer, parts its wordings and starts a hint in H5P; as entities these stand for themselves."""
Params = dict[str, Any]


def h5p(items: tuple[Item, ...]) -> tuple[bytes, tuple[str, ...]]:
    """The .h5p file of these items, h5p.json and content/content.json; and each feedback that a platform would cut."""
    about = {
        "title": WORDS["title"],
        "language": "en",
        "mainLibrary": "H5P.QuestionSet",
        "embedTypes": ["iframe"],
        "license": "U",
        "preloadedDependencies": [
            {"machineName": name, "majorVersion": major, "minorVersion": minor}
            for name, (major, minor) in VERSIONS.items()
        ],
    }
    content: Params = {
        "introPage": {"showIntroPage": False, "title": WORDS["title"], "introduction": ""},
        "progressType": "dots",
        "passPercentage": 50,
        "questions": [_question(item) for item in items],
        "randomQuestions": False,
        "endGame": {"showResultPage": True, "showSolutionButton": True, "showRetryButton": True},
    }
    notes = tuple(chain.from_iterable(map(_cut, items, content["questions"])))
    return zipped({"h5p.json": _json(about), "content/content.json": _json(content)}), notes


def _cut(item: Item, question: Params) -> Iterator[str]:
    told = [value for name, value in question["params"]["behaviour"].items() if name in FEEDBACK]
    longest = max(map(len, told), default=0)
    if longest > LONGEST:
        yield (
            f"{item.id}: its feedback has {longest} characters; H5P shows the first {LONGEST} of a true or false question."
        )


def _json(value: Params) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _question(item: Item) -> Params:
    name, params = QUESTIONS[item.kind](item)
    major, minor = VERSIONS[name]
    return {
        "library": f"{name} {major}.{minor}",
        "params": params,
        "subContentId": str(uuid5(NAMESPACE_URL, f"urn:soundingboard:item:{item.id}")),
        "metadata": {"contentType": TITLES[name], "license": "U", "title": one_line(item.id)},
    }


def _overall(item: Item) -> list[Params]:
    """On one line: the field takes no HTML, and a line end would be shown as "<br>"."""
    return [{"from": 0, "to": 100, "feedback": as_html(one_line(explained(item)))}]


def _choices(item: Item) -> tuple[str, Params]:
    return "H5P.MultiChoice", {
        "question": paragraphs(asked(item)),
        "answers": [_choice(choice) for choice in item.choices],
        "overallFeedback": _overall(item),
        "behaviour": {
            "enableRetry": True,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "type": "single" if item.kind in ONE_RIGHT else "multi",
            "singlePoint": item.kind in ONE_RIGHT,
            "randomAnswers": True,
            "showSolutionsRequiresInput": True,
            "confirmCheckDialog": False,
            "confirmRetryDialog": False,
            "autoCheck": False,
            "passPercentage": 100,
            "showScorePoints": True,
        },
    }


def _choice(choice: Choice) -> Params:
    feedback = {"tip": "", "chosenFeedback": as_html(chosen_feedback(choice)), "notChosenFeedback": ""}
    return {"text": f"<div>{as_html(choice.text)}</div>", "correct": choice.right, "tipsAndFeedback": feedback}


def _true_false(item: Item) -> tuple[str, Params]:
    right = next(it for it in item.choices if it.right)
    wrong = next(it for it in item.choices if not it.right)
    return "H5P.TrueFalse", {
        "question": paragraphs(asked(item)),
        "correct": "true" if item.choices[0].right else "false",
        "behaviour": {
            "enableRetry": True,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "confirmCheckDialog": False,
            "confirmRetryDialog": False,
            "autoCheck": False,
            "feedbackOnCorrect": as_html(one_line(f"{chosen_feedback(right)} {explained(item)}")),
            "feedbackOnWrong": as_html(one_line(f"{chosen_feedback(wrong)} {explained(item)}")),
        },
        "l10n": {"trueText": WORDS["true"], "falseText": WORDS["false"]},
    }


def _blanks(item: Item) -> tuple[str, Params]:
    before, after = paragraphs(asked(item)).replace("*", "&#42;").rsplit(GAP, 1)
    wordings = "/".join(as_html(one_line(it)).translate(SIGNS) for it in item.accepted)
    return "H5P.Blanks", {
        "text": f"<p>{WORDS['fill_gap']}</p>",
        "questions": [f"{before}*{wordings}*{after}"],
        "overallFeedback": _overall(item),
        "behaviour": {
            "enableRetry": True,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "autoCheck": False,
            "caseSensitive": False,
            "showSolutionsRequiresInput": True,
            "separateLines": False,
            "acceptSpellingErrors": False,
        },
    }


def _drag(item: Item, lines: list[tuple[str, str]], task: str) -> tuple[str, Params]:
    text = "\n".join(f"{_dragged(label)} *{_dragged(target)}*" for label, target in lines)
    return "H5P.DragText", {
        "taskDescription": paragraphs(asked(item)) + f"<p>{task}</p>",
        "textField": text,
        "overallFeedback": _overall(item),
        "behaviour": {
            "enableRetry": True,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "instantFeedback": False,
        },
    }


def _dragged(text: str) -> str:
    return as_html(one_line(text)).translate(SIGNS)


def _ordering(item: Item) -> tuple[str, Params]:
    return _drag(item, [(f"{at}.", step) for at, step in enumerate(item.order, start=1)], WORDS["put_in_order"])


def _matching(item: Item) -> tuple[str, Params]:
    return _drag(item, [(f"{left} –", right) for left, right in item.pairs], WORDS["match_up"])


QUESTIONS = {
    ItemKind.MULTIPLE_CHOICE: _choices,
    ItemKind.MULTIPLE_RESPONSE: _choices,
    ItemKind.SCENARIO: _choices,
    ItemKind.TRUE_FALSE: _true_false,
    ItemKind.GAP: _blanks,
    ItemKind.ORDERING: _ordering,
    ItemKind.MATCHING: _matching,
}
