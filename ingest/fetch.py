"""fetch: a document from an address, over a connection that can only lead to a checked public address."""

import asyncio
import hashlib
import os
import re
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from corpus.errors import FetchRefused
from ingest.content_type import FIRST_BYTES, suffix_of
from ingest.fetch_policy import FetchPolicy
from ingest.kept_file import KeptFile, keep, kept_file, stem
from ingest.public_address import not_public, numeric
from ingest.web_address import WebAddress, web_address

if TYPE_CHECKING:
    import httpx

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": "SoundingBoard (one document at a time, on request)",
    "Accept": "application/pdf, text/html, text/plain, */*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


async def look_up(host: str, port: int) -> Sequence[str]:
    """Every numeric address of a name, in the system's order of preference. Raises OSError where it has none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """What one address answered; the body of a 200 is in the file that the request was given."""

    status: int
    location: str
    content_type: str
    etag: str
    last_modified: str


def fetch(address: str, folder: Path, policy: FetchPolicy, resolve: Resolve = look_up) -> Path:
    """Fetch one document into a folder and return its file; a document that has not changed is not sent again.

    Raises FetchRefused where the address, a redirect from it, or what the name resolves to may not be followed; where
    the reply is an error, too large, too slow, or no document.
    """
    checked = web_address(address, policy)
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{stem(address)}.{os.getpid()}.part"
    try:
        return asyncio.run(_in_time(_fetch(checked, address, part, policy, resolve), address, policy))
    finally:
        part.unlink(missing_ok=True)


async def _in_time(work: Awaitable[Path], address: str, policy: FetchPolicy) -> Path:
    try:
        async with asyncio.timeout(policy.total_s):
            return await work
    except TimeoutError:
        raise FetchRefused(f"{address} took more than {policy.total_s:g} seconds. Try again later.") from None


async def _fetch(address: WebAddress, asked: str, part: Path, policy: FetchPolicy, resolve: Resolve) -> Path:
    kept = kept_file(part.parent, asked)
    for _ in range(policy.most_redirects + 1):
        conditions = _conditions(kept, address)
        reply = await _request(address, conditions, part, policy, resolve)
        if reply.status == 304 and kept is not None and conditions:
            return part.parent / kept.file
        if reply.status == 200:
            return _kept(asked, address, part, reply)
        if reply.status not in REDIRECTS:
            raise FetchRefused(f"{address} answered {reply.status} where a document was expected.")
        address = _redirected(address, reply.location, policy)
    raise FetchRefused(f"{asked} led through more than {policy.most_redirects} redirects.")


def _conditions(kept: KeptFile | None, address: WebAddress) -> dict[str, str]:
    """The headers that let a server say that nothing has changed."""
    if kept is None or kept.final != str(address):
        return {}
    headers = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
    return {name: value for name, value in headers.items() if value}


def _redirected(address: WebAddress, location: str, policy: FetchPolicy) -> WebAddress:
    """Where a redirect leads, checked like any address. Joining would drop control characters, so they are refused first."""
    if not location or re.search(r"[^!-~]|\\|^/{3}", location):
        raise FetchRefused(f"{address} redirected to {location!r}, which is no address.")
    try:
        target = urljoin(str(address), location)
    except ValueError:
        raise FetchRefused(f"{address} redirected to {location!r}, which is no address.") from None
    try:
        onward = web_address(target, policy)
    except FetchRefused as error:
        raise FetchRefused(f"{address} redirected elsewhere. {error}") from None
    if (address.scheme, onward.scheme) == ("https", "http"):
        raise FetchRefused(f"{address} redirected to {onward}, which is not encrypted.")
    return onward


def _kept(asked: str, address: WebAddress, part: Path, reply: _Reply) -> Path:
    with part.open("rb") as file:
        first = file.read(FIRST_BYTES)
    try:
        suffix = suffix_of(reply.content_type, address.target, first)
    except FetchRefused as error:
        raise FetchRefused(f"{address}: {error}") from None
    kept = KeptFile(
        address=asked,
        final=str(address),
        etag=reply.etag,
        last_modified=reply.last_modified,
        sha256=hashlib.sha256(part.read_bytes()).hexdigest(),
        file=f"{stem(asked)}{suffix}",
        fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return keep(part.parent, part, kept)


async def _request(
    address: WebAddress, conditions: dict[str, str], part: Path, policy: FetchPolicy, resolve: Resolve
) -> _Reply:
    """Ask one address at the first of its checked numbers that can be reached."""
    import httpx

    reached: Exception | None = None
    for number in await _checked(address, policy, resolve):
        async with httpx.AsyncHTTPTransport(verify=_trust(), trust_env=False) as connection:
            try:
                return await _ask(connection, number, address, conditions, part, policy)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                reached = error
            except httpx.HTTPError as error:
                raise FetchRefused(f"{address} broke off: {type(error).__name__}. Try again later.") from error
    raise FetchRefused(f"{address.host} could not be reached: {reached or 'it has no address'}.") from reached


async def _checked(address: WebAddress, policy: FetchPolicy, resolve: Resolve) -> Sequence[str]:
    """The numeric addresses of a host. One that is not public refuses them all: such a name is not to be trusted."""
    try:
        numbers = await resolve(address.host, address.port)
    except (OSError, UnicodeError) as error:
        raise FetchRefused(f"{address.host} could not be found: {error}. Is there a network?") from error
    for number in numbers:
        with suppress(ValueError):
            if policy.loopback and numeric(number).is_loopback:
                continue
        kind = _kind(number)
        if kind is not None:
            raise FetchRefused(
                f"{address.host} was not fetched: it leads to {number}, {kind}, where a public address was expected."
            )
    return numbers


def _kind(number: str) -> str | None:
    try:
        return not_public(number)
    except ValueError:
        return "which is no address"


async def _ask(
    connection: "httpx.AsyncHTTPTransport",
    number: str,
    address: WebAddress,
    conditions: dict[str, str],
    part: Path,
    policy: FetchPolicy,
) -> _Reply:
    """One request. The connection goes to the number; the certificate and the server see the name."""
    import httpx

    where = f"[{number}]" if ":" in number else number
    limits = httpx.Timeout(policy.read_s, connect=policy.connect_s)
    request = httpx.Request(
        "GET",
        f"{address.scheme}://{where}:{address.port}{address.target}",
        headers={"Host": address.authority, **_HEADERS, **conditions},
        extensions={"sni_hostname": address.host, "timeout": limits.as_dict()},
    )
    reply = await connection.handle_async_request(request)
    try:
        if reply.status_code == 200:
            await _write(reply, address, part, policy)
    finally:
        await reply.aclose()
    return _Reply(
        status=reply.status_code,
        location=reply.headers.get("location", ""),
        content_type=reply.headers.get("content-type", ""),
        etag=reply.headers.get("etag", ""),
        last_modified=reply.headers.get("last-modified", ""),
    )


async def _write(reply: "httpx.Response", address: WebAddress, part: Path, policy: FetchPolicy) -> None:
    """Write the body as it was sent. A compressed one was not asked for and could unpack to any size."""
    packed = reply.headers.get("content-encoding", "identity")
    if packed != "identity":
        raise FetchRefused(f"{address} answered packed ({packed!r}), which was not asked for.")
    too_large = FetchRefused(f"{address} is over {policy.most_bytes // 2**20} MB, the most that is fetched.")
    said = reply.headers.get("content-length", "")
    if said.isdecimal() and int(said) > policy.most_bytes:
        raise too_large
    size = 0
    with part.open("wb") as file:
        async for chunk in reply.aiter_raw():
            size += len(chunk)
            if size > policy.most_bytes:
                raise too_large
            file.write(chunk)


def _trust() -> ssl.SSLContext:
    """Certificates that the system trusts, an organisation's own among them, and those that come with Python."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
