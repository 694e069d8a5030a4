"""FetchPolicy: where documents may be fetched from, how much, and for how long."""

from dataclasses import dataclass

from corpus.catalogue import read_catalogue
from corpus.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPolicy:
    """What a fetch may do.

    hosts: host names in lower case, compared whole; a sub-domain is another host.
    loopback: for tests alone: a host may be this machine, on any port.
    connect_s, read_s, total_s: seconds until connected, between two pieces of a reply, and for everything, redirects included.
    """

    hosts: frozenset[str]
    allow_http: bool = False
    loopback: bool = False
    most_bytes: int = 50 * 2**20
    most_redirects: int = 5
    connect_s: float = 10
    read_s: float = 20
    total_s: float = 180


def fetch_policy(settings: Settings) -> FetchPolicy:
    """The policy of an installation: the hosts that it names, else those of the catalogue."""
    hosts = settings.fetch_hosts or read_catalogue().hosts
    return FetchPolicy(
        hosts=frozenset(host.lower() for host in hosts),
        allow_http=settings.allow_http,
        loopback=settings.fetch_loopback,
    )
