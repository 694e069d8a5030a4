"""The catalogue: published guidance by title, publisher, date, licence and official address. Facts, no texts."""

import difflib
import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from corpus.document import Authority, EditionState, Nation
from corpus.errors import UnknownListing

CATALOGUE = Path(__file__).with_name("catalogue.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One document of the catalogue.

    nation: None where it speaks for all four. published, checked: dates as in a manifest; `checked` is empty until a person
    has compared the listing with the address.
    """

    id: str
    title: str
    publisher: str
    published: str
    authority: Authority
    nation: Nation | None
    licence: str
    address: str
    checked: str
    state: EditionState = EditionState.CURRENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """A kind of page that presents a document and is not the document.

    path: a pattern for the whole path. file: what put behind the address gives the text; empty where the page must be
    searched for a link to it. below: whether pages under the path hold the text too.
    """

    host: str
    path: str
    file: str = ""
    below: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every listing, the hosts that documents are fetched from, and the pages that only lead to one."""

    hosts: tuple[str, ...]
    landings: tuple[Landing, ...]
    listings: tuple[Listing, ...]

    def landing(self, address: str) -> Landing | None:
        """The kind of landing page that an address is; None where it is taken to be the document itself."""
        parts = urlsplit(address)
        return next(
            (it for it in self.landings if it.host == parts.hostname and re.fullmatch(it.path, parts.path)), None
        )

    def listing(self, id_: str) -> Listing:
        """The listing of an id. Raises UnknownListing, naming ids that are spelt alike."""
        found = next((it for it in self.listings if it.id == id_), None)
        if found is None:
            ids = [it.id for it in self.listings]
            near = difflib.get_close_matches(id_, ids, n=3) or [it for it in ids if id_ and id_ in it][:3]
            hint = f"Did you mean {' or '.join(near)}?" if near else "`soundingboard catalogue` lists them."
            raise UnknownListing(f"The catalogue has no document {id_!r}. {hint}")
        return found


@cache
def read_catalogue(path: Path = CATALOGUE) -> Catalogue:
    """Read the catalogue. Raises KeyError, TypeError or ValueError where the file is wrong; a test reads it."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Catalogue(
        hosts=tuple(data["hosts"]),
        landings=tuple(Landing(**table) for table in data["landing"]),
        listings=tuple(_listing(table) for table in data["document"]),
    )


def _listing(table: dict[str, str]) -> Listing:
    odd = set(table) - {field.name for field in fields(Listing)}
    if odd:
        raise ValueError(f"{table.get('id')}: {', '.join(sorted(odd))}: no such field.")
    nation = table.get("nation")
    return Listing(
        id=table["id"],
        title=table["title"],
        publisher=table["publisher"],
        published=table["published"],
        authority=Authority(table["authority"]),
        nation=Nation(nation) if nation else None,
        licence=table["licence"],
        address=table["address"],
        checked=table["checked"],
        state=EditionState(table.get("state", EditionState.CURRENT)),
    )
