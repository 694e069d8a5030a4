"""ManifestEntry and Manifest: what ingest must know about a document and cannot read from its text."""

from dataclasses import dataclass
from pathlib import Path

from corpus.area import Area
from corpus.document import Authority, Document, EditionState
from corpus.service import Service
from ingest.criteria import CriteriaFile


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestEntry:
    """One file and the edition that it is.

    document: its title is empty where no manifest gives one; then the text's own title is taken.
    edition: the published date as written, `undated` where there is none; ingest adds `.2`, `.3` … where it is taken.
    manifest_sha256: digest of everything the manifest says of this edition.
    listed: False where there is no manifest, so that id, title, authority and area are guesses.
    address: where the file is fetched from; empty where it is on disk. Until it is fetched, `path` is only a name.
    """

    path: Path
    document: Document
    edition: str
    published: str
    state: EditionState
    review_due: str | None
    manifest_sha256: str
    listed: bool
    effective: str | None = None
    address: str = ""


def undescribed(document_id: str, path: Path, manifest_sha256: str, address: str = "") -> ManifestEntry:
    """A document that no manifest lists and no catalogue describes: it speaks as practice, for no area and no date."""
    document = Document(
        id=document_id,
        title="",
        publisher="",
        authority=Authority.PRACTICE,
        nation=None,
        area=None,
        licence="",
        source="",
        url=address,
        supersedes=None,
    )
    return ManifestEntry(
        path=path,
        document=document,
        edition="undated",
        published="",
        state=EditionState.CURRENT,
        review_due=None,
        manifest_sha256=manifest_sha256,
        listed=False,
        address=address,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Everything that the given paths say: areas, services and criteria maps beside the documents.

    entries: in the order of the manifest, or by name where there is none.
    unlisted: files that could be read but that the manifest beside them does not list.
    unread: files that no reader reads, in folders without a manifest.
    whole: each folder of which everything is meant, resolved, and the name of where it comes from (an archive's, if from one).
    """

    areas: tuple[Area, ...] = ()
    services: tuple[Service, ...] = ()
    criteria: tuple[CriteriaFile, ...] = ()
    entries: tuple[ManifestEntry, ...] = ()
    unlisted: tuple[Path, ...] = ()
    unread: tuple[Path, ...] = ()
    whole: tuple[tuple[Path, str], ...] = ()
