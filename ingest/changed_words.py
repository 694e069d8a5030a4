"""Changed words: the words of a document that came out otherwise than its file has them. Each must be a repair on record."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.finding import Finding, Repair
from ingest.align import aligned
from ingest.entry import ManifestEntry
from ingest.ledger import came_out
from ingest.ledger_source import source_of, tokens
from ingest.number import number
from ingest.read import read
from ingest.read_document import titled
from ingest.repair import repair

_JOINED = re.compile(r"\[soft hyphen\]|-?⏎")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedWords:
    """words: those that came out and stand in the source not so, small, in reading order. unrecorded: those of them that no
    repair on record made. repairs: all that are on record."""

    words: tuple[str, ...]
    unrecorded: tuple[str, ...]
    repairs: tuple[Repair, ...]


def changed_words(path: Path, entry: ManifestEntry) -> ChangedWords:
    """Read one file as the document's line does and lay what came out beside the file's own words.

    Raises FileRefused as `read_document` does.
    """
    file = read(path)
    document = titled(entry.document, file, path)
    blocks, findings = repair(file.blocks)
    paragraphs = number(blocks, document, entry.edition)
    out = [*came_out(paragraphs, document, file.title, blocks)]
    held = _unchanged(source_of(path).words, [it.word for it in out])
    words = tuple(it.word for n, it in enumerate(out) if n not in held and not it.optional)
    repairs = tuple(_repairs((*file.findings, *findings)))
    made = Counter(word for it in repairs for word in _made(it))
    unrecorded = []
    for word in words:
        made[word] -= 1
        if made[word] < 0:
            unrecorded.append(word)
    return ChangedWords(words=words, unrecorded=tuple(unrecorded), repairs=repairs)


def _unchanged(source: Sequence[str], out: Sequence[str]) -> set[int]:
    """The places in `out` of words that the source has: in its order or moved in long runs, then what is left in its order."""
    pairs = aligned(source, out)
    held = set(pairs.values())
    here, there = [n for n in range(len(source)) if n not in pairs], [n for n in range(len(out)) if n not in held]
    late = aligned([source[n] for n in here], [out[n] for n in there])
    return held | {there[to] for to in late.values()}


def _repairs(findings: Iterable[Finding]) -> Iterator[Repair]:
    return (repair for finding in findings for repair in finding.repairs)


def _made(repair: Repair) -> Iterator[str]:
    """The words that a repair made, each as often as it did."""
    before = Counter(tokens(_JOINED.sub(" ", repair.before)))
    for word, times in (Counter(tokens(repair.after)) - before).items():
        yield from [word] * (times * repair.times)
