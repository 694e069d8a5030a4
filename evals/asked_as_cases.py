"""Asked-as lines from a suite: the question of an accepted case, for each paragraph that its must_cite names."""

from collections.abc import Iterator, Sequence

from corpus.errors import UnknownDocument
from corpus.library import Library
from corpus.paragraph import Paragraph
from evals.case import Case, MustCite
from evals.fold import fold


def attachable(cases: Sequence[Case], library: Library) -> Iterator[tuple[Case, Paragraph]]:
    """Each answerable case that stands alone, with the first paragraph of each current edition that carries a quote it must cite.

    A case with turns before it is left out: its question alone asks something else. So is what the library does not hold.
    """
    for case in cases:
        if not case.answerable or case.history:
            continue
        found = (_carries(cited, library) for cited in case.must_cite)
        for paragraph in dict.fromkeys(it for it in found if it is not None):
            yield case, paragraph


def _carries(cited: MustCite, library: Library) -> Paragraph | None:
    try:
        paragraphs = library.paragraphs(cited.document)
    except UnknownDocument:
        return None
    quote = fold(cited.quote)
    return next((it for it in paragraphs if quote in fold(it.text)), None)
