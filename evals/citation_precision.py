"""Citation precision: of the paragraphs that answers cite, the share that a reader found to bear on the question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.interval import Interval, ratio_interval
from evals.judgement import Judgement, Pair
from evals.run import Result, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """share: paragraphs judged yes over paragraphs judged, with its interval over questions; None where none was judged.

    `interval.n` is how many were judged. unjudged: how many were not, which is not the same as no.
    """

    share: Interval | None
    unjudged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationPrecision:
    """every: of all cited paragraphs. stated: of those that the statements quote, without a criteria map's and the people's."""

    every: Precision
    stated: Precision


def citation_precision(run: Run, judgements: Mapping[Pair, Judgement]) -> CitationPrecision:
    """A run's precision by the judgements there are. A paragraph counts once for each question that it is cited for."""
    return CitationPrecision(
        every=_precision([cited_pairs(it) for it in run.results], judgements),
        stated=_precision([stated_pairs(it) for it in run.results], judgements),
    )


def cited_pairs(result: Result) -> tuple[Pair, ...]:
    """Every paragraph that an answer cites, each once, in order of appearance."""
    return tuple(dict.fromkeys((result.case.id, it.paragraph_id) for it in result.reply.answer.citations))


def stated_pairs(result: Result) -> tuple[Pair, ...]:
    """Those that a statement of the answer quotes."""
    answer = result.reply.answer
    stated = {n for section in answer.sections for statement in section.statements for n in statement.citations}
    return tuple(dict.fromkeys((result.case.id, it.paragraph_id) for it in answer.citations if it.n in stated))


def unjudged(run: Run, judgements: Mapping[Pair, Judgement]) -> tuple[Pair, ...]:
    """The pairs of a run that nobody has judged, in order, each once."""
    pairs = dict.fromkeys(pair for result in run.results for pair in cited_pairs(result))
    return tuple(pair for pair in pairs if pair not in judgements)


def _precision(by_question: Sequence[Sequence[Pair]], judgements: Mapping[Pair, Judgement]) -> Precision:
    judged = [[judgements[pair].helps for pair in pairs if pair in judgements] for pairs in by_question]
    return Precision(
        share=ratio_interval([(sum(helps), len(helps)) for helps in judged if helps]),
        unjudged=sum(map(len, by_question)) - sum(map(len, judged)),
    )
