"""repair: what extraction breaks is mended before paragraphs are numbered. A word that was right is never changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.finding import Finding, FindingKind, Repair
from ingest.block import Block
from ingest.footnote_mark import footnote_marks, without
from ingest.repair_character import tidied
from ingest.repair_line import LineJoiner
from ingest.repair_overprint import Overprint
from ingest.repair_places import line_repairs, word_repairs
from ingest.repair_sentence import rejoined
from ingest.wording import worded, wording


def repair(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Blocks with plain characters, single letters, whole lines and whole sentences, and a note for each kind of repair."""
    tidy = [tidied(block.text) for block in blocks]
    texts, overprinted = Overprint(tidy).mended()
    unmarked, marks = _without_marks(texts)
    joined, broken = rejoined([replace(block, text=text) for block, text in zip(blocks, unmarked, strict=True)])
    joiner = LineJoiner(block.text for block in joined)
    repaired = tuple(replace(block, text=joiner.joined(block.text)) for block in joined)
    counts = {"overprint": len(overprinted), "footnote_mark": marks, "broken": len(broken), "hyphen": joiner.divided}
    places = {
        "overprint": line_repairs(tidy, texts),
        "footnote_mark": word_repairs(texts, unmarked),
        "broken": broken,
        "hyphen": joiner.repairs(),
    }
    return repaired, tuple(repair_notes(counts, places))


def repair_notes(counts: Mapping[str, int], places: Mapping[str, Sequence[Repair]] | None = None) -> Iterator[Finding]:
    """One note for each kind of repair that was made; kinds are the keys of `[repairs]` in `wording.toml`.

    `places` has the before and after of each kind that changes words.
    """
    for kind, times in counts.items():
        if times:
            note = worded(FindingKind.REPAIRED, {"what": wording()["repairs"][kind], "times": times})
            yield replace(note, repairs=tuple((places or {}).get(kind, ())))


def _without_marks(texts: Sequence[str]) -> tuple[list[str], int]:
    """Footnote marks in brackets, taken out of the sentences."""
    if not any("[" in text for text in texts):
        return list(texts), 0
    whole = "\n".join(text.replace("\n", "\v") for text in texts)
    marks = [mark for mark in footnote_marks(whole) if "[" in whole[mark.start : mark.end]]
    plain = without(whole, [(mark.start, mark.end) for mark in marks])
    return [text.replace("\v", "\n") for text in plain.split("\n")], len(marks)
