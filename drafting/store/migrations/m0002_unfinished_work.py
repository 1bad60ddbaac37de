"""Writing that is saved section by section."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "work",
        sa.Column("draft_id", sa.String(32), primary_key=True),
        sa.Column("run", sa.String(32), nullable=False, index=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("message", sa.String(500), nullable=False),
        sa.Column("saved", sa.Boolean, nullable=False),
        sa.Column("engine", sa.String(16), nullable=False),
        sa.Column("variant", sa.Integer, nullable=False),
        sa.Column("brief", sa.JSON, nullable=False),
        sa.Column("outline", sa.JSON, nullable=False),
        sa.Column("begun", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "work_sections",
        sa.Column(
            "draft_id", sa.String(32), sa.ForeignKey("work.draft_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("section_id", sa.String(64), primary_key=True),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("notices", sa.JSON, nullable=False),
    )  # fmt: skip
