"""Work that another process takes over, and what a data folder held in files: users and settings."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    """Add to the work who does it and how often it was begun; make the tables."""
    op.add_column("work", sa.Column("holder", sa.String(80), nullable=False, server_default=""))
    op.add_column("work", sa.Column("takeovers", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "drafting_users",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password", sa.String(300), nullable=False),
    )
    op.create_table(
        "drafting_settings",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
    )
