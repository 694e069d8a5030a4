"""Masking over whole texts: what must stay as it is, what the lists are like, and how the time grows."""

import json
import re
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.mask import Masked, mask
from assistant.mask_cues import RELATIONS
from corpus.contents import EditionContents
from corpus.names import find_names
from corpus.sentences import sentence_spans

DATA = Path(__file__).parents[1] / "assistant" / "data"
SENTENCES = Path(__file__).parent / "data" / "mask.jsonl"
SHARED = Path(__file__).parents[2] / "shared"
NOTHING: frozenset[str] = frozenset()
PUBLISHED = re.compile(r"\b0\d{4} \d{6}\b|\b[\w.]+@[\w.]+\w")
ROWS = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]


def sentences_of(texts: list[str]) -> list[str]:
    return [text[start:end] for text in texts for start, end in sentence_spans(text)]


def altered(sentences: list[str], known: frozenset[str]) -> list[Masked]:
    return [result for result in (mask(sentence, known) for sentence in sentences) if result.replaced]


def demo_texts(editions: Mapping[tuple[str, str], EditionContents]) -> list[str]:
    return [paragraph.text for contents in editions.values() for paragraph in contents.paragraphs]


def test_the_demo_is_left_as_it_is_but_for_a_family_s_given_names(
    demo_editions: Mapping[tuple[str, str], EditionContents],
) -> None:
    texts = demo_texts(demo_editions)
    titles = [f"the {contents.document.title}" for contents in demo_editions.values()]
    published = {found for text in texts for found in PUBLISHED.findall(text)}
    known = find_names([*texts, *titles]) | published
    sentences = sentences_of(texts)
    changed = altered(sentences, known)
    assert {it.kind for result in changed for it in result.replaced} <= {"child", "name"}
    assert len(changed) <= 0.002 * len(sentences), "only a name after a relation: it may be a family's as well"


def test_without_its_names_the_demo_loses_its_case_studies_people_and_contacts_only(
    demo_editions: Mapping[tuple[str, str], EditionContents],
) -> None:
    texts = demo_texts(demo_editions)
    sentences = sentences_of(texts)
    known_names = find_names(texts)
    wrong = [
        it
        for result in altered(sentences, NOTHING)
        for it in result.replaced
        if it.original.lower() not in known_names and not PUBLISHED.fullmatch(it.original)
    ]
    assert len(wrong) <= 0.01 * len(sentences), wrong


PUBLISHED_TEXT = "Ring (01632) 960 100, or write to front.door@example.org. Then Abby came. At home Tommy hid."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my client Abby is drinking", "my client [client's name] is drinking"),
        ("a girl called Abby hid", "a girl called [child's name] hid"),
        ("what does Abby's story teach?", "what does Abby's story teach?"),
        ("in the case study, is her daughter Abby heard?", "in the case study, is her daughter Abby heard?"),
        ("do I ring 01632 960100 or 01632 960222?", "do I ring 01632 960100 or [phone]?"),
        ("write to Front.Door@example.org or jo@example.org", "write to Front.Door@example.org or [email]"),
    ],
)
def test_what_the_library_publishes_stays_and_a_family_s_name_goes(text: str, expected: str) -> None:
    assert mask(text, find_names([PUBLISHED_TEXT])).text == expected


@pytest.mark.parametrize("text", ["Tommy's mum drinks", "Can I tell Tommy's dad?", "tommy's nan rang"])
def test_a_charity_s_name_before_a_relation_is_a_child_s(text: str) -> None:
    assert "ommy" not in mask(text, NOTHING).text
    assert mask("Tommy's charity has a leaflet", NOTHING).replaced == ()


@pytest.mark.shared
def test_published_guidance_is_hardly_altered() -> None:
    folder = SHARED / "guidance"
    if not folder.is_dir():
        pytest.skip("reads published guidance in ../shared, which is not here")
    texts = (file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt")))
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+|\n", text) if sentence]
    assert len(altered(sentences, NOTHING)) <= 0.005 * len(sentences)


# ---- the files, and the time it takes


def test_the_lists_are_in_lower_case_without_doubles_and_say_who_reviewed_them() -> None:
    lists = tomllib.loads((DATA / "given_names.toml").read_text(encoding="utf-8"))
    data = tomllib.loads((DATA / "mask.toml").read_text(encoding="utf-8"))
    assert "reviewed_by" in lists
    assert "reviewed_by" in data
    for words in (
        *(it for it in lists.values() if isinstance(it, list)),
        *data["cues"].values(),
        *data["roles"].values(),
        data["kept"]["words"],
    ):
        assert words
        assert [word for word in words if word != word.lower()] == []
        assert len(words) == len(set(words))
    assert not set(lists["names"]) & {*lists["ordinary"], *lists["cued_only"]}
    assert set(lists["lower_cued"]) <= {*lists["ordinary"], *lists["cued_only"]}
    assert set(data["identifiers"]) - set(data["labels"]) == {"link", "date", "ten"}
    cued = {word for kind in RELATIONS for word in data["cues"][kind]}
    of_roles = [word for role, words in data["roles"].items() if role != "general" for word in words]
    assert len(of_roles) == len(set(of_roles))
    assert set(of_roles) <= cued, "a role for a word that announces nobody"
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)?", word) for word in data["roles"])


@pytest.mark.parametrize(
    "unit",
    [
        "is ",
        "called ",
        "a@",
        "a.",
        "0 ",
        "12/",
        "((",
        "Kelly, ",
        "Kelly ",
        "case ref ",
        "flat 3 ",
        "Mr ",
        "a'",
        "14 Marsh ",
        "http://",
    ],
)
def test_the_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        times = []
        for _ in range(3):
            start = time.process_time()
            mask(text, NOTHING)
            times.append(time.process_time() - start)
        return min(times)

    mask(unit, NOTHING)
    assert seconds(20_000) <= 10 * seconds(5_000) + 0.05, "four times the text may take four times as long, not sixteen"
