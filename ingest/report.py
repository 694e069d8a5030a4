"""IngestReport: what became of every file of one ingest."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.finding import Finding


class FileOutcome(StrEnum):
    """What became of a file. `blocked`: a finding keeps it out until someone overrides it.

    unlisted: the manifest does not list it. unread: no reader reads its kind. absent: no file at all, but an edition in the
    library that none of those given says any more, and that still answers.
    """

    INGESTED = "ingested"
    BLOCKED = "blocked"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    UNLISTED = "unlisted"
    UNREAD = "unread"
    ABSENT = "absent"


class Stage(StrEnum):
    """What an ingest is doing."""

    FETCHING = "fetching"
    READING = "reading"
    EMBEDDING = "embedding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a stage is: `done` of `total` (documents fetched, files read, paragraphs embedded).

    name: the document in hand, '' if none.
    """

    stage: Stage
    done: int
    total: int
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """One file. `printed` counts paragraphs with a printed number; `gaps` counts gaps found in their sequence.

    retired: accepted or proposed asked-as lines of its document whose paragraph reads otherwise now, or is gone.
    """

    file: str
    document_id: str | None
    edition: str | None
    outcome: FileOutcome
    paragraphs: int = 0
    printed: int = 0
    gaps: int = 0
    findings: tuple[Finding, ...] = ()
    error: str | None = None
    retired: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """Every file, in the order of the manifest. `generation` is the one that answers now, None where nothing was written.

    embedded: paragraphs that were embedded for it; those whose text was there already are not among them.
    """

    files: tuple[FileReport, ...]
    generation: str | None
    embedded: int = 0

    @property
    def refused(self) -> bool:
        """Whether any file was refused or kept out."""
        return any(file.outcome in (FileOutcome.REFUSED, FileOutcome.BLOCKED) for file in self.files)
