"""The tables of the library database. Their history is in `corpus/migrations`."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

areas = Table(
    "areas",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("nation", String, nullable=False),
    Column("contacts", JSON, nullable=False),
    Column("people", JSON, nullable=False),
)

services = Table(
    "services",
    metadata,
    Column("id", String, primary_key=True),
    Column("area", String, primary_key=True),
    Column("fields", JSON, nullable=False),
)

criteria_maps = Table(
    "criteria_maps",
    metadata,
    Column("id", String, primary_key=True),
    Column("area", String, nullable=False),
    Column("fields", JSON, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("publisher", String, nullable=False),
    Column("authority", String, nullable=False),
    Column("nation", String),
    Column("area", String),
    Column("licence", String, nullable=False),
    Column("source", String, nullable=False),
    Column("url", String, nullable=False),
    Column("supersedes", String),
)

editions = Table(
    "editions",
    metadata,
    Column("document_id", String, ForeignKey("documents.id"), primary_key=True),
    Column("edition", String, primary_key=True),
    Column("published", String, nullable=False),
    Column("state", String, nullable=False),
    Column("review_due", String),
    Column("file", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("manifest_sha256", String, nullable=False),
    Column("ingested_at", String, nullable=False),
    Column("effective", String),
    Column("findings", JSON, nullable=False),
)

paragraphs = Table(
    "paragraphs",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False),
    Column("document_id", String, nullable=False),
    Column("edition", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("number", String),
    Column("printed", Boolean, nullable=False),
    Column("label", String, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("bullets", JSON, nullable=False),
    Column("page", Integer),
    Column("anchor", String),
    Column("boxed", Boolean, nullable=False),
    ForeignKeyConstraint(["document_id", "edition"], ["editions.document_id", "editions.edition"]),
    Index("paragraphs_by_place", "document_id", "edition", "position", unique=True),
    Index("paragraphs_by_id", "id", "edition", unique=True),
)

overrides = Table(
    "overrides",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String, nullable=False),
    Column("edition", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("findings", JSON, nullable=False),
    Column("reason", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)

pointer = Table(
    "pointer",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("generation", String, nullable=False),
    Column("embedder", String, nullable=False),
    Column("fingerprint", String, nullable=False),
)
