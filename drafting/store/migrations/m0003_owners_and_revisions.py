"""Whose a draft is, how often it was saved, and what a person calls its versions.

The release of then added its columns one by one, so that a database may hold some of them.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Add the columns that are not there yet."""
    _add(
        "drafts",
        sa.Column("owner", sa.String(64), nullable=False, server_default=""),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        sa.Column("archived", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("finished", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("written", sa.Boolean, nullable=False, server_default=sa.true()),
    )
    _add(
        "versions",
        sa.Column("name", sa.String(60), nullable=False, server_default=""),
        sa.Column("step", sa.String(8), nullable=False, server_default=""),
    )
    op.create_index("ix_drafts_owner", "drafts", ["owner"], if_not_exists=True)
    op.create_index("ix_drafts_changed", "drafts", ["changed"], if_not_exists=True)
    op.create_index("ix_work_run", "work", ["run"], if_not_exists=True)
    op.create_index(
        "versions_by_draft", "versions", ["draft_id", "number"], if_not_exists=True
    )  # fmt: skip


def _add(table: str, *columns: "sa.Column[object]") -> None:
    there = {column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)}
    for column in columns:
        if column.name not in there:
            op.add_column(table, column)
