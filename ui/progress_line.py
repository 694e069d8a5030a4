"""How far a command is, as a line that people read and the server's desks read back."""

import re
import sys
from dataclasses import dataclass

import typer

_LINE = re.compile(r"(?P<doing>.+): (?P<done>\d+) of (?P<of>\d+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class HowFar:
    """What is being done, and how much of it: `done` of `of`."""

    doing: str
    done: int
    of: int

    def __str__(self) -> str:
        return f"{self.doing}: {self.done} of {self.of}"


def tell(far: HowFar) -> None:
    """Say it on the error output: on a terminal in place of what was said before, else as a line of its own."""
    if sys.stderr.isatty():
        typer.echo(f"\r{far}", nl=far.done == far.of, err=True)
    else:
        typer.echo(str(far), err=True)


def how_far(line: str) -> HowFar | None:
    """What a line of a command's error output tells; None for any other line.

    >>> how_far(str(HowFar(doing="Asking", done=3, of=12))).done
    3
    >>> how_far("soundingboard: no such folder")
    """
    found = _LINE.match(line.strip())
    return HowFar(doing=found["doing"], done=int(found["done"]), of=int(found["of"])) if found else None
