"""What identifies someone is masked and the roles stay; guidance stays as it is."""

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mask import Masked, mask, unnamed
from assistant.mask_identifiers import has_check_digit

DATA = Path(__file__).parents[1] / "assistant" / "data"
SENTENCES = Path(__file__).parent / "data" / "mask.jsonl"
SHARED = Path(__file__).parents[2] / "shared"
NOTHING: frozenset[str] = frozenset()
PUBLISHED = re.compile(r"\b0\d{4} \d{6}\b|\b[\w.]+@[\w.]+\w")
ROWS = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]


def masked(text: str, *known: str) -> str:
    return mask(text, frozenset(known)).text


# ---- sentences as practitioners type them


def test_the_set_is_large_and_asks_for_both() -> None:
    assert len(ROWS) >= 150
    assert sum(bool(row["gone"]) for row in ROWS) >= 100
    assert sum(not row["gone"] for row in ROWS) >= 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_what_must_go_is_gone_and_what_must_stay_is_there(row: Mapping[str, object]) -> None:
    text = masked(str(row["text"]))
    assert [part for part in row["gone"] if part in text] == []
    assert [part for part in row["kept"] if part not in text] == []


# ---- the labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mum Tracey", "mum [mother's name]"),
        ("her son Jayden", "her son [child's name]"),
        ("Kelly rang. Craig left kelly.", "[name 1] rang. [name 2] left [name 1]."),
        ("Jayden hid. Her son Jayden is 7.", "[child's name] hid. Her son [child's name] is 7."),
        ("her kids Mia, Zephyr and Zac", "her kids [child 1's name], [child 2's name] and [child 3's name]"),
        ("Kelly Smith rang. Ms Smith is 30. Smith left.", "[name] rang. Ms [name] is 30. [name] left."),
        ("Mr Smith and Mrs Smith", "Mr [name 1] and Mrs [name 2]"),
        ("Mrs Lowe rang. Lowe left.", "Mrs [name] rang. [name] left."),
        ("kellys mum", "[name]s mum"),
        ("Kelly, whose son is 3", "[name], whose son is 3"),
        ("dob 1/2/2015, LS6 3AB, AB123456C", "dob [date of birth], [postcode], [NI number]"),
        (
            "my client Will is 30. He will go. Will told me.",
            "my client [client's name] is 30. He will go. [client's name] told me.",
        ),
        ("mum, Donna, and her sister Kelly", "mum, [mother's name], and her sister [sister's name]"),
        ("my client Donna is Kyle's mum Donna", "my client [mother's name] is [name]'s mum [mother's name]"),
        ("Donna (mum) and her partner Dave", "[mother's name] (mum) and her partner [partner's name]"),
        ("her ex Lee and his brother Sam", "her ex [ex-partner's name] and his brother [brother's name]"),
        ("social worker Priya and midwife Anna", "social worker [worker's name] and midwife [midwife's name]"),
        ("the neighbour Xanthe, known as Zed", "the neighbour [neighbour's name], known as [name]"),
        ("a man called Dave and a woman called Jo", "a man called [name 1] and a woman called [name 2]"),
        ("parents Donna and Craig", "parents [parent 1's name] and [parent 2's name]"),
        ("Tyler (7) and mum Donna", "[child's name] (7) and mum [mother's name]"),
    ],
)
def test_labels_keep_roles_and_tell_people_apart(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_what_was_replaced_is_listed_and_gives_the_text_back() -> None:
    text = "Ring Kelly O’Neill on 07700 900123 about her son Jayden, 14 Marsh Lane. 🙂 Jayden is 7."
    result = mask(text, NOTHING)
    assert [it.original for it in result.replaced] == [
        "Kelly O’Neill",
        "07700 900123",
        "Jayden",
        "14 Marsh Lane",
        "Jayden",
    ]
    assert restored(result) == text


def restored(result: Masked) -> str:
    """The text before masking, from the masked one and the list; checks the list's offsets as it goes."""
    parts, masked_at, text_at = [], 0, 0
    for it in result.replaced:
        kept = it.start - text_at
        assert kept >= 0
        assert it.end == it.start + len(it.original)
        parts += [result.text[masked_at : masked_at + kept], it.original]
        masked_at += kept
        assert result.text[masked_at : masked_at + len(it.label)] == it.label
        masked_at += len(it.label)
        text_at = it.end
    return "".join([*parts, result.text[masked_at:]])


TYPED = """Kelly jayden MUM mum's son, Mrs. (7) 07700 900123 dob 1/2/15 LS6 3AB @x İstanbul 14 Marsh Lane and called is ’ .
ref 12345 Will will the St Michał-Jan K. 🙂 ß"""
WORDS = st.sampled_from([*TYPED.split(), "\n"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_masked_text_is_masked_no_further(row: Mapping[str, object]) -> None:
    once = masked(str(row["text"]))
    assert masked(once) == once


def test_labels_of_earlier_turns_are_not_searched_for() -> None:
    text = "mum Tracey, her kids Mia and Zac, 07700 900123, and Xanthe's GP at LS6 3AB: who leads?"
    left = unnamed(masked(text), NOTHING, "".__contains__)
    assert left == unnamed(text, NOTHING, "".__contains__)
    assert not {"name", "phone", "postcode", "[", "]"} & set(re.findall(r"\w+|\[|\]", left))


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS | st.text(max_size=8), max_size=30).map(" ".join))
def test_any_text_can_be_masked_and_given_back(text: str) -> None:
    assert restored(mask(text, NOTHING)) == text


# ---- numbers and the like, made up by their public formats


def tenth(nine: str) -> str:
    """Nine digits with their check digit, empty where none is issued."""
    return next((f"{nine}{digit}" for digit in range(10) if has_check_digit(f"{nine}{digit}")), "")


def nhs_numbers(chance: random.Random) -> Iterator[str]:
    while True:
        number = tenth(f"{chance.choice('467')}{chance.randrange(10**8):08}")
        if number:
            yield chance.choice(["{}{}{}", "{} {} {}", "{}-{}-{}"]).format(number[:3], number[3:6], number[6:])


def chi_numbers(chance: random.Random) -> Iterator[str]:
    while True:
        born = f"{chance.randint(1, 28):02}{chance.randint(1, 12):02}{chance.randrange(100):02}"
        number = tenth(f"{born}{chance.randrange(1000):03}")
        if number:
            yield chance.choice(["{}{}", "{} {}"]).format(number[:6], number[6:])


def ni_numbers(chance: random.Random) -> Iterator[str]:
    while True:
        prefix = chance.choice("ABCEGHJKLMNOPRSTWXYZ") + chance.choice("ABCEGHJKLMNPRSTWXYZ")
        if prefix not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}:
            pairs = [f"{chance.randrange(100):02}" for _ in range(3)]
            number = chance.choice(["", " "]).join([prefix, *pairs, chance.choice("ABCD")])
            yield chance.choice([number, number.lower()])


def phone_numbers(chance: random.Random) -> Iterator[str]:
    while True:
        yield chance.choice(["07{0:03} {1:06}", "07{0:03}{1:06}", "+44 7{0:03} {1:06}", "01{0:03} {1:06}"]).format(
            chance.randrange(1000), chance.randrange(10**6)
        )


def postcodes(chance: random.Random) -> Iterator[str]:
    inward = "ABDEFGHJLNPQRSTUWXYZ"
    while True:
        area = chance.choice(["LS", "B", "M", "SW", "TN", "EH", "CF", "BT", "G", "YO", "WC", "PL"])
        out = f"{area}{chance.randint(1, 9)}{chance.choice(['', str(chance.randrange(10))])}"
        code = f"{out}{chance.choice(['', ' '])}{chance.randrange(10)}{chance.choice(inward)}{chance.choice(inward)}"
        ordinary = code[-2:] in {"ST", "ND", "RD", "TH", "YR", "HR", "FT"}
        yield code if ordinary else chance.choice([code, code.lower()])


def births(chance: random.Random) -> Iterator[str]:
    month = ["January", "Feb", "march", "April", "Sept", "December"]
    while True:
        day, year = chance.randint(1, 28), chance.randint(1950, 2025)
        yield chance.choice(
            ["{0:02}/{1:02}/{2}", "{0}.{1}.{2}", "{0}-{1}-{2}", "{0} {3} {2}", "{0}th of {3} {2}"]
        ).format(day, chance.randint(1, 12), year, chance.choice(month))


def emails(chance: random.Random) -> Iterator[str]:
    while True:
        name = f"{chance.choice(['jo', 'k.smith', 'dee_91'])}{chance.randrange(999)}"
        yield f"{name}@{chance.choice(['mail.example', 'example.co.uk'])}"


def registrations(chance: random.Random) -> Iterator[str]:
    letters = "ABCDEFGHJKLMNOPRSTUVWXYZ"
    while True:
        area = "".join(chance.choices("ABCDEFGHJKLMNOPRSTUVWXY", k=2))
        yield f"{area}{chance.randint(2, 75):02}{chance.choice(['', ' '])}{''.join(chance.choices(letters, k=3))}"


MADE_UP: tuple[tuple[str, str, Callable[[random.Random], Iterator[str]]], ...] = (
    ("[NHS number]", "it says {} on the letter", nhs_numbers),
    ("[CHI number]", "it says {} on the letter", chi_numbers),
    ("[NI number]", "on the form is {}, can we keep it?", ni_numbers),
    ("[phone]", "ring {} after five", phone_numbers),
    ("[postcode]", "they are at {} now", postcodes),
    ("[date of birth]", "her dob is {} so she is a child", births),
    ("[email]", "send it to {} please", emails),
    ("[car registration]", "the car outside is {} again", registrations),
)


@pytest.mark.parametrize(("label", "sentence", "make"), MADE_UP, ids=[label for label, _, _ in MADE_UP])
def test_valid_identifiers_are_masked_by_kind(
    label: str, sentence: str, make: Callable[[random.Random], Iterator[str]]
) -> None:
    numbers = make(random.Random(7))
    missed = [it for it in (next(numbers) for _ in range(400)) if masked(sentence.format(it)) != sentence.format(label)]
    assert len(missed) <= 2, missed


def test_a_wrong_check_digit_is_no_nhs_or_chi_number() -> None:
    chance = random.Random(11)
    for make in (nhs_numbers, chi_numbers):
        numbers = make(chance)
        for _ in range(200):
            right = next(numbers)
            wrong = right[:-1] + str((int(right[-1]) + chance.randint(1, 9)) % 10)
            assert not {"NHS", "CHI"} & set(re.findall(r"\w+", masked(f"it says {wrong} on the letter")))
            assert "[NHS number]" in masked(f"NHS number {wrong}")


@pytest.mark.parametrize(
    "text",
    [
        "2019 2020 2021, 12 34 56 78",
        "section 47, s17, S47 1st visit, level 3 4yr plan",
        "from 2019 to 2024, 10,000 families, £1,234,567",
        "week 12 3rd visit, day 28 2nd check",
        "999, 101, 111, 116 123, 0800 1111, 0808 800 5000",
    ],
)
def test_numbers_that_identify_nobody_stay(text: str) -> None:
    assert masked(text) == text
