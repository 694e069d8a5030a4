"""Fetching from a site of our own: what comes is kept, what has not changed is not sent again, what is odd is refused."""

import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from local_site import HOST, LocalSite

from corpus.errors import FetchRefused
from ingest.fetch import fetch

PAGE = b"<!doctype html><title>Kinship</title><p>1. A worker must ring the family.</p>"


@pytest.fixture
def site() -> Iterator[LocalSite]:
    with LocalSite() as site:
        yield site


def fetched(site: LocalSite, path: str, folder: Path, **changes: object) -> Path:
    return fetch(site.address(path), folder, replace(site.policy, **changes), site.resolve)


def test_a_document_is_kept_under_a_name_that_people_know(site: LocalSite, tmp_path: Path) -> None:
    site.page("/guidance/Kinship%20care", PAGE)
    file = fetched(site, "/guidance/Kinship%20care", tmp_path)
    assert file.read_bytes() == PAGE
    assert file.name.startswith("kinship-care-")
    assert file.suffix == ".html"
    assert site.hosts == [f"{HOST}:{site.port}"]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".json"]


def test_a_document_that_has_not_changed_costs_one_304(site: LocalSite, tmp_path: Path) -> None:
    site.page("/a.html", PAGE, etag='"one"')
    first = fetched(site, "/a.html", tmp_path)
    before = first.stat().st_mtime_ns
    assert fetched(site, "/a.html", tmp_path) == first
    assert first.stat().st_mtime_ns == before
    assert site.conditions == [None, '"one"']


def test_a_changed_document_replaces_what_was_kept(site: LocalSite, tmp_path: Path) -> None:
    site.page("/a", PAGE, etag='"one"')
    fetched(site, "/a", tmp_path)
    site.page("/a", b"%PDF-1.7 a file now", "application/pdf", etag='"two"')
    assert fetched(site, "/a", tmp_path).suffix == ".pdf"
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".pdf"]


def test_a_file_that_was_changed_here_is_fetched_again(site: LocalSite, tmp_path: Path) -> None:
    site.page("/a.html", PAGE, etag='"one"')
    fetched(site, "/a.html", tmp_path).write_bytes(b"<p>not theirs</p>")
    assert fetched(site, "/a.html", tmp_path).read_bytes() == PAGE
    assert site.conditions == [None, None]


def test_redirects_are_followed_up_to_five_and_the_last_one_is_remembered(site: LocalSite, tmp_path: Path) -> None:
    for n in range(5):
        site.redirect(f"/{n}", f"/{n + 1}")
    site.page("/5", PAGE, etag='"one"')
    fetched(site, "/0", tmp_path)
    fetched(site, "/0", tmp_path)
    assert site.conditions == [*[None] * 11, '"one"']
    site.redirect("/5", "/6")
    site.page("/6", PAGE)
    with pytest.raises(FetchRefused, match="more than 5 redirects"):
        fetched(site, "/0", tmp_path)


def test_a_redirect_off_the_list_is_refused(site: LocalSite, tmp_path: Path) -> None:
    site.redirect("/a", "https://elsewhere.example/")
    with pytest.raises(FetchRefused, match=r"elsewhere\.example is not a host"):
        fetched(site, "/a", tmp_path)


@pytest.mark.parametrize(
    ("body", "kind", "part"),
    [
        (b"%PDF-1.7", "text/html", "first bytes"),
        (b"<html>not found</html>", "application/pdf", "first bytes"),
        (b"PK\x03\x04rest", "application/zip", "found application/zip"),
        (b"\x00\x01\x02", "text/plain", "first bytes"),
        (b"{}", "application/json", "expected a PDF"),
        (b"MZ\x00\x90", "application/octet-stream", "expected a PDF"),
    ],
)
def test_a_reply_that_is_no_document_is_refused(
    site: LocalSite, tmp_path: Path, body: bytes, kind: str, part: str
) -> None:
    site.page("/a", body, kind)
    with pytest.raises(FetchRefused, match=part):
        fetched(site, "/a", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "body", "kind", "suffix"),
    [
        ("/a", b"%PDF-1.7", "application/pdf", ".pdf"),
        ("/a.pdf", b"%PDF-1.7", "application/octet-stream", ".pdf"),
        ("/a", b"%PDF-1.7", "", ".pdf"),
        ("/a.md", b"# Title", "text/plain; charset=utf-8", ".md"),
        ("/a", b"1. First.", "text/plain", ".txt"),
        ("/a", b"<p>1. First.</p>", "application/xhtml+xml", ".html"),
        ("/a.docx", b"PK\x03\x04", "binary/octet-stream", ".docx"),
    ],
)
def test_the_format_is_what_header_and_first_bytes_agree_on(
    site: LocalSite, tmp_path: Path, path: str, body: bytes, kind: str, suffix: str
) -> None:
    site.page(path, body, kind)
    assert fetched(site, path, tmp_path).suffix == suffix


def test_a_document_over_the_limit_is_refused_whether_or_not_it_says_so(site: LocalSite, tmp_path: Path) -> None:
    site.page("/said", b"x" * 2_000)
    site.drip("/unsaid", pieces=200, seconds=0)
    for path in ("/said", "/unsaid"):
        with pytest.raises(FetchRefused, match="the most that is fetched"):
            fetched(site, path, tmp_path, most_bytes=1_000)
    assert list(tmp_path.iterdir()) == []


def test_a_slow_document_is_given_up(site: LocalSite, tmp_path: Path) -> None:
    site.drip("/slow", pieces=100, seconds=0.1)
    site.drip("/stuck", pieces=2, seconds=3)
    for path, changes in (("/slow", {"total_s": 0.5}), ("/stuck", {"read_s": 0.3})):
        started = time.monotonic()
        with pytest.raises(FetchRefused, match="Try again later"):
            fetched(site, path, tmp_path, **changes)
        assert time.monotonic() - started < 2.5
    assert list(tmp_path.iterdir()) == []


def test_a_packed_reply_is_refused(site: LocalSite, tmp_path: Path) -> None:
    site.page("/a", b"\x1f\x8b", Content_Encoding="gzip")
    with pytest.raises(FetchRefused, match="packed"):
        fetched(site, "/a", tmp_path)


@pytest.mark.parametrize("status", [404, 403, 500])
def test_an_error_is_said(site: LocalSite, tmp_path: Path, status: int) -> None:
    site.answers["/a"] = lambda request: request.send_error(status)
    with pytest.raises(FetchRefused, match=str(status)):
        fetched(site, "/a", tmp_path)


def test_a_reply_that_was_not_asked_for_is_an_error(site: LocalSite, tmp_path: Path) -> None:
    site.answers["/a"] = lambda request: request.send_error(304)
    with pytest.raises(FetchRefused, match="304"):
        fetched(site, "/a", tmp_path)


def test_a_host_that_does_not_answer_is_said(site: LocalSite, tmp_path: Path) -> None:
    site.__exit__()
    with pytest.raises(FetchRefused, match="could not be reached"):
        fetched(site, "/a", tmp_path)


def test_the_next_number_is_tried_where_one_is_not_reached(site: LocalSite, tmp_path: Path) -> None:
    site.page("/a", PAGE)

    async def resolve(_host: str, _port: int) -> tuple[str, ...]:
        return ("127.0.0.2", "127.0.0.1")

    assert fetch(site.address("/a"), tmp_path, site.policy, resolve).read_bytes() == PAGE


def test_over_https_the_certificate_must_be_the_names_own(
    site: LocalSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection goes to 127.0.0.1, the certificate is for the name: the number must not be what is compared."""
    names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(tmp_path, HOST))
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site.page("/a", PAGE)
    address = site.address("/a").replace("http:", "https:")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    assert fetch(address, tmp_path / "kept", site.policy, site.resolve).read_bytes() == PAGE
    assert names == [HOST]
    site.redirect("/b", site.address("/a"))
    with pytest.raises(FetchRefused, match="not encrypted"):
        fetch(address.replace("/a", "/b"), tmp_path / "kept", site.policy, site.resolve)
    other = replace(site.policy, hosts=frozenset({"other.example"}))
    with pytest.raises(FetchRefused, match="certificate"):
        fetch(address.replace(HOST, "other.example"), tmp_path / "kept", other, site.resolve)


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate of its own for a name, and its key."""
    chain, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    subprocess.run([*command, "-keyout", str(key), "-out", str(chain)], check=True, capture_output=True)
    return chain, key
