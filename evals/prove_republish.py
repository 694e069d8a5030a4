"""Republish: a thousand paragraphs change; their old words are gone from what speaks now, and old citations still open them."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random

from assistant.ask import ask
from assistant.board import Board
from assistant.question import Question
from corpus.library import Library
from corpus.settings import Settings, load_settings
from evals.proof import Trial, Verdict
from ingest.ingest import ingest

CHANGED = 1000
PER_DOCUMENT = 250
KEPT = 5
"""One of so many stays as it is, beside those that change."""
ASKED = 10
"""Each is searched for; one of so many is asked about as well, today and as of a day on which the old words held."""
FIRST, SECOND, BETWEEN = "2024-03-01", "2025-03-01", date(2024, 9, 1)
ROLES = (
    "midwife",
    "teacher",
    "housing officer",
    "drug worker",
    "health visitor",
    "school nurse",
    "youth worker",
    "doctor",
)
DUTIES = ("must", "should", "may", "need not", "must not")
DEEDS = ("ring", "write to", "visit", "meet", "tell", "ask", "invite", "inform")
PEOPLE = (
    "grandparent",
    "lead professional",
    "duty desk",
    "registrar",
    "school",
    "landlord",
    "pharmacist",
    "older child",
)
MATTERS = (
    "the spare key",
    "a missed visit",
    "the bottle store",
    "a broken lock",
    "the sleeping place",
    "a new partner",
)


def republish(trial: Trial) -> Verdict:
    """Ingest, change a thousand paragraphs, ingest again; then look for every old wording."""
    return republished(trial, CHANGED)


def republished(trial: Trial, changed: int) -> Verdict:
    """The same with so many changed paragraphs."""
    settings = load_settings().model_copy(update={"data": trial.home / "data", "chroma": ""})
    draw, folder = trial.draw(), trial.home / "docs"
    old = [_wording(draw, place) for place in range(changed + changed // KEPT)]
    new = [text if place % (KEPT + 1) == KEPT else _other(text, draw, place) for place, text in enumerate(old)]
    for texts, published in ((old, FIRST), (new, SECOND)):
        report = ingest([_written(folder, texts, published)], settings, lambda _: None)
        if report.refused:
            return Verdict(held=False, ended=f"refused: {[file.error for file in report.files]}")
    places = [place for place, text in enumerate(old) if text != new[place]]
    wrong = [*_reopened(settings, old, new), *_found(settings, old, new, places)]
    ended = (
        "; ".join(wrong[:3])
        or f"{len(places)} old wordings sought, 0 found; {len(old)} old citations open the old words"
    )
    return Verdict(held=not wrong and len(places) == changed, ended=ended)


def id_of(place: int) -> str:
    """The id of a paragraph by its place among all."""
    return f"d{place // PER_DOCUMENT}:1.{place % PER_DOCUMENT + 1}"


def _reopened(settings: Settings, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Citations of either edition that do not open its words."""
    library = Library.open(settings.data)
    with closing(library):
        for edition, texts in ((FIRST, old), (SECOND, new), (None, new)):
            for place, text in enumerate(texts):
                if library.paragraph(id_of(place), edition).text != text:
                    yield f"{id_of(place)} of {edition or 'now'} does not open its own words"


def _found(settings: Settings, old: Sequence[str], new: Sequence[str], places: Sequence[int]) -> Iterator[str]:
    """Old wordings that are found now, and new or old ones that are not found where they hold."""
    now = frozenset(new)
    with closing(Board.open(settings)) as board:
        for place in places:
            for hit in board.search(old[place], None, 10):
                if hit.paragraph.edition != SECOND or hit.paragraph.text not in now:
                    yield f"{hit.paragraph.id} of {hit.paragraph.edition} is found by its old words"
            if place % ASKED:
                continue
            if new[place] not in {hit.paragraph.text for hit in board.search(new[place], None, 10)}:
                yield f"{id_of(place)} is not found by its new words"
            yield from _cited(board, old[place], None, SECOND)
            yield from _cited(board, old[place], BETWEEN, FIRST)


def _cited(board: Board, text: str, on: date | None, edition: str) -> Iterator[str]:
    """Citations of another edition than the one that holds on a day; on the old day the old words have to be among them."""
    citations = ask(Question(text=text, on=on), board).citations
    if any(citation.edition != edition for citation in citations):
        yield f"an answer as of {on or 'today'} cites another edition than {edition}"
    if on is not None and not any(citation.quote in text for citation in citations):
        yield f"an answer as of {on} does not have the words of that day"


def _written(folder: Path, texts: Sequence[str], published: str) -> Path:
    """Documents of so many numbered paragraphs each, with a manifest that says when they were published."""
    folder.mkdir(exist_ok=True)
    manifest = []
    for first in range(0, len(texts), PER_DOCUMENT):
        name = f"d{first // PER_DOCUMENT}"
        numbered = [f"1.{n} {text}" for n, text in enumerate(texts[first : first + PER_DOCUMENT], start=1)]
        (folder / f"{name}.md").write_text(f"# Practice {name}\n\n" + "\n\n".join(numbered) + "\n", encoding="utf-8")
        manifest.append(
            f'[[document]]\nfile = "{name}.md"\nid = "{name}"\ntitle = "Practice {name}"\npublisher = "Example"\n'
            f'published = "{published}"\nauthority = "practice"\n'
        )
    (folder / "library.toml").write_text("\n".join(manifest), encoding="utf-8")
    return folder


def _wording(draw: Random, place: int) -> str:
    """A rule of our own; the case number makes it one of a kind."""
    who, whom = draw.choice(ROLES), draw.choice(PEOPLE)
    return (
        f"The {who} {draw.choice(DUTIES)} {draw.choice(DEEDS)} the {whom} about {draw.choice(MATTERS)} "
        f"within {draw.randint(2, 60)} days, under case {place + 1000}."
    )


def _other(text: str, draw: Random, place: int) -> str:
    """The same paragraph in other words: one word changed, as a republished rule often is, or all of them."""
    kind = draw.randrange(3)
    if kind == 0:
        duty = next(duty for duty in sorted(DUTIES, key=len, reverse=True) if f" {duty} " in text)
        return text.replace(f" {duty} ", f" {draw.choice([it for it in DUTIES if it != duty])} ", 1)
    if kind == 1:
        return text.replace(" within ", " on a working day within ")
    while (other := _wording(draw, place)) == text:
        pass
    return other
