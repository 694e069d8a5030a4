"""The tables of the asked-as lines, in a database file of their own. Their history is in `corpus/asked_as_migrations`."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

lines = Table(
    "lines",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("paragraph_id", String, nullable=False),
    Column("edition", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("question", Text, nullable=False),
    Column("state", String, nullable=False),
    Column("source", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("proposed_by", String, nullable=False),
    Column("proposed_at", String, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("decided_at", String, nullable=False),
    Column("retired_at", String, nullable=False),
    Column("reason", String, nullable=False),
    Index("lines_by_paragraph", "paragraph_id"),
)

vectors = Table(
    "vectors",
    metadata,
    Column("line", Integer, ForeignKey("lines.id", ondelete="CASCADE"), primary_key=True),
    Column("encoder", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

changes = Table(
    "changes", metadata, Column("one", Integer, primary_key=True), Column("number", Integer, nullable=False)
)
