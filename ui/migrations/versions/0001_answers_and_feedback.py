"""Answers and feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "answers",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("asked_at", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("area", sa.String()),
        sa.Column("library", sa.String()),
        sa.Column("answer", sa.JSON(), nullable=False),
    )
    op.create_index("answers_by_time", "answers", ["asked_at"])
    op.create_table(
        "feedback",
        sa.Column("key", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("answer_id", sa.String(), sa.ForeignKey("answers.id"), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("given_at", sa.String(), nullable=False),
    )
    op.create_index("feedback_by_answer", "feedback", ["answer_id"])


def downgrade() -> None:
    """Take both away."""
    op.drop_table("feedback")
    op.drop_table("answers")
