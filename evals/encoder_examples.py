"""What the encoder learns from: passages as they are embedded, each with questions that it answers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.embedder import Passage
from corpus.generation_build import passage_of
from corpus.paragraph import Paragraph
from corpus.terms import terms
from evals.beir import read_beir
from evals.beir_run import paragraph_of
from evals.fold import fold
from evals.halves import Half
from evals.question_bank import BankEntry, digest_of, resolve
from evals.ranker_examples import long_sentences

ALIKE = 0.75
"""Passages that share this part of the smaller one's stems are never held against each other: both may be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A passage and the questions that it answers.

    source: the document; passages of one source are set beside each other in a batch, as the wrong answers that are hard to tell.
    stems: of the passage, by which near-duplicates are known. also: for each question the names of other passages that help to
    answer it; none are known where it is empty.
    """

    name: str
    source: str
    passage: Passage
    questions: tuple[str, ...]
    stems: frozenset[str]
    also: tuple[frozenset[str], ...] = ()

    def alike(self, other: "Group") -> bool:
        """Whether the other passage says so much of the same that it is no wrong answer."""
        smaller = min(len(self.stems), len(other.stems))
        return bool(smaller) and len(self.stems & other.stems) > ALIKE * smaller


def group_of(paragraph: Paragraph, questions: Sequence[str]) -> Group:
    """A paragraph as it is embedded: with its heading."""
    return Group(
        name=paragraph.id,
        source=paragraph.document_id,
        passage=passage_of(paragraph),
        questions=tuple(questions),
        stems=frozenset(terms(paragraph.text)),
    )


def bank_groups(
    entries: Sequence[BankEntry], paragraphs: Iterable[Paragraph], also: Mapping[str, frozenset[str]]
) -> list[Group]:
    """The bank's questions with the paragraphs of a library; entries without their paragraph are left out.

    also: paragraphs that help to answer a question beside its own, by the question's digest.
    """
    groups = []
    for it, entry in resolve(entries, paragraphs)[0]:
        group = group_of(it, [one.standalone for one in entry.questions])
        groups.append(replace(group, also=tuple(also.get(digest_of(one), frozenset()) for one in group.questions)))
    return groups


def window_groups(pairs: Path, paragraphs: Sequence[Paragraph]) -> list[Group]:
    """The training pairs whose paragraph is found again in a library."""
    return [group_of(paragraph, questions) for paragraph, questions in windows_found(pairs, paragraphs)]


def windows_found(pairs: Path, paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, tuple[str, ...]]]:
    """Training pairs, one JSON object a line: `paragraph` (a window of flattened text) and `questions`.

    The paragraph meant is the one that has most letters in common with the window, half of its long sentences at least;
    a window in which none is found again is left out.
    """
    sentences = [long_sentences(paragraph) for paragraph in paragraphs]
    found = []
    for line in map(json.loads, pairs.read_text(encoding="utf-8").splitlines()):
        whole = fold(line["paragraph"])
        shared = [[one for one in own if one in whole] for own in sentences]
        rows = [row for row, own in enumerate(sentences) if own and len(shared[row]) * 2 >= len(own)]
        if rows:
            best = max(rows, key=lambda row: sum(map(len, shared[row])))
            found.append((paragraphs[best], tuple(line["questions"])))
    return found


def beir_groups(folder: Path, most: int) -> list[Group]:
    """Up to `most` questions of the learning half of a retrieval set, by passage, so that general ability is kept."""
    given = read_beir(folder, most=most, half=Half.LEARNING)
    by_passage: dict[str, list[str]] = {}
    for query, text in given.queries.items():
        best = max(given.judged[query], key=given.judged[query].__getitem__)
        by_passage.setdefault(best, []).append(text)
    documents = {it.id: it for it in given.documents}
    return [group_of(paragraph_of(0, documents[name]), questions) for name, questions in by_passage.items()]


def joined(groups: Iterable[Group]) -> list[Group]:
    """One group a passage, its questions together in the order they came."""
    found: dict[tuple[str, str], Group] = {}
    for group in groups:
        key = (group.source, group.passage.text)
        before = found.get(key)
        also = (*group.also, *[frozenset[str]()] * (len(group.questions) - len(group.also)))
        questions = group.questions
        if before:
            questions, also = (*before.questions, *questions), (*before.also, *also)
        found[key] = replace(group, questions=questions, also=also)
    return list(found.values())
