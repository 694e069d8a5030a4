"""Every address of a committed list is refused, with a reason, before any connection is opened."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from local_site import LocalSite

from corpus.errors import FetchRefused
from ingest.fetch import fetch
from ingest.fetch_policy import FetchPolicy

HOST = "guidance.example"
POLICY = FetchPolicy(hosts=frozenset({HOST}), total_s=5)
WATCHED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
_opened: list[tuple[str, object]] | None = None


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _opened is not None and event in WATCHED:
        _opened.append((event, arguments[1] if event == "socket.connect" else arguments[0]))


sys.addaudithook(_note)


@contextmanager
def connections() -> Iterator[list[tuple[str, object]]]:
    """What Python itself reports of connections and look-ups while it runs."""
    global _opened  # noqa: PLW0603 -- an audit hook cannot be taken away, only switched off
    _opened = []
    try:
        yield _opened
    finally:
        _opened = None


def lines(*kinds: str) -> list[str]:
    text = (Path(__file__).parent / "data" / "hostile_addresses.txt").read_text(encoding="utf-8")
    pairs = [line.split("\t", 1) for line in text.splitlines() if not line.startswith("#")]
    return [
        address.encode("latin-1", "backslashreplace").decode("unicode_escape")
        for kind, address in pairs
        if kind in kinds
    ]


def resolving(*numbers: str):
    async def resolve(host: str, port: int) -> Sequence[str]:
        return numbers

    return resolve


def test_the_list_has_at_least_200_addresses() -> None:
    found = lines("address", "http", "redirect", "resolves")
    assert len(found) >= 200


@pytest.mark.parametrize("address", lines("address", "http"), ids=ascii)
def test_a_hostile_address_is_refused_unopened(address: str, tmp_path: Path) -> None:
    with connections() as opened, pytest.raises(FetchRefused, match=r"was not fetched: .{20}"):
        fetch(address, tmp_path, POLICY)
    assert opened == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://guidance.example/a.pdf", "begins with https://"),
        ("http://guidance.example/a.pdf", "`allow_http` lets http:// pass"),
        ("https://a:b@guidance.example/", "user name or password"),
        ("https://2130706433/", "numbers are not followed"),
        ("https://guidance.example:22/", "expected no port"),
        ("https://xn--guidance-2of.example/", "stands for others"),
        ("https://elsewhere.example/", "`fetch_hosts` names them"),
        ("https://guidance.example/\r\nHost: x", r"'\\r'"),
        ("https://guidance.example/" + "a" * 2_000, "at most 2000"),
    ],
)
def test_the_reason_says_what_is_wrong(address: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(FetchRefused, match=reason) as refused:
        fetch(address, tmp_path, POLICY)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("address", lines("address"), ids=ascii)
def test_it_is_refused_where_http_is_allowed_too(address: str, tmp_path: Path) -> None:
    policy = FetchPolicy(hosts=frozenset({HOST}), allow_http=True)
    with connections() as opened, pytest.raises(FetchRefused, match="was not fetched"):
        fetch(address, tmp_path, policy, resolving("127.0.0.1"))
    assert opened == []


@pytest.mark.parametrize("number", lines("resolves"), ids=ascii)
def test_a_name_that_leads_inside_is_refused_unopened(number: str, tmp_path: Path) -> None:
    for numbers in ((number,), ("151.101.0.144", number)):
        with connections() as opened, pytest.raises(FetchRefused, match="public address was expected"):
            fetch(f"https://{HOST}/a.pdf", tmp_path, POLICY, resolving(*numbers))
        assert opened == []


@pytest.mark.parametrize("location", lines("redirect"), ids=ascii)
def test_a_redirect_is_refused_unopened(location: str, tmp_path: Path) -> None:
    with LocalSite() as site:
        site.redirect("/a.pdf", location)
        with connections() as opened, pytest.raises(FetchRefused, match="redirected"):
            fetch(site.address("/a.pdf"), tmp_path, site.policy, site.resolve)
        assert [it for it in opened if it != ("socket.connect", ("127.0.0.1", site.port))] == []
        assert site.asked == ["/a.pdf"]


def test_the_watch_sees_a_connection() -> None:
    import socket

    with connections() as opened, socket.socket() as there, pytest.raises(OSError, match="refused"):
        there.connect(("127.0.0.1", 1))
    assert opened == [("socket.connect", ("127.0.0.1", 1))]
