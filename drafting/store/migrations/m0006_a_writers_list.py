"""The list of one writer's drafts, the last changed first, without reading everybody's."""

from alembic import op

revision, down_revision = "0006", "0005"


def upgrade() -> None:
    """Make the index."""
    op.create_index("drafts_of_owner", "drafts", ["owner", "archived", "changed"])
