"""Whether a request comes from a page of this very server, at an address that no other page can take."""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Request


def from_here(request: Request, hosts: Collection[str]) -> bool:
    """Whether a form comes from this very page, at an address that no other page can take: by number, localhost, one of `hosts`.

    Any other name can be made to lead here by whoever owns it (DNS rebinding), and its pages would then pass for ours.
    """
    origin = urlsplit(request.headers.get("origin", ""))
    return origin.netloc == request.headers.get("host", "") and named_here(request, hosts)


def named_here(request: Request, hosts: Collection[str]) -> bool:
    """Whether the server is asked under a name that no other page can take."""
    name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    return name in ("localhost", *hosts) or is_number(name)


def is_number(name: str) -> bool:
    """Whether the name of a host is an address by number.

    >>> is_number("127.0.0.1"), is_number("::1"), is_number("docs.example.org")
    (True, True, False)
    """
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
