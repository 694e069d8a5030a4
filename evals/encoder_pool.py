"""What readers grade of the folds: `python -m evals.encoder_pool SHARED OUT SHEETS` writes sheets, `--take` takes the grades.

Why there are any: evals/encoder_fold_grades.py; what a grade means: evals/bank_grades.py. SHEETS gets JSON lines with text, for
readers only: keep them out of the project. A reader is not told which encoder found a paragraph, and writes `grades-N.jsonl`
beside `sheet-N.jsonl`, without text: {"question": digest, "grades": {paragraph: grade}}.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import SuiteError
from corpus.paragraph import Paragraph
from evals.bank_grades import read_grades
from evals.encoder_fold_grades import GRADES, pooled
from evals.encoder_folds import Trial, kept_folds, trial_of
from evals.encoder_training import Recipe
from evals.fit_encoder import Making

SHEET = 40
"""Questions on a sheet: what one reader grades."""


def write_sheets(trial: Trial, sheets: Path) -> int:
    """Write what is not graded yet; returns how many questions that are."""
    kept = [one for fold in kept_folds(trial) for one in fold.questions]
    texts = {
        it.id: it for one in trial.library.editions() for it in trial.library.paragraphs(one.document_id, one.edition)
    }
    asked = {one.digest: [*one.history, one.question] for one in trial.questions}
    graded = read_grades(GRADES, 0) if GRADES.is_file() else {}
    left = [
        _row(name, asked[name], [texts[it] for it in names if it not in graded.get(name, frozenset())])
        for name, names in pooled(kept).items()
        if not set(names) <= graded.get(name, frozenset())
    ]
    sheets.mkdir(parents=True, exist_ok=True)
    for at in range(0, len(left), SHEET):
        lines = (json.dumps(it, ensure_ascii=False) + "\n" for it in left[at : at + SHEET])
        (sheets / f"sheet-{at // SHEET + 1}.jsonl").write_text("".join(lines), encoding="utf-8")
    return len(left)


def _row(name: str, turns: Sequence[str], paragraphs: Sequence[Paragraph]) -> dict[str, object]:
    found = [
        {"id": it.id, "document": it.document_id, "headings": " > ".join(it.headings), "text": it.text}
        for it in paragraphs
    ]
    return {"question": name, "turns": list(turns), "paragraphs": found}


def take(sheets: Path, path: Path = GRADES) -> int:
    """Add what readers wrote (`grades-*.jsonl` beside the sheets) to the grades; returns how many questions are graded.

    Raises SuiteError where a grade is none of 0 to 3.
    """
    found: dict[str, dict[str, int]] = {}
    for file in [path, *sorted(sheets.glob("grades-*.jsonl"))]:
        for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
            said = json.loads(line)
            wrong = {name: grade for name, grade in said["grades"].items() if grade not in range(4)}
            if wrong:
                raise SuiteError(f"{file}: expected grades from 0 to 3, found {wrong} for {said['question']}.")
            found.setdefault(said["question"], {}).update(said["grades"])
    rows = ({"question": name, "grades": dict(sorted(found[name].items()))} for name in sorted(found))
    path.write_text("".join(json.dumps(it) + "\n" for it in rows), encoding="utf-8")
    return len(found)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the sheets, or take the grades."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path, help="where `evals.encoder_folds` keeps its folds")
    parser.add_argument("sheets", type=Path)
    parser.add_argument("--base", default="")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--brief", action="store_true")
    parser.add_argument("--take", action="store_true")
    given = parser.parse_args(arguments)
    if given.take:
        print(f"{take(given.sheets)} questions are graded: {GRADES.name}")  # noqa: T201
        return
    making = Making(recipe=Recipe(epochs=given.epochs, brief=given.brief), floats=True, base=given.base)
    print(f"{write_sheets(trial_of(given.shared, given.out, making), given.sheets)} questions: {given.sheets}")  # noqa: T201


if __name__ == "__main__":
    main()
