"""`kill -9` at random points: of the writer, and of the process that reads its files; and second writers."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from random import Random

from evals.kill_point import KillPoint, generations, killed
from evals.proof import Trial, Verdict
from evals.prove_library import base, faults, marks_in, start, until_locked, write_documents

PATIENCE = 300.0
LINES = 40_000
"""Some seconds' reading."""
SAYING = """
import sys
from pathlib import Path
from corpus.settings import load_settings
from ingest.ingest import ingest
report = ingest([Path(sys.argv[1])], load_settings(), lambda it: print(it.stage.value, it.name, flush=True))
for file in report.files:
    print("file", file.file, file.outcome.value, file.error or "", flush=True)
"""
"""An ingest that says which file it reads, and what became of each."""


def kill_writer(trial: Trial) -> Verdict:
    """Kill an ingest at work: the library is the old or the new one, and the next ingest works."""
    ready, data, mark = base(trial.bench), trial.home / "data", f"mark{trial.number + 1}"
    documents = write_documents(trial.home / "docs", mark)

    def begin() -> tuple["subprocess.Popen[str]", set[str]]:
        shutil.copytree(ready.data, data)
        before = generations(data)
        process = start(["ingest", str(documents), "--json"], data)
        until_locked(process, data)
        return process, before

    part = killed(KillPoint(trial.number, trial.draw(), ready.seconds), begin, _kill, data)
    seen = set(marks_in(data).values())
    wrong = [*faults(data), *(() if seen in ({"mark0"}, {mark}) else (f"after the kill it says {sorted(seen)}",))]
    wrong += completed(documents, data, mark)
    state = "old" if seen == {"mark0"} else "new"
    return Verdict(held=not wrong, ended="; ".join(wrong) or f"{part}: the {state} library")


def _kill(process: "subprocess.Popen[str]") -> bool:
    process.kill()
    process.communicate()
    return process.returncode == -signal.SIGKILL


def completed(documents: Path, data: Path, mark: str, chroma: str = "") -> list[str]:
    """What is wrong after the same ingest again, which has to complete what was begun."""
    again = start(["ingest", str(documents), "--json"], data, chroma)
    complaint = again.communicate(timeout=PATIENCE)[1]
    wrong = [f"the next ingest ended with {again.returncode}: {complaint[-200:]}"] if again.returncode else []
    said = set(marks_in(data).values())
    return [*wrong, *faults(data), *(() if said == {mark} else (f"the next ingest left {sorted(said)}",))]


def kill_reader(trial: Trial) -> Verdict:
    """Kill the process that reads, in an ingest: at most the file it was at is refused, by name, and all others are in."""
    ready, data, draw, mark = base(trial.bench), trial.home / "data", trial.draw(), f"mark{trial.number + 1}"
    documents = write_documents(trial.home / "docs", mark)
    slow = documents / "b-slow.txt" if trial.number % 2 else None
    if slow:
        slow.write_text("\n\n".join(f"{n} A worker must see child {n} alone and at home." for n in range(LINES)))
    shutil.copytree(ready.data, data)
    process = start([str(documents)], data, code=SAYING)
    refused = _refused(process, "b-slow.txt" if slow else "a.md", draw)
    wrong = [*faults(data, mixed=True)]
    if process.returncode or len(refused) > 1:
        wrong.append(f"ended with {process.returncode}, refused {sorted(refused)}")
    wrong += [f"{name}: {why}" for name, why in refused.items() if "its reader was ended by SIGKILL" not in why]
    said = {name: mark if f"{name}.md" not in refused else "mark0" for name in marks_in(data)}
    if marks_in(data) != said:
        wrong.append("a file that was not refused is not in")
    if slow:
        slow.unlink()
    wrong += completed(documents, data, mark)
    at = "in a long file" if slow else "at the first files"
    return Verdict(
        held=not wrong, ended="; ".join(wrong) or f"{at}: {'one refused by name' if refused else 'none refused'}"
    )


def _refused(process: "subprocess.Popen[str]", file: str, draw: Random) -> dict[str, str]:
    """Kill the reader some time after a file was begun, and let the ingest go on; what it refused, with the reasons."""
    assert process.stdout is not None
    refused: dict[str, str] = {}
    for line in process.stdout:
        words = line.split(maxsplit=3)
        if words[:2] == ["reading", file]:
            time.sleep(draw.uniform(0, 0.5))
            for reader in _children(process.pid):
                os.kill(reader, signal.SIGKILL)
        if words[:1] == ["file"] and words[2] == "refused":
            refused[words[1]] = words[3]
    process.wait(PATIENCE)
    return refused


def _children(parent: int) -> list[int]:
    """The processes that a process has started (Linux: the fourth field of /proc/PID/stat)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = re.sub(r"\(.*\)", "-", stat.read_text()).split()
        except OSError:
            continue
        if int(fields[3]) == parent:
            found.append(int(fields[0]))
    return found


def second_writer(trial: Trial) -> Verdict:
    """While one ingest is at work, another ends with 4 and says who is at work; the first is not disturbed."""
    data = trial.home / "data"
    shutil.copytree(base(trial.bench).data, data)
    first = start(["ingest", str(write_documents(trial.home / "docs", "mark1")), "--json"], data)
    held = until_locked(first, data)
    os.kill(first.pid, signal.SIGSTOP)
    try:
        second = start(["ingest", str(write_documents(trial.home / "other", "mark2")), "--json"], data)
        complaint = second.communicate(timeout=PATIENCE)[1]
    finally:
        os.kill(first.pid, signal.SIGCONT)
    ended = _end(first)
    named = f"process {first.pid}." in complaint and "soundingboard ingest" not in complaint.split("found")[0]
    whole = not list(faults(data)) and set(marks_in(data).values()) == {"mark1"}
    held = held and second.returncode == 4 and named and ended == 0 and whole
    return Verdict(
        held=held, ended="refused, the holder named" if held else f"ended with {second.returncode}: {complaint[-200:]}"
    )


def _end(process: "subprocess.Popen[str]") -> int:
    process.communicate(timeout=PATIENCE)
    return process.returncode
