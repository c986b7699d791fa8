"""When a batch was settled, and what the platform said of single codes.

Columns at the end of their table, and indexes of what is asked again and again. What was settled
before has no time (0): nobody wrote it down.
"""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    "ALTER TABLE outbox ADD COLUMN settled_ms INTEGER DEFAULT 0 NOT NULL",
    "ALTER TABLE outbox ADD COLUMN codes_refused TEXT",
    "CREATE INDEX outbox_refused ON outbox (id) WHERE state = 'refused'",
    "CREATE INDEX outbox_settled ON outbox (settled_ms) WHERE state = 'acknowledged'",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
