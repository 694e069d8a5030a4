"""How well masking does: synthetic sentences with identifiers and names, and sentences of published guidance."""

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.mask import mask
from evals.made_identifiers import of_lists

LISTS = Path(__file__).parent / "data" / "made_identifiers.toml"
SEED = 20
STRUCTURED, CUED, UNCUED = 600, 400, 200
GUIDANCE = 1000
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_DISTINCT = re.compile(r"[^\W_]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A sentence made up, its kind, and what must go from it."""

    kind: str
    text: str
    gone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`hits` of `of`; `of` is above zero."""

    hits: int
    of: int

    @property
    def rate(self) -> float:
        """hits / of."""
        return self.hits / self.of


def made_sentences(seed: int = SEED) -> tuple[Made, ...]:
    """STRUCTURED sentences with an identifier, CUED with a name that is announced, UNCUED with one that is not."""
    chance = random.Random(seed)
    lists = tomllib.loads(LISTS.read_text("utf-8"))
    return (*_structured(chance, lists), *_named(chance, lists))


def _structured(chance: random.Random, lists: dict[str, Any]) -> Iterator[Made]:
    makers = of_lists(lists)
    kinds = [*lists["structured"]]
    for at in range(STRUCTURED):
        kind = kinds[at % len(kinds)]
        it = makers[kind](chance)
        value = re.split(r": | name: |(?:number|ref|ID|reference|LCS|username) ", it)[-1]
        yield Made(kind=kind, text=chance.choice(lists["structured"][kind]).replace("{it}", it), gone=value)


def _named(chance: random.Random, lists: dict[str, Any]) -> Iterator[Made]:
    for at in range(CUED + UNCUED):
        kind = "uncued" if at >= CUED else "titled" if at % 4 == 0 else "cued"
        name = chance.choice(lists["surnames" if kind == "titled" else "names"])
        if kind != "titled" and chance.random() < 0.3:
            name = f"{name} {chance.choice(lists['surnames'])}"
        yield Made(kind=kind, text=chance.choice(lists[kind]).replace("{it}", name), gone=name)


def found(made: Made) -> bool:
    """Whether nothing of three letters or digits running of what must go is left, as a word."""
    left = set(_DISTINCT.findall(re.sub(r"\[[^\]]*\]", " ", mask(made.text, frozenset()).text)))
    around = set(_DISTINCT.findall(made.text.replace(made.gone, " ", 1)))
    return not (set(_DISTINCT.findall(made.gone)) & left) - around


def recall(made: Sequence[Made]) -> Share:
    """Sentences from which all went that must go, of all."""
    return Share(hits=sum(map(found, made)), of=len(made))


def altered(sentences: Sequence[str], known: frozenset[str]) -> Share:
    """Sentences that masking changes, of all; `known` as `mask` takes it."""
    return Share(hits=sum(bool(mask(sentence, known).replaced) for sentence in sentences), of=len(sentences))


def guidance_sentences(folder: Path, seed: int = SEED) -> tuple[str, ...]:
    """GUIDANCE sentences of four words or more, drawn by `seed` from the text files of a folder; none without it."""
    texts = [file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))]
    sentences = [it for text in texts for it in _SENTENCE_END.split(text) if len(it.split()) >= 4]
    chance = random.Random(seed)
    return tuple(chance.sample(sentences, min(GUIDANCE, len(sentences))))
