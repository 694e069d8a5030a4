"""Change impact as one page that needs nothing else: no script, no other file, no other host. It prints."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from corpus.days import day_in_words
from ui.check_page import alone_html
from ui.impact_html import impact_html
from ui.wording import wording

if TYPE_CHECKING:
    from evals.impact import Impact
    from ui.rests import Resting


def impact_page(found: "Impact", rests: "Resting", again: str, places: Sequence[str]) -> str:
    """The whole page. again: the section on the cases that were asked again, as HTML. places: what was compared, by name."""
    words = wording("impact")
    made = words["page_made"].format(day=day_in_words(date.today()))
    old, new = places if len(places) == 2 else (words["page_library"], places[0])
    facts = f"<p>{escape(words['page_compared'].format(old=old, new=new))}</p>"
    return alone_html(words["page_title"], made, facts + impact_html(found, rests, linked=False) + again)
