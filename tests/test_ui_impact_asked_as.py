"""Change impact lists the asked-as lines that a new edition retires, and those alone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from test_ui_impact import MANIFEST
from typer.testing import CliRunner

from corpus.paragraph import Paragraph
from evals.case import MustCite
from evals.impact import digest_of, impact
from evals.pin import Pin, PinKind
from ui.cli import app
from ui.impact_html import impact_html
from ui.impact_text import impact_lines
from ui.rests import Resting
from ui.wording import wording

Run = Callable[..., str]
OLD = (
    "The midwife leads until birth.",
    "Training is every two years.",
    "Write down every call.",
    "Lock methadone away.",
)
NEW = ("The health visitor leads until birth.", *OLD[1:3])
ASKED = ("who leads b4 shes born", "how often is training", "do i note calls", "where does methadone go")


def folder(home: Path, published: str, texts: tuple[str, ...]) -> Path:
    home.mkdir()
    (home / "library.toml").write_text(MANIFEST.format(published=published), encoding="utf-8")
    body = "".join(f"1.{n} {text}\n\n" for n, text in enumerate(texts, start=1))
    (home / "rules.md").write_text(f"# Rules\n\n## 1 Rules\n\n{body}", encoding="utf-8")
    return home


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line on a library of four paragraphs, each with a line: the first accepted, the others waiting."""
    monkeypatch.setenv("SOUNDINGBOARD_DATA", str(tmp_path / "data"))

    def said(*arguments: object) -> str:
        result = CliRunner().invoke(app, [str(it) for it in arguments])
        assert result.exit_code == 0, result.output
        return result.stdout

    said("ingest", folder(tmp_path / "old", "2025-01", OLD))
    for n, question in enumerate(ASKED, start=1):
        said("asked-as", "propose", f"rules:1.{n}", question)
    said("asked-as", "accept", 1, "--by", "Board")
    return said


def test_just_the_lines_whose_paragraph_changes_are_listed_before_the_ingest(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("evals", "impact", folder(tmp_path / "new", "2026-01", NEW), "--json", "--strict"))
    assert found["things"]["asked_as"] == {"affected": 2, "of": 4}
    assert [(it["within"], it["id"], it["text"], it["kinds"]) for it in found["touched"]] == [
        ("accepted", "1", ASKED[0], ["reworded"]),
        ("proposed", "4", ASKED[3], ["removed"]),
    ]


def test_a_line_says_that_it_retires_and_its_question_only_where_that_may_be_shown() -> None:
    old, new = (
        Paragraph(
            id="rules:1.1",
            document_id="rules",
            edition=edition,
            position=0,
            number="1.1",
            printed=True,
            label="paragraph 1.1",
            headings=(),
            text=text,
            bullets=(),
            page=None,
            anchor=None,
        )
        for edition, text in (("2025-01", OLD[0]), ("2026-01", NEW[0]))
    )
    pin = Pin(
        kind=PinKind.ASKED_AS,
        within="accepted",
        id="1",
        text=ASKED[0],
        cited=MustCite(document="rules", quote=old.text, number="1.1"),
        paragraph_id=old.id,
        digest=digest_of(old.text),
    )
    found, rests = impact([pin], {"rules": (old,)}, {"rules": (new,)}), Resting(pins=(pin,), suites=())
    said = f"accepted 1 “{ASKED[0]}”: rules 1.1: reworded. {wording('impact')['retires']}"
    assert said in [line.strip() for line in impact_lines(found)]
    assert ASKED[0] in impact_html(found, rests)
    unseen = impact_html(found, rests, questions=False)
    assert ASKED[0] not in unseen
    assert "accepted 1" in unseen
    assert wording("impact")["unseen"] in unseen
