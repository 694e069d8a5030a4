"""The finding that a file holds words which its readers do not see."""

from corpus.finding import Finding, FindingKind
from ingest.wording import worded, wording


def hidden_finding(form: str, count: int, page: int | None = None) -> Finding:
    """`count` words were left out; `form` is the format's name in `wording.toml`, `page` 1-based where it has pages."""
    what = wording()["hides"][form].format(count=count, page=page)
    return worded(FindingKind.HIDDEN, {"what": what}, page=page)
