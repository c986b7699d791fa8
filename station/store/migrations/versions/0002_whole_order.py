"""A whole order's life: rework desk, shipping, inner codes, pre-associated sets, users.

Columns are added at the end of their tables; then the tables' own texts are written anew, with
their new checks. That changes no row, so it takes as long for a hundred million codes as for one
(sqlite.org/lang_altertable.html, section 7, the procedure for checks and constraints).
"""

# ruff: noqa: E501 - a constraint keeps its line

from alembic import op

revision = "0002"
down_revision = "0001"

COLUMNS = (
    "ALTER TABLE block ADD COLUMN voided INTEGER DEFAULT 0 NOT NULL",
    "ALTER TABLE container ADD COLUMN desk INTEGER DEFAULT 0 NOT NULL",
    "ALTER TABLE container ADD COLUMN dealer TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE container ADD COLUMN region TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE code ADD COLUMN mate INTEGER",
    "ALTER TABLE outbox ADD COLUMN replaces INTEGER DEFAULT 0 NOT NULL",
)

TEXTS = {
    "block": """CREATE TABLE block (
    id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    level INTEGER NOT NULL,
    series INTEGER NOT NULL,
    first INTEGER NOT NULL,
    size INTEGER NOT NULL,
    next INTEGER NOT NULL,
    source TEXT NOT NULL,
    voided INTEGER DEFAULT 0 NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT block_not_empty CHECK (size > 0 AND first > 0 AND series > 0),
    CONSTRAINT block_next CHECK (next BETWEEN first AND first + size - voided),
    CONSTRAINT block_voided CHECK (voided >= 0),
    CONSTRAINT block_place UNIQUE (series, first),
    FOREIGN KEY(order_id) REFERENCES orders (id)
)""",
    "container": """CREATE TABLE container (
    id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    level INTEGER NOT NULL,
    capacity INTEGER NOT NULL,
    state TEXT NOT NULL,
    code INTEGER,
    quarantined INTEGER DEFAULT 0 NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    held INTEGER DEFAULT 0 NOT NULL,
    desk INTEGER DEFAULT 0 NOT NULL,
    dealer TEXT DEFAULT '' NOT NULL,
    region TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT container_state CHECK (state IN ('open', 'full', 'partial', 'closed', 'labelled', 'confirmed')),
    CONSTRAINT container_held CHECK (held BETWEEN 0 AND capacity),
    CONSTRAINT container_level CHECK (level > 0),
    CONSTRAINT container_quarantined CHECK (quarantined IN (0, 1)),
    CONSTRAINT container_desk CHECK (desk >= 0),
    FOREIGN KEY(order_id) REFERENCES orders (id),
    UNIQUE (code),
    FOREIGN KEY(code) REFERENCES code (id)
)""",
    "code": """CREATE TABLE code (
    id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    level INTEGER NOT NULL,
    state INTEGER NOT NULL,
    parent INTEGER,
    slot INTEGER,
    reason INTEGER,
    sends INTEGER DEFAULT 0 NOT NULL,
    mate INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT code_state CHECK (state BETWEEN 0 AND 9),
    CONSTRAINT code_sent_once CHECK (sends IN (0, 1)),
    CONSTRAINT code_bound CHECK ((state = 5) = (parent IS NOT NULL OR mate IS NOT NULL)),
    CONSTRAINT code_one_place CHECK (parent IS NULL OR mate IS NULL),
    CONSTRAINT code_slot CHECK ((parent IS NULL) = (slot IS NULL)),
    FOREIGN KEY(order_id) REFERENCES orders (id),
    FOREIGN KEY(parent) REFERENCES container (id),
    FOREIGN KEY(reason) REFERENCES word (id),
    FOREIGN KEY(mate) REFERENCES code (id)
)""",
    "outbox": """CREATE TABLE outbox (
    id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    order_number TEXT NOT NULL,
    container INTEGER NOT NULL,
    state TEXT DEFAULT 'pending' NOT NULL,
    content_id TEXT,
    body BLOB,
    attempts INTEGER DEFAULT 0 NOT NULL,
    next_try_ms INTEGER DEFAULT 0 NOT NULL,
    receipt TEXT,
    why TEXT,
    replaces INTEGER DEFAULT 0 NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT outbox_state CHECK (state IN ('pending', 'prepared', 'acknowledged', 'refused')),
    CONSTRAINT outbox_content CHECK ((content_id IS NULL) = (body IS NULL)),
    CONSTRAINT outbox_prepared CHECK (state <> 'prepared' OR body IS NOT NULL),
    CONSTRAINT outbox_receipt CHECK ((state = 'acknowledged') = (receipt IS NOT NULL)),
    UNIQUE (seq),
    FOREIGN KEY(seq) REFERENCES journal (seq),
    UNIQUE (content_id)
)""",
}

STATEMENTS = (
    "CREATE UNIQUE INDEX code_mate ON code (mate) WHERE mate IS NOT NULL",
    """
    CREATE TABLE preset (
        code INTEGER NOT NULL,
        "into" INTEGER NOT NULL,
        slot INTEGER NOT NULL,
        PRIMARY KEY (code),
        CONSTRAINT preset_into CHECK (code <> "into")
    )
    """,
    'CREATE UNIQUE INDEX preset_set ON preset ("into", slot)',
    """
    CREATE TABLE account (
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        hash TEXT NOT NULL,
        pin TEXT,
        badge TEXT,
        active INTEGER DEFAULT 1 NOT NULL,
        failed INTEGER DEFAULT 0 NOT NULL,
        locked_until_ms INTEGER DEFAULT 0 NOT NULL,
        must_change INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (name),
        CONSTRAINT account_flags CHECK (active IN (0, 1) AND must_change IN (0, 1)),
        CONSTRAINT account_failed CHECK (failed >= 0),
        UNIQUE (badge)
    )
    """,
    "CREATE TRIGGER preset_no_update BEFORE UPDATE ON preset BEGIN SELECT RAISE(ABORT, 'preset is written for good'); END",
    "CREATE TRIGGER preset_no_delete BEFORE DELETE ON preset BEGIN SELECT RAISE(ABORT, 'preset is written for good'); END",
)


def upgrade() -> None:
    for statement in COLUMNS:
        op.execute(statement)
    connection = op.get_bind()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    for table, told in TEXTS.items():
        connection.exec_driver_sql(
            "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?", (told, table)
        )
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")
    for statement in STATEMENTS:
        op.execute(statement)
