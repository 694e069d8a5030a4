"""BankGrades: which other paragraphs a question of the bank is answered by too, as readers saw it. Kept without any text.

One JSON object a line of `evals/bank_grades.jsonl`: {"question": first 16 digits of its sha256, "grades": {paragraph id: grade}}.
3: the paragraph answers it by itself, 2: helps to, 1: is on the same topic, 0: neither. Readers graded the first five found.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from corpus.errors import SuiteError

GRADES = Path(__file__).parent / "bank_grades.jsonl"
ANSWERS = 3
"""The grade of a paragraph that answers the question by itself."""
HELPS = 2
"""From this grade on a paragraph is never held against the question."""


def read_grades(path: Path = GRADES, least: int = HELPS) -> Mapping[str, frozenset[str]]:
    """The paragraphs of at least this grade for a question, by the digest of its text.

    Raises SuiteError naming a line that is wrong.
    """
    found: dict[str, frozenset[str]] = {}
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            said = json.loads(line)
            found[said["question"]] = frozenset(name for name, grade in said["grades"].items() if grade >= least)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SuiteError(f"{path}, line {at}: expected a question's grades, found {error!r}.") from error
    return found
