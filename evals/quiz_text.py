"""Quiz text: an item's words made ready for a file, and read back from one."""

import html
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

from evals.quiz_item import Choice, Item, Source

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold (its production 2, Char), and the control characters that it and HTML discourage."""
WORDS: dict[str, str] = tomllib.loads((Path(__file__).parent / "data" / "quiz_wording.toml").read_text("utf-8"))
BARE_NUMBER = re.compile(r"[A-Za-z]{0,2}[0-9][0-9A-Za-z.]*")
ACCEPTED = re.compile(r"Accepted (?:by .{1,80} )?on [0-9]{1,2} [A-Z][a-z]+ [0-9]{4}\.")
"""The line that `accepted_line` writes, as it comes back in a bank."""
UNREAD = ("script", "style")
"""What stands between these is for a browser, not for a reader."""
BREAKING = ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "pre", "blockquote")


def plain(text: str) -> str:
    """A text as every format can hold it: no control characters, \\n at line ends, no space at either end.

    >>> plain(" a\\x00b\\r\\nc ")
    'a\ufffdb\\nc'
    """
    return UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """A text on one line, each run of white space a single space."""
    return " ".join(plain(text).split())


def as_html(text: str) -> str:
    """A text as HTML: every sign of its own stands for itself, line ends are <br>.

    >>> as_html('1 < 2 & "3"')
    '1 &lt; 2 &amp; &quot;3&quot;'
    """
    return html.escape(plain(text)).replace("\n", "<br>")


def paragraphs(text: str) -> str:
    """A text as HTML, one <p> for each part between blank lines.

    >>> paragraphs("A story.\\n\\nWho leads?")
    '<p>A story.</p><p>Who leads?</p>'
    """
    return "".join(f"<p>{as_html(part)}</p>" for part in re.split(r"\n[ \t]*\n\s*", plain(text)))


def asked(item: Item) -> str:
    """What a learner reads: the scenario, where there is one, a blank line, and the stem."""
    return "\n\n".join(plain(part) for part in (item.scenario, item.stem) if part.strip())


def cited(source: Source) -> str:
    """A source in one line: title, edition, number as printed, quote.

    >>> cited(Source(paragraph_id="d:4.7", document_id="d", title="T", edition="2026-01-01", number="4.7", quote="Q", digest=""))
    'Source: T, edition 2026-01-01, paragraph 4.7: “Q”'
    """
    number = source.number and (
        WORDS["paragraph"].format(number=source.number) if BARE_NUMBER.fullmatch(source.number) else source.number
    )
    form = WORDS["source"] if number else WORDS["source_unnumbered"]
    return one_line(form.format(title=source.title, edition=source.edition, number=number, quote=source.quote))


def sourced(item: Item) -> str:
    """The source of an item, and on a line below who accepted it and when."""
    return "\n".join(part for part in (cited(item.source), accepted_line(item)) if part)


def accepted_line(item: Item) -> str:
    """Who accepted an item and when, in one line; "" where nobody did."""
    said = item.acceptance
    if said is None:
        return ""
    form = WORDS["accepted_by"] if said.by else WORDS["accepted"]
    return one_line(form.format(by=said.by, day=f"{said.on.day} {said.on:%B %Y}"))


def without_acceptance(feedback: str) -> str:
    """Feedback that came back from an export, without the line that says who accepted the item: it is to be looked at anew."""
    *lines, last = feedback.rstrip().split("\n")
    return "\n".join(lines) if ACCEPTED.fullmatch(last.strip()) else feedback


def explained(item: Item) -> str:
    """What is read after the answer, whichever it was: the item's feedback, then its source and who accepted it."""
    return "\n".join(part for part in (plain(item.feedback), sourced(item)) if part)


def chosen_feedback(choice: Choice) -> str:
    """What is read after picking this choice: its feedback, then what settles it."""
    parts = (plain(choice.feedback), cited(choice.source) if choice.source else "")
    return "\n".join(part for part in parts if part)


class _Reader(HTMLParser):
    """Collects the words of HTML. Line breaks come from <br> and from blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unread = False

    def handle_data(self, data: str) -> None:
        """Keep text; white space at line ends in the source is a space."""
        if not self.unread:
            self.parts.append(re.sub(r"[ \t]*[\n\r]+[ \t]*", " ", data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """A break is a line end; a block starts a new one."""
        self.unread = tag in UNREAD
        if tag == "br":
            self.parts.append("\n")
        elif tag in BREAKING:
            self.parts.append("\r")

    def handle_endtag(self, tag: str) -> None:
        """A block ends with a line end."""
        self.unread = False
        if tag in BREAKING:
            self.parts.append("\r")


def from_html(text: str) -> str:
    """The words of HTML: <br> is a line end, a block stands apart by a blank line, tags go, entities are read.

    >>> from_html("<p>A &lt; B</p><p>C<br>D</p>")
    'A < B\\n\\nC\\nD'
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return re.sub(r"\s*\r\s*", "\n\n", "".join(reader.parts)).strip()
