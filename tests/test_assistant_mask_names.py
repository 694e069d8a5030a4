"""Names that no list has, given names, ordinary words, and names that stand in the library."""

import random
from collections.abc import Iterator

import pytest

from assistant.mask import mask


def masked(text: str, *known: str) -> str:
    return mask(text, frozenset(known)).text


def names(chance: random.Random) -> Iterator[str]:
    """Made-up names."""
    while True:
        syllables = chance.choices(
            ["bre", "zol", "ka", "min", "dru", "vay", "lo", "shi", "quen", "tor", "na", "xa"], k=chance.choice([2, 3])
        )
        name = "".join(syllables)
        if name not in {"kana", "lona", "nana", "naka"}:
            yield name.capitalize()


CUED = """my client {} is back|her son {} said so|the baby, {}, cries|Mrs {} rang|Dr {} wrote|a girl called {} cries
mum {} is drunk|his name is {}.|{}, her son, is here|{} (7) is here|{} disclosed it|the {} family moved
I spoke to {} about it|Cllr {} asked|dad ({}) is out|known as {} here""".replace("\n", "|").split("|")


def test_a_cued_name_is_masked_though_no_list_has_it() -> None:
    made = names(random.Random(3))
    tried = [(name, cue.format(name)) for name, cue in ((next(made), cue) for _ in range(40) for cue in CUED)]
    missed = [text for name, text in tried if name in masked(text)]
    assert len(missed) <= 0.02 * len(tried), missed


@pytest.mark.parametrize(
    "text", ["jayden said his dad hit him", "spoke to kelly today", "is ayaan ok?", "JAYDEN IS AT RISK"]
)
def test_given_names_need_no_cue(text: str) -> None:
    assert "[name]" in masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "i will hope for grace and joy, may she mark it",
        "a rose in june, dawn in the summer, jack it in",
        "mum may sue, dad drew a star, the bill is rich",
        "Will she go? May I ask? Hope helps. Mark it.",
        "In May, June and August; on Sunday; in Paris, London and Kent.",
        "Christian and Muslim families in Jordan Street",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert masked(text) == text


# ---- what stands in the library


def test_known_words_and_phrases_stay() -> None:
    assert masked("Kelly at Harbour said", "kelly", "harbour") == "Kelly at Harbour said"
    assert masked("The Jo Bright Centre is open", "jo bright centre") == "The Jo Bright Centre is open"
    assert masked("ring 01632 960100 or 07700 900123", "01632 960100") == "ring 01632 960100 or [phone]"
    assert masked("ring (01632) 960 100", "01632 960100") == "ring (01632) 960 100"


def test_a_whole_name_is_kept_only_where_all_of_it_is_known() -> None:
    assert masked("Kelly Okafor said", "kelly") == "[name] said"
    assert masked("Mrs Green said", "green") == "Mrs [name] said"
    assert masked("Mrs Green said", "mrs green") == "Mrs Green said"
