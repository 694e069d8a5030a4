"""What an ingest leaves out: unlisted and unreadable files; and what goes on answering though nothing given says it any more."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.document import Authority, Edition, EditionState, first_day
from corpus.finding import Finding, FindingKind
from corpus.library import Library
from ingest.entry import Manifest, ManifestEntry
from ingest.report import FileOutcome, FileReport
from ingest.wording import worded

FOLDERS = "folders.json"


def left_out(manifest: Manifest, library: Library | None, data: Path) -> list[FileReport]:
    """A report for each file that was not read and each edition that goes on answering though nothing given says it."""
    unlisted = [_report(it.name, FileOutcome.UNLISTED) for it in manifest.unlisted]
    unread = [
        _report(it.name, FileOutcome.UNREAD, worded(FindingKind.UNREAD, {"kind": it.suffix or it.name}))
        for it in manifest.unread
    ]
    return [*unlisted, *unread, *(_absent(manifest, library, data) if library is not None else ())]


def remember(manifest: Manifest, library: Library, data: Path) -> None:
    """Keep which documents each whole folder or archive has given, beside those it gave or was expected to give before."""
    known, expected = _remembered(data), _expected(manifest, library, _remembered(data))
    for whole, name in manifest.whole:
        ids = {it.document.id for it in manifest.entries if it.path.resolve().is_relative_to(whole)}
        known[name] = sorted(ids.union(known.get(name, expected)))
    if known == _remembered(data):
        return
    draft = data / f"{FOLDERS}.new"
    draft.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(data / FOLDERS)


def _absent(manifest: Manifest, library: Library, data: Path) -> list[FileReport]:
    """Current editions of what the folders gave before, and those that are newer than any that they give now."""
    if not manifest.whole:
        return []
    given: dict[str, list[ManifestEntry]] = {}
    for entry in manifest.entries:
        given.setdefault(entry.document.id, []).append(entry)
    expected = _expected(manifest, library, _remembered(data)).union(given)
    current = [it for it in library.editions() if it.state is EditionState.CURRENT and it.document_id in expected]
    return [_still_answering(it) for it in current if not _is_given(it, given.get(it.document_id, ()))]


def _is_given(edition: Edition, entries: Sequence[ManifestEntry]) -> bool:
    """Whether an entry is that edition, or a newer one that takes its place."""
    return any(first_day(it.published) >= edition.published_on() for it in entries)


def _expected(manifest: Manifest, library: Library, known: Mapping[str, Sequence[str]]) -> set[str]:
    """The documents that the folders have given; of a folder that is new here, the local ones of its areas that no other gave."""
    names = [name for _, name in manifest.whole]
    expected = {id_ for name in names for id_ in known.get(name, ())}
    if all(name in known for name in names):
        return expected
    elsewhere = {id_ for name, ids in known.items() if name not in names for id_ in ids}
    areas = {area.id for area in manifest.areas}
    local = {it.id for it in library.documents() if it.authority is Authority.LOCAL and it.area in areas}
    return expected | (local - elsewhere)


def _still_answering(edition: Edition) -> FileReport:
    values = {"id": edition.document_id, "edition": edition.edition, "published": edition.published}
    report = _report(edition.file, FileOutcome.ABSENT, worded(FindingKind.ABSENT, values))
    return replace(report, document_id=edition.document_id, edition=edition.edition)


def _report(name: str, outcome: FileOutcome, *findings: Finding) -> FileReport:
    return FileReport(file=name, document_id=None, edition=None, outcome=outcome, findings=findings)


def _remembered(data: Path) -> dict[str, list[str]]:
    """The ids by folder; empty where there is no readable file."""
    try:
        found = json.loads((data / FOLDERS).read_text(encoding="utf-8"))
        return {str(name): [str(id_) for id_ in ids] for name, ids in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
