"""What others' readers find in an exported quiz: for each question, its key and all that is read after it."""

import csv
import html
import re
import warnings
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from quiz_examples import by_node, same

from evals.quiz_text import from_html

Found = tuple[tuple[str, ...], str]
"""The right answers, and feedback with source."""


def by_gift_pegjs(contents: bytes) -> list[Found]:
    (read,) = by_node("read_gift.cjs", [contents.decode()])
    assert "error" not in read, read["error"]
    return [_gift_question(it) for it in read["questions"]]


def _gift_question(question: dict[str, Any]) -> Found:
    told = [from_html(question["globalFeedback"]["text"])]
    if question["type"] == "TF":
        told += [from_html(question[name]["text"]) for name in ("trueFeedback", "falseFeedback") if question[name]]
        return ("True" if question["isTrue"] else "False",), "\n".join(told)
    if question["type"] == "Matching":
        pairs = [(from_html(it["subquestion"]["text"]), _unheld(it["subanswer"])) for it in question["matchPairs"]]
        return tuple(same(f"{left} – {right}") for left, right in pairs), "\n".join(told)
    typed = question["hasEmbeddedAnswers"]
    right = [it["text"]["text"] for it in question["choices"] if it["isCorrect"] or (it["weight"] or 0) > 0]
    told += [from_html(it["feedback"]["text"]) for it in question["choices"] if it["feedback"]]
    return tuple(same(it.replace("\\*", "*") if typed else from_html(it)) for it in right), "\n".join(told)


def _unheld(text: str) -> str:
    """gift-pegjs leaves its own marks for escaped signs on the right of a match."""
    return re.sub(r"&&(\d{3});", lambda it: chr(int(it[1])), text)


def by_pyslet(contents: bytes) -> list[Found]:
    """pyslet reads the package, gives each item its key as the response and has its own engine score that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyslet.qtiv2.variables import ItemSessionState
        from pyslet.qtiv2.xml import QTIDocument

        archive = ZipFile(BytesIO(contents))
        found: list[Found] = []
        for name in sorted(it for it in archive.namelist() if it.startswith("items/")):
            document = QTIDocument()
            document.read(src=BytesIO(archive.read(name)))
            session = ItemSessionState(document.root)
            session.begin_session()
            session["RESPONSE"].set_value(session["RESPONSE.CORRECT"].value)
            session.end_attempt()
            assert session["SCORE"].value == 1.0, name
            told = "\n".join(_qti_words(it) for it in _deep(document.root) if it.xmlname == "modalFeedback")
            found.append((_qti_key(document.root, session["RESPONSE"].value), told))
    return found


def _qti_words(element: Any) -> str:
    return "".join(
        it if isinstance(it, str) else "\n" if it.xmlname == "br" else _qti_words(it) for it in element.get_children()
    )


def _qti_key(root: Any, value: Any) -> tuple[str, ...]:
    choices = {
        it.identifier: _qti_words(it)
        for it in _deep(root)
        if it.xmlname.startswith("simple") and hasattr(it, "identifier")
    }
    if not choices:
        return (same(value),)
    if isinstance(value, str):
        return (same(choices[value]),)
    named = [(it,) if isinstance(it, str) else tuple(it) for it in value]
    order = named if isinstance(value, list) else sorted(named, key=lambda it: list(choices).index(it[0]))
    return tuple(same(" – ".join(choices[part] for part in names)) for names in order)


def _deep(element: Any) -> list[Any]:
    children = [it for it in element.get_children() if not isinstance(it, str)]
    return [*children, *(deeper for it in children for deeper in _deep(it))]


def by_h5p_server(contents: bytes, folder: Path) -> list[Found]:
    path = folder / "quiz.h5p"
    path.write_bytes(contents)
    (read,) = by_node("read_h5p.cjs", [str(path)])
    assert "error" not in read, read
    assert read["about"]["mainLibrary"] == "H5P.QuestionSet"
    return [_h5p_question(it["library"].split(" ")[0], it["params"]) for it in read["content"]["questions"]]


def _h5p_question(library: str, params: dict[str, Any]) -> Found:
    if library == "H5P.TrueFalse":
        told = params["behaviour"]["feedbackOnCorrect"] + "\n" + params["behaviour"]["feedbackOnWrong"]
        return (params["correct"].capitalize(),), html.unescape(told)
    told = from_html(params["overallFeedback"][0]["feedback"])
    if library == "H5P.MultiChoice":
        each = [from_html(it["tipsAndFeedback"]["chosenFeedback"]) for it in params["answers"]]
        return tuple(same(from_html(it["text"])) for it in params["answers"] if it["correct"]), "\n".join((told, *each))
    if library == "H5P.Blanks":
        ((wordings,),) = (re.findall(r"\*(.*?)\*", it) for it in params["questions"])
        return tuple(same(html.unescape(it)) for it in wordings.split(":")[0].split("/")), told
    lines = [re.fullmatch(r"(.*) \*([^*:]*)\*", it) for it in params["textField"].split("\n")]
    parts = [(html.unescape(it[1]), html.unescape(it[2])) for it in lines if it]
    ordered = all(label == f"{at}." for at, (label, _) in enumerate(parts, start=1))
    return tuple(same(text if ordered else f"{label} {text}") for label, text in parts), told


def by_anki(contents: bytes, folder: Path) -> list[Found]:
    """Anki's own engine takes the package into a new collection and shows the back of each first card."""
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    path = folder / "quiz.apkg"
    path.write_bytes(contents)
    collection = Collection(str(folder / "collection.anki2"))
    try:
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        collection.import_anki_package(request)
        notes = {note["Item"]: note for note in map(collection.get_note, collection.find_notes(""))}
        return [_anki_note(notes[name]) for name in sorted(notes)]
    finally:
        collection.close()


def _anki_note(note: Any) -> Found:
    (card,) = note.cards()
    told = from_html(card.answer().split("</style>")[-1])
    if "Answer" not in note:
        (cloze,) = re.findall(r'<span class="cloze"[^>]*>(.*?)</span>', card.answer(), re.DOTALL)
        return tuple(same(it) for it in [html.unescape(cloze)]), told
    listed = re.findall(r"<li>(.*?)</li>", note["Answer"], re.DOTALL)
    return tuple(same(from_html(it)) for it in listed), told


def by_csv(contents: bytes) -> list[Found]:
    rows = csv.DictReader(StringIO(contents.decode("utf-8-sig"), newline=""))
    return [_csv_row({name: re.sub(r"^'(?=[=+@\t-])", "", cell) for name, cell in row.items()}) for row in rows]


def _csv_row(row: dict[str, str]) -> Found:
    places = [name.removeprefix("answer ") for name in row if name.startswith("answer ") and row[name]]
    told = "\n".join((row["feedback"], row["title"], row["quote"], *(row[f"feedback {at}"] for at in places)))
    answers = [(row[f"answer {at}"], row[f"right {at}"]) for at in places]
    if row["kind"] == "matching":
        return tuple(same(f"{left} – {right}") for left, right in answers), told
    return tuple(same(text) for text, right in answers if right != "no"), told
