"""Emergency contacts of every area, in a small file beside the library: urgent answers need no database."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from corpus.area import Area, Contact

FILE = "contacts.json"


def save_contacts(data: Path, areas: Sequence[Area]) -> None:
    """Write the contacts of all areas, replacing the file in one step."""
    draft = data / f"{FILE}.new"
    contacts = {
        area.id: {"name": area.name, "contacts": [asdict(contact) for contact in area.contacts]} for area in areas
    }
    draft.write_text(json.dumps(contacts, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(data / FILE)


def load_contacts(data: Path) -> dict[str, tuple[Contact, ...]]:
    """Contacts by area id, and by area name in lower case; empty where there is no readable file."""
    try:
        saved = json.loads((data / FILE).read_text(encoding="utf-8"))
        found = {area: tuple(Contact(**contact) for contact in one["contacts"]) for area, one in saved.items()}
        names = {one["name"].lower(): found[area] for area, one in saved.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return names | found
