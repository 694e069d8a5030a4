"""WebAddress: an http(s) address that may be fetched, read strictly. What is odd is refused, never put right."""

import re
from dataclasses import dataclass

from corpus.errors import FetchRefused
from ingest.fetch_policy import FetchPolicy

MOST_CHARACTERS = 2_000
PORTS = {"https": 443, "http": 80}

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ADDRESS = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<target>[^#]*)(?:#.*)?", re.IGNORECASE)
_ODD = re.compile(r"[^!-~]|[\\\"<>^`{|}]")
_ESCAPED_CONTROL = re.compile(r"%(?:[01][0-9a-f]|7f)", re.IGNORECASE)
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAddress:
    """A checked address. `host` is a name in lower case; `target` is path and query, beginning with a slash."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host, with the port where it is not the scheme's own."""
        return self.host if self.port == PORTS[self.scheme] else f"{self.host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def is_address(text: str) -> bool:
    """Whether a source begins with a scheme, so that it is an address, good or bad, rather than a path.

    >>> is_address("https://www.gov.uk/"), is_address("ftp://x"), is_address("guidance/kinship.pdf")
    (True, True, False)
    """
    return _SCHEME.match(text) is not None


def web_address(text: str, policy: FetchPolicy) -> WebAddress:
    """Read one address. Raises FetchRefused, which says what was expected, where it may not be fetched."""
    if len(text) > MOST_CHARACTERS:
        raise _refused(text, f"expected at most {MOST_CHARACTERS} characters, found {len(text)}")
    odd = _ODD.search(text) or _ESCAPED_CONTROL.search(text)
    if odd:
        raise _refused(text, f"expected plain letters, figures and signs, found {odd[0]!r}")
    found = _ADDRESS.fullmatch(text)
    schemes = ("https", "http") if policy.allow_http else ("https",)
    if found is None or found["scheme"].lower() not in schemes:
        wanted = " or ".join(f"{scheme}://" for scheme in schemes)
        hint = "" if policy.allow_http else "; the setting `allow_http` lets http:// pass"
        raise _refused(text, f"expected an address that begins with {wanted}{hint}")
    scheme, target = found["scheme"].lower(), found["target"]
    host, port = _host_and_port(text, found["authority"], scheme, policy)
    return WebAddress(scheme=scheme, host=host, port=port, target=target if target.startswith("/") else f"/{target}")


def _host_and_port(text: str, authority: str, scheme: str, policy: FetchPolicy) -> tuple[str, int]:
    if "@" in authority:
        raise _refused(text, "expected a host alone, found a user name or password before it")
    name, colon, port = authority.lower().partition(":")
    if not _NAME.fullmatch(name) or len(name) > 253:
        raise _refused(
            text, f"expected the name of a host such as www.gov.uk, found {authority!r}; numbers are not followed"
        )
    if any(label.startswith("xn--") for label in name.split(".")):
        raise _refused(text, f"expected a host in plain letters, found {name!r}, which stands for others")
    if colon and not policy.loopback:
        raise _refused(text, f"expected no port, found {port!r}")
    if colon and not re.fullmatch(r"[0-9]{1,5}", port):
        raise _refused(text, f"expected a port of figures, found {port!r}")
    if name not in policy.hosts:
        raise _refused(
            text, f"{name} is not a host that documents are fetched from; the setting `fetch_hosts` names them"
        )
    return name, int(port) if colon else PORTS[scheme]


def _refused(text: str, why: str) -> FetchRefused:
    shown = text if len(text) <= 120 else text[:119] + "…"
    return FetchRefused(f"{shown!r} was not fetched: {why}.")
