"""The still pieces of the chat's page as HTML: header, welcome, hint, and the conversation as a whole."""

from html import escape

from ui.chat_turn import Conversation
from ui.wording import wording

MARK = (
    '<svg class="sb-mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">'
    '<rect x="4" y="5" width="5" height="30" rx="2.5"/><circle cx="15" cy="20" r="3"/>'
    '<path d="M21 13a9.5 9.5 0 0 1 0 14M26 8.500a16 16 0 0 1 0 23M31 4a22.500 22.500 0 0 1 0 32"/></svg>'
)


def header_html(*, desks: bool = True) -> str:
    """Name, what it is, whom to ring, the desks (`desks`: all, or the documents alone), and that nobody has reviewed it.

    The desks open in a tab of their own: the conversation lasts as long as its page.
    """
    words = wording("chat")
    number = words["emergency_number"]
    there = [("/documents", "documents"), *([("/evals", "evals"), ("/training", "training")] if desks else [])]
    tab = f'<span class="sb-unseen"> {escape(words["new_tab"])}</span>'
    links = " ".join(
        f'<a href="{address}" target="_blank" rel="noopener">{escape(words[name])}{tab}</a>' for address, name in there
    )
    return (
        f'<a class="sb-skip" href="#sb-question">{escape(words["skip"])}</a>'
        f'<header class="sb-header"><div class="sb-brand">{MARK}<div><h1>{escape(words["title"])}</h1>'
        f"<p>{escape(words['tagline'])}</p></div></div>"
        f'<div class="sb-facts"><p class="sb-emergency">{escape(words["emergency"])} <a href="tel:{number}">{number}</a></p>'
        f'<p class="sb-documents">{links}</p>'
        f'<p class="sb-review">{escape(words["review"])}</p></div></header>'
    )


def hint_html() -> str:
    """What becomes of a question that was sent, filled by the page's script, and what to leave out of one."""
    return f'<p id="sb-status" role="status"></p><p class="sb-hint">{escape(wording("chat")["question_hint"])}</p>'


def conversation_html(conversation: Conversation) -> str:
    """Every turn, oldest first; a welcome where there is none."""
    if conversation.shown:
        return f'<div class="sb-turns">{"".join(conversation.shown)}</div>'
    words = wording("chat")
    lines = "".join(f"<p>{escape(line)}</p>" for line in words["welcome"])
    return (
        f'<div class="sb-welcome"><h2>{escape(words["welcome_heading"])}</h2>{lines}'
        f"<h3>{escape(words['examples_heading'])}</h3></div>"
    )
