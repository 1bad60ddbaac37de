"""What cleaning changed, where a document comes from, which ones are near to it.

The release of then added its columns one by one, so that a catalog may hold some of them.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def _of_a_document() -> sa.ForeignKey:
    return sa.ForeignKey("library_documents.id")


def upgrade() -> None:
    """Add what is not there yet."""
    _add_columns(
        sa.Column("file", sa.Text, nullable=False, server_default=""),
        sa.Column("confidence", sa.Float, nullable=False, server_default="1"),
        sa.Column("issuer", sa.Text, nullable=False, server_default=""),
        sa.Column("year", sa.String(8), nullable=False, server_default=""),
        sa.Column("fragment", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("changes", sa.JSON, nullable=True),
        sa.Column("signature", sa.LargeBinary, nullable=True),
    )
    op.create_index("ix_library_documents_file", "library_documents", ["file"], if_not_exists=True)
    op.create_table(
        "library_files",
        sa.Column("path", sa.String(700), primary_key=True),
        sa.Column("stamp", sa.String(80), nullable=False),
        sa.Column("settings", sa.String(60), nullable=False),
        sa.Column("outcome", sa.JSON, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "library_links",
        sa.Column("document", sa.String(12), _of_a_document(), primary_key=True),
        sa.Column("other", sa.String(12), _of_a_document(), primary_key=True),
        sa.Column("similarity", sa.Float, nullable=False),
        if_not_exists=True,
    )


def _add_columns(*columns: "sa.Column[object]") -> None:
    known = sa.inspect(op.get_bind()).get_columns("library_documents")
    there = {column["name"] for column in known}
    for column in columns:
        if column.name not in there:
            op.add_column("library_documents", column)
