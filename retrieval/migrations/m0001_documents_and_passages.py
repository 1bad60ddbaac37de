"""The first release: documents, their passages and vectors, and what was shipped."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "library_state",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "library_documents",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("source", sa.Text, nullable=False, index=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("original", sa.Text, nullable=False),
    )
    op.create_table(
        "library_passages",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column(
            "document", sa.String(12), sa.ForeignKey("library_documents.id"), nullable=False,
            index=True,
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("text_hash", sa.String(64), nullable=False, index=True),
    )  # fmt: skip
    op.create_table(
        "library_vectors",
        sa.Column("text_hash", sa.String(64), primary_key=True),
        sa.Column("embedder", sa.String(120), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "library_shipped",
        sa.Column("path", sa.String(400), primary_key=True),
        sa.Column("stamp", sa.String(60), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
    )
    op.execute("INSERT INTO library_state (id, version) VALUES (1, 1)")
