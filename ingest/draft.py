"""Draft: a paragraph while it is being put together, before it has an id."""

from dataclasses import dataclass, field

from ingest.grammar import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A printed number and where it stands: on a heading above the paragraph, or at the paragraph's start."""

    mark: Mark
    on_heading: bool


@dataclass(slots=True, kw_only=True)
class Draft:
    """A paragraph in the making: its lines in order, and which of them are bullets. `given` None: nothing is printed."""

    given: Given | None
    headings: tuple[str, ...]
    lines: list[str]
    boxed: bool
    page: int | None
    anchor: str | None
    bulleted: list[bool] = field(default_factory=list)
    is_table: bool = False

    def add(self, line: str, *, bullet: bool) -> None:
        """Put one more line at the end."""
        self._level()
        self.lines.append(line)
        self.bulleted.append(bullet)

    def _level(self) -> None:
        self.bulleted += [False] * (len(self.lines) - len(self.bulleted))

    def text(self) -> str:
        """The lines, one below the other."""
        return "\n".join(self.lines)

    def bullets(self) -> tuple[tuple[int, int], ...]:
        """`[start, end)` of each bullet in `text()`."""
        self._level()
        spans, start = [], 0
        for line, bullet in zip(self.lines, self.bulleted, strict=True):
            if bullet:
                spans.append((start, start + len(line)))
            start += len(line) + 1
        return tuple(spans)
