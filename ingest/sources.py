"""Documents from elsewhere: entries for addresses and listings, and how their files come into the data folder."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue import Listing, read_catalogue
from corpus.document import Document, EditionState
from corpus.errors import FileRefused
from ingest.entry import Manifest, ManifestEntry, undescribed
from ingest.fetch import Resolve, fetch, look_up
from ingest.fetch_policy import FetchPolicy
from ingest.kept_file import stem
from ingest.landing_page import document_link
from ingest.manifest import digest
from ingest.report import FileOutcome, FileReport, Progress, Stage

FOLDER = "sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A manifest whose files are all on disk, and a report for each document that could not be fetched."""

    manifest: Manifest
    refused: tuple[FileReport, ...]


def entry_of_address(address: str) -> ManifestEntry:
    """A document that nothing but its address describes. Until it is fetched, its path is only a name."""
    name = stem(address)
    return undescribed(name, Path(name), digest({"url": address}), address)


def entry_of_listing(listing: Listing) -> ManifestEntry:
    """A document as the catalogue describes it."""
    document = Document(
        id=listing.id,
        title=listing.title,
        publisher=listing.publisher,
        authority=listing.authority,
        nation=listing.nation,
        area=None,
        licence=listing.licence,
        source="catalogue",
        url=listing.address,
        supersedes=None,
    )
    return ManifestEntry(
        path=Path(stem(listing.address)),
        document=document,
        edition=listing.published,
        published=listing.published,
        state=listing.state,
        review_due=None,
        manifest_sha256=digest([listing.title, listing.publisher, listing.published, listing.address, listing.state]),
        listed=True,
        address=listing.address,
    )


def fetched(
    manifest: Manifest,
    folder: Path,
    policy: FetchPolicy,
    progress: Callable[[Progress], None],
    resolve: Resolve = look_up,
) -> Fetched:
    """Fetch what a manifest names by address into a folder. A document that is refused does not stop the others.

    One that is withdrawn and cannot be fetched any more keeps its entry, without a file.
    """
    remote = [entry for entry in manifest.entries if entry.address]
    entries: list[ManifestEntry] = []
    refused: list[FileReport] = []
    for entry in manifest.entries:
        if not entry.address:
            entries.append(entry)
            continue
        progress(Progress(stage=Stage.FETCHING, done=remote.index(entry), total=len(remote), name=entry.address))
        try:
            entries.append(replace(entry, path=_document(entry, folder, policy, resolve)))
        except (FileRefused, OSError) as error:
            if entry.state is EditionState.WITHDRAWN:
                entries.append(entry)
            else:
                refused.append(_report(entry, error))
    if remote:
        progress(Progress(stage=Stage.FETCHING, done=len(remote), total=len(remote)))
    return Fetched(manifest=replace(manifest, entries=tuple(entries)), refused=tuple(refused))


def _document(entry: ManifestEntry, folder: Path, policy: FetchPolicy, resolve: Resolve) -> Path:
    """The file of an entry; where the address only presents the document, the one that it leads to."""
    landing = read_catalogue().landing(entry.address)
    if landing is None:
        return fetch(entry.address, folder, policy, resolve)
    if landing.file:
        return fetch(entry.address + landing.file, folder, policy, resolve)
    page = fetch(entry.address, folder, policy, resolve)
    if page.suffix != ".html":
        return page
    title = entry.document.title or page.stem
    return fetch(document_link(page, entry.address, title, landing, policy), folder, policy, resolve)


def _report(entry: ManifestEntry, error: Exception) -> FileReport:
    return FileReport(
        file=entry.address,
        document_id=entry.document.id,
        edition=None,
        outcome=FileOutcome.REFUSED,
        error=f"{error} What the library has of it stays.",
    )
