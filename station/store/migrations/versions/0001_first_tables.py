"""The first tables, as SQL of their own: they stay what they were when `schema` moves on."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    for statement in Path(__file__).with_suffix(".sql").read_text("utf-8").split(";;\n"):
        op.execute(statement.strip())
