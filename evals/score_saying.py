"""Scores of the wordings that an answer must and must not hold, and of how long it took."""

from evals.case import Case
from evals.fold import find_wording
from evals.reply import Reply
from evals.score import Score, unscored
from evals.scoring import read_scoring


def says_what_it_must(case: Case, reply: Reply) -> Score:
    """Share of the wordings of `must_say` that stand in the answer. Unscored where there are none.

    Compared on [a-z0-9], from the beginning of a word to the end of one, in `answer.text`: all that a person is shown.
    """
    if not case.must_say:
        return unscored("nothing that must be said")
    said = [it for it in case.must_say if find_wording(reply.answer.text, it)]
    missing = [it for it in case.must_say if it not in said]
    why = "not said: " + " | ".join(missing) if missing else "all said"
    return Score(value=len(said) / len(case.must_say), answer=" | ".join(said), explanation=why)


def says_nothing_it_must_not(case: Case, reply: Reply) -> Score:
    """1 if no wording of `must_not_say` stands in the answer, else 0; compared as in `must_say`. Unscored: none given."""
    if not case.must_not_say:
        return unscored("nothing that must not be said")
    said = [it for it in case.must_not_say if find_wording(reply.answer.text, it)]
    why = "said, and must not be" if said else "nothing said that must not be"
    return Score(value=float(not said), answer=" | ".join(said), explanation=why)


def in_time(case: Case, reply: Reply) -> Score:  # noqa: ARG001  every scorer takes a case and a reply
    """1 if the whole answer took at most the seconds of `data/scoring.toml`, else 0: wall time, of this machine."""
    most = read_scoring()["time"]["seconds"]
    took = f"{reply.seconds * 1000:.0f} ms"
    return Score(value=float(reply.seconds <= most), answer=took, explanation=f"at most {most * 1000:.0f} ms")
