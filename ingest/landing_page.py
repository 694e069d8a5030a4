"""The document that a landing page presents: which of its links leads to the text."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from corpus.catalogue import Landing
from corpus.errors import FetchRefused
from ingest.fetch_policy import FetchPolicy

_FILES = (".pdf", ".docx")
_WORD = re.compile(r"[a-z0-9]+")


def document_link(page: Path, address: str, title: str, landing: Landing, policy: FetchPolicy) -> str:
    """The address of the document: of all links to files, the first whose words are most like the title's.

    Raises FetchRefused where the page has no such link.
    """
    wanted = set(_WORD.findall(title.lower()))
    links = list(_links(page, address, landing, policy))
    if not links:
        raise FetchRefused(
            f"{address} presents a document but links to none of its files. Save the file and ingest that."
        )
    return max(links, key=lambda link: _likeness(link[1], wanted))[0]


def _likeness(words: str, wanted: set[str]) -> float:
    """The share of words that two texts have in common, of all that they have."""
    found = set(_WORD.findall(words.lower()))
    return len(found & wanted) / max(len(found | wanted), 1)


def _links(page: Path, address: str, landing: Landing, policy: FetchPolicy) -> Iterator[tuple[str, str]]:
    """Address and words of every link that leads to a file, in the page's order. A picture's link has its file's name only."""
    from lxml import etree, html

    try:
        root = html.fromstring(page.read_bytes())
    except (etree.ParserError, ValueError) as error:
        raise FetchRefused(f"{address} cannot be read as a page: {error}.") from error
    own = urlsplit(address).path.rstrip("/") + "/"
    for anchor in root.iter("a"):
        try:
            target = urljoin(address, (anchor.get("href") or "").strip()).partition("#")[0]
            parts = urlsplit(target)
        except ValueError:
            continue
        if parts.hostname not in policy.hosts:
            continue
        if parts.path.lower().endswith(_FILES) or (landing.below and parts.path.startswith(own)):
            yield target, " ".join(map(str, anchor.itertext())) or parts.path
