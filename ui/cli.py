"""`soundingboard`: every command, and how an error becomes an exit code.

Exit codes: 0 done, 1 done with refused files or figures below a baseline, 2 wrong use, 3 library unusable, 4 another writer.
Beside those of a shell's own: 70 a fault in Sounding Board, 130 interrupted.
"""

import os
import sys

import typer

from corpus.errors import FileRefused, LibraryUnusable, SoundingBoardError, WriterBusy, WrongUse
from corpus.storage_fault import of_system
from ui import (
    commands_ask,
    commands_asked_as,
    commands_backup,
    commands_diff,
    commands_evals,
    commands_ingest,
    commands_ledger,
    commands_library,
    commands_quiz,
    commands_serve,
    commands_sources,
)

EXIT_CODES: tuple[tuple[type[SoundingBoardError], int], ...] = (
    (WriterBusy, 4),
    (LibraryUnusable, 3),
    (WrongUse, 2),
    (FileRefused, 1),
)
FAULT = 70
INTERRUPTED = 130
TRACEBACK = "SOUNDINGBOARD_TRACEBACK"

app = typer.Typer(
    name="soundingboard",
    help="Cited answers from your area's own safeguarding guidance.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
commands_ingest.register(app)
commands_ledger.register(app)
commands_ask.register(app)
commands_serve.register(app)
commands_library.register(app)
commands_backup.register(app)
commands_evals.register(app)
commands_diff.register(app)
commands_quiz.register(app)
commands_asked_as.register(app)
commands_sources.register(app)


def main() -> None:
    """Run the command line. An error becomes one message and an exit code, never a traceback, unless one is asked for."""
    try:
        app()
    except SoundingBoardError as error:
        print(f"soundingboard: {error}", file=sys.stderr)
        sys.exit(exit_code(error))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        unusable = of_system(error) if isinstance(error, OSError) else None
        if unusable is not None:
            print(f"soundingboard: {unusable}", file=sys.stderr)
            sys.exit(exit_code(unusable))
        if os.environ.get(TRACEBACK):
            raise
        kind = type(error).__name__
        print(
            f"soundingboard: a fault in Sounding Board ({kind}). {TRACEBACK}=1 shows where it happened.",
            file=sys.stderr,
        )
        sys.exit(FAULT)


def exit_code(error: SoundingBoardError) -> int:
    """The exit code of an error, from the first kind in `EXIT_CODES` that it is.

    >>> from corpus.errors import LibraryMissing
    >>> exit_code(LibraryMissing("Nothing here yet."))
    3
    """
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 2)
