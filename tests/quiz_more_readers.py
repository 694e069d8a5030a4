"""What further readers find in an exported quiz: Moodle XML by moodlexml-to-json (npm), QTI 2.1 by onyx2moodle (PyPI)."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from quiz_examples import by_node, same
from quiz_readers import Found

from evals.quiz_text import from_html

GAP_FIELD = "_____"
Read = dict[str, tuple[str, Found]]
"""By the item's id or file: the question, and what is right with what is read after it."""


def by_moodlexml_to_json(contents: bytes) -> Read:
    """It keeps no feedback of single answers. Texts that are JSON (5, true) it reads as such."""
    (read,) = by_node("read_moodle.cjs", [contents.decode()])
    assert "error" not in read, read
    return {it["name"]: (from_html(it["questiontext"]), _moodle_question(it)) for it in read["questions"]}


def _moodle_question(question: dict[str, Any]) -> Found:
    told = from_html(question["generalfeedback"])
    if question["type"] == "matching":
        pairs = [(from_html(_said(it["text"])), _said(it["answer"])) for it in question["answers"]]
        return tuple(same(f"{left} – {right}") for left, right in pairs), told
    if question["type"] == "truefalse":
        return (str(question["correctAnswer"]),), told
    right = [_said(it["text"]) for it in question["answers"] if it["score"] > 0]
    if question["type"] == "shortanswer":
        return tuple(same(it.replace("\\*", "*")) for it in right), told
    return tuple(same(from_html(it)) for it in right), told


def _said(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def by_onyx2moodle(contents: bytes, folder: Path) -> Read:
    """It has no interaction for ordering. A gap's key is every wording that its mapping gives a mark."""
    from onyx2moodle.parser import parse_item

    archive = ZipFile(BytesIO(contents))
    found: Read = {}
    for name in sorted(it for it in archive.namelist() if it.startswith("items/")):
        item = parse_item(Path(archive.extract(name, folder)))
        told = "\n".join(bare(it.html) for it in item.feedback)
        found[item.title] = ("".join(item.body_xml.itertext()), (_qti_key(item), told))
    return found


def bare(text: str) -> str:
    """A text without markup. onyx2moodle escapes only what stands behind a line end, so that markup is taken off twice."""
    return same(from_html(from_html(text)))


def _qti_key(item: Any) -> tuple[str, ...]:
    declared = item.response_decls["RESPONSE"]
    asked = item.interactions[0] if item.interactions else None
    if declared.mapping:
        return tuple(bare(it) for it, mark in declared.mapping.items() if mark > 0)
    if asked is None:
        return ()
    named = {it.identifier: bare(it.html) for it in (*asked.choices, *asked.match_sources, *asked.match_targets)}
    return tuple(" – ".join(named[part] for part in it.split()) for it in declared.correct_values)
