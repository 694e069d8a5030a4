"""The main content of an HTML page: what is left when menus, banners, footers and scripts are gone."""

import re
from dataclasses import replace

from ingest.html_tree import HEADINGS, Node

DROPPED_TAGS = frozenset(
    {
        *("nav", "footer", "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "form"),
        *("button", "input", "select", "textarea", "dialog", "audio", "video", "canvas", "map"),
    }
)
DROPPED_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu"}
)
DROPPED_CLASS = re.compile(
    r"(?:^|[-_ ])(?:cookies?|consent|breadcrumbs?|skip-?(?:to|link|nav)|share|sharing-buttons|social|related|feedback|"
    r"pagination|pager|back-to-top|print-(?:link|button)|visually-?hidden|sr-only|screen-reader(?:-text)?|navbar|site-nav|"
    r"side-?nav(?:igation)?|menu|site-header|site-footer|newsletter|survey|phase-banner|metadata|sharedaddy|sd-sharing|"
    r"share-(?:links|icons|this|bar)|addtoany|jp-relatedposts|page-tools|attachment|organisation-logos?|publication-copyright|"
    r"last-(?:changed|updated)|caption-(?:xl|l|m)|widget-area|toolbar)(?:$|[-_ ])"
    r"|cookie|onetrust|consent-(?:banner|manager)|^ccc$"
)
OPENS = re.compile(r"accordion|collaps|tab-?pane|tabs?[-_]+(?:panel|content)|toggle|expand|disclosure")
"""Classes of parts that open at a click: hidden at first, yet text of the page."""
MAIN_IDS = ("main", "main-content", "maincontent", "content", "page-content", "article", "bodycontent")
LINKED = 0.6  # share of an element's words that are links where it is a menu
LARGE_PART = 0.4  # an element with more of the page's words than this is no banner, whatever it is called


def main_content(root: Node) -> Node:
    """The element that holds the document, without what surrounds it.

    A `main`, `role=main`, single `article` or an element called content is taken where it has at least a quarter of the words
    that are left once menus and banners are gone; else the body.
    """
    body = next((node for node in root.walk() if node.tag == "body"), root)
    size = len(body.text())
    cleaned = without_surroundings(body, size)
    enough = len(cleaned.text()) / 4
    named = next((node for node in _candidates(cleaned) if len(node.text()) >= enough), None)
    return named or _around_heading(_without_page_header(cleaned))


def _around_heading(node: Node) -> Node:
    """The element without what stands beside its only main heading, at any depth, and only leads to other pages."""
    if sum(inner.tag == "h1" for inner in node.walk()) != 1 or node.tag == "h1":
        return node
    kept = (
        _around_heading(child)
        if isinstance(child, Node) and any(inner.tag == "h1" for inner in child.walk())
        else child
        for child in node.children
        if isinstance(child, str) or not _leads_away(child)
    )
    return replace(node, children=tuple(kept))


def _leads_away(node: Node) -> bool:
    links = [inner for inner in node.walk() if inner.tag == "a"]
    away = sum(len(link.text()) for link in links if not link.attributes.get("href", "#").startswith("#"))
    return node.holds_blocks and away > LINKED * len(node.text())


def without_surroundings(node: Node, page_size: int) -> Node:
    """The element with everything dropped that is not the document's text. `page_size`: characters of the whole page."""
    kept = tuple(
        child if isinstance(child, str) else without_surroundings(child, page_size)
        for child in node.children
        if isinstance(child, str) or _heads_part(child, node) or not _surrounds(child, page_size)
    )
    return replace(node, children=kept)


def _heads_part(child: Node, inside: Node) -> bool:
    """A button that opens a part of the page: in a heading, or named so."""
    return child.tag == "button" and (inside.tag in HEADINGS or _opens(child))


def _opens(node: Node) -> bool:
    return any(OPENS.search(name) for name in node.classes)


def is_hidden(node: Node) -> bool:
    """Whether a browser shows nothing of it, also after a click: kept out of the text and reported."""
    if _opens(node) or node.attributes.get("role") in ("region", "tabpanel"):
        return False
    style = node.attributes.get("style", "").replace(" ", "").lower()
    hidden = node.attributes.get("hidden")
    return "display:none" in style or "visibility:hidden" in style or (hidden is not None and hidden != "until-found")


def _surrounds(node: Node, page_size: int) -> bool:
    if node.tag in DROPPED_TAGS or (node.tag == "aside" and _is_mostly_links(node)):
        return True
    named = (
        node.attributes.get("role", "").lower() in DROPPED_ROLES
        or node.attributes.get("aria-hidden") == "true"
        or any(DROPPED_CLASS.search(name) for name in node.classes)
        or (node.tag in ("div", "section") and DROPPED_CLASS.search(node.attributes.get("id", "").lower()) is not None)
    )
    return named and len(node.text()) <= LARGE_PART * page_size


def _is_mostly_links(node: Node) -> bool:
    linked = sum(len(inner.text()) for inner in node.walk() if inner.tag == "a")
    return linked > LINKED * len(node.text())


def _candidates(body: Node) -> tuple[Node, ...]:
    nodes = tuple(body.walk())
    articles = tuple(node for node in nodes if node.tag == "article")
    return (
        *(node for node in nodes if node.tag == "main" or node.attributes.get("role") == "main"),
        *(node for node in nodes if node.attributes.get("id", "").lower() in MAIN_IDS),
        *(articles if len(articles) == 1 else ()),
    )


def _without_page_header(body: Node) -> Node:
    """The body without the headers that stand at its own level, save one that holds a main heading."""
    kept = tuple(
        child
        for child in body.children
        if isinstance(child, str) or child.tag != "header" or any(node.tag == "h1" for node in child.walk())
    )
    return replace(body, children=kept)


def page_title(root: Node, main: Node) -> str | None:
    """The first main heading of the content, else of the page, else `<title>` without the site's name; None without any."""
    for part in (main, root):
        heading = next((node.text() for node in part.walk() if node.tag == "h1"), "")
        if heading:
            return heading
    title = next((node.text() for node in root.walk() if node.tag == "title"), "")
    return re.split(r" [|–—-] ", title)[0].strip() or None
