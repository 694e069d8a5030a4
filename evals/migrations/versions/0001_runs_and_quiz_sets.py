"""Runs, and quiz sets with their items."""

import json
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and take in the runs that were kept as files before."""
    runs = op.create_table(
        "runs",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("suite", sa.String(), nullable=False),
        sa.Column("library", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
    )
    op.create_index("runs_by_suite", "runs", ["suite", "made_at"])
    op.create_table(
        "quiz_sets",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False, unique=True),
        sa.Column("library", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("changed_at", sa.String(), nullable=False),
    )
    op.create_table(
        "quiz_items",
        sa.Column("set_id", sa.String(), sa.ForeignKey("quiz_sets.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
    )
    connection = op.get_bind()
    rows = _files(Path(connection.engine.url.database or "").parent / "runs")
    if rows:
        connection.execute(sa.insert(runs), rows)


def downgrade() -> None:
    """Take all of it away. The files of former versions are still where they were."""
    for table in ("quiz_items", "quiz_sets", "runs"):
        op.drop_table(table)


def _files(folder: Path) -> list[dict[str, object]]:
    """A row for each run that is a file of format 1. What is none is left where it is."""
    rows: list[dict[str, object]] = []
    for path in sorted(folder.glob("*.json")):
        try:
            text = path.read_text(encoding="utf-8")
            run = json.loads(text)
            if run["schema_version"] == 1 and run["id"] not in {it["id"] for it in rows}:
                made_at = datetime.fromisoformat(run["made_at"]).astimezone(UTC).isoformat(timespec="microseconds")
                named = {name: str(run[name]) for name in ("id", "suite", "library", "version")}
                rows.append({**named, "made_at": made_at, "questions": len(run["cases"]), "run": text})
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return rows
