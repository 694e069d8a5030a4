"""repair: what extraction breaks is mended before paragraphs are numbered. A word that was right is never changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.finding import Finding, FindingKind, Repair
from ingest.block import Block
from ingest.footnote_mark import footnote_marks, without
from ingest.known_words import KnownWords
from ingest.repair_apart import Apart
from ingest.repair_character import character_repairs, single_marks, tidied
from ingest.repair_encoding import decoded
from ingest.repair_line import LineJoiner
from ingest.repair_overprint import Overprint
from ingest.repair_places import mark_repairs, word_repairs
from ingest.repair_sentence import rejoined
from ingest.wording import worded, wording


def repair(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Blocks with plain characters, single letters, whole words, lines and sentences, and every repair by its kind."""
    texts, encoding = decoded([block.text for block in blocks])
    apart = Apart(texts)
    together = [apart.together(text) for text in texts]
    tidy = [tidied(text) for text in together]
    single = [single_marks(text) for text in tidy]
    plain, overprint = Overprint(single).mended()
    unmarked, marks = _without_marks(plain)
    joined, broken = rejoined([replace(block, text=text) for block, text in zip(blocks, unmarked, strict=True)])
    joiner = LineJoiner(block.text for block in joined)
    repaired = tuple(replace(block, text=joiner.joined(block.text)) for block in joined)
    repairs = {
        "encoding": encoding,
        "apart": apart.repairs(),
        "character": character_repairs(together, KnownWords(tidy)),
        "mark_twice": word_repairs(tidy, single),
        "overprint": overprint,
        "footnote_mark": marks,
        "broken": broken,
        "hyphen": joiner.repairs(),
    }
    return repaired, tuple(repair_notes(repairs))


def repair_notes(repairs: Mapping[str, Sequence[Repair]]) -> Iterator[Finding]:
    """One note for each kind of repair that was made, with every before and after; kinds are the keys of `[repairs]` in
    `wording.toml`."""
    for kind, made in repairs.items():
        if made:
            times = sum(repair.times for repair in made)
            note = worded(FindingKind.REPAIRED, {"what": wording()["repairs"][kind], "times": times})
            yield replace(note, repairs=tuple(made))


def _without_marks(texts: Sequence[str]) -> tuple[list[str], tuple[Repair, ...]]:
    """Footnote marks in brackets, taken out of the sentences."""
    if not any("[" in text for text in texts):
        return list(texts), ()
    whole = "\n".join(text.replace("\n", "\v") for text in texts)
    marks = [mark for mark in footnote_marks(whole) if "[" in whole[mark.start : mark.end]]
    spans = [(mark.start, mark.end) for mark in marks]
    return [text.replace("\v", "\n") for text in without(whole, spans).split("\n")], mark_repairs(whole, spans)
