"""`make prove`: every fault trial at its full count. It goes on where it was stopped; the table is docs/proofs.md.

    python -m evals.prove [--seed N] [--share 1.0] [--only WORD]

`--share 0.1` runs the first tenth of each proof's trials; the table says how many were run.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from corpus.settings import PROJECT
from evals.proof import Proof, Trial, Verdict
from evals.prove_backup import backup_under_writes
from evals.prove_files import bomb, mutant
from evals.prove_kill import kill_reader, kill_writer, second_writer
from evals.prove_republish import republish
from evals.prove_server import kill_server

SEED = 20261121
TABLE = PROJECT / "docs" / "proofs.md"
RESULTS = PROJECT / "output" / "proofs"
WHOLE = "no paragraph lost or doubled, all find themselves"
AT_ONCE = 2
"""Trials measure their own processes, so two at a time disturb nothing but each other's moments."""
PROOFS = (
    Proof(name="Killed writer", promise=f"old library or new one, {WHOLE}", trials=20, try_once=kill_writer),
    Proof(name="Killed reader", promise=f"one file refused, the others in, {WHOLE}", trials=20, try_once=kill_reader),
    Proof(
        name="Killed Chroma server",
        promise=f"old library or new one, found without it, {WHOLE}",
        trials=20,
        try_once=kill_server,
    ),
    Proof(
        name="Second writer", promise="refused with exit code 4, the holder named", trials=20, try_once=second_writer
    ),
    Proof(name="Mutated file", promise="read or refused by name, under 200 MB", trials=1000, try_once=mutant),
    Proof(name="Bomb", promise="read or refused by name, under 200 MB", trials=40, try_once=bomb),
    Proof(
        name="Backup under writes",
        promise="restored whole, torn copies noticed",
        trials=10,
        try_once=backup_under_writes,
    ),
    Proof(
        name="Republished",
        promise="1,000 changed paragraphs: no old wording found, old citations open it",
        trials=2,
        try_once=republish,
    ),
)
Results = dict[str, Verdict]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is not yet run, write the table, and end with 1 where a promise did not hold."""
    options = argparse.ArgumentParser(prog="prove", description="Run the fault trials at full count.")
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--share", type=float, default=1.0, help="of each proof's trials, at least one")
    options.add_argument("--only", default="", help="proofs whose name holds this word")
    chosen = options.parse_args(arguments)
    commit = _commit()
    say = Console(soft_wrap=True, highlight=False).print
    say(f"Seed {chosen.seed}, commit {commit}.")
    kept = RESULTS / f"{commit}-{chosen.seed}.jsonl"
    results = _kept(kept)
    proofs = [proof for proof in PROOFS if chosen.only.lower() in proof.name.lower()]
    with tempfile.TemporaryDirectory(prefix="soundingboard-prove-") as bench:
        for proof in proofs:
            trials = range(max(1, round(proof.trials * chosen.share)))
            for key, verdict in run_proof(proof, trials, chosen.seed, Path(bench), kept):
                results[key] = verdict
                say(f"{key}: {'held' if verdict.held else 'BROKEN'}: {verdict.ended}", markup=False)
    TABLE.write_text(table(results, chosen.seed, commit), encoding="utf-8")
    say(f"{TABLE.relative_to(PROJECT)} is written.")
    return 0 if all(verdict.held for verdict in results.values()) else 1


def run_proof(proof: Proof, trials: range, seed: int, bench: Path, kept: Path) -> Iterator[tuple[str, Verdict]]:
    """The verdicts of the trials that are not kept yet, in order, each written down as soon as it is known."""
    known = _kept(kept)
    kept.parent.mkdir(parents=True, exist_ok=True)

    def tried(number: int) -> Verdict:
        with tempfile.TemporaryDirectory(dir=bench) as home:
            return proof.try_once(Trial(number=number, seed=seed, bench=bench, home=Path(home)))

    numbers = [number for number in trials if _key(proof, number) not in known]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number, verdict in zip(numbers, pool.map(tried, numbers), strict=True):
            with kept.open("a", encoding="utf-8") as file:
                file.write("\n" + json.dumps({"key": _key(proof, number), **asdict(verdict)}))
            yield _key(proof, number), verdict


def _key(proof: Proof, number: int) -> str:
    return f"{proof.name}/{number}"


def table(results: Results, seed: int, commit: str) -> str:
    """The verdicts as a page: a line per proof, then how the trials ended.

    >>> page = table({"Bomb/0": Verdict(held=True, ended="read", megabytes=7)}, 1, "abc")
    >>> print(page.splitlines()[12])
    | Bomb | read or refused by name, under 200 MB | 1 of 40 | 1 | 7 MB |
    """
    lines = [
        "# Proofs",
        "",
        f"Written by `make prove` on {datetime.now(UTC):%d %B %Y}: commit {commit}, seed {seed}.",
        "Each trial draws from seed and number, so the same trial can be run again.",
        "",
        "| proof | promise | trials run | promise held | most growth |",
        "|---|---|---|---|---|",
    ]
    endings = ["", "| proof | ended | times |", "|---|---|---|"]
    for proof in PROOFS:
        own = [verdict for key, verdict in results.items() if key.startswith(f"{proof.name}/")]
        growth = f"{max((it.megabytes for it in own), default=0)} MB" if any(it.megabytes for it in own) else ""
        held = sum(verdict.held for verdict in own)
        lines.append(f"| {proof.name} | {proof.promise} | {len(own)} of {proof.trials} | {held} | {growth} |")
        counted = Counter(verdict.ended for verdict in own)
        endings += [f"| {proof.name} | {ended} | {times} |" for ended, times in sorted(counted.items())]
    return "\n".join([*lines, *endings]) + "\n"


def _kept(file: Path) -> Results:
    """Verdicts by `proof/number`; a line that was cut off is left out."""
    found: Results = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        try:
            said = json.loads(line)
        except ValueError:
            continue
        key = said.pop("key")
        found[key] = Verdict(**said)
    return found


def _commit() -> str:
    """The commit of the working tree, with `-changed` where files are not as in it."""

    def asked(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=PROJECT, capture_output=True, text=True, check=False).stdout.strip()

    changed = "-changed" if asked("status", "--porcelain", "--untracked-files=no", "--", ":!docs/proofs.md") else ""
    return (asked("rev-parse", "--short", "HEAD") or "unknown") + changed


if __name__ == "__main__":
    sys.exit(main())
