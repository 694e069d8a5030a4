"""Fit the judge: `python -m evals.fit_judge [--write | --as-it-is]` learns weights and thresholds of `assistant/data/judge.toml`.

From the judge's features, each put on one scale, to "the documents answer this": a logistic regression (L2), and with the vector
of the question a support vector machine (assistant/judge_kernel.py); classes balanced, both scikit-learn's. The threshold is the
highest that refuses at most 4 % of the answerable questions that are learnt from, as ten-fold cross-validation predicts each of
them, those by people who had read nothing left out. Of the larger suites, and of these, only the learning half is learnt from
(`evals/halves.py`); the other half is measured beside it with suites that the judge does not learn from. The form of the kernel
was chosen with the figures of some of these in sight (docs/decisions/0013-knowing-when-to-stop.md); `further-questions.jsonl`
came after it.
"""

import argparse
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.board import Board
from assistant.judge import DATA, KERNEL, load_judge_rule
from assistant.judge_features import SHOWN, features_of
from assistant.judge_kernel import JudgeKernel, Numbers, load_kernel
from assistant.question import Question
from assistant.retrieve import find
from assistant.scope import resolve_scope
from assistant.understand import understand
from corpus.embedder import Vectors
from corpus.snapshot import Snapshot
from evals.case import Case
from evals.demo_library import demo_library
from evals.graded import HELPS, UNREAD, UNREAD_APART, read_graded
from evals.halves import Half, half_of
from evals.judge_learn import Examples, Learnt, calibrated, cross_validated, learnt, refused_at, threshold_for
from evals.suite import read_suite

SUITES = Path(__file__).parent / "suites"
WHOLE = ("demo.jsonl", "limits.jsonl", "judge-learning.jsonl")
HALVED = ("demo-questions.jsonl", "unanswerable.jsonl", "further-questions.jsonl")
APART = ("short-questions.jsonl", "confirming-questions.jsonl")
"""The judge does not learn from these: they are measured whole."""
PAIRS = "pairs.jsonl"
"""Questions in pairs of like form, of which one is answered and one differs in a detail: measured by itself, the hardest."""
UNSURE = 0.2
"""The share of answerable questions, those of the lowest probability, whose answers are called partial."""
GROUPS: Mapping[str, tuple[str, ...]] = {
    "what is asked of the subject": ("lacks_most", "lacks_best", "alike"),
    "words the paragraphs lack": ("uncovered", "uncovered_telling", "unknown", "missing", "rarest_missing"),
    "the thing asked for by name": ("thing_missing", "thing_unknown"),
    "words in context": ("word_near", "word_spread", "word_worst", "word_mean"),
    "token by token": ("late_best", "late_together", "late_lowest", "late_margin"),
    "values": ("asks_value", "value_missing", "value_gap", "value_uncovered"),
    "nearness": ("best_sentence", "margin"),
    "how it is put": ("story", "concise", "first_person", "yes_or_no", "worked_with"),
}
"""Features that are left out together, to show what each kind brings."""
USED_BEFORE = ("best_sentence", "uncovered", "unknown", "value_missing")


VAGUE_STEMS = 0
"""A question of at most so many telling stems is asked back about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A rule; what such rules say of the questions that it was learnt from, each learnt without the question, shape (n,); the
    threshold under which a question ends as not_in_guidance; and the one from which an answer is called whole.
    """

    rule: Learnt | JudgeKernel
    predicted: Numbers
    answerable: float
    complete: float


def fit(*, write: bool) -> str:
    """Fit on the demonstration area; with `write`, into the data file. Returns tables in text."""
    learning, apart, unread, pairs, encoder = examples()
    views = {"plain": learning.put_only(), "with_meaning": learning}
    found = {name: fitted(given) for name, given in views.items()}
    if write:
        _write(found, encoder)
    own = found["with_meaning"]
    lines = [f"threshold {own.answerable}, called whole from {own.complete}", ""]
    lines += _table("learnt from, cross-validated", learning, own.predicted, own.answerable)
    lines += _table("held apart", apart, apart.probabilities(own.rule), own.answerable)
    lines += _table(
        "held apart, by people who had read nothing", unread, unread.probabilities(own.rule), own.answerable
    )
    lines += _table("in pairs", pairs, pairs.probabilities(own.rule), own.answerable)
    without = found["plain"]
    lines += _table("held apart, without the vector", apart, apart.probabilities(without.rule), without.answerable)
    return "\n".join([*lines, *_without(learning, apart)])


def measured() -> str:
    """What the shipped rule refuses of the questions that it was not learnt from, in text."""
    _, apart, unread, pairs, encoder = examples()
    rule, kernel = load_judge_rule(encoder), load_kernel(KERNEL)
    sets = {"held apart": apart, "held apart, by people who had read nothing": unread, "in pairs": pairs}
    tables = (_table(name, given, given.probabilities(kernel), rule.answerable) for name, given in sets.items())
    return "\n".join(line for table in tables for line in table)


def fitted(learning: Examples) -> Fitted:
    """The rule that is learnt, with its thresholds."""
    rule, predicted = learnt(learning), cross_validated(learning)
    if isinstance(rule, JudgeKernel):
        rule, predicted = calibrated(rule, predicted, learning.answerable)
    # for many of UNREAD that are answered the ranking does not bring the paragraph, and then nothing is lost by stopping
    choosing = np.asarray([not it.startswith(UNREAD) for it in learning.suites])
    threshold = threshold_for(predicted[choosing], learning.answerable[choosing])
    sure = float(np.quantile(predicted[choosing & learning.answerable], UNSURE))
    return Fitted(
        rule=rule, predicted=predicted, answerable=round(threshold, 3), complete=round(max(sure, threshold), 3)
    )


def examples() -> tuple[Examples, Examples, Examples, Examples, str]:
    """What is learnt from, what is held apart of the suites and of UNREAD, and what is in pairs, of the demonstration library;
    and the encoder's name.
    """
    board = Board.open(demo_library())
    whole = [(name, case) for name in WHOLE for case in read_suite(SUITES / name)]
    halved = [(name, case) for name in HALVED for case in read_suite(SUITES / name)]
    learning = [*whole, *((name, case) for name, case in halved if half_of(case.id) is Half.LEARNING)]
    apart = [(name, case) for name, case in halved if half_of(case.id) is Half.MEASURING]
    apart += [(name, case) for name in APART for case in read_suite(SUITES / name)]
    with board.shelf.snapshot() as snapshot:
        unread = {half: _of_graded(UNREAD, half) for half in Half}
        known = [*_of_cases(learning), *_of_graded("demo"), *unread[Half.LEARNING]]
        encoder = board.embedder_for(snapshot).name
        paired = _of_cases((PAIRS, case) for case in read_suite(SUITES / PAIRS))
        asked_once = [it for half in Half for it in _of_graded(UNREAD_APART, half)]
        sets = (known, _of_cases(apart), [*unread[Half.MEASURING], *asked_once], paired)
        found = [_examples(some, board, snapshot) for some in sets]
    board.close()
    return found[0], found[1], found[2], found[3], encoder


@dataclass(frozen=True, slots=True, kw_only=True)
class _Put:
    """A question of a suite, and whether the documents answer it. right: the paragraphs that do, where it is shown apart
    whether one of them is among the first found.
    """

    suite: str
    question: Question
    answerable: bool
    right: frozenset[str] = frozenset()

    def called(self, shown: Collection[str]) -> str:
        """The row of the table that it counts in; shown: the first paragraphs found."""
        return f"{self.suite}, found further down" if self.right and self.right.isdisjoint(shown) else self.suite


def _of_cases(cases: Iterable[tuple[str, Case]]) -> list[_Put]:
    """The cases that come to the judge. Those that are out of scope are the business of another step."""
    return [
        _Put(suite=name, question=case.asked(), answerable=case.answerable)
        for name, case in cases
        if case.outcome.value in ENDINGS
    ]


def _of_graded(documents: str, half: Half | None = None) -> list[_Put]:
    """Graded questions that a paragraph answers by itself, and those that nothing so much as helps with, nor a service."""
    graded = [it for it in read_graded(documents) if it.best != HELPS and (it.best > HELPS or not it.services)]
    if half is None:
        return [_Put(suite=f"graded, {documents}", question=it.asked(), answerable=it.best > HELPS) for it in graded]
    return [
        _Put(suite=documents, question=it.asked(), answerable=it.best > HELPS, right=it.right)
        for it in graded
        if half_of(it.id) is half
    ]


def _examples(put: Iterable[_Put], board: Board, snapshot: Snapshot) -> Examples:
    rows = [(it, _measured(it.question, board, snapshot)) for it in put]
    kept = [(it, row) for it, row in rows if row is not None]
    names = tuple(kept[0][1][0])
    return Examples(
        names=names,
        features=np.asarray([[features[name] for name in names] for _, (features, *_) in kept]),
        vectors=np.asarray([vector for _, (_, vector, _) in kept], np.float64),
        answerable=np.asarray([it.answerable for it, _ in kept]),
        suites=tuple(it.called(shown) for it, (_, _, shown) in kept),
    )


ENDINGS = ("answered", "partly_answered", "not_in_guidance")


def _measured(
    question: Question, board: Board, snapshot: Snapshot
) -> tuple[dict[str, float], Vectors, tuple[str, ...]] | None:
    """A question's features, its vector and the paragraphs that the judge sees first, None where it ends before the judge."""
    understood = understand(question, snapshot)
    scoped = resolve_scope(question, understood, snapshot, board.wording)
    if scoped.missing or understood.numbers:
        return None
    embedder = board.embedder_for(snapshot).remembering()
    found = find(understood, scoped, snapshot, embedder, 20)
    features = features_of(understood, found, snapshot, board.attributes.vectors_of(embedder))
    return features, found.vector, tuple(it.paragraph.id for it in found.evidence[:SHOWN])


def _parts(given: Examples) -> list[tuple[str, Examples, list[int]]]:
    """Every suite by itself, then all together, with the places of its questions."""
    suites = list(dict.fromkeys(given.suites))
    by_suite = [[place for place, name in enumerate(given.suites) if name == suite] for suite in suites]
    named = [*zip(suites, by_suite, strict=True), ("together", list(range(len(given.suites))))]
    return [(name, given.at(places), places) for name, places in named]


def _table(title: str, given: Examples, probabilities: NDArray[np.float64], threshold: float) -> list[str]:
    rows = [_row(name, part, probabilities[places], threshold) for name, part, places in _parts(given)]
    return [f"| {title} | refused of unanswerable | refused of answerable |", "|---|---|---|", *rows, ""]


def _row(name: str, part: Examples, probabilities: NDArray[np.float64], threshold: float) -> str:
    refused = probabilities < threshold
    cells = []
    for kind in (~part.answerable, part.answerable):
        count, of = int((refused & kind).sum()), int(kind.sum())
        cells.append(f"{count} of {of} ({count / of:.2f})" if of else "–")
    return f"| {name} | {cells[0]} | {cells[1]} |"


def _without(learning: Examples, apart: Examples) -> list[str]:
    """What each kind of feature brings: refused of the unanswerable at 4 % of the answerable, without it."""
    lines = [
        "| features | refused of unanswerable, where 4 % of the answerable are | the same, held apart |",
        "|---|---|---|",
    ]
    every = set(learning.names)
    choices = {"all": every, "those used before": set(USED_BEFORE)}
    choices |= {f"without {name}": every - set(group) for name, group in GROUPS.items()}
    pairs = {name: (learning.only(used), apart.only(used)) for name, used in choices.items()}
    pairs["without what the question means"] = learning.put_only(), apart.put_only()
    for name, (fewer, there) in pairs.items():
        known = refused_at(cross_validated(fewer, times=1), fewer.answerable)
        held = refused_at(there.probabilities(learnt(fewer)), apart.answerable)
        lines.append(f"| {name} | {known:.2f} | {held:.2f} |")
    return lines


def _write(found: Mapping[str, Fitted], encoder: str) -> None:
    lines = [
        "# When evidence is enough: by a logistic model over what was measured of a question and of what was found for it",
        "# (assistant/judge_features.py says what each is); with the question's vector of `encoder` by judge_meaning.npz. Both",
        "# are fitted by `python -m evals.fit_judge --write`, which prints what they refuse.",
        "# answerable: the probability under which a question ends as not_in_guidance. complete: the one from which an answer is",
        "# called whole. vague_stems: a question of at most so many stems is asked back about.",
        "",
        f"vague_stems = {VAGUE_STEMS}",
        f'encoder = "{encoder}"',
    ]
    for name, it in found.items():
        lines += ["", f"[{name}]"]
        lines += [f"answerable = {it.answerable}", f"complete = {it.complete}"]
        if isinstance(it.rule, JudgeKernel):
            it.rule.save(KERNEL)
            continue
        lines += [f"bias = {it.rule.bias:.3f}", "", f"[{name}.weights]"]
        lines += [f"{feature} = {weight:.3f}" for feature, weight in it.rule.weights.items()]
    DATA.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what the fitted judge refuses; with `--write`, write the rule."""
    parser = argparse.ArgumentParser(description=fit.__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--as-it-is", action="store_true", help="measure the rule that is there, and learn nothing")
    given = parser.parse_args(arguments)
    print(measured() if given.as_it_is else fit(write=given.write))  # noqa: T201


if __name__ == "__main__":
    main()
