"""Quiz items of every kind about a fictional area, random ones, and Node to read exports back."""

import json
import os
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from evals.quiz_item import Choice, Difficulty, Item, ItemKind, ItemState, Source
from evals.quiz_text import plain

ROOT = Path(__file__).parent.parent
MODULES = ROOT / ".node" / "node_modules"
READERS = ("gift-pegjs", "@lumieducation", "moodlexml-to-json")
SOURCE = Source(
    paragraph_id="harbour-protocol:4.7",
    document_id="harbour-protocol",
    title='Harbour & Vale <joint> protocol "2026"',
    edition="2026-03-01",
    number="4.7",
    quote="The duty desk must log a worry within 2 hours: no later.",
    digest="0123456789abcdef",
)
OTHER = replace(SOURCE, paragraph_id="harbour-protocol:~9", number=None, quote="The lighthouse team may ring first.")


def choice(text: str, right: bool, feedback: str = "") -> Choice:
    return Choice(text=text, right=right, feedback=feedback, source=SOURCE if right else OTHER)


def item(kind: ItemKind, stem: str, **answers: Any) -> Item:
    return Item(
        id=f"harbour-{kind.value}",
        kind=kind,
        stem=stem,
        source=SOURCE,
        feedback="2 hours = the limit; {see} ~ the desk's #1 rule: log it.",
        difficulty=Difficulty.MEDIUM,
        tags=("duty desk",),
        state=ItemState.ACCEPTED,
        **answers,
    )


CHOICES = (
    choice("Within 2 hours", True, "Right: 2 = two."),
    choice("Within ~2 days {or so}", False, "Too late -> it's 2 hours."),
    choice("=SUM(A1) #never\\n", False, "100% wrong <b>here</b>."),
)
ITEMS = (
    item(ItemKind.MULTIPLE_CHOICE, "By when must the desk log a worry?", choices=CHOICES),
    item(
        ItemKind.MULTIPLE_RESPONSE,
        "Who may ring first?\nMore than one.",
        choices=(*CHOICES, choice("%50% of the [team]", True, "They may.")),
    ),
    item(
        ItemKind.TRUE_FALSE,
        "The desk must log it within 2 days.",
        choices=(choice("True", False, "No: 2 hours."), choice("False", True, "Indeed.")),
    ),
    item(
        ItemKind.GAP, "The desk must log it within ____: no later.", accepted=("2 hours", "two {{hours}} :: / 120 min*")
    ),
    item(
        ItemKind.ORDERING, "What comes first?", order=("Log the worry", "Ring the lighthouse -> now", "Write {it} up")
    ),
    item(
        ItemKind.MATCHING,
        "Who does what?",
        pairs=(("Desk: day", "logs = writes"), ("Lighthouse -> team", "rings"), ("Harbour & co", "keeps #watch")),
    ),
    item(
        ItemKind.SCENARIO,
        "What must the desk do?",
        scenario='Rowan says: "Mum is asleep".\n\nIt is // late.',
        choices=CHOICES,
    ),
)
BY_KIND = {it.kind: it for it in ITEMS}

LETTERS = st.one_of(
    st.sampled_from("~=#{}:\\*%/->[]<>&\"'$@+|_ \n\t"),
    st.sampled_from("שלוםابجé€😀\u200f\u202e\u2028\u0301"),
    st.characters(codec="utf-8", exclude_categories=("Cn", "Cs"), exclude_characters="\r"),
)
TEXTS = st.text(LETTERS, min_size=1, max_size=24).filter(lambda it: bool(it.split()) and bool(plain(it).split()))
SET_APART = st.lists(TEXTS, min_size=2, max_size=4, unique_by=lambda it: " ".join(plain(it).split()).casefold())


@st.composite
def random_items(draw: st.DrawFn) -> Item:
    """An item of any kind whose texts are anything that can be typed; a stem has no underscores of its own."""
    base = BY_KIND[draw(st.sampled_from(sorted(ItemKind)))]
    texts = [it.replace("_", "-") for it in draw(SET_APART)]
    stem = draw(TEXTS).replace("_", "-")
    source = replace(SOURCE, title=draw(TEXTS), quote=draw(TEXTS))
    made = replace(base, stem=stem, feedback=draw(TEXTS), source=source, scenario="")
    if base.kind is ItemKind.GAP:
        return replace(made, stem=f"{stem} ____ {draw(TEXTS).replace('_', '-')}", accepted=tuple(texts))
    if base.kind is ItemKind.ORDERING:
        return replace(made, order=tuple(texts))
    if base.kind is ItemKind.MATCHING:
        return replace(made, pairs=tuple((left, f"{at} {draw(TEXTS)}") for at, left in enumerate(texts)))
    told = [draw(TEXTS) for _ in texts]
    if base.kind is ItemKind.TRUE_FALSE:
        texts = ["True", "False"]
    choices = [choice(text, at == 0, feedback) for at, (text, feedback) in enumerate(zip(texts, told, strict=False))]
    return replace(made, choices=tuple(choices[:2] if base.kind is ItemKind.TRUE_FALSE else choices))


def by_node(script: str, values: list[Any]) -> Any:
    """What a reader written in JavaScript says. Without Node or its packages: a failure where CI is set, else a skip."""
    node = shutil.which("node") or shutil.which("node", path=str(ROOT / ".venv" / "bin"))
    if node is None or not all((MODULES / name).is_dir() for name in READERS):
        reason = "Node and its readers are not installed; `make node` installs them."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    ran = subprocess.run(
        [node, str(ROOT / "tests" / "data" / script)],
        input=json.dumps(values),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NODE_PATH": str(MODULES)},
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def same(text: str) -> str:
    """A text as formats without line ends keep it: one space for each run of white space; composed (NFC), as Anki does."""
    return " ".join(unicodedata.normalize("NFC", plain(text)).split())
