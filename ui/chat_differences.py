"""Where sources differ, as HTML: each side in its own words, side by side, with the words that differ marked."""

from html import escape

from assistant.answer import Answer, Citation, DifferenceShown, DifferenceSide
from assistant.wording import load_wording
from corpus.days import published_in_words


def differences_html(answer: Answer, marks: dict[int, str]) -> str:
    """Every difference; `marks` are the buttons that open citations, by their numbers. Nothing is resolved."""
    if not answer.differences:
        return ""
    texts = load_wording()
    shown = "".join(_difference(it, answer.citations, marks) for it in answer.differences)
    return (
        f'<section class="sb-differences"><h3>{escape(texts.heading("differences"))}</h3>'
        f"<p>{escape(texts.difference('note'))}</p>{shown}</section>"
    )


def _difference(it: DifferenceShown, citations: tuple[Citation, ...], marks: dict[int, str]) -> str:
    sides = "".join(_side(side, citations[side.citation - 1], marks[side.citation]) for side in it.sides)
    return f'<p class="sb-differ-in">{escape(load_wording().differ_in(it.what))}</p><ul class="sb-sides">{sides}</ul>'


def _side(side: DifferenceSide, citation: Citation, mark: str) -> str:
    facts = ". ".join(it for it in (published_in_words(citation.published), *citation.notes) if it)
    return (
        f'<li class="sb-side"><p class="sb-document-title"><cite>{escape(citation.title)}</cite> '
        f'<span class="sb-document-facts">{escape(facts)}</span></p>'
        f"<blockquote><p>{marked(side)}</p></blockquote>{mark}</li>"
    )


def marked(side: DifferenceSide) -> str:
    """The quote with the words that differ in `<strong>`; everything is escaped."""
    shown, at = "", side.start
    for words in sorted(side.words, key=lambda it: it.start):
        before = side.quote[at - side.start : words.start - side.start]
        shown += f"{escape(before)}<strong>{escape(words.words)}</strong>"
        at = words.end
    return (shown + escape(side.quote[at - side.start :])).replace("\n", "<br>")
