"""Repairs by their kinds: what is damaged is mended, what only looks so stays, and every change is on record with its support."""

from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from corpus.finding import FindingKind, Repair, Support
from corpus.settings import DEMO_DOCUMENTS
from ingest.block import Block, BlockKind
from ingest.changed_words import ChangedWords, changed_words
from ingest.known_words import KnownWords, commonness, word_rules
from ingest.no_manifest import manifest_of
from ingest.repair import repair

SHARED = Path(__file__).resolve().parents[2] / "shared"
SEEDS_WITHOUT_DAMAGE = ("gopr-ch6", "adfam-eyes-of-the-worker", "solihull-10-3", "drug-deaths-response-s5")

RIGHT = (
    "AAAA batteries and the AA rang",
    "Llanelli, Llandudno and Llanfihangel met ffoulkes at Ffostrasol",
    "Llanelli Llandudno Lloyd Ffion",
    "Ring 01632 960011 or 01632 960099",
    "Postcode BB11 2AA or SS22 9LL",
    "Write to aaron.llewellyn@example.org or see https://www.example.org/aa-bb/ccdd",
    "See www.example.org for CCGs, IICSA, OOH, EEA and EEF",
    "Room 1100, 44 steps, 2233 people, 11:55, 99%",
    "Annex II and Annex III, Part AA",
    "The bookkeeper, the committee, Mississippi and Tennessee",
    "Aaron Eeles and Lloyd Ffrench-Lloyd",
    "Mae'r plentyn yn byw yn Llanrhaeadr gyda'i deulu; pwyllgor diogelu",
    "Tha an leanabh a' fuireach anns a' bhaile còmhla ri theaghlach",
    "Options A B C D E F and Plan A: B C D forms",
    "J R R Tolkien and C S L Evans rang",
    "A nurse rang. O dear",
    "I am a carer",
    "X ray and T cell, E coli, C difficile",
    "A bout of illness",
    "co-operate with the well-being team",
    "tân, tŷ, gwâr, â'r ysgol, Siân, Âge, naïve café façade Zoë",
    "He said hmm, aah, ooh, shh and zzz",
    "pre- and post-natal, drug- and alcohol-related",
    "It is illegal- whilst this is so- the worker waits",
    "and so on... then",
    "a ratio of 1::2",
    "AABBCC and DDEEFF are codes, ISBN 0011223344",
    "Oonagh and Aalia and Eero vacuum, oozing eels",
    "Eeyore llamas ooze aardvarks",
    "Gwyneth ap Rhys ab Owain",
)
DAMAGED = (
    ("TTThhheee YYYooouuuttthhh TTTeeeaaammm", "The Youth Team"),
    ("The informmaattiioonn is shared", "The information is shared"),
    ("saffeegguuaarding leads", "safeguarding leads"),
    ("share it,, then;; ring.. Then write", "share it, then; ring. Then write"),
    ("a  lot \u2003 of\u00a0space", "a lot of space"),
    ("the o\ufb03ce \ufb01le", "the office file"),
    ("con dential bene t for the speci c child", "confidential benefit for the specific child"),
    ("signi cant harm and identi ed risk", "significant harm and identified risk"),
    ("co\u00adoperate on infor\u00ad\nmation", "cooperate on information"),
    ("T he child", "The child"),
    ("W hen a child rings", "When a child rings"),
    ("C hildren in need", "Children in need"),
    ("G U I D A N C E", "GUIDANCE"),
    ("G U I D A N C E  F O R  S T A F F", "GUIDANCE FOR STAFF"),
    ("G U I D A N C E F O R S T A F F", "GUIDANCE FOR STAFF"),
    ("the child\u00e2\u20ac\u2122s file", "the child’s file"),
    ("caf\u00c3\u00a9 at \u00c2\u00a310", "café at £10"),
)
LINE_ENDS = (
    *(
        "infor|mation",
        "sup|port",
        "paed|iatric",
        "pro|gramme",
        "coun|selling",
        "under|standing",
        "re|ferral",
        "assess|ment",
    ),
    *("to|gether", "safe|guarding", "pro|vide", "re|view", "orga|nisation", "be|haviour"),
    *(
        "well-|being",
        "co-|operate",
        "multi-|agency",
        "part-|time",
        "long-|term",
        "drug-|free",
        "social-|worker",
        "two-|thirds",
    ),
)


def mended(text: str) -> tuple[str, tuple[Repair, ...]]:
    blocks, findings = repair([Block(kind=BlockKind.TEXT, text=text)])
    assert all(finding.kind is FindingKind.REPAIRED for finding in findings)
    return blocks[0].text, tuple(chain.from_iterable(finding.repairs for finding in findings))


@pytest.mark.parametrize("text", RIGHT)
def test_what_only_looks_damaged_stays(text: str) -> None:
    assert mended(text) == (text, ())


@pytest.mark.parametrize(("damaged", "right"), DAMAGED)
def test_what_is_damaged_is_mended_and_on_record(damaged: str, right: str) -> None:
    text, repairs = mended(damaged)
    assert text == right
    assert repairs
    assert all(repair.before != repair.after for repair in repairs)


@pytest.mark.parametrize("word", LINE_ENDS)
def test_a_line_end_divides_words_and_leaves_compounds(word: str) -> None:
    printed = word.replace("-|", "-\n") if "-|" in word else word.replace("|", "-\n")
    text, (made,) = mended(f"All of the {printed} stays.")
    assert text == f"All of the {word.replace('|', '')} stays."
    assert made.before == printed.replace("\n", "⏎")
    assert made.support is Support.LIST


def test_the_documents_own_way_of_writing_a_compound_wins() -> None:
    blocks, findings = repair(
        [Block(kind=BlockKind.TEXT, text=text) for text in ("Wellbeing matters.", "Ask about well-\nbeing.")]
    )
    assert blocks[1].text == "Ask about wellbeing."
    assert [it.support for finding in findings for it in finding.repairs] == [Support.OWN]


def test_an_address_that_a_line_end_cuts_keeps_its_hyphen() -> None:
    assert mended("See https://www.example.org/a-\nb-c now")[0] == "See https://www.example.org/a-b-c now"


def test_a_name_is_mended_by_the_shape_of_its_line_alone() -> None:
    text, repairs = mended("TThhoorrnnmmeerree YYoouutthh TTeeaamm ((TTYYTT)) meets")
    assert text == "Thornmere Youth Team (TYT) meets"
    assert [it.support for it in repairs] == [Support.SHAPE]


def test_a_damaged_heading_in_the_middle_of_a_flattened_page_is_mended() -> None:
    plain = "Each service keeps a plan for the child. The plan is read again every month by all who signed it. " * 12
    text, repairs = mended(
        f"{plain}2.1 WWho iit iis ffor This guide is for Aaron. {plain}AAbout tthis gguide All of it. {plain}"
    )
    assert (
        text == f"{plain}2.1 Who it is for This guide is for Aaron. {plain}About this guide All of it. {plain}".strip()
    )
    assert [it.support for it in repairs] == [Support.OWN, Support.LIST]


def test_a_repair_needs_a_known_word_that_is_far_more_common() -> None:
    known = KnownWords(["Barton runs a hub."])
    assert known.support("guidance", "gguidance") is Support.LIST
    assert known.support("barton", "bbarton") is Support.OWN
    assert known.support("lanelli", "llanelli") is None
    assert known.support("xyzzyq", "xxyzzyq") is None
    assert known.support("lama", "llama") is None


def test_british_spellings_are_known() -> None:
    words = "safeguarding programme counselling paediatric organisation behaviour neighbour enrolment midwife antenatal"
    assert [word for word in words.split() if commonness(word) < word_rules().known] == []


def test_a_change_without_a_record_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.md"
    path.write_text("# Page\n\n1. Ask the ffamily about infor- mation.\n\n2. Keep the information.\n", encoding="utf-8")
    entry = manifest_of([path]).entries[0]
    found = changed_words(path, entry)
    assert (found.words, found.unrecorded) == (("family", "information"), ())

    import ingest.changed_words as module

    monkeypatch.setattr(module, "_repairs", lambda _: iter(()))
    assert changed_words(path, entry).unrecorded == ("family", "information")


@pytest.mark.parametrize("entry", manifest_of([DEMO_DOCUMENTS]).entries, ids=lambda e: f"{e.document.id}-{e.edition}")
def test_no_word_of_the_demonstration_documents_is_changed(entry) -> None:  # type: ignore[no-untyped-def]
    assert changed_words(entry.path, entry).words == ()


@cache
def shared() -> dict[str, ChangedWords]:
    entries = manifest_of([SHARED / "seeds", SHARED / "guidance"]).entries
    return {entry.document.id: changed_words(entry.path, entry) for entry in entries}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_every_changed_word_of_published_documents_is_a_repair_on_record() -> None:
    assert {name: found.unrecorded for name, found in shared().items() if found.unrecorded} == {}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_only_the_overprinted_seed_has_changed_words() -> None:
    assert set(SEEDS_WITHOUT_DAMAGE) < set(shared())
    assert [name for name, found in shared().items() if found.words] == ["alcohol-concern-multi-agency"]
