"""Change impact, composed: what an ingest, or another library, means for everything that rests on paragraphs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.paragraph import Paragraph
    from corpus.settings import Settings
    from evals.impact import Impact
    from evals.pin import Pin
    from ingest.check_report import CheckedFile
    from ui.rests import Resting

Spoken = Mapping[str, "Sequence[Paragraph]"]
Speaks = Callable[[set[str], date | None], Spoken]


def impact_of_check(files: "Sequence[CheckedFile]", settings: "Settings") -> "tuple[Impact, Resting]":
    """What the files of a check would change, were they all published, also those that are kept out so far."""
    from evals.speaking import speaking
    from ingest.ingest import library_there
    from ui.rests import resting

    coming = [file.contents for file in files if file.contents is not None]
    with library_there(settings) as library:
        found = resting(settings, library)
        old: Speaks = lambda of, on: speaking(library, of=of, on=on)  # noqa: E731
        new: Speaks = lambda of, on: speaking(library, coming, of=of, on=on)  # noqa: E731
        return impact_of(found.pins, old, new), found


def impact_between(pins: "Sequence[Pin]", old: "Library", new: "Library") -> "Impact":
    """What is otherwise in a new library than in an old one."""
    from evals.speaking import speaking

    return impact_of(pins, lambda of, on: speaking(old, of=of, on=on), lambda of, on: speaking(new, of=of, on=on))


def spoken_of(pins: "Sequence[Pin]", library: "Library") -> dict[date | None, Spoken]:
    """What a library says today of the documents under some pins, to be compared with what it will say."""
    from evals.speaking import speaking

    of = {pin.cited.document for pin in pins}
    return {on: speaking(library, of=of, on=on) for on in {pin.as_of for pin in pins}}


def impact_of(pins: "Sequence[Pin]", old: Speaks, new: Speaks) -> "Impact":
    """Each pin on the day that it is of. A case that is asked of a day before a new edition is not touched by it."""
    from evals.impact import impact, joined

    found = []
    for on in dict.fromkeys(pin.as_of for pin in pins):
        of_day = [pin for pin in pins if pin.as_of == on]
        of = {pin.cited.document for pin in of_day}
        found.append(impact(of_day, old(of, on), new(of, on)))
    return joined(found)
