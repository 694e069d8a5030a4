"""The project as a whole: package names, heavy imports at their one place, and documents that stay true."""

import ast
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("ingest", "corpus", "assistant", "evals", "ui")
HEAVY = {
    "chromadb": {"corpus/vectors.py", "evals/bench_llamaindex.py", "evals/bench_soundingboard.py"},
    "llama_index": {"corpus/embedder_llamaindex.py", "assistant/retriever_llamaindex.py", "evals/bench_llamaindex.py"},
    "onnxruntime": {"corpus/embedder_onnx.py", "corpus/encoder_export.py", "corpus/encoder_smooth.py"},
    "torch": {"corpus/encoder_export.py", "evals/encoder_network.py", "evals/urgent_states_learn.py"},
    "wordfreq": {"ingest/known_words.py", "corpus/general_words.py"},
    "ftfy": {"ingest/repair_encoding.py"},
    "openpyxl": {"evals/sheet_xlsx.py", "evals/suite_template.py", "evals/quiz_classroom.py"},
    "bm25s": {"corpus/words.py", "evals/bench_soundingboard.py"},
}


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]


def test_no_other_distribution_ships_our_package_names() -> None:
    clashes = [
        (found.metadata["Name"], str(file))
        for found in distributions()
        if found.metadata["Name"] != "soundingboard"
        for file in found.files or []
        if file.parts and file.parts[0] in PACKAGES
    ]
    assert clashes == []


@pytest.mark.parametrize("library", HEAVY)
def test_a_heavy_library_is_known_where_it_may_be(library: str) -> None:
    known = {str(path.relative_to(ROOT)) for path in modules() if _imports(path, library)}
    assert known <= HEAVY[library]


def test_every_file_is_short() -> None:
    long = {str(path): lines for path in modules() if (lines := len(path.read_text("utf-8").splitlines())) > 300}
    assert long == {}


def test_the_readme_names_what_is_there() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in (
        "make run",
        "make test",
        "docs/chat-desktop.png",
        "docs/two-lines.svg",
        "CHANGELOG.md",
        "docs/decisions",
    ):
        assert name in readme
        if "/" in name or name.endswith(".md"):
            assert (ROOT / name).exists()


def _imports(path: Path, library: str) -> bool:
    tree = ast.parse(path.read_text("utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return any(name.split(".")[0] == library for name in names)
