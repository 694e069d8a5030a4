"""What stands around the documents of a batch: areas, services and criteria maps, and what became of the maps' files."""

from collections.abc import Callable, Sequence

from corpus.contents import EditionContents
from corpus.edition_order import newest
from corpus.library import Batch, Library
from corpus.paragraph import Paragraph
from ingest.criteria import CriteriaFile
from ingest.report import FileOutcome, FileReport


def newest_paragraphs(contents: Sequence[EditionContents], library: Library) -> Callable[[str], Sequence[Paragraph]]:
    """A document's paragraphs as they will stand after this batch: of its newest current edition, in it or in the library."""

    def of_document(document_id: str) -> Sequence[Paragraph]:
        own = {it.edition.edition: it for it in contents if it.document.id == document_id}
        there = [it for it in library.editions(document_id) if it.edition not in own]
        editions = [*there, *(it.edition for it in own.values())]
        if not editions:
            return ()
        edition = newest(editions).edition
        return own[edition].paragraphs if edition in own else library.paragraphs(document_id, edition)

    return of_document


def surroundings_changed(batch: Batch, library: Library) -> bool:
    """Whether areas, services or criteria maps are other than the library has them."""
    areas = {area.id: area for area in library.areas()}
    if any(areas.get(area.id) != area for area in batch.areas):
        return True
    own = {area.id for area in batch.areas}
    services = [it for it in library.services() if it.area in own]
    if sorted(services, key=lambda it: (it.area, it.id)) != sorted(batch.services, key=lambda it: (it.area, it.id)):
        return True
    maps = [it for it in library.criteria() if it.area in own and it.id not in batch.kept_criteria]
    return maps != sorted(batch.criteria, key=lambda it: it.id)


def criteria_reports(read: Sequence[CriteriaFile], before: Sequence[object]) -> tuple[FileReport, ...]:
    """A report per criteria file; `before` are the maps that the library held."""
    return tuple(
        FileReport(
            file=it.file.name, document_id=None, edition=None, outcome=_outcome(it, before), error=it.error or None
        )
        for it in read
    )


def _outcome(read: CriteriaFile, before: Sequence[object]) -> FileOutcome:
    if read.error:
        return FileOutcome.REFUSED
    return FileOutcome.UNCHANGED if read.criteria in before else FileOutcome.INGESTED
