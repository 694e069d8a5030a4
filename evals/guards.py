"""How well the guards do, in one table: `python -m evals.guards [SUITE…]`. It asks no library, no index and no network.

Printed as Markdown, and written to docs/guards.md with `--write`. SUITE: more questions, most of them not urgent, as JSON lines.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.fit_urgent import read_examples
from assistant.urgent import load_urgent_rules
from corpus.names import find_names
from evals.guards_mask import Share, altered, guidance_sentences, made_sentences, recall
from evals.guards_urgent import held_half, ordinary

ROOT = Path(__file__).resolve().parent.parent
PHRASINGS = ROOT / "tests" / "data" / "urgent.jsonl"
CALM = ROOT / "tests" / "data" / "calm_questions.txt"
SUITES = ROOT / "evals" / "suites"
SHARED = ROOT.parent / "shared"
NAMES = frozenset({"titled", "cued", "uncued"})
HEAD = """# What the guards find

Printed by `python -m evals.guards`; the limits are those that the project set itself.
"""


def guards(more: Sequence[Path] = ()) -> Iterator[str]:
    """The lines of the table, as Markdown."""
    yield from ("| measured | found | of | share | limit |", "|---|--:|--:|--:|---|")
    yield from _urgent(more)
    yield from _mask()


def _urgent(more: Sequence[Path]) -> Iterator[str]:
    rules = load_urgent_rules()
    held = held_half(read_examples(PHRASINGS), CALM, rules)
    yield _row(
        "urgent phrasings held apart, found by weights learnt from the other half", held.found, held.urgent, "≥ .990"
    )
    yield _row("other phrasings held apart, taken for urgent", held.alarms, held.calm, "≤ .020")
    dev = SHARED / "eval" / "dev.jsonl"
    suites = [*sorted(SUITES.glob("*.jsonl")), *more, *([dev] if dev.exists() else [])]
    for it in ordinary(suites, rules):
        if it.tuning:
            yield _row(
                f"ordinary questions of `{it.suite}`, tuning half, taken for urgent", it.tuning_alarms, it.tuning, "0"
            )
        if it.held:
            yield _row("the same, half held apart", it.held_alarms, it.held, "0")


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
