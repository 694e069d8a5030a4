"""slug: a name as an id."""

import re
import unicodedata


def slug(name: str) -> str:
    """A file name as an id: lower-case letters, figures and hyphens.

    >>> slug("Élise's Protocol (v2)")
    'elise-s-protocol-v2'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "document"
