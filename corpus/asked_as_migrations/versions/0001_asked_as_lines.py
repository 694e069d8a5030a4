"""Asked-as lines, their vectors, and how often anything changed."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TEXTS = ("paragraph_id", "edition", "digest", "question", "state", "source", "origin", "proposed_by", "proposed_at")
_LATER = ("decided_by", "decided_at", "retired_at", "reason")


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "lines",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in (*_TEXTS, *_LATER)),
    )
    op.create_index("lines_by_paragraph", "lines", ["paragraph_id"])
    op.create_table(
        "vectors",
        sa.Column("line", sa.Integer(), sa.ForeignKey("lines.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("encoder", sa.String(), primary_key=True),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "changes",
        sa.Column("one", sa.Integer(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
    )
    op.execute("insert into changes (one, number) values (1, 0)")


def downgrade() -> None:
    """Take all of them away."""
    for name in ("changes", "vectors", "lines"):
        op.drop_table(name)
