"""The local directory: `services.csv` with Open Referral UK column names, or `[[service]]` tables, become Services."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpus.service import Service
from ingest.manifest_table import ManifestTable

# Our field: the names it goes by. The second is the column of Open Referral UK 3.0 (table service, or the flattened name
# of organization, phone, service_area), where that differs.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "name": ("name",),
    "description": ("description",),
    "organization": ("organization", "organization_name", "organization_id"),
    "url": ("url",),
    "email": ("email",),
    "phone": ("phone", "phone_number", "number"),
    "status": ("status",),
    "eligibility": ("eligibility", "eligibility_description"),
    "minimum_age": ("minimum_age",),
    "maximum_age": ("maximum_age",),
    "threshold": ("threshold",),
    "referral": ("referral", "application_process"),
    "area": ("area", "service_area"),
    "last_checked": ("last_checked", "assured_date"),
}
NEEDED = ("id", "name", "area")
STATUSES = ("active", "inactive", "defunct", "temporarily closed")  # of Open Referral UK 3.0; the first alone is shown


def services_of(root: ManifestTable, folder: Path, areas: set[str]) -> tuple[Service, ...]:
    """The services that a manifest lists or that the CSV file it names lists, `services.csv` by default.

    Every mistake is noted in `root.mistakes`; nothing is raised.
    """
    named = root.fields.get("services")
    root.read.add("services")
    if named is not None and not (isinstance(named, str) and (folder / named).is_file()):
        root.mistake("services", f"expected the name of a CSV file in {folder}, found {named!r}.")
        return ()
    file = folder / (named or "services.csv")
    rows = _rows(file, root) if file.is_file() else []
    rows += [(f"{root.place}, service {n}", fields) for n, fields in enumerate(root.tables("service"), start=1)]
    services = tuple(_service(ManifestTable(fields=row, place=at, mistakes=root.mistakes), areas) for at, row in rows)
    _check_ids(services, root)
    return services


def _rows(file: Path, root: ManifestTable) -> list[tuple[str, Mapping[str, object]]]:
    """Where each row stands, and its fields; no rows of a file that cannot be read."""
    try:
        return list(_read(file, root))
    except UnicodeDecodeError:
        root.mistakes.append(
            f"{file.name}: expected text in UTF-8, found other characters. In a spreadsheet, save it as “CSV UTF-8”."
        )
    except (csv.Error, OSError) as error:
        root.mistakes.append(f"{file.name}: expected a CSV file, found what cannot be read as one ({error}).")
    return []


def _read(file: Path, root: ManifestTable) -> Iterator[tuple[str, Mapping[str, object]]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        columns = set(reader.fieldnames or ())
        missing = [name for name in NEEDED if not columns & set(COLUMNS[name])]
        if missing:
            root.mistakes.append(
                f"{file.name}: expected the columns {', '.join(NEEDED)}, divided by commas; missing: {', '.join(missing)}."
            )
            return
        for row in reader:
            at = f"{file.name}, line {reader.line_num} ({' '.join((row.get('id') or 'no id').split())})"
            if None in row:
                root.mistakes.append(
                    f"{at}: expected {len(columns)} cells, found {len(columns) + len(row[None])}. "
                    "Put a text that holds commas between double quotation marks."
                )
                continue
            yield at, {name: value or "" for name, value in row.items()}


def _service(table: ManifestTable, areas: set[str]) -> Service:
    field = {name: next((n for n in names if n in table.fields), name) for name, names in COLUMNS.items()}
    area = table.text(field["area"], needed=True)
    if area and area not in areas:
        table.mistake(field["area"], f"expected the id of an [[area]] ({', '.join(sorted(areas))}), found {area!r}.")
    return Service(
        id=table.id(field["id"]),
        name=table.text(field["name"], needed=True),
        description=table.text(field["description"]),
        organization=table.text(field["organization"]),
        url=table.text(field["url"]),
        email=table.text(field["email"]),
        phone=table.text(field["phone"]),
        status=_status(table, field["status"]),
        eligibility=table.text(field["eligibility"]),
        minimum_age=_age(table, field["minimum_age"]),
        maximum_age=_age(table, field["maximum_age"]),
        threshold=table.text(field["threshold"]),
        referral=table.text(field["referral"]),
        area=area,
        last_checked=table.day(field["last_checked"]),
    )


def _status(table: ManifestTable, name: str) -> str:
    value = table.text(name).lower() or STATUSES[0]
    if value not in STATUSES:
        table.mistake(name, f"expected one of {', '.join(STATUSES)}, or nothing; found {value!r}.")
    return value


def _age(table: ManifestTable, name: str) -> int | None:
    value = str(table.fields.get(name, "")).strip()
    if not value:
        return None
    if not value.isdecimal() or int(value) > 120:
        table.mistake(name, f"expected an age in whole years, found {value!r}.")
        return None
    return int(value)


def _check_ids(services: tuple[Service, ...], root: ManifestTable) -> None:
    seen: set[str] = set()
    for service in services:
        if service.id in seen:
            root.mistakes.append(f"two services have the id {service.id!r}.")
        seen.add(service.id)
