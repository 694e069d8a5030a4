"""publish: build the next index generation, prove it, and switch library and index over in one step."""

import shutil
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from corpus.contacts import save_contacts
from corpus.embedder import Embedder
from corpus.errors import LibraryDamaged
from corpus.generation import Generation
from corpus.generation_build import build_generation
from corpus.library import Batch, Library, Pointer
from corpus.paragraph import Paragraph
from corpus.previous import Previous
from corpus.settings import Settings
from corpus.snapshot import GENERATIONS
from corpus.storage_fault import no_room
from corpus.unused import remove_unused
from corpus.vector_place import place_for
from corpus.vectors import check_answers

# Each part of an index has words of its own for a full disk. With less than this left, what failed failed for want of room.
LEAST_ROOM = 2**19


def publish(
    batch: Batch,
    library: Library,
    settings: Settings,
    embedder: Embedder,
    progress: Callable[[int, int], None],
    *,
    afresh: bool = False,
) -> Pointer:
    """Make everything in a batch answerable, or nothing of it. The caller holds the writer's lock.

    Reading and embedding happen outside any transaction; what is committed is small. `afresh` embeds everything again.
    Raises LibraryDamaged where the new generation does not find itself, VectorsUnreachable where its vectors belong on a
    server that fails; library and index then stay as they were, as they do where the disk is full (DataFolderUnusable).
    """
    home = settings.data / GENERATIONS
    home.mkdir(exist_ok=True)
    before = library.pointer()
    previous = None if afresh else _open(home, before)
    name = _next_name(home)
    try:
        place = place_for(settings.chroma, home, name)
        check_answers(settings.chroma)
        with previous or nullcontext():
            build_generation(home / name, _paragraphs_after(batch, library), embedder, previous, progress, place)
        _probe(home / name)
    except BaseException as error:
        full = isinstance(error, Exception) and shutil.disk_usage(home).free < LEAST_ROOM
        remove_unused(home, keep=_kept(before, name) - {name}, server=settings.chroma)
        if full:
            raise no_room(settings.data) from error
        raise
    pointer = library.commit(batch, name, embedder.name)
    save_contacts(settings.data, library.areas())
    remove_unused(home, keep=_kept(before, name), server=settings.chroma)
    return pointer


def _open(home: Path, pointer: Pointer | None) -> Previous | None:
    """The generation to copy from; None where there is none, or it is damaged and everything has to be embedded again."""
    if pointer is None:
        return None
    try:
        return Previous(home / pointer.generation)
    except LibraryDamaged:
        return None


def _paragraphs_after(batch: Batch, library: Library) -> list[Paragraph]:
    replaced = {(it.document.id, it.edition.edition) for it in batch.contents}
    kept = [it for it in library.every_paragraph() if (it.document_id, it.edition) not in replaced]
    return kept + [paragraph for contents in batch.contents for paragraph in contents.paragraphs]


def _probe(folder: Path) -> None:
    generation = Generation(folder)
    try:
        generation.probe()
    finally:
        generation.close()


def _next_name(home: Path) -> str:
    """`g000001`, `g000002`, …: one more than any that is there, finished or not."""
    numbers = [int(path.name[1:]) for path in home.glob("g*") if path.name[1:].isdigit()]
    return f"g{max(numbers, default=0) + 1:06d}"


def _kept(before: Pointer | None, name: str) -> frozenset[str]:
    """Questions that came before the switch still use the generation before."""
    return frozenset({name, before.generation if before else name})
