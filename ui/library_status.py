"""What `soundingboard status` says: which library this is, and whether its index finds itself."""

from typing import Any

from assistant.board import Board
from corpus.errors import LibraryMissing
from corpus.library import Library
from corpus.settings import Settings


def library_status(settings: Settings) -> dict[str, Any]:
    """The data folder, how much is in it, and the probe's result. `status` is "ready" where questions can be answered."""
    board = Board.open(settings)
    try:
        readiness = board.ready()
    finally:
        board.close()
    return {
        "status": readiness.status,
        "reason": readiness.reason,
        "data": str(settings.data),
        **_counts(settings),
        "library": readiness.library,
        "generation": readiness.generation,
        "embedder": readiness.embedder or settings.embedder,
        "search": readiness.search,
        "urgent": "patterns and meaning" if readiness.urgent_by_meaning else "patterns only",
    }


def status_lines(found: dict[str, Any]) -> list[str]:
    """The same for people, one fact a line."""
    lines = [
        f"Data folder   {found['data']}",
        f"Documents     {found['documents']} in {found['editions']} editions, {found['paragraphs']} paragraphs",
        f"Areas         {found['areas']}, with {found['services']} services",
        f"Library       {found['library'] or 'none'}",
        f"Generation    {found['generation'] or 'none'}",
        f"Embedder      {found['embedder']}",
        f"Search        {found['search'] or 'none'}",
        f"Urgent check  {found['urgent']}",
        f"Probe         {found['status']}",
    ]
    return [*lines, found["reason"]] if found["reason"] else lines


def _counts(settings: Settings) -> dict[str, int]:
    try:
        library = Library.open(settings.data)
    except LibraryMissing:
        return dict.fromkeys(("documents", "editions", "paragraphs", "areas", "services"), 0)
    try:
        return {
            "documents": len(library.documents()),
            "editions": len(library.editions()),
            "paragraphs": len(library.every_paragraph()),
            "areas": len(library.areas()),
            "services": len(library.services()),
        }
    finally:
        library.close()
