"""How well the guards do, in one table: `python -m evals.guards [SUITE…]`. It asks no library, no index and no network.

Printed as Markdown, and written to docs/guards.md with `--write`. SUITE: more questions, most of them not urgent, as JSON lines.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.urgent import load_urgent_rules
from assistant.urgent_meaning import load_meaning_rules, open_net
from corpus.names import find_names
from evals.graded import FOLDER as GRADED
from evals.guards_mask import Share, altered, guidance_sentences, made_sentences, recall
from evals.guards_urgent import Check, Questions, Shown, ordinary, shown
from evals.halves import Half
from evals.urgent_examples import APART, CONFIRM, SHORT, TWINS_APART, apart, read_examples

ROOT = Path(__file__).resolve().parent.parent
SUITES = ROOT / "evals" / "suites"
SHARED = ROOT.parent / "shared"
PHRASINGS: Mapping[str, tuple[Path, ...]] = {
    "phrasings by writers who have not seen the patterns": (APART,),
    "messages of a few words by such a writer": (SHORT,),
    "phrasings and messages, both together": (APART, SHORT),
}
TWINS = "messages of which each has a twin that shares most of its words, by another writer"
FRESH = "messages of a fresh set, asked once after everything was chosen"
LIMITS = ("≥ .990", "≥ .990", "≤ .020", "reported")
"""Of what is urgent: found, and found or reminded of; of what is not: taken for urgent, and that or reminded of."""
NAMES = frozenset({"titled", "cued", "uncued"})
HEAD = """# What the guards find

Printed by `python -m evals.guards`; the limits are those that the project set itself.
The urgent weights were learnt from the learning half of the phrasings, so that only the
measuring half says how well they do on others.
Choices of the urgent check were made with the measuring half in sight, and three fresh
sets did not confirm its figures; they are learnt from now, and a fourth, asked once, did
(docs/decisions/0023-a-third-view-of-danger.md). Questions of `graded` are by people who had
read nothing; a few of theirs may well be asked while it happens.
"""


def guards(more: Sequence[Path] = ()) -> Iterator[str]:
    """The lines of the table, as Markdown."""
    yield from ("| measured | found | of | share | limit |", "|---|--:|--:|--:|---|")
    yield from _urgent(more)
    yield from _mask()


def _urgent(more: Sequence[Path]) -> Iterator[str]:
    alone = Check(rules=load_urgent_rules(), meaning=load_meaning_rules())
    net = open_net()
    checks = {"the first check alone": alone, "both checks": replace(alone, net=net)}
    for how, check in checks.items():
        for half in Half:
            for said, paths in PHRASINGS.items():
                yield from _phrasings(said, f"{half} half, {how}", shown(check, apart(half, paths)))
        yield from _phrasings(FRESH, how, shown(check, read_examples(CONFIRM)))
        yield from _phrasings(TWINS, how, shown(check, read_examples(TWINS_APART)), limits=("reported",) * 4)
    dev = SHARED / "eval" / "dev.jsonl"
    suites = [
        *sorted(SUITES.glob("*.jsonl")),
        *sorted(GRADED.glob("demo*.jsonl")),
        *more,
        *([dev] if dev.exists() else []),
    ]
    for how, check in checks.items():
        for it in ordinary(suites, check):
            yield from _ordinary(it, how)


def _phrasings(said: str, which: str, found: Shown, limits: Sequence[str] = LIMITS) -> Iterator[str]:
    reminded = "the same, with a reminder above the answer"
    yield _row(f"urgent {said}, {which}", found.found, found.urgent, limits[0])
    yield _row(reminded, found.found_or_reminded, found.urgent, limits[1])
    yield _row(f"other {said}, taken for urgent, {which}", found.alarms, found.calm, limits[2])
    yield _row(reminded, found.alarms_or_reminders, found.calm, limits[3])


def _ordinary(it: Questions, how: str) -> Iterator[str]:
    of = f"ordinary questions of `{it.suite}`, {how}"
    if it.tuning:
        yield _row(f"{of}, tuning half, taken for urgent", it.tuning_alarms, it.tuning, "0")
    if it.held:
        yield _row("the same, half held apart", it.held_alarms, it.held, "0")
    if it.tuning + it.held:
        yield _row(
            "the same, both halves, with a reminder above the answer", it.reminded, it.tuning + it.held, "reported"
        )


def _mask() -> Iterator[str]:
    made = made_sentences()
    structured = recall([it for it in made if it.kind not in NAMES])
    yield _share("identifiers with a format, masked", structured, "≥ .995")
    for kind in sorted({it.kind for it in made} - NAMES):
        yield _share(f"of these: {kind}", recall([it for it in made if it.kind == kind]), "")
    yield _share("names with a cue, masked", recall([it for it in made if it.kind in {"cued", "titled"}]), "≥ .900")
    yield _share("names without a cue, masked", recall([it for it in made if it.kind == "uncued"]), "reported")
    guidance = guidance_sentences(SHARED / "guidance")
    if guidance:
        yield _share(
            "guidance sentences altered, with their documents in the library",
            altered(guidance, find_names(guidance)),
            "≤ .005",
        )
        yield _share("guidance sentences altered, with no library", altered(guidance, frozenset()), "reported")


def _share(what: str, share: Share, limit: str) -> str:
    return _row(what, share.hits, share.of, limit)


def _row(what: str, hits: int, of: int, limit: str) -> str:
    return f"| {what} | {hits:,} | {of:,} | {hits / of:.4f} | {limit} |"


def main(arguments: Sequence[str]) -> None:
    """Print the table; with `--write`, write it to docs/guards.md as well."""
    lines = [*guards([Path(it) for it in arguments if not it.startswith("--")])]
    print("\n".join(lines))  # noqa: T201
    if "--write" in arguments:
        (ROOT / "docs" / "guards.md").write_text("\n".join([HEAD, *lines, ""]), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
