"""The page `docs/answers.md`: answers on the demonstration area in full, answers on other documents by address alone."""

from collections.abc import Iterator, Mapping, Sequence

from evals.answers import Reading, Verdict
from evals.figures import addresses

HEADINGS: Mapping[str, str] = {"demo": "# Answers, read as a practitioner", "other": "## On real documents"}
"""How each part begins, in the order of the page."""
SAID: Mapping[Verdict, str] = {
    Verdict.YES: "Could be acted on.",
    Verdict.PARTLY: "Could be acted on in part.",
    Verdict.NO: "Could not be acted on.",
}
NOT_READ = "Not read yet."
CHANGED = "The answer changed since it was read."


def page_in_full(found: Sequence[Reading], heading: str = HEADINGS["demo"]) -> str:
    """Every question with its whole answer and what the reader says of it."""
    lines = [
        heading,
        "",
        "`soundingboard evals answers --write` asks these questions and prints what comes back. Each answer was read in the",
        "place of the practitioner who asks; where one has changed since, the page says so and the judgement no longer counts.",
        "",
        tally(found),
        "",
        *(line for it in found for line in _in_full(it)),
    ]
    return "\n".join(lines)


def page_by_address(found: Sequence[Reading], heading: str = HEADINGS["other"]) -> str:
    """Every question with how it ended, the addresses of what is cited, and what the reader says of it: no text."""
    lines = [
        heading,
        "",
        "The same command with `--library-from` and `--questions`. No text of those documents is shown here.",
        "",
        tally(found),
        "",
        "| question | ended | cited | judgement |",
        "|---|---|---|---|",
        *(_row(it) for it in found),
        "",
    ]
    return "\n".join(lines)


def tally(found: Sequence[Reading]) -> str:
    """How many answers could be acted on, in one sentence; what was not read or has changed is counted apart."""
    read = [it.counts for it in found if it.counts]
    counts = {verdict: sum(it.verdict is verdict for it in read) for verdict in Verdict}
    changed = sum(it.changed for it in found)
    unread = len(found) - len(read) - changed
    return (
        f"Of {len(found)} answers {counts[Verdict.YES]} could be acted on, {counts[Verdict.PARTLY]} in part, "
        f"{counts[Verdict.NO]} could not; {changed} changed since they were read, {unread} were not read yet."
    )


def judgement(it: Reading) -> str:
    """What the reader says, or that nobody has read this answer."""
    if it.counts:
        return f"{SAID[it.counts.verdict]} {it.counts.judgement}"
    return CHANGED if it.changed else NOT_READ


def _in_full(it: Reading) -> Iterator[str]:
    case, answer = it.result.case, it.result.reply.answer
    yield from (f"## {case.id}: {', '.join(case.tags)}", "")
    yield from (f"Earlier: {turn}" for turn in case.history)
    yield from (f"**{case.question}**", "", f"Ended as {answer.outcome.value}.", "")
    yield from (f"> {line}".rstrip() for line in answer.text.split("\n"))
    yield from ("", f"**Read:** {judgement(it)}", "")


def _row(it: Reading) -> str:
    _, cited = addresses(it.result)
    cells = (it.result.case.question, it.result.reply.answer.outcome.value, ", ".join(cited) or "–", judgement(it))
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
