"""Change impact of an ingest, dry or real, for the terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ui.impact_of import Spoken, impact_of, impact_of_check, spoken_of
from ui.impact_text import impact_line, impact_lines
from ui.wording import wording

if TYPE_CHECKING:
    from corpus.settings import Settings
    from ingest.check_report import CheckedFile
    from ui.rests import Resting


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What rested on a library before an ingest, and what it said, by the day that was meant."""

    rests: "Resting"
    spoken: dict[date | None, Spoken]


def dry_impact(files: "Sequence[CheckedFile]", settings: "Settings") -> Iterator[str]:
    """One line on what the files would touch, with the command that says more; nothing where nothing rests on the library."""
    found, rests = impact_of_check(files, settings)
    if not rests.pins and not rests.unread:
        return
    words = wording("impact")
    details = f" {words['line_details']}" if found.touched else ""
    yield ""
    yield f"{impact_line(found)}{details}"
    yield from (words["unread"].format(why=why) for why in rests.unread)


def before_ingest(settings: "Settings") -> Before | None:
    """What an ingest is to be compared with afterwards; None where there is no library yet, or nothing rests on it."""
    from ingest.ingest import library_there
    from ui.rests import resting

    with library_there(settings) as library:
        if library is None:
            return None
        rests = resting(settings, library)
        return Before(rests=rests, spoken=spoken_of(rests.pins, library)) if rests.pins else None


def after_ingest(before: Before | None, settings: "Settings") -> Iterator[str]:
    """Everything that the ingest touched; nothing where it touched nothing."""
    from corpus.library import Library
    from evals.speaking import speaking

    if before is None:
        return
    library = Library.open(settings.data)
    try:
        found = impact_of(
            before.rests.pins,
            lambda _, on: before.spoken[on],
            lambda of, on: speaking(library, of=of, on=on),
        )
    finally:
        library.close()
    if found.touched:
        yield from impact_lines(found)
