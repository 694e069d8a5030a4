"""draft: questions that a paragraph answers, made from its sentences by rules, for an owner to accept, edit or drop."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.paragraph import Paragraph
from corpus.sentences import sentence_spans
from evals.case import MustCite
from evals.fold import fold
from evals.known_answer import KnownAnswer

DATA = Path(__file__).parent / "data" / "draft.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A question that nobody has accepted yet. id: the paragraph's, and the rule's. rule: what kind of question it is."""

    id: str
    rule: str
    known: KnownAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a rule made of a sentence. say: the short answer, in the paragraph's words."""

    question: str
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """A sentence that lays something down: `lead`, subject duty-word act.

    lead: "When …" before the subject, '' if none. subject, act: as written, without the full stop.
    """

    lead: str
    subject: str
    modal: str
    act: str


def draft(paragraphs: Iterable[Paragraph], area: str | None = None) -> tuple[Proposal, ...]:
    """Questions over the paragraphs of a document, in reading order; none twice, and few of one paragraph.

    Boxes, and sentences that lean on another ("It must …"), give none. Each proposal must cite its sentence, by paragraph and
    printed number, and must say the short answer.
    """
    paragraphs = tuple(paragraphs)
    names = _names(paragraphs)
    proposals: list[Proposal] = []
    seen: set[str] = set()
    for paragraph in paragraphs:
        of_it = 0
        for rule, asked, quote in _questions(paragraph, names):
            if fold(asked.question) in seen or of_it == _limit("most_of_a_paragraph"):
                continue
            seen.add(fold(asked.question))
            of_it += 1
            cited = MustCite(document=paragraph.document_id, quote=quote, number=paragraph.number)
            known = KnownAnswer(question=asked.question, settled_by=(cited,), area=area, must_say=asked.say)
            proposals.append(Proposal(id=f"{paragraph.id}-{rule}-{of_it}", rule=rule, known=known))
    return tuple(proposals)


def _questions(paragraph: Paragraph, names: frozenset[str]) -> Iterator[tuple[str, _Asked, str]]:
    """Rule, question and sentence; none from a box or a bullet."""
    spans = [] if paragraph.boxed else sentence_spans(paragraph.text)
    bullets = [paragraph.text[start:end] for start, end in paragraph.bullets]
    for start, end in spans:
        sentence = paragraph.text[start:end]
        if any(low <= start < high for low, high in paragraph.bullets):
            continue
        for name, found in _asked_of(sentence, bullets, names):
            if _reads_well(found) and (name != "who" or len(found.question.split()) >= _limit("least_words_of_who")):
                yield name, found, sentence


def _asked_of(sentence: str, bullets: Sequence[str], names: frozenset[str]) -> Iterator[tuple[str, _Asked]]:
    """What each rule makes of one sentence, well put or not."""
    if sentence.endswith(":"):
        of_list = _of_list(sentence, bullets, names)
        yield from [("list", of_list)] if of_list else []
    elif sentence.endswith("."):
        for name, rule in RULES.items():
            found = rule(sentence[:-1], names)
            yield from [(name, found)] if found else []


def _reads_well(asked: _Asked) -> bool:
    """Whether a question is short, whole, and points at nothing outside itself."""
    question = asked.question
    plain = re.search(_pattern("pointing_words"), question, re.IGNORECASE) is None
    whole = re.search(r"[;:()\"“”\n]|,\s*\?|\s\?", question) is None and re.search(_pattern("badly"), question) is None
    return (
        plain
        and whole
        and 4 <= len(question.split()) <= _limit("most_words")
        and all(0 < len(it.split()) <= _limit("most_answer") for it in asked.say)
    )


def _who(sentence: str, names: frozenset[str]) -> _Asked | None:
    """ "The referrer must send it." → "Who must send it?"; "The lead keeps the list." → "Who keeps the list?" """
    does = re.match(rf"([A-Z][^,;:]*?) ((?:{_pattern('does')}) [^;:]+)$", sentence)
    if does is not None and _is_somebody(does[1]) and re.search(r",|\bno\b", _first_duty(does[2])) is None:
        return _Asked(question=f"Who {_first_duty(does[2])}?", say=(_bare(_small(does[1], names)),))
    parts = _parts(sentence)
    if parts is None or not _is_somebody(parts.subject) or not _is_one_duty(_first_duty(parts.act)):
        return None
    if re.match(rf"(?:{_pattern('happens')})\b" if parts.modal == "may" else r"(?:be|have|not)\b", parts.act):
        return None
    if parts.lead and "," in _first_duty(parts.act):
        return None
    lead = f" {_small(parts.lead, names)}" if parts.lead else ""
    return _Asked(
        question=f"Who {parts.modal} {_first_duty(parts.act)}{lead}?", say=(_bare(_small(parts.subject, names)),)
    )


def _how_soon(sentence: str, names: frozenset[str]) -> _Asked | None:
    """ "The referrer must send it within a day of the call." → "How soon must the referrer send it?" """
    return _timed(sentence, names, "soon", "How soon")


def _how_often(sentence: str, names: frozenset[str]) -> _Asked | None:
    """ "The plan is reviewed every 6 weeks." → "How often is the plan reviewed?" """
    found = re.match(rf"([A-Z][^,;:]*?) (is|are) (\w+(?:ed|en|ld|ad)) ({_pattern('often')})\b", sentence)
    if found is None:
        return _timed(sentence, names, "often", "How often")
    subject, verb, done, when = found.groups()
    if not _is_phrase(subject):
        return None
    return _Asked(question=f"How often {verb} {_small(subject, names)} {done}?", say=(when,))


def _timed(sentence: str, names: frozenset[str], when: str, ask: str) -> _Asked | None:
    parts = _parts(sentence)
    if parts is None or parts.modal == "may" or not _is_phrase(parts.subject) or parts.act.startswith("not "):
        return None
    found = re.match(rf"([^,;:]+?),? ({_pattern(when)})(?: of ([^,;:.]+))?(?=[,;]|$| and | so )", parts.act)
    if found is None or re.search(r"\b(?:and|or|to)$", found[1]):
        return None
    tail = f" of {found[3]}" if found[3] else ""
    lead = f" {_small(parts.lead, names)}" if parts.lead else ""
    question = f"{ask} {parts.modal} {_small(parts.subject, names)} {found[1]}{lead}?"
    return _Asked(question=question, say=(f"{found[2]}{tail}",))


def _when_may(sentence: str, names: frozenset[str]) -> _Asked | None:
    """ "A review may be put off if the family asks." → "When may a review be put off?" """
    parts = _parts(sentence)
    if parts is None or parts.lead or parts.modal != "may" or not _is_phrase(parts.subject):
        return None
    found = re.match(r"([^,;:]+?),? ((?:only )?(?:if|when|where|unless|once) [^;:]+)$", parts.act)
    allowed = (found and re.match(_pattern("done"), found[1])) or not re.match(
        rf"(?:{_pattern('happens')})\b", parts.act
    )
    if found is None or not allowed or " and " in found[1]:
        return None
    return _Asked(question=f"When may {_small(parts.subject, names)} {found[1]}?", say=(found[2],))


def _whether(sentence: str, names: frozenset[str]) -> _Asked | None:
    """ "Managers must not sign it." → "May managers sign it?"; "Carers need not be referred." → "Must carers be referred?" """
    found = re.match(r"([A-Z][^,;:]*?) (must not|may not|need not|does not have to|do not have to) (.+)$", sentence)
    if found is None or not _is_phrase(found[1]) or not _is_one_duty(_first_duty(found[3])):
        return None
    subject, said, act = _small(found[1], names), found[2], _first_duty(found[3])
    return _Asked(question=f"{'May' if said in ('must not', 'may not') else 'Must'} {subject} {act}?", say=(said,))


def _what_is(sentence: str, names: frozenset[str]) -> _Asked | None:
    """ "An X is an Y that …" → "What is an X?"; "'X' means Y." → "What is meant by X?" """
    means = re.match(r"[\"“]?([A-Z][\w' ’-]{1,40}?)[\"”]? (?:here )?means ([^,;:]+)", sentence)
    if means is not None and _is_phrase(means[1]) and len(means[1].split()) <= 4:
        return _Asked(question=f"What is meant by {_small(means[1], names)}?", say=(means[2],))
    found = re.match(r"((?:An?|The) [\w'’-]+(?: [\w'’-]+){0,4}) is ((?:an?|the|one|any) [^;:]+)$", sentence)
    if (
        found is None
        or not _is_phrase(found[1])
        or re.search(r" (?:that|which|who|made by|in which) ", found[2]) is None
    ):
        return None
    verb = "Who" if _is_somebody(found[1]) else "What"
    return _Asked(question=f"{verb} is {_small(found[1], names)}?", say=(found[2].partition(",")[0],))


def _of_list(lead_in: str, bullets: Sequence[str], names: frozenset[str]) -> _Asked | None:
    """ "The call must cover the following:" → "What must the call cover?"; "… must be made where:" → "When must … be made?" """
    parts = _parts(lead_in[:-1])
    if parts is None or not _is_phrase(parts.subject) or len(bullets) < 2 or parts.act.startswith("not "):
        return None
    short = [it for it in bullets if len(it.split()) <= _limit("most_answer")]
    say = tuple(it.rstrip(".;, ").removesuffix(" and").rstrip(";, ") for it in short[:2])
    lead = f" {_small(parts.lead, names)}" if parts.lead else ""
    subject = _small(parts.subject, names)
    named = re.match(rf"({_pattern('lists')})(?: the following\b.*)?$", parts.act)
    if named is not None:
        do = " do" if named[1] == "be able to" else ""
        return _Asked(question=f"What {parts.modal} {subject} {named[1]}{do}{lead}?", say=say)
    found = re.match(r"([^,;:]+?) (?:where|when|if)\b[^,;]*$", parts.act)
    return _Asked(question=f"When {parts.modal} {subject} {found[1]}{lead}?", say=say) if found else None


RULES: dict[str, Callable[[str, frozenset[str]], _Asked | None]] = {
    "how-soon": _how_soon,
    "how-often": _how_often,
    "when-may": _when_may,
    "whether": _whether,
    "what-is": _what_is,
    "who": _who,
}


def _parts(sentence: str) -> _Parts | None:
    found = re.match(
        rf"(?:((?:When|Where|Once|If|After|Before|Until) [^,;:]+), (?=\w))?([\w'’][^,;:]*?) ({_pattern('modal')}) (.+)$",
        sentence,
    )
    if found is None or not (found[1] or found[2][0].isupper()):
        return None
    lead, subject, modal, act = found.groups()
    led = re.match(r"((?:After|Before|At|From|By) (?:the|a|each) [\w'’-]+) ((?:the|an?) .+)", subject)
    if not lead and led is not None:
        lead, subject = led.groups()
    act = re.sub(rf"^{_pattern('leading_on')}", "", act)
    return _Parts(lead=lead or "", subject=subject, modal=modal, act=act)


def _first_duty(act: str) -> str:
    """An act up to where another duty, or a reason, begins."""
    return re.split(_pattern("next_duty"), act, maxsplit=1)[0].rstrip(" ,").removesuffix(" too")


def _is_one_duty(act: str) -> bool:
    """Whether an act lays down no second thing beside the first."""
    return re.search(rf"\b(?:{_pattern('modal')}|cannot|and (?:is|are|does|has)|not)\b", act) is None


def _is_somebody(subject: str) -> bool:
    """Whether a subject is people or a body: its last word before any "of", "in" or "who" says so."""
    head = re.split(r" (?:of|in|at|for|from|with|who|that) ", subject, maxsplit=1)[0].split()[-1].lower()
    return head.removesuffix("'s").removesuffix("’s") in _rules()["who"] and _is_phrase(subject.partition(" who ")[0])


def _is_phrase(subject: str) -> bool:
    """Whether a subject is a bare noun phrase that points at nothing before it."""
    return (
        len(subject.split()) <= 9
        and re.search(_pattern("before_subject"), subject, re.IGNORECASE) is None
        and re.search(_pattern("verbs"), subject, re.IGNORECASE) is None
        and re.search(_pattern("pointing"), subject, re.IGNORECASE) is None
    )


def _small(phrase: str, names: frozenset[str]) -> str:
    """A phrase as it stands within a sentence: its first word small, unless that is a name or an abbreviation."""
    first, gap, rest = phrase.partition(" ")
    return phrase if first in names or (not first[1:].islower() and len(first) > 1) else f"{first.lower()}{gap}{rest}"


def _names(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """The words that a document writes large in the middle of a sentence and never small."""
    text = "\n".join(it.text for it in paragraphs)
    large = set(re.findall(r"(?<=[a-z,] )[A-Z][\w'’-]*", text))
    return frozenset(large - {word.capitalize() for word in re.findall(r"\b[a-z][\w'’-]*", text)})


def _bare(subject: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", subject)


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def _pattern(name: str) -> str:
    """A pattern of the data file, the named ones in it put in."""
    return re.sub(r"<(\w+)>", lambda found: f"(?:{_pattern(found[1])})", str(_rules()[name]))


def _limit(name: str) -> int:
    return int(_rules()[name])
