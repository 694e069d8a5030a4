"""A Moodle XML file as a tree, and why one cannot be read: each reason with its line and what to do."""

import re
from pathlib import Path

from lxml import etree

from corpus.errors import QuizError
from evals.quiz_bank_file import bank_bytes

EARLY = re.compile(rb"(\s+)(<\?xml[^>]*\?>)")
"""White space before the declaration, which some plug-ins of Moodle leave there and XML forbids."""
PLACE = re.compile(r", line \d+, column \d+$")
DECLARED = "a <!DOCTYPE>, which Moodle never writes and which can be made to harm. Export the bank from Moodle again"
REASONS = (
    (
        re.compile("not proper UTF-8|Invalid bytes in character encoding|switching encoding|Unsupported encoding"),
        "bytes that do not fit the encoding that the file names. Open it in an editor, save it as UTF-8 and import it again",
    ),
    (re.compile("amplification|[Ee]ntity (?:reference )?loop|entity value"), DECLARED),
    (
        re.compile("Entity '([^']*)' not defined"),
        "a name such as &nbsp; outside a CDATA section. Write &amp;nbsp; or &#160; there, or export the bank again",
    ),
    (
        re.compile("xmlParseCharRef|invalid Char|Unregistered error message"),
        "a control character, which XML cannot hold. Delete it in that line",
    ),
    (
        re.compile("Excessive depth|XML_PARSE_HUGE|too long"),
        "a part that is too large or too deep. Export it without pictures, or fewer categories at a time",
    ),
)
"""libxml2's words for what is wrong, and ours."""


def moodle_tree(path: Path) -> etree._Element:
    """The <quiz> of a Moodle XML file. Nothing is fetched, and no entity is replaced. Raises QuizError where the file is none."""
    raw = bank_bytes(path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(EARLY.sub(rb"\2\1", raw, count=1) if raw[:1].isspace() else raw, parser)
    except etree.XMLSyntaxError as error:
        raise QuizError(
            f"Expected Moodle XML in {path}, found no XML that can be read, in line {error.lineno}: {_why(error.msg)}."
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise QuizError(f"Expected Moodle XML in {path}, found {DECLARED}.")
    if root.tag != "quiz":
        raise QuizError(f"Expected Moodle XML (<quiz>) in {path}, found <{root.tag}>. Export the bank as Moodle XML.")
    return root


def _why(said: str) -> str:
    named = next((words for pattern, words in REASONS if pattern.search(said)), None)
    return named or f"{PLACE.sub('', said)}. Export the bank again as Moodle XML"
