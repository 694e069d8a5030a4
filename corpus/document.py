"""Document and Edition: a published guidance text or local protocol, and one version of it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Authority(StrEnum):
    """What kind of voice a document is. The order is the order of weight in an answer after local."""

    STATUTORY = "statutory"
    NATIONAL = "national"
    LOCAL = "local"
    PRACTICE = "practice"
    RESEARCH = "research"


class Nation(StrEnum):
    """The four nations, whose law and guidance differ."""

    ENGLAND = "england"
    SCOTLAND = "scotland"
    WALES = "wales"
    NORTHERN_IRELAND = "northern-ireland"


class EditionState(StrEnum):
    """Whether an edition may speak today."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A published text. `area` is None for every authority but local; a local document's nation is its area's."""

    id: str
    title: str
    publisher: str
    authority: Authority
    nation: Nation | None
    area: str | None
    licence: str
    source: str
    url: str
    supersedes: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One version of a document.

    `edition` is the published date as printed in the manifest (`2013-04`), with `.2`, `.3` … where the file changed under
    the same date; it is unique within its document. `published` may be a year, a month or a day, or empty when unknown.
    `sha256` is the file's digest, `manifest_sha256` that of everything the manifest says of it: both together decide whether
    a file has to be read again. `effective` and `review_due` are written as `published` is; None where nothing is said.
    """

    document_id: str
    edition: str
    published: str
    state: EditionState
    review_due: str | None
    file: str
    sha256: str
    manifest_sha256: str
    ingested_at: str
    effective: str | None = None

    def in_force_from(self) -> date:
        """The first day on which the edition speaks: that of `effective` where it is said, else of `published`."""
        return first_day(self.effective or self.published)

    def review_passed(self, on: date) -> bool:
        """Whether the whole day, month or year of `review_due` lies behind a day."""
        return self.review_due is not None and last_day(self.review_due) < on

    def published_on(self) -> date:
        """The first day that `published` can mean; the earliest date there is when it is unknown."""
        return first_day(self.published)


def last_day(written: str) -> date:
    """The last day of a year, month or day written `2013`, `2013-04` or `2013-04-30`. `written` must not be empty.

    >>> last_day("2024-02"), last_day("2013"), last_day("2013-04-05")
    (datetime.date(2024, 2, 29), datetime.date(2013, 12, 31), datetime.date(2013, 4, 5))
    """
    first = first_day(written)
    match written.count("-"):
        case 0:
            return first.replace(month=12, day=31)
        case 1:
            return first.replace(day=monthrange(first.year, first.month)[1])
        case _:
            return first


def first_day(published: str) -> date:
    """The first day of a year, month or day written `2013`, `2013-04` or `2013-04-30`.

    >>> first_day("2013-04")
    datetime.date(2013, 4, 1)
    >>> first_day("")
    datetime.date(1, 1, 1)
    """
    parts = [int(part) for part in published.split("-") if part] if published else []
    year, month, day = (*parts, 1, 1, 1)[:3] if parts else (1, 1, 1)
    return date(year, month, day)
