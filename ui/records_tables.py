"""The tables of the records database: answers given and what people thought of them. Their history is in `ui/migrations`."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

answers = Table(
    "answers",
    metadata,
    Column("id", String, primary_key=True),
    Column("asked_at", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("area", String),
    Column("library", String),
    Column("answer", JSON, nullable=False),
    Index("answers_by_time", "asked_at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("answer_id", String, ForeignKey("answers.id"), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("comment", Text, nullable=False),
    Column("given_at", String, nullable=False),
    Index("feedback_by_answer", "answer_id"),
)
