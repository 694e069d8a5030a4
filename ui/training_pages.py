"""Training pages: the templates of the Training desk, all text escaped, under a policy that loads nothing from elsewhere."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.quiz_text import accepted_line
from ui.wording import wording

TEMPLATES = Path(__file__).parent / "templates"
HOME = "/training"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# Under "no-referrer" a browser names no origin with a form, and this page could not be told from another.
HEADERS = {"content-security-policy": POLICY, "cache-control": "no-store", "referrer-policy": "same-origin"}


def page(name: str, fields: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """The page of a template, `ui/templates/training/NAME.html`, with these fields."""
    html = _environment().get_template(f"training/{name}.html").render(fields)
    return HTMLResponse(html, status, HEADERS)


def moved(place: str, **query: str) -> RedirectResponse:
    """On to another page of the desk, after a form."""
    return RedirectResponse(address(place, **query), 303, HEADERS)


def address(place: str = "", **query: object) -> str:
    """Where a page of the desk is; what is empty is left out of the query.

    >>> address("set", set="Roles & duties", show="")
    '/training/set?set=Roles+%26+duties'
    """
    filled = {key: str(value) for key, value in query.items() if value not in ("", None)}
    return f"{HOME}{'/' if place else ''}{place}{'?' if filled else ''}{urlencode(filled)}"


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> counted(1, "item", "items"), counted(0, "item", "items")
    ('1 item', '0 items')
    """
    return f"{count} {one if count == 1 else many}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["w"] = wording("training")
    environment.globals["at"] = address
    environment.globals["counted"] = counted
    environment.globals["accepted_line"] = accepted_line
    return environment
