"""The tables of the database of known answers: runs, and quiz sets with their items. Their history is in `evals/migrations`."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("made_at", String, nullable=False),
    Column("suite", String, nullable=False),
    Column("library", String, nullable=False),
    Column("version", String, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("run", Text, nullable=False),
    Index("runs_by_suite", "suite", "made_at"),
)
"""made_at: UTC with microseconds, so that text sorts as time. run: the whole of it as JSON."""

quiz_sets = Table(
    "quiz_sets",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False, unique=True),
    Column("library", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("changed_at", String, nullable=False),
)
"""id: never changes, for addresses. folded: the name without capitals and repeated spaces, by which two names are one."""

quiz_items = Table(
    "quiz_items",
    metadata,
    Column("set_id", String, ForeignKey("quiz_sets.id", ondelete="CASCADE"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("item", Text, nullable=False),
)
"""state: that of the item once more, so that a list of sets counts them without reading any."""
