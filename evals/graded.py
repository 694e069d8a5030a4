"""Graded: questions with what readers thought of the paragraphs that a search found for them. No paragraph's text is kept.

One JSON object a line of `evals/graded/*.jsonl`: {"id", "area" (null: all), "question", "grades": {paragraph id: grade}}, and
where the area's directory has something {"services": {service id: grade}}. The questions were written by people who had read
none of the documents; a file is named after the documents they were put to. 3: the paragraph answers by itself, 2: helps to
answer, 1: is on the same topic, 0: neither. Up to six paragraphs that a search had found were graded; of `demo-unread*.jsonl`
instead everything: its readers read the whole library and its directory, and named what answers or helps. "outcome": "urgent"
marks one that may be asked while it happens.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.question import Question
from corpus.errors import SuiteError

FOLDER = Path(__file__).parent / "graded"
UNREAD = "demo-unread"
"""By people who had read nothing, with what in the whole library and its directory answers each. Half of them is learnt from."""
UNREAD_APART = "demo-unread-confirm"
"""More of these by six further writers, those of two of them graded alike by two readers: nothing is learnt from them."""
ANSWERS, HELPS = 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One question and the grade of each paragraph, 0 to 3, by its id; and of each service."""

    id: str
    area: str | None
    question: str
    grades: Mapping[str, int]
    services: Mapping[str, int] = field(default_factory=dict)

    @property
    def best(self) -> int:
        """The highest grade."""
        return max(self.grades.values(), default=0)

    @property
    def right(self) -> frozenset[str]:
        """The paragraphs of the highest grade; none where nothing helps."""
        return frozenset(name for name, grade in self.grades.items() if grade == self.best >= HELPS)

    @property
    def for_directory(self) -> bool:
        """Whether a service of the directory answers it, and no paragraph does."""
        return max(self.services.values(), default=0) >= ANSWERS > self.best

    def asked(self) -> Question:
        """As it is put to the assistant."""
        return Question(text=self.question, area=self.area)


def read_graded(documents: str) -> tuple[Graded, ...]:
    """The questions that were put to some documents, in order. Raises SuiteError naming a line that is wrong."""
    path = FOLDER / f"{documents}.jsonl"
    found = []
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            said = json.loads(line)
            grades, services = (
                {str(name): int(grade) for name, grade in it.items()}
                for it in (said["grades"], said.get("services", {}))
            )
            found.append(
                Graded(id=said["id"], area=said["area"], question=said["question"], grades=grades, services=services)
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SuiteError(f"{path}, line {at}: expected a question with its grades, found {error!r}.") from error
    return tuple(found)
