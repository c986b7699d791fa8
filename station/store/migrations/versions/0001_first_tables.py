"""The first tables, as SQL of their own: they stay what they were when `schema` moves on."""

# ruff: noqa: E501 - a constraint keeps its line

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE meta (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE orders (
        id INTEGER NOT NULL,
        number TEXT NOT NULL,
        body TEXT NOT NULL,
        phase TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT order_phase CHECK (phase IN ('idle', 'execute', 'held', 'stopped', 'completing', 'complete')),
        UNIQUE (number)
    )
    """,
    """
    CREATE TABLE block (
        id INTEGER NOT NULL,
        order_id INTEGER NOT NULL,
        level INTEGER NOT NULL,
        series INTEGER NOT NULL,
        first INTEGER NOT NULL,
        size INTEGER NOT NULL,
        next INTEGER NOT NULL,
        source TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT block_not_empty CHECK (size > 0 AND first > 0 AND series > 0),
        CONSTRAINT block_next CHECK (next BETWEEN first AND first + size),
        CONSTRAINT block_place UNIQUE (series, first),
        FOREIGN KEY(order_id) REFERENCES orders (id)
    )
    """,
    """
    CREATE INDEX block_order ON block (order_id, level)
    """,
    """
    CREATE TABLE word (
        id INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (text)
    )
    """,
    """
    CREATE TABLE container (
        id INTEGER NOT NULL,
        order_id INTEGER NOT NULL,
        level INTEGER NOT NULL,
        capacity INTEGER NOT NULL,
        state TEXT NOT NULL,
        code INTEGER,
        quarantined INTEGER DEFAULT 0 NOT NULL,
        reason TEXT DEFAULT '' NOT NULL,
        held INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT container_state CHECK (state IN ('open', 'full', 'partial', 'closed', 'labelled', 'confirmed')),
        CONSTRAINT container_held CHECK (held BETWEEN 0 AND capacity),
        CONSTRAINT container_level CHECK (level > 0),
        CONSTRAINT container_quarantined CHECK (quarantined IN (0, 1)),
        FOREIGN KEY(order_id) REFERENCES orders (id),
        UNIQUE (code),
        FOREIGN KEY(code) REFERENCES code (id)
    )
    """,
    """
    CREATE INDEX container_order ON container (order_id, level)
    """,
    """
    CREATE TABLE code (
        id INTEGER NOT NULL,
        order_id INTEGER NOT NULL,
        level INTEGER NOT NULL,
        state INTEGER NOT NULL,
        parent INTEGER,
        slot INTEGER,
        reason INTEGER,
        sends INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT code_state CHECK (state BETWEEN 0 AND 9),
        CONSTRAINT code_sent_once CHECK (sends IN (0, 1)),
        CONSTRAINT code_bound CHECK ((state = 5) = (parent IS NOT NULL)),
        CONSTRAINT code_slot CHECK ((parent IS NULL) = (slot IS NULL)),
        FOREIGN KEY(order_id) REFERENCES orders (id),
        FOREIGN KEY(parent) REFERENCES container (id),
        FOREIGN KEY(reason) REFERENCES word (id)
    )
    """,
    """
    CREATE UNIQUE INDEX code_place ON code (parent, slot) WHERE parent IS NOT NULL
    """,
    """
    CREATE INDEX code_returned ON code (order_id, level) WHERE state = 0
    """,
    """
    CREATE TABLE code_text (
        id INTEGER NOT NULL,
        text BLOB NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (text)
    )
    """,
    """
    CREATE TABLE journal (
        seq INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,
        order_number TEXT NOT NULL,
        kind TEXT NOT NULL,
        payload TEXT NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (seq),
        CONSTRAINT journal_hash CHECK (length(hash) = 32)
    )
    """,
    """
    CREATE INDEX journal_kind ON journal (order_number, kind)
    """,
    """
    CREATE TABLE story (
        code INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (code, seq),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
    WITHOUT ROWID
    """,
    """
    CREATE TABLE container_story (
        container INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (container, seq),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
    WITHOUT ROWID
    """,
    """
    CREATE TABLE verdict (
        order_id INTEGER NOT NULL,
        device INTEGER NOT NULL,
        "trigger" INTEGER NOT NULL,
        verdict INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (order_id, device, "trigger"),
        FOREIGN KEY(order_id) REFERENCES orders (id),
        FOREIGN KEY(device) REFERENCES word (id),
        FOREIGN KEY(verdict) REFERENCES word (id)
    )
    WITHOUT ROWID
    """,
    """
    CREATE TABLE alarm (
        id INTEGER NOT NULL,
        order_number TEXT NOT NULL,
        kind TEXT NOT NULL,
        place TEXT NOT NULL,
        detail TEXT NOT NULL,
        raised_ms INTEGER NOT NULL,
        cleared_ms INTEGER,
        cleared_by TEXT DEFAULT '' NOT NULL,
        how TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE INDEX alarm_standing ON alarm (id) WHERE cleared_ms IS NULL
    """,
    """
    CREATE TABLE outbox (
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
        PRIMARY KEY (id),
        CONSTRAINT outbox_state CHECK (state IN ('pending', 'prepared', 'acknowledged', 'refused')),
        CONSTRAINT outbox_content CHECK ((content_id IS NULL) = (body IS NULL)),
        CONSTRAINT outbox_prepared CHECK (state <> 'prepared' OR body IS NOT NULL),
        CONSTRAINT outbox_receipt CHECK ((state = 'acknowledged') = (receipt IS NOT NULL)),
        UNIQUE (seq),
        FOREIGN KEY(seq) REFERENCES journal (seq),
        UNIQUE (content_id)
    )
    """,
    """
    CREATE INDEX outbox_waiting ON outbox (id) WHERE state IN ('pending', 'prepared')
    """,
    """
    CREATE TABLE scan_log (
        id INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,
        device TEXT NOT NULL,
        "trigger" INTEGER NOT NULL,
        raw BLOB NOT NULL,
        verdict TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'journal is written for good'); END
    """,
    """
    CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'journal is written for good'); END
    """,
    """
    CREATE TRIGGER story_no_update BEFORE UPDATE ON story
    BEGIN SELECT RAISE(ABORT, 'story is written for good'); END
    """,
    """
    CREATE TRIGGER story_no_delete BEFORE DELETE ON story
    BEGIN SELECT RAISE(ABORT, 'story is written for good'); END
    """,
    """
    CREATE TRIGGER container_story_no_update BEFORE UPDATE ON container_story
    BEGIN SELECT RAISE(ABORT, 'container_story is written for good'); END
    """,
    """
    CREATE TRIGGER container_story_no_delete BEFORE DELETE ON container_story
    BEGIN SELECT RAISE(ABORT, 'container_story is written for good'); END
    """,
    """
    CREATE TRIGGER code_text_no_update BEFORE UPDATE ON code_text
    BEGIN SELECT RAISE(ABORT, 'code_text is written for good'); END
    """,
    """
    CREATE TRIGGER code_text_no_delete BEFORE DELETE ON code_text
    BEGIN SELECT RAISE(ABORT, 'code_text is written for good'); END
    """,
    """
    CREATE TRIGGER verdict_no_update BEFORE UPDATE ON verdict
    BEGIN SELECT RAISE(ABORT, 'verdict is written for good'); END
    """,
    """
    CREATE TRIGGER verdict_no_delete BEFORE DELETE ON verdict
    BEGIN SELECT RAISE(ABORT, 'verdict is written for good'); END
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
