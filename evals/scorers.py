"""Scorers beside those of a run's figures, by name. 1 is right in each."""

from collections.abc import Callable, Mapping

from evals.case import Case
from evals.reply import Reply
from evals.score import Score, refused_as_asked
from evals.score_citing import cites_none_forbidden, evidence_anywhere, listed_precision, number_as_printed
from evals.score_duty import duty_words_kept
from evals.score_personal import echoes_nobody
from evals.score_saying import in_time, says_nothing_it_must_not, says_what_it_must

FURTHER_SCORERS: Mapping[str, Callable[[Case, Reply], Score]] = {
    "evidence@all": evidence_anywhere,
    "citation precision": listed_precision,
    "must not cite": cites_none_forbidden,
    "number as printed": number_as_printed,
    "duty words": duty_words_kept,
    "must say": says_what_it_must,
    "must not say": says_nothing_it_must_not,
    "refused as asked": refused_as_asked,
    "personal data": echoes_nobody,
    "time": in_time,
}
