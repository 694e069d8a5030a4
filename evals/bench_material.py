"""Material: the documents and questions that every contender of the bench gets."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.paragraph import words
from evals.case import Case
from evals.suite import read_suite

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document of the material and the file it is in."""

    document: str
    path: Path

    def text(self) -> str:
        """The file's text: as it is where it is plain text, else what the project's own reader makes of it.

        LlamaIndex's readers are separate packages; giving it the blocks that the project reads is the better case for it.
        """
        if self.path.suffix in (".txt", ".md"):
            return self.path.read_text(encoding="utf-8")
        from ingest.read import read

        return "\n\n".join(block.text for block in read(self.path).blocks)


@dataclass(frozen=True, kw_only=True)
class Material:
    """Folders with a manifest each, their documents, and the suite that is asked."""

    name: str
    folders: tuple[Path, ...]
    sources: tuple[Source, ...]
    suite: Path

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Every case of the suite; those with nothing to cite are timed but not scored."""
        return read_suite(self.suite)

    @cached_property
    def words(self) -> int:
        """Words of the source texts: the same count for every contender."""
        return sum(words(source.text()) for source in self.sources)


def material(shared: Path = SHARED) -> Material:
    """`../shared`'s seeds and guidance with its development questions; the demonstration area where that is absent."""
    if (shared / "seeds").is_dir():
        folders = (shared / "seeds", shared / "guidance")
        return _material("seeds and guidance", folders, shared / "eval" / "dev.jsonl")
    return _material("demo", (PROJECT / "corpus" / "demo",), PROJECT / "evals" / "suites" / "demo.jsonl")


def _material(name: str, folders: tuple[Path, ...], suite: Path) -> Material:
    from ingest.manifest import read_manifest

    sources = tuple(
        Source(document=entry.document.id, path=entry.path)
        for folder in folders
        for entry in read_manifest(folder).entries
    )
    return Material(name=name, folders=folders, sources=sources, suite=suite)
