"""understand: the stand-alone question, from what was asked and the turns before it."""

from dataclasses import dataclass
from datetime import date

from assistant.follow_up import follow_up
from assistant.kind import Kind, kind_of
from assistant.lookup import AskedNumber, asked_numbers
from assistant.mask import unnamed
from assistant.named_day import named_day
from assistant.named_documents import named_documents
from assistant.places import Named, named_in
from assistant.question import Question
from assistant.refusal import refusal
from assistant.spelling import Correction, corrected
from assistant.urgent import UrgentRules, urgent
from corpus.snapshot import Snapshot
from corpus.terms import terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """text: the question as asked. standalone: with the earlier turn it leans on and without names,
    for search. before: that turn, '' if none.

    documents: ids of documents that the question names. on: the day that it is for by its own words, None for none; those
    words are not in `text`. corrections: misspelt words that `standalone` has put right. whole: the whole of the best paragraph
    is asked for.
    """

    text: str
    standalone: str
    before: str
    kind: Kind
    numbers: tuple[AskedNumber, ...]
    named: Named
    documents: tuple[str, ...]
    on: date | None = None
    corrections: tuple[Correction, ...] = ()
    whole: bool = False


def understand(question: Question, snapshot: Snapshot, rules: UrgentRules) -> Understood:
    """Read the question against its conversation. Turns that tripped a guard are left out of it."""
    earlier = [
        turn.question for turn in question.history if not urgent(turn.question, rules) and not refusal(turn.question)
    ]
    day = named_day(question.text, date.today())
    text = day.rest if day else question.text
    turn = follow_up(text, earlier, names_place=lambda said: bool(named_in(said, snapshot.areas).areas))
    before = turn.before
    asked = f"{before} {turn.text}".strip()
    written = snapshot.generation.words.frequency
    nameless = unnamed(asked, snapshot.names, lambda name: all(stem in written for stem in terms(name)))
    spelt = corrected(nameless, snapshot.generation.vocabulary, snapshot.names)
    named = named_in(text, snapshot.areas)
    documents = named_documents(text, snapshot)
    if before and not (named.areas or named.nations):
        named = named_in(asked, snapshot.areas)
    if before and not documents:
        documents = named_documents(before, snapshot)
    return Understood(
        text=text,
        standalone=spelt.text,
        before=before,
        kind=kind_of(asked),
        numbers=asked_numbers(f"paragraph {turn.number}" if turn.number else text),
        whole=turn.whole,
        named=named,
        documents=documents,
        on=day.on if day else None,
        corrections=tuple(it for it in spelt.corrections if it.matters),
    )
