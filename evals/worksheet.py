"""Worksheet: what is still to be judged, with all that a reader needs to see, and the verdicts taken back without the text.

A worksheet holds text of documents and of questions. It belongs into a folder that is not under version control.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.errors import SuiteError
from evals.citation_precision import unjudged
from evals.judgement import Judgement, Pair
from evals.run import Result, Run

READER = "reader"
VERDICTS = {"yes": True, "no": False}


def write_worksheet(path: Path, run: Run, judgements: Mapping[Pair, Judgement]) -> int:
    """Write one JSON line for each pair that nobody has judged, with an empty `verdict`; returns how many."""
    wanted = frozenset(unjudged(run, judgements))
    lines = [line for result in run.results for line in _lines(result, wanted)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return len(lines)


def _lines(result: Result, wanted: frozenset[Pair]) -> Iterator[dict[str, Any]]:
    case = result.case
    seen: set[Pair] = set()
    for citation, paragraph in result.reply.cited():
        pair = (case.id, citation.paragraph_id)
        if pair not in wanted or pair in seen:
            continue
        seen.add(pair)
        yield {
            "question_id": case.id,
            "paragraph_id": citation.paragraph_id,
            "verdict": "",
            "before": list(case.history),
            "question": case.question,
            "quote": citation.quote,
            "document": citation.title,
            "headings": list(paragraph.headings),
            "paragraph": paragraph.text,
        }


def read_worksheet(path: Path) -> dict[Pair, Judgement]:
    """The verdicts that a worksheet was given: lines whose `verdict` is still empty are passed over.

    Raises SuiteError with every mistake by line: no JSON object, no ids, a verdict other than yes or no.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SuiteError(f"Expected a worksheet at {path}, could not read it: {error}.") from error
    found: dict[Pair, Judgement] = {}
    mistakes: list[str] = []
    for at, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        read = _read(line)
        verdict = str(read.get("verdict", "")).strip().lower()
        pair = (str(read.get("question_id", "")), str(read.get("paragraph_id", "")))
        if not all(pair) or verdict not in ("", *VERDICTS):
            mistakes.append(f"line {at}: expected ids and a verdict of yes or no, found {pair} and {verdict!r}")
        elif verdict:
            found[pair] = Judgement(question=pair[0], paragraph=pair[1], helps=VERDICTS[verdict], judge=READER)
    if mistakes:
        raise SuiteError(f"{path} has {len(mistakes)} mistake(s):\n  " + "\n  ".join(mistakes))
    return found


def _read(line: str) -> dict[str, Any]:
    try:
        read = json.loads(line)
    except json.JSONDecodeError:
        return {}
    return read if isinstance(read, dict) else {}
