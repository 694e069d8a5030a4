"""`kill -9` of a real `chroma run`, at random points of an ingest into it."""

from contextlib import closing
from pathlib import Path

from corpus.restore import restore
from corpus.snapshot import GENERATIONS
from corpus.vector_place import prefix_of
from corpus.vectors import collection_names
from evals.chroma_run import ChromaRun
from evals.kill_point import KillPoint, Process, generations, killed
from evals.proof import Trial, Verdict
from evals.prove_kill import PATIENCE, completed
from evals.prove_library import base, current, faults, marks_in, start, until_locked, write_documents

UNUSABLE = 3


def kill_server(trial: Trial) -> Verdict:
    """Kill the server of an ingest at work. The ingest ends whole, or with 3 and the old library; meanwhile every paragraph is
    found; with the server back every window finds itself, and the next ingest completes and leaves no collection over.
    """
    ready, data, mark = base(trial.bench), trial.home / "data", f"mark{trial.number + 1}"
    documents = write_documents(trial.home / "docs", mark)
    with ChromaRun(trial.home / "chroma") as server:

        def begin() -> tuple[Process, set[str]]:
            server.start()
            restore(ready.saved, data, chroma=server.address)
            before = generations(data)
            process = start(["ingest", str(documents), "--json"], data, server.address)
            until_locked(process, data)
            return process, before

        def kill(process: Process) -> bool:
            at_work = process.poll() is None
            server.kill()
            said.append(process.communicate(timeout=PATIENCE)[1])
            codes.append(process.returncode)
            return at_work

        said: list[str] = []
        codes: list[int] = []
        part = killed(KillPoint(trial.number, trial.draw(), ready.seconds), begin, kill, data)
        wrong, new = _ended(codes[-1], said[-1], data, mark)
        wrong += _without(data)
        server.start()
        wrong += [*faults(data), *completed(documents, data, mark, server.address), *_left_over(server, data)]
    return Verdict(held=not wrong, ended="; ".join(wrong) or f"{part}: the {'new' if new else 'old'} library")


def _ended(code: int, said: str, data: Path, mark: str) -> tuple[list[str], bool]:
    """What is wrong with how the ingest ended, and whether the library is the new one."""
    seen = set(marks_in(data).values())
    if code == 0 and seen == {mark}:
        return [], True
    if code == UNUSABLE and seen == {"mark0"} and "Chroma server at http" in said:
        return [], False
    return [f"ended with {code}, the library says {sorted(seen)}: {said[-200:]}"], False


def _without(data: Path) -> list[str]:
    """Paragraphs that are not found while the server is down."""
    with closing(current(data)) as generation:
        lost = [
            place
            for place, row in enumerate(generation.window_rows.tolist())
            if row not in generation.nearest(generation.windows[place], 5)
        ]
    return [f"{len(lost)} windows are not found without the server"] if lost else []


def _left_over(server: ChromaRun, data: Path) -> list[str]:
    """Collections of this library that no generation has, or generations that have none."""
    prefix = prefix_of(data / GENERATIONS)
    there = {name.removeprefix(prefix) for name in collection_names(server.address) if name.startswith(prefix)}
    return (
        [] if there == generations(data) else [f"collections {sorted(there)}, generations {sorted(generations(data))}"]
    )
