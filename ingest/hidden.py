"""The finding that a file holds words which its readers do not see."""

from corpus.finding import Finding, FindingKind
from ingest.wording import worded, wording

MOST_SHOWN = 80  # characters of what is hidden: enough to know it again


def hidden_finding(form: str, count: int, page: int | None = None, unseen: str = "") -> Finding:
    """`count` words were left out; `form` is the format's name in `wording.toml`, `page` 1-based where it has pages.

    unseen: the words, of which the owner is shown the first.
    """
    what = wording()["hides"][form].format(count=count, page=page)
    if unseen:
        cut = unseen[:MOST_SHOWN] + ("…" if len(unseen) > MOST_SHOWN else "")
        what += " " + wording()["hides"]["opening"].format(words=cut)
    return worded(FindingKind.HIDDEN, {"what": what}, page=page)
