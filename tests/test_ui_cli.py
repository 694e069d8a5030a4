import json
import socket
import subprocess
import sys

import pytest

from assistant.answer import Answer
from ui.cli import main
from ui.wire_answer import AnswerOut

HEAVY = (
    "sqlalchemy",
    "alembic",
    "chromadb",
    "onnxruntime",
    "torch",
    "transformers",
    "tokenizers",
    "gradio",
    "fastapi",
    "uvicorn",
    "llama_index",
    "numpy",
    "pypdf",
    "pypdfium2",
    "docx",
    "lxml",
    "bm25s",
    "httpx",
    "watchfiles",
    "wordfreq",
    "ftfy",
)
COMMANDS = (
    "ingest",
    "diff",
    "index",
    "ask",
    "asked-as",
    "serve",
    "documents",
    "paragraphs",
    "services",
    "status",
    "backup",
    "restore",
    "ledger",
    "evals",
    "catalogue",
    "watch",
)
HELP = f"""
import sys
from ui.cli import main
try:
    main()
except SystemExit as ended:
    code = ended.code
print("LOADED", *(name for name in {HEAVY!r} if name in sys.modules))
sys.exit(code)
"""
HOLDER = """
import pathlib, sys
from corpus.lock import writing
with writing(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def run(demo_settings, monkeypatch, capsys):
    """Run a command as the console script does: its exit code, what it printed, and what it complained of."""

    def run(*arguments, data=demo_settings.data):
        monkeypatch.setenv("SOUNDINGBOARD_DATA", str(data))
        monkeypatch.setattr(sys, "argv", ["soundingboard", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return run


@pytest.mark.parametrize("arguments", [(), *((command,) for command in COMMANDS)], ids=str)
def test_help_imports_no_heavy_library(arguments):
    done = subprocess.run(
        [sys.executable, "-c", HELP, *arguments, "--help"], capture_output=True, text=True, check=True
    )
    assert done.stdout.rstrip().endswith("LOADED")


def test_documents_as_json(run):
    code, out, _ = run("documents", "--json")
    rows = json.loads(out)
    assert code == 0
    assert {"id", "title", "file", "edition", "state", "paragraphs"} <= set(rows[0])
    files = {row["file"]: row for row in rows}
    assert files["thornmere-protocol-2021.html"]["state"] == "superseded"
    assert all(row["paragraphs"] > 0 for row in rows)


def test_paragraphs_as_json_stand_in_reading_order(run):
    code, out, _ = run("paragraphs", "thornmere-protocol", "--json")
    rows = json.loads(out)
    assert code == 0
    assert {"id", "number", "printed", "text", "page", "headings"} <= set(rows[0])
    assert [row["position"] for row in rows] == list(range(len(rows)))


def test_an_edition_can_be_asked_for_and_one_that_is_not_there_is_wrong_use(run):
    code, out, _ = run("paragraphs", "thornmere-protocol", "--edition", "2021-06", "--json")
    assert code == 0
    assert {row["edition"] for row in json.loads(out)} == {"2021-06"}
    assert run("paragraphs", "thornmere-protocol", "--edition", "1999")[0] == 2


def test_services_as_json(run):
    code, out, _ = run("services", "--area", "thornmere", "--json")
    assert code == 0
    assert {row["area"] for row in json.loads(out)} == {"thornmere"}


@pytest.mark.parametrize(
    "command", [("documents",), ("paragraphs", "thornmere-escalation"), ("services",), ("status",)]
)
def test_listings_for_people(run, command):
    code, out, _ = run(*command)
    assert code == 0
    assert len(out.splitlines()) > 5


def test_status_as_json(run):
    code, out, _ = run("status", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["status"] == "ready"
    assert found["paragraphs"] >= 300


def test_ask_as_json_is_the_answer_object(run):
    code, out, _ = run(
        "ask", "When do I have to refer an unborn baby?", "--area", "thornmere", "--date", "2026-01-01", "--json"
    )
    answer = AnswerOut.model_validate_json(out)
    assert code == 0
    assert answer.scope.date.isoformat() == "2026-01-01"
    assert set(json.loads(out)) >= {
        field for field in Answer.__dataclass_fields__ if field not in {"considered", "weighing"}
    }


def test_ask_prints_the_answer_with_its_paragraph(run):
    code, out, err = run("ask", "When do I have to refer an unborn baby?", "--area", "thornmere", "--explain")
    assert code == 0
    assert "paragraph" in out
    assert "thornmere-" in out
    assert err == ""


def test_ask_writes_a_note_beside_the_answer(run, tmp_path):
    code, out, err = run("ask", "Oksana rang. Who leads?", "--area", "thornmere", "--note", tmp_path / "a.md", "--json")
    assert code == 0
    assert "a.md" in err
    note = (tmp_path / "a.md").read_text("utf-8")
    assert json.loads(out)["id"] in note
    assert "Oksana" not in note


@pytest.mark.parametrize("name", ["a.txt", "there.docx"])
def test_a_note_that_cannot_be_written_is_refused_before_anything_is_asked_and_help_comes_first(run, tmp_path, name):
    (tmp_path / "there.docx").write_text("mine", "utf-8")
    code, out, err = run("ask", "Who leads?", "--area", "thornmere", "--note", tmp_path / name)
    assert (code, out) == (2, "")
    assert "Expected" in err
    code, out, err = run("ask", "She took an overdose and is not breathing", "--note", tmp_path / name)
    assert "999" in out
    assert (code, "Expected" in err) == (2, True)
    assert [file.name for file in tmp_path.iterdir()] == ["there.docx"]
    assert (tmp_path / "there.docx").read_text("utf-8") == "mine"


def test_think_it_through_puts_the_question_back_and_takes_the_view(run, tmp_path):
    asked = ("ask", "When must I refer an unborn baby?", "--area", "thornmere", "--json")
    code, out, _ = run(*asked, "--think")
    assert (code, json.loads(out)["outcome"]) == (0, "clarify")
    _, out, _ = run(*asked, "--view", "It can wait for the scan.", "--note", tmp_path / "a.md")
    answer = json.loads(out)
    assert answer["view"] == "It can wait for the scan."
    assert answer["citations"]
    assert "When must I refer an unborn baby?" in (tmp_path / "a.md").read_text("utf-8")
    _, out, _ = run("ask", "She took an overdose and is not breathing", "--view", "She will wake up", "--json")
    assert json.loads(out)["outcome"] == "urgent"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", ""),
        ("ask", "x" * 5000),
        ("ask", "Who leads?", "--area", "nowhere"),
        ("ask", "Who leads?", "--nation", "atlantis"),
        ("ask", "Who leads?", "--date", "tomorrow"),
        ("paragraphs", "nothing"),
        ("ingest", "/no/such/folder"),
        ("serve", "--port", "0"),
        ("nonsense",),
    ],
    ids=lambda arguments: " ".join(arguments)[:40],
)
def test_wrong_use_ends_with_2_and_a_message(run, arguments):
    code, _, err = run(*arguments)
    assert code == 2
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments", [("documents",), ("paragraphs", "x"), ("services",), ("ask", "Who leads?"), ("index",)]
)
def test_without_a_library_a_command_ends_with_3(run, tmp_path, arguments):
    code, _, err = run(*arguments, data=tmp_path)
    assert code == 3
    assert "soundingboard ingest" in err


def test_status_without_a_library_ends_with_3(run, tmp_path):
    code, out, _ = run("status", "--json", data=tmp_path)
    assert code == 3
    assert json.loads(out)["status"] == "not ready"


def test_an_urgent_question_is_answered_without_a_library(run, tmp_path):
    code, out, _ = run("ask", "He has taken an overdose and is not breathing", "--json", data=tmp_path)
    assert code == 0
    assert json.loads(out)["outcome"] == "urgent"


def test_another_writer_ends_with_4(run, demo_settings, tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        (tmp_path / "a.md").write_text("# A\n\n1.1 Text that is here.\n", encoding="utf-8")
        code, _, err = run("ingest", tmp_path / "a.md", data=tmp_path)
        other.stdin.close()
    assert code == 4
    assert str(other.pid) in err


def test_a_refused_file_ends_with_1_and_the_others_are_in(run, tmp_path):
    folder, data = tmp_path / "documents", tmp_path / "data"
    folder.mkdir()
    (folder / "good.md").write_text("# Good\n\n1.1 A worker must tell the family.\n", encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"this is not a Word file")
    code, out, _ = run("ingest", folder, "--json", data=data)
    assert code == 1
    outcomes = {row["file"]: row for row in json.loads(out)}
    assert {"file", "document_id", "outcome", "paragraphs", "findings", "error"} <= set(outcomes["good.md"])
    assert outcomes["good.md"]["outcome"] == "ingested"
    assert outcomes["broken.docx"]["outcome"] == "refused"
    assert outcomes["broken.docx"]["error"]
    code, out, _ = run("ingest", folder, data=data)
    assert code == 1
    assert "unchanged" in out
    assert "was refused" in out


def test_a_dry_run_lists_findings_and_keeps_nothing(run, tmp_path):
    data = tmp_path / "data"
    (tmp_path / "a.md").write_text("# A\n\n1.1 First.\n\n1.3 Third.\n", encoding="utf-8")
    code, out, _ = run("ingest", tmp_path / "a.md", "--dry-run", data=data)
    assert code == 0
    assert "warning:" in out
    assert not data.exists()


def test_a_taken_port_is_said_and_no_other_is_picked(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, _, err = run("serve", "--port", taken.getsockname()[1])
    assert code == 2
    assert "another program" in err
