"""VectorPlace: where a generation's vectors are when they are not in its own folder, but on a Chroma server."""

import json
import secrets
import socket
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import VectorsUnreachable, WrongUse

LIBRARY_ID = "library-id.json"
PORT = 8000
"""What `chroma run` listens on where no port is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorPlace:
    """A collection on a server. `server` is its address, http or https, host and port."""

    server: str
    collection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAddress:
    """A server's address in parts, as its client wants them."""

    host: str
    port: int
    encrypted: bool


def place_for(server: str, home: Path, generation: str) -> VectorPlace | None:
    """Where the vectors of a new generation go; None: into its folder, because no server is set (`server` is empty).

    The collection's name carries the library and the generation, so that several libraries can share a server.
    """
    if not server:
        return None
    return VectorPlace(server=server, collection=prefix_of(home) + generation)


def prefix_of(home: Path) -> str:
    """How the names of this library's own collections begin. `home` is the folder of its generations.

    The mark is drawn once and kept with the number of its file in the file system: a copy of the data folder is another
    library, which must never delete the collections of the first. One that is moved stays what it is.
    """
    path = home / LIBRARY_ID
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        if said["inode"] == path.stat().st_ino:
            return f"soundingboard-{said['id']}-"
    except (OSError, ValueError, KeyError, TypeError):
        pass
    home.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with path.open("x", encoding="utf-8") as file:
        mark = secrets.token_hex(6)
        json.dump({"id": mark, "inode": path.stat().st_ino}, file)
    return f"soundingboard-{mark}-"


def place_in(meta: dict[str, object]) -> VectorPlace | None:
    """Where a generation's `meta.json` says its vectors are; None: in its folder. Raises ValueError where it says nonsense."""
    said = meta.get("vectors")
    if said is None:
        return None
    if not isinstance(said, dict) or not all(isinstance(said.get(name), str) for name in ("server", "collection")):
        raise ValueError(f"a place of vectors that is none: {said!r}")
    return VectorPlace(server=said["server"], collection=said["collection"])


def address_of(server: str) -> ServerAddress:
    """A server's address, taken apart. A Chroma server has no sign-in, so it must be on this machine or a private network.

    Raises WrongUse for an address that is none or is public, VectorsUnreachable where its host cannot be looked up.

    >>> address_of("http://127.0.0.1:8001")
    ServerAddress(host='127.0.0.1', port=8001, encrypted=False)
    """
    try:
        parts = urlsplit(server)
        host, port, encrypted = parts.hostname, parts.port, parts.scheme == "https"
        strange = parts.scheme not in ("http", "https") or parts.path.strip("/") or parts.query or parts.username
    except ValueError:
        host, port, encrypted, strange = None, None, False, True
    if not host or strange:
        raise WrongUse(f"Expected SOUNDINGBOARD_CHROMA like http://127.0.0.1:8001, found {server!r}.")
    found = ServerAddress(host=host, port=port or (443 if encrypted else PORT), encrypted=encrypted)
    _refuse_public(server, found)
    return found


def _refuse_public(server: str, address: ServerAddress) -> None:
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise VectorsUnreachable(
            f"Expected a Chroma server at {server}, but its host cannot be looked up ({error}). "
            "Check SOUNDINGBOARD_CHROMA."
        ) from error
    for *_, where in found:
        if not ip_address(str(where[0]).partition("%")[0]).is_private:
            raise WrongUse(
                f"Expected a Chroma server on this machine or a private network, found {server} at {where[0]}, which is "
                "public. Chroma asks nobody who they are: run it where only your own machines reach it."
            )
