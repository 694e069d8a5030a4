"""Between the values of this package and the rows of its tables."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from corpus.area import Area, Contact, Person
from corpus.criteria import CriteriaKind, CriteriaLine, CriteriaMap
from corpus.document import Authority, Document, Edition, EditionState, Nation
from corpus.finding import Finding, FindingKind, Repair, Severity, Support
from corpus.override import Override
from corpus.paragraph import Paragraph
from corpus.service import Service


def area_row(area: Area) -> dict[str, Any]:
    """An area as a row of `areas`."""
    return asdict(area)


def area_of(row: RowMapping) -> Area:
    """The area of a row."""
    return Area(
        id=row["id"],
        name=row["name"],
        nation=Nation(row["nation"]),
        contacts=tuple(Contact(**contact) for contact in row["contacts"]),
        people=tuple(Person(**person) for person in row["people"]),
    )


def service_row(service: Service) -> dict[str, Any]:
    """A service as a row of `services`."""
    return {"id": service.id, "area": service.area, "fields": asdict(service)}


def service_of(row: RowMapping) -> Service:
    """The service of a row."""
    return Service(**row["fields"])


def criteria_row(criteria: CriteriaMap) -> dict[str, Any]:
    """A criteria map as a row of `criteria_maps`."""
    return {"id": criteria.id, "area": criteria.area, "fields": asdict(criteria)}


def criteria_of(row: RowMapping) -> CriteriaMap:
    """The criteria map of a row."""
    fields = row["fields"]
    lines = tuple(map(_criteria_line, fields["lines"]))
    advice = _criteria_line(fields["advice"]) if fields.get("advice") else None
    return CriteriaMap(**{**fields, "kind": CriteriaKind(fields["kind"]), "lines": lines, "advice": advice})


def _criteria_line(fields: dict[str, Any]) -> CriteriaLine:
    return CriteriaLine(**{**fields, "signs": tuple(fields["signs"]), "denials": tuple(fields["denials"])})


def document_row(document: Document) -> dict[str, Any]:
    """A document as a row of `documents`."""
    return asdict(document)


def document_of(row: RowMapping) -> Document:
    """The document of a row."""
    fields = dict(row)
    fields["authority"] = Authority(row["authority"])
    fields["nation"] = Nation(row["nation"]) if row["nation"] else None
    return Document(**fields)


def edition_row(edition: Edition, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """An edition and what the check found, as a row of `editions`."""
    return {**asdict(edition), "findings": [asdict(finding) for finding in findings]}


def edition_of(row: RowMapping) -> Edition:
    """The edition of a row."""
    fields = {name: value for name, value in row.items() if name != "findings"}
    return Edition(**{**fields, "state": EditionState(row["state"])})


def findings_of(row: RowMapping) -> tuple[Finding, ...]:
    """What the check found, of a row of `editions`."""
    return tuple(map(_finding, row["findings"]))


def _finding(found: Mapping[str, Any]) -> Finding:
    repairs = tuple(map(_repair, found.get("repairs", ())))
    words = {"kind": FindingKind(found["kind"]), "severity": Severity(found["severity"]), "repairs": repairs}
    return Finding(**{**found, **words})


def _repair(found: Mapping[str, Any]) -> Repair:
    """A repair as it was kept; those of before supports were kept have none."""
    return Repair(**{**found, "support": Support(found.get("support", Support.RULE))})


def override_row(override: Override) -> dict[str, Any]:
    """An override as a row of `overrides`."""
    return {**asdict(override), "findings": list(override.findings)}


def override_of(row: RowMapping) -> Override:
    """The override of a row."""
    fields = {name: value for name, value in row.items() if name != "key"}
    return Override(**{**fields, "findings": tuple(row["findings"])})


def paragraph_row(paragraph: Paragraph) -> dict[str, Any]:
    """A paragraph as a row of `paragraphs`."""
    return asdict(paragraph)


def paragraph_of(row: RowMapping | Mapping[str, Any]) -> Paragraph:
    """The paragraph of a row."""
    fields = {name: value for name, value in row.items() if name != "key"}
    fields["headings"] = tuple(row["headings"])
    fields["bullets"] = tuple((start, end) for start, end in row["bullets"])
    return Paragraph(**fields)
