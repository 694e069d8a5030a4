"""The folds as Markdown: how often the right paragraph comes first, or among the first five, before and after training."""

from collections.abc import Iterator, Mapping, Sequence

from evals.bench_table import markdown_table
from evals.encoder_fold_figures import DEPTHS, RANKINGS, by_document, colloquial, compared, compared_by_grades
from evals.encoder_fold_grades import graded_answers
from evals.encoder_fold_questions import FOLDS
from evals.encoder_kept import FLOAT, KeptFold, KeptQuestion
from evals.encoder_training import AS_SHIPPED, Recipe
from evals.halves import Half, half_of
from evals.interval import Interval

WANTED: Mapping[int, float] = {1: 0.12, 5: 0.15}
"""By how much the encoder is to raise evidence in the first 1 and 5 on questions put as people talk."""
HELD_APART = "put as people talk, held apart from the ranker"
CLOSE = 0.01
"""How far eight bits may lie from floats at the first place."""
ENOUGH = 100
"""Of how many questions every pooled paragraph must be graded before their table is shown."""
METHOD = (
    "- Documents are divided into folds of about as many questions. For each fold an encoder is trained without any of its",
    "  documents, and asked their questions.",
    "- The questions are those of the bank (`evals/bank`) and of the training pairs. The library always holds every document,",
    "  and every paragraph may speak, whatever its area. Evidence: the paragraph that a question was written for, or one with",
    "  the same text in the same document; another paragraph that answers as well counts as a miss.",
    "- dense: vectors of windows and sentences alone, by the sum of the two cosines, over all paragraphs. fused: as the product",
    "  retrieves, with words, late interaction where the encoder has it, and the ranker. For both the question is read and",
    "  spelt as the product does, a follow-up with the turns that it leans on.",
    "- The ranker has the shipped weights for ours, and for stock MiniLM those that the same command learnt with it",
    "  (`evals/data/ranking-minilm.toml`): both from half of these questions, among others, asked of an encoder that had not",
    "  read its document. The rows for the half that is held apart say what they do for the other half.",
    "- Brackets: 95% bootstrap intervals; the questions on one paragraph are drawn together, and differences are paired.",
)


def fold_lines(folds: Sequence[KeptFold], recipe: Recipe, base: str) -> list[str]:
    """All tables over the folds that are there, which were made by this recipe from a network of this sha256."""
    questions = [one for fold in folds for one in fold.questions]
    kinds = {"put as people talk": colloquial(questions), "all": questions}
    documents = len({one.document for one in questions})
    lines = [
        f"`python -m evals.encoder_folds` measured this: {len(folds)} of {FOLDS} folds, {documents} documents, "
        f"{len(questions):,} questions. Each encoder was trained {as_shipped(recipe)}, "
        f"from the network with sha256 {base[:12]}….",
        "",
        *METHOD,
        "",
        *markdown_table(
            ("questions", "ranking", "in the first", "stock MiniLM", "ours", "difference"),
            _whole(
                {
                    **kinds,
                    HELD_APART: [one for one in kinds["put as people talk"] if half_of(one.key) is Half.MEASURING],
                }
            ),
        ),
        "",
        *_targets(kinds["put as people talk"], questions),
        "",
        *_graded(kinds["put as people talk"]),
    ]
    for called, some in kinds.items():
        lines += [f"Questions {called}, by document, stock MiniLM → ours and the difference:", ""]
        columns = ("document", "questions", *(f"{ranking}, first {k}" for ranking in RANKINGS for k in DEPTHS))
        lines += [*markdown_table(columns, _of_documents(some)), ""]
    return [*lines, *_floats(questions)]


def as_shipped(recipe: Recipe) -> str:
    """How a recipe differs from the one that the shipped encoder is made by.

    >>> as_shipped(AS_SHIPPED), as_shipped(Recipe(epochs=1))
    ('as the shipped one is', 'as the shipped one is but for 1 of 2 epochs, and products in float32')
    """
    epochs = f"{recipe.epochs} of {AS_SHIPPED.epochs} epochs" if recipe.epochs != AS_SHIPPED.epochs else ""
    products = "" if recipe.brief else "products in float32"
    differs = ", and ".join(filter(None, (epochs, products)))
    return f"as the shipped one is{' but for ' if differs else ''}{differs}"


def _whole(kinds: Mapping[str, Sequence[KeptQuestion]]) -> Iterator[tuple[str, ...]]:
    for called, questions in kinds.items():
        for ranking in RANKINGS:
            for depth in DEPTHS:
                if found := compared(questions, ranking, depth):
                    shown = (share(found.before), share(found.after), gain(found.gain))
                    yield (f"{called}, {len(questions):,}", ranking, str(depth), *shown)


def _targets(colloquial: Sequence[KeptQuestion], questions: Sequence[KeptQuestion]) -> Iterator[str]:
    for ranking in RANKINGS:
        for depth, wanted in WANTED.items():
            if found := compared(colloquial, ranking, depth):
                met = "met" if found.gain.mean >= wanted else "**not met**"
                yield (
                    f"- {ranking}, put as people talk, first {depth}: {signed(found.gain.mean)}, "
                    f"wanted at least {signed(wanted)}: {met}."
                )
    fallen = list(_fallen(questions))
    yield f"- Documents that fall, the whole interval of the difference below 0: {'; '.join(fallen) or 'none'}."


def _graded(questions: Sequence[KeptQuestion]) -> Iterator[str]:
    answers = graded_answers(questions)
    some = [one for one in questions if one.question in answers]
    if len(some) < ENOUGH:
        return
    yield (
        f"Of those put as people talk {len(some)} were drawn by their digests, and readers who did not know which encoder had "
        "found what graded every paragraph that either has among its first five (`evals/fold_grades.jsonl`, by "
        "`python -m evals.encoder_pool`). Here a paragraph is right that answers the question by itself (grade 3), or that the "
        "question was written for; beside it the same questions as above, only the one they were written for:"
    )
    yield ""
    rows = []
    for ranking in RANKINGS:
        for depth in DEPTHS:
            strict, found = compared(some, ranking, depth), compared_by_grades(some, answers, ranking, depth)
            if strict and found:
                shown = (share(found.before), share(found.after), gain(found.gain), gain(strict.gain))
                rows.append((ranking, str(depth), *shown))
    columns = ("ranking", "in the first", "stock MiniLM", "ours", "difference", "only the one written for, difference")
    yield from markdown_table(columns, rows)
    yield ""


def _fallen(questions: Sequence[KeptQuestion]) -> Iterator[str]:
    for called, some in {"as people talk": colloquial(questions), "all": questions}.items():
        for document, own in by_document(some).items():
            for ranking in RANKINGS:
                for depth in DEPTHS:
                    found = compared(own, ranking, depth)
                    if found and found.gain.high < 0:
                        yield f"`{document}` ({called}, {ranking}, first {depth}: {gain(found.gain)})"


def _of_documents(questions: Sequence[KeptQuestion]) -> Iterator[tuple[str, ...]]:
    for document, own in sorted(by_document(questions).items()):
        cells = (compared(own, ranking, depth) for ranking in RANKINGS for depth in DEPTHS)
        shown = (f"{_short(it.before.mean)} → {_short(it.after.mean)}, {gain(it.gain)}" if it else "–" for it in cells)
        yield (f"`{document}`", str(len(own)), *shown)


def _floats(questions: Sequence[KeptQuestion]) -> Iterator[str]:
    with_floats = [one for one in questions if FLOAT in one.ranks]
    if not with_floats:
        return
    yield (
        f"The first fold, {len(with_floats):,} questions: its encoder with weights of eight bits, as it is used, against floats:"
    )
    yield ""
    yield from float_table(with_floats)


def float_table(questions: Sequence[KeptQuestion]) -> Iterator[str]:
    """Eight bits against floats, as a table; `met` where they lie less than CLOSE apart at the first place."""
    rows = []
    for ranking in RANKINGS:
        for depth in DEPTHS:
            if found := compared(questions, ranking, depth, before=FLOAT):
                met = ("yes" if abs(found.gain.mean) <= CLOSE else "no") if depth == 1 else ""
                rows.append((ranking, str(depth), share(found.before), share(found.after), gain(found.gain), met))
    columns = ("ranking", "in the first", "floats", "eight bits", "difference", f"within {_short(CLOSE)}")
    yield from markdown_table(columns, rows)


def share(found: Interval) -> str:
    """A share with its interval.

    >>> share(Interval(mean=0.2, low=0.15, high=0.25, n=9))
    '.200 (.150 to .250)'
    """
    return f"{_short(found.mean)} ({_short(found.low)} to {_short(found.high)})"


def gain(found: Interval) -> str:
    """A difference with its interval.

    >>> gain(Interval(mean=0.2, low=-0.15, high=0.25, n=9))
    '+.200 (−.150 to +.250)'
    """
    return f"{signed(found.mean)} ({signed(found.low)} to {signed(found.high)})"


def signed(value: float) -> str:
    """A difference with its sign."""
    return f"{'−' if value < 0 else '+'}{_short(abs(value))}"


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.3f}"
