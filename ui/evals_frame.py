"""The frame of every page of the Evals desk: its head, where it leads, and small pieces that several pages show."""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote

from evals.interval import Interval
from ui.wording import wording

HOME = "/evals"
DOCUMENTS_STYLE = "/documents/style.css"


def frame(title: str, body: str, *, home: bool = True, head: str = "") -> str:
    """A page. `home` leads back to the desk's first page; `head` is HTML for its head."""
    words = wording("evals")
    links = [(HOME, words["home"])] if home else []
    links += [("/documents", words["documents"]), ("/training", words["training"]), ("/", words["chat"])]
    shown = "".join(f'<a href="{address}">{escape(name)}</a>' for address, name in links)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="{DOCUMENTS_STYLE}"><link rel="stylesheet" href="{HOME}/style.css">'
        f'<link rel="icon" href="data:,">{head}</head>'
        f'<body><header class="sd-header"><h1>{escape(title)}</h1><nav aria-label="{escape(words["nav"])}">{shown}</nav>'
        f'</header><main class="se-main">{body}</main></body></html>'
    )


def message_page(title: str, message: str) -> str:
    """A page that says one thing."""
    return frame(title, f'<p class="se-said" role="status">{escape(message)}</p>')


def said_html(said: str, count: int) -> str:
    """What was just done, by its name in the wording file; nothing for a name that it does not have."""
    text = wording("evals")["said"].get(said)
    return f'<p class="se-said" role="status">{escape(text.format(count=count))}</p>' if text else ""


def address(*parts: str, **query: str) -> str:
    """An address of the desk.

    >>> address("suites", "a b", state="new one")
    '/evals/suites/a%20b?state=new%20one'
    """
    path = "/".join((HOME, *(quote(part, safe="") for part in parts)))
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items() if value)
    return f"{path}?{asked}" if asked else path


def link(to: str, text: str, kind: str = "") -> str:
    """A link; `kind` is a class."""
    shown = f' class="{kind}"' if kind else ""
    return f'<a href="{escape(to)}"{shown}>{escape(text)}</a>'


def button(text: str, label: str = "", *, kind: str = "", value: str = "") -> str:
    """A button of a form. label: what is read out where the text alone would not tell which it is."""
    told = f' aria-label="{escape(label)}"' if label else ""
    chosen = f' name="do" value="{escape(value)}"' if value else ""
    return f'<button class="se-button {kind}"{told}{chosen}>{escape(text)}</button>'


def form(to: str, inner: str, *, files: bool = False) -> str:
    """A form that is sent to an address."""
    kind = ' enctype="multipart/form-data"' if files else ""
    return f'<form method="post" action="{escape(to)}"{kind}>{inner}</form>'


def hidden(**values: str) -> str:
    """Fields that nobody sees."""
    return "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in values.items() if value
    )


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table whose rows become cards on a phone. heads: texts; rows: cells as HTML, the first of which heads its row."""
    names = tuple(heads)
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(f"<tr>{_cells(names, tuple(cells))}</tr>" for cells in rows)
    return f'<table class="se-table"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


def _cells(names: tuple[str, ...], cells: tuple[str, ...]) -> str:
    first, *others = cells
    shown = "".join(f'<td data-l="{escape(name)}">{cell}</td>' for name, cell in zip(names[1:], others, strict=True))
    return f'<th scope="row">{first}</th>{shown}'


def span(value: Interval | None, sign: str = "") -> str:
    """A mean with its interval.

    >>> span(Interval(mean=0.5, low=0.25, high=0.75, n=4))
    '0.50 <span class="se-q se-whole">(0.25 to 0.75)</span>'
    """
    if value is None:
        return "–"
    return (
        f'{value.mean:{sign}.2f} <span class="se-q se-whole">({value.low:{sign}.2f} to {value.high:{sign}.2f})</span>'
    )


def ending(outcome: str) -> str:
    """An outcome in plain words, as a suite has it.

    >>> ending("not_in_guidance")
    'not in guidance'
    """
    return outcome.replace("_", " ")


def options(names: Mapping[str, str], chosen: str) -> str:
    """The choices of a list, by value."""
    return "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in names.items()
    )
