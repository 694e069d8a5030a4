from pathlib import Path

import pytest

from corpus.document import Authority, EditionState, Nation
from corpus.errors import ManifestError
from ingest.manifest import read_manifest
from ingest.no_manifest import manifest_of

GOOD = """
services = "services.csv"

[[area]]
id = "northam"
name = "Northam"
nation = "wales"

[[area.contact]]
name = "Front door"
phone = "01632 960100"
when = "in office hours"

[[area.person]]
role = "Coordinator"
contact = "01632 960120"

[[document]]
file = "old.txt"
id = "protocol"
title = "The protocol"
published = "2021-06"
authority = "local"
area = "northam"

[[document]]
file = "new.txt"
id = "protocol"
title = "The protocol"
published = 2025-04-01
authority = "local"
area = "northam"
"""
CSV = "id,name,organization,minimum_age,maximum_age,eligibility_description,application_process,area,assured_date\n"


def folder(
    tmp_path: Path, manifest: str, services: str = CSV + "harbour,Harbour,Harbour,18,,Adults,Ring,northam,2026-01-02\n"
) -> Path:
    for name in ("old.txt", "new.txt", "notes.txt"):
        (tmp_path / name).write_text("1. One.\n\n2. Two.\n", encoding="utf-8")
    (tmp_path / "services.csv").write_text(services, encoding="utf-8")
    (tmp_path / "library.toml").write_text(manifest, encoding="utf-8")
    return tmp_path


def mistakes(tmp_path: Path, manifest: str, services: str = CSV) -> str:
    with pytest.raises(ManifestError) as raised:
        read_manifest(folder(tmp_path, manifest, services))
    return str(raised.value)


def test_a_row_of_services_that_would_be_shifted_or_never_shown_is_a_mistake(tmp_path: Path) -> None:
    row = "harbour,Harbour,Days, evenings,18,,Adults,Ring,northam,2026-01-02\n"
    assert "services.csv, line 2 (harbour): expected 9 cells, found 10" in mistakes(tmp_path, GOOD, CSV + row)
    table = '[[service]]\nid = "harbour"\nname = "Harbour"\narea = "northam"\nstatus = "Open"\n'
    assert "status: expected one of active, inactive" in mistakes(tmp_path, GOOD + table)
    shown = read_manifest(folder(tmp_path, GOOD + table.replace("Open", "Active"), CSV)).services
    assert [it.status for it in shown] == ["active"]


def test_a_manifest_gives_areas_services_and_editions_of_one_document(tmp_path: Path) -> None:
    manifest = read_manifest(folder(tmp_path, GOOD))
    assert [(a.id, a.nation, a.contacts[0].phone, a.people[0].role) for a in manifest.areas] == [
        ("northam", Nation.WALES, "01632 960100", "Coordinator")
    ]
    assert [(e.document.id, e.edition, e.state) for e in manifest.entries] == [
        ("protocol", "2021-06", EditionState.SUPERSEDED),
        ("protocol", "2025-04-01", EditionState.CURRENT),
    ]
    assert manifest.entries[0].document.nation is Nation.WALES
    assert [path.name for path in manifest.unlisted] == ["notes.txt"]
    service = manifest.services[0]
    assert (service.minimum_age, service.maximum_age, service.referral, service.last_checked) == (
        18,
        None,
        "Ring",
        "2026-01-02",
    )


def test_every_mistake_is_listed_at_once(tmp_path: Path) -> None:
    wrong = GOOD.replace('nation = "wales"', 'nation = "france"').replace('file = "old.txt"', 'file = "lost.txt"')
    wrong = wrong.replace('authority = "local"', 'authority = "official"', 1).replace(
        'id = "protocol"', 'id = "The Protocol"', 1
    )
    message = mistakes(tmp_path, wrong + "colour = 3\n", CSV + "b,,B,x,,,,southam,soon\n")
    for part in (
        "'france'",
        "'lost.txt'",
        "'official'",
        "'The Protocol'",
        "colour",
        "'southam'",
        "'soon'",
        "minimum_age",
        "name",
    ):
        assert part in message
    assert message.startswith(str(tmp_path / "library.toml"))


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (('published = "2021-06"', 'published = "2025-04"'), "same published date"),
        (('published = "2021-06"', 'published = "2021-06"\nsupersedes = "elsewhere"'), "'elsewhere'"),
        (('published = "2021-06"', 'published = "2021-06"\nstate = "current"'), "two editions are current"),
        (('file = "new.txt"', 'file = "old.txt"'), "listed twice"),
        (('area = "northam"', ""), "needs the id of an [[area]]"),
        (("[[area]]", "[[area]"), "cannot be read as TOML"),
    ],
)
def test_what_only_shows_beside_other_tables_is_a_mistake_too(
    tmp_path: Path, change: tuple[str, str], part: str
) -> None:
    text = GOOD.replace(*change, 1)
    if 'state = "current"' in text:
        text += 'state = "current"\n'
    assert part in mistakes(tmp_path, text)


def test_a_listed_file_is_found_by_itself_and_another_is_unlisted(tmp_path: Path) -> None:
    folder(tmp_path, GOOD)
    assert [e.path.name for e in manifest_of([tmp_path / "new.txt"]).entries] == ["new.txt"]
    only = manifest_of([tmp_path / "notes.txt"])
    assert (only.entries, [path.name for path in only.unlisted]) == ((), ["notes.txt"])


def test_without_a_manifest_the_name_is_the_id_and_the_voice_is_practice(tmp_path: Path) -> None:
    (tmp_path / "Our Protocol (v2).txt").write_text("1. One.\n\n2. Two.\n", encoding="utf-8")
    entry = manifest_of([tmp_path]).entries[0]
    assert (entry.document.id, entry.document.authority, entry.listed) == ("our-protocol-v2", Authority.PRACTICE, False)


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("a/guide.txt", "b/Guide.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1. One.", encoding="utf-8")
    with pytest.raises(ManifestError, match="'guide'"):
        manifest_of([tmp_path])


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="there is no such file"):
        manifest_of([tmp_path / "nowhere"])
