"""Addresses, listings and manifests with addresses become documents of the library like any file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from local_site import HOST, LocalSite

from corpus.catalogue import Landing, Listing
from corpus.document import Authority, Nation
from corpus.errors import FetchRefused, ManifestError, WriterBusy
from corpus.library import Library
from corpus.lock import writing
from corpus.settings import Settings, load_settings
from ingest.fetch_policy import fetch_policy
from ingest.ingest import dry_run, ingest
from ingest.landing_page import document_link
from ingest.manifest import read_manifest
from ingest.no_manifest import manifest_of
from ingest.report import FileOutcome
from ingest.sources import fetched

PAGE = b"""<!doctype html><html><head><title>Kinship care</title></head><body><main><h1>Kinship care</h1>
<p>1. A worker must ring the family within one day.</p><p>2. The landlord may join meetings about the house.</p>
</main></body></html>"""


@pytest.fixture
def site() -> Iterator[LocalSite]:
    with LocalSite() as site:
        yield site


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings under which a real look-up of `localhost` may be followed to this machine."""
    changes = {"data": tmp_path / "data", "fetch_hosts": ("localhost",), "allow_http": True, "fetch_loopback": True}
    return load_settings().model_copy(update=changes)


def local(site: LocalSite, path: str) -> str:
    return f"http://localhost:{site.port}{path}"


def test_an_address_is_ingested_once_and_unchanged_after(site: LocalSite, settings: Settings) -> None:
    site.page("/kinship.html", PAGE, etag='"one"')
    address = local(site, "/kinship.html")
    first = ingest([address], settings, lambda _: None)
    second = ingest([address], settings, lambda _: None)
    assert [file.outcome for file in first.files + second.files] == [FileOutcome.INGESTED, FileOutcome.UNCHANGED]
    assert site.conditions == [None, '"one"']
    library = Library.open(settings.data)
    document = library.documents()[0]
    assert (document.url, document.title, document.authority) == (address, "Kinship care", Authority.PRACTICE)
    assert len(library.paragraphs(document.id)) == 2
    library.close()
    site.page("/kinship.html", PAGE.replace(b"one day", b"two days"), etag='"two"')
    assert ingest([address], settings, lambda _: None).files[0].edition == "undated.2"


def test_a_busy_writer_is_found_out_before_anything_is_fetched(site: LocalSite, settings: Settings) -> None:
    with writing(settings.data), pytest.raises(WriterBusy):
        ingest([local(site, "/kinship.html")], settings, lambda _: None)
    assert site.asked == []


def test_a_dry_run_of_an_address_keeps_nothing(site: LocalSite, settings: Settings) -> None:
    site.page("/kinship.html", PAGE)
    assert dry_run([local(site, "/kinship.html")], settings, lambda _: None).files[0].paragraphs == 2
    assert not settings.data.exists()


def test_an_address_that_is_refused_does_not_stop_a_file(site: LocalSite, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# Good\n\n1.1 A worker must tell the family.\n", encoding="utf-8")
    sources = [tmp_path / "good.md", local(site, "/lost.pdf"), "https://elsewhere.example/a.pdf"]
    report = ingest(sources, settings, lambda _: None)
    assert [file.outcome for file in report.files] == [FileOutcome.INGESTED, *[FileOutcome.REFUSED] * 2]
    assert "404" in str(report.files[1].error)
    assert "fetch_hosts" in str(report.files[2].error)


def test_a_manifest_may_name_an_address_in_place_of_a_file(site: LocalSite, settings: Settings, tmp_path: Path) -> None:
    site.page("/kinship.html", PAGE)
    folder = manifest(tmp_path / "docs", f'url = "{local(site, "/kinship.html")}"')
    report = ingest([folder], settings, lambda _: None)
    assert [(file.document_id, file.edition, file.outcome) for file in report.files] == [
        ("kinship", "2024-10", FileOutcome.INGESTED)
    ]
    library = Library.open(settings.data)
    assert library.documents()[0].publisher == "The department"
    library.close()


def test_a_manifest_with_both_reads_the_file_and_cites_the_address(tmp_path: Path) -> None:
    folder = manifest(tmp_path, 'file = "a.md"\nurl = "https://www.gov.uk/a"')
    (folder / "a.md").write_text("1. One.", encoding="utf-8")
    entry = read_manifest(folder).entries[0]
    assert (entry.path.name, entry.address, entry.document.url) == ("a.md", "", "https://www.gov.uk/a")


@pytest.mark.parametrize("fields", ["", 'url = "see the intranet"'])
def test_a_manifest_with_neither_is_a_mistake(tmp_path: Path, fields: str) -> None:
    with pytest.raises(ManifestError, match="found neither"):
        read_manifest(manifest(tmp_path, fields))


def manifest(folder: Path, fields: str) -> Path:
    folder.mkdir(exist_ok=True)
    text = f"""[[document]]\n{fields}\nid = "kinship"\ntitle = "Kinship care"\npublisher = "The department"
published = "2024-10"\nauthority = "statutory"\nnation = "england"\n"""
    (folder / "library.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_listing_brings_what_the_catalogue_knows(site: LocalSite, tmp_path: Path) -> None:
    site.page("/act", PAGE)
    listing = Listing(
        id="an-act",
        title="An Act",
        publisher="Parliament",
        published="1989",
        authority=Authority.STATUTORY,
        nation=Nation.WALES,
        licence="OGL",
        address=site.address("/act"),
        checked="",
    )
    found = fetched(manifest_of([listing]), tmp_path, site.policy, lambda _: None, site.resolve)
    entry = found.manifest.entries[0]
    assert (entry.document.id, entry.document.nation, entry.edition) == ("an-act", Nation.WALES, "1989")
    assert entry.path.read_bytes() == PAGE
    assert entry.path.parent == tmp_path


def test_a_landing_page_leads_to_the_file_most_like_the_title(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        """<a href="/government/publications/kinship/easy-read">Easy read</a>
        <a href="https://evil.example/Kinship care: guidance.pdf">Kinship care: guidance</a>
        <a href="https://assets.publishing.service.gov.uk/media/1/summary.pdf">Summary of changes to kinship care</a>
        <a href="https://assets.publishing.service.gov.uk/media/2/kin.pdf"><img></a>
        <a href="https://assets.publishing.service.gov.uk/media/2/kin.pdf">Kinship care: guidance</a><a href="http://[">x</a>""",
        encoding="utf-8",
    )
    landing = Landing(host="www.gov.uk", path="/government/publications/[^/]+", below=True)
    policy = fetch_policy(load_settings())
    address = "https://www.gov.uk/government/publications/kinship"
    link = document_link(page, address, "Kinship care: guidance", landing, policy)
    assert link == "https://assets.publishing.service.gov.uk/media/2/kin.pdf"
    assert document_link(page, address, "Easy read", landing, policy) == f"{address}/easy-read"
    only = replace(landing, below=False)
    with pytest.raises(FetchRefused, match="links to none"):
        document_link(page, address, "x", only, replace(policy, hosts=frozenset({HOST})))


def test_hosts_are_those_of_the_catalogue_unless_the_settings_name_others() -> None:
    settings = load_settings()
    assert "www.gov.uk" in fetch_policy(settings).hosts
    others = settings.model_copy(update={"fetch_hosts": ("Intranet.example",)})
    assert fetch_policy(others).hosts == {"intranet.example"}


def test_loopback_and_http_are_off_unless_they_are_set() -> None:
    policy = fetch_policy(load_settings())
    assert (policy.loopback, policy.allow_http) == (False, False)


def test_a_publication_page_is_followed_to_its_file_and_an_act_to_its_whole_text(
    site: LocalSite, tmp_path: Path
) -> None:
    """The official hosts, played by our own site: what is cited is the page, what is read is the document."""
    files = f"http://assets.publishing.service.gov.uk:{site.port}/media/1/Kinship_care.pdf"
    site.page("/government/publications/kinship-care", f'<html><a href="{files}">Kinship care</a></html>'.encode())
    site.page("/media/1/Kinship_care.pdf", b"%PDF-1.7", "application/pdf")
    site.page("/ukpga/1989/41/data.htm", PAGE)
    policy = replace(site.policy, hosts=fetch_policy(load_settings()).hosts)
    addresses = [
        f"http://www.gov.uk:{site.port}/government/publications/kinship-care",
        f"http://www.legislation.gov.uk:{site.port}/ukpga/1989/41",
    ]
    found = fetched(manifest_of(addresses), tmp_path, policy, lambda _: None, site.resolve)
    assert found.refused == ()
    assert [entry.path.read_bytes() for entry in found.manifest.entries] == [b"%PDF-1.7", PAGE]
    assert [entry.document.url for entry in found.manifest.entries] == addresses
    assert site.asked == [
        "/government/publications/kinship-care",
        "/media/1/Kinship_care.pdf",
        "/ukpga/1989/41/data.htm",
    ]
