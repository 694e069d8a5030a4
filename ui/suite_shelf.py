"""The suites that the Evals desk shows: those of the data folder, and the demonstration suite that comes with the project."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import SoundingBoardError, SuiteError, Unknown
from evals.proposals import CaseState
from evals.suite_file import Entry, read_entries
from ui.rests import DEMO_SUITE, SUITE_ENDINGS, SUITES
from ui.wording import wording

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.settings import Settings
    from evals.shelf import Shelf

LINES = ".jsonl"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSuite:
    """A suite by name. shipped: it comes with the project. is_lines: it is JSON lines, and unless shipped can be changed here."""

    name: str
    path: Path
    shipped: bool = False

    @property
    def is_lines(self) -> bool:
        """Whether each line of it is a case."""
        return self.path.suffix == LINES

    @property
    def can_change(self) -> bool:
        """Whether cases can be put into it from the desk."""
        return self.is_lines and not self.shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteContents:
    """What a suite holds, in its order. mistakes: why it could not be read, '' where it could."""

    entries: tuple[Entry, ...]
    mistakes: str = ""

    def count(self, state: CaseState) -> int:
        """How many lines are in a state."""
        return Counter(it.state for it in self.entries)[state]

    def those(self, state: CaseState) -> tuple[Entry, ...]:
        """The lines in a state."""
        return tuple(it for it in self.entries if it.state is state)


def suite_folder(settings: "Settings") -> Path:
    """Where the suites of an installation are."""
    return settings.data / SUITES


def kept_suites(settings: "Settings") -> tuple[KeptSuite, ...]:
    """The demonstration suite, then those of the data folder by name. A spreadsheet that was put there keeps its ending."""
    there = sorted(it for it in suite_folder(settings).glob("*") if it.suffix in SUITE_ENDINGS and it.is_file())
    own = (KeptSuite(name=it.stem if it.suffix == LINES else it.name, path=it) for it in there)
    return (KeptSuite(name=DEMO_SUITE.stem, path=DEMO_SUITE, shipped=True), *own)


def find_suite(settings: "Settings", name: str) -> KeptSuite:
    """The suite with a name. Raises Unknown."""
    found = next((it for it in kept_suites(settings) if it.name == name), None)
    if found is None:
        raise Unknown(wording("evals")["no_suite"].format(name=name))
    return found


def changeable_suite(settings: "Settings", name: str) -> KeptSuite:
    """The suite with a name, where its cases can be changed from the desk. Raises Unknown, SuiteError."""
    found = find_suite(settings, name)
    if not found.can_change:
        raise SuiteError(wording("evals")["not_yours"].format(name=name))
    return found


def own_suite(settings: "Settings", name: str) -> KeptSuite:
    """A suite that cases can be put into: one that is there, or a new one under the name. Raises SuiteError."""
    slug = suite_name(name)
    found = next((it for it in kept_suites(settings) if it.name == slug), None)
    if found is not None and not found.can_change:
        raise SuiteError(wording("evals")["not_yours"].format(name=slug))
    return found or KeptSuite(name=slug, path=suite_folder(settings) / f"{slug}{LINES}")


def suite_name(text: str) -> str:
    """A name as a file can have it: small letters, digits, hyphens. Raises SuiteError where nothing is left.

    >>> suite_name("Refer & lead (2026)")
    'refer-lead-2026'
    """
    name = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST_NAME].rstrip("-")
    if not name:
        raise SuiteError(wording("evals")["name_needed"])
    return name


def contents_of(suite: KeptSuite, shelf: "Shelf | None") -> SuiteContents:
    """What a suite holds; a spreadsheet's cases are all accepted, and looked up on the shelf."""
    from evals.suite import read_suite

    try:
        if suite.is_lines:
            return SuiteContents(entries=read_entries(suite.path))
        return SuiteContents(entries=tuple(Entry(case=it) for it in read_suite(suite.path, shelf)))
    except SoundingBoardError as error:
        return SuiteContents(entries=(), mistakes=str(error))


def arguments_for(suite: KeptSuite, library: "Library | None") -> list[str]:
    """What `evals run` is told of a suite.

    The demonstration suite is asked of the demonstration documents; where this library lacks them, of one made for the run.
    """
    if suite.shipped:
        cited = {cited.document for it in read_entries(suite.path) for cited in it.case.must_cite}
        held = {it.id for it in library.documents()} if library else set()
        if not cited <= held:
            return []
    return [str(suite.path.resolve())]
