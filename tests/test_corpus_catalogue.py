"""Every listing of the catalogue is complete, unique, of its own host, and claims no check that nobody made."""

from urllib.parse import urlsplit

import pytest

from corpus.catalogue import Listing, read_catalogue
from corpus.document import Nation, first_day
from corpus.errors import UnknownListing
from ingest.fetch_policy import FetchPolicy
from ingest.manifest_table import DAY, ID
from ingest.web_address import web_address

CATALOGUE = read_catalogue()
POLICY = FetchPolicy(hosts=frozenset(CATALOGUE.hosts))


@pytest.mark.parametrize("listing", CATALOGUE.listings, ids=lambda listing: listing.id)
def test_a_listing_is_complete_and_may_be_fetched(listing: Listing) -> None:
    assert ID.fullmatch(listing.id)
    assert all((listing.title, listing.publisher, listing.licence))
    assert DAY.fullmatch(listing.published)
    assert first_day(listing.published)
    assert listing.checked == "" or DAY.fullmatch(listing.checked)
    assert str(web_address(listing.address, POLICY)) == listing.address
    assert "?" not in listing.address


def test_listings_are_at_least_thirty_and_none_is_there_twice() -> None:
    listings = CATALOGUE.listings
    assert len(listings) >= 30
    for field in ("id", "title", "address"):
        assert len({getattr(it, field) for it in listings}) == len(listings)


def test_every_nation_has_its_own_guidance_and_law() -> None:
    for nation in Nation:
        hosts = {urlsplit(it.address).hostname for it in CATALOGUE.listings if it.nation is nation}
        assert len(hosts) > 1
        assert "www.legislation.gov.uk" in hosts


def test_every_host_is_used_or_holds_the_files_of_one_that_is() -> None:
    used = {urlsplit(it.address).hostname for it in CATALOGUE.listings}
    assert used | {"assets.publishing.service.gov.uk"} == set(CATALOGUE.hosts)
    assert {it.host for it in CATALOGUE.landings} <= set(CATALOGUE.hosts)


def test_a_page_that_presents_a_document_is_told_from_the_document() -> None:
    publication = "https://www.gov.uk/government/publications/hidden-harm"
    act = CATALOGUE.landing("https://www.legislation.gov.uk/ukpga/1989/41")
    found = CATALOGUE.landing(publication)
    assert found is not None
    assert found.below
    assert act is not None
    assert act.file
    assert CATALOGUE.landing(publication + "/the-text") is None
    assert CATALOGUE.landing("https://www.legislation.gov.uk/ukpga/1989/41/section/47") is None


def test_an_unknown_id_names_those_that_are_spelt_alike() -> None:
    with pytest.raises(UnknownListing, match="children-act-1989"):
        CATALOGUE.listing("childrens-act-1989")
    assert CATALOGUE.listing("children-act-1989").nation is Nation.ENGLAND
