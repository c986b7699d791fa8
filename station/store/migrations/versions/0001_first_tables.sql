PRAGMA application_id = 1347112014;;
CREATE TABLE code_text (
    id INTEGER NOT NULL,
    text BLOB NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (text)
);;
CREATE TABLE journal (
    seq INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    order_number TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (seq)
);;
CREATE INDEX journal_kind ON journal (order_number, kind);;
CREATE TABLE meta (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
);;
CREATE TABLE orders (
    id INTEGER NOT NULL,
    number TEXT NOT NULL,
    body TEXT NOT NULL,
    phase TEXT NOT NULL CHECK (phase IN ('idle', 'execute', 'held', 'stopped', 'completing', 'complete')),
    PRIMARY KEY (id),
    UNIQUE (number)
);;
CREATE TABLE outbox (
    id INTEGER NOT NULL,
    order_number TEXT NOT NULL,
    container INTEGER NOT NULL,
    state TEXT DEFAULT 'pending' NOT NULL CHECK (state IN ('pending', 'prepared', 'acknowledged', 'refused')),
    content_id TEXT,
    body BLOB,
    attempts INTEGER DEFAULT 0 NOT NULL,
    next_try_ms INTEGER DEFAULT 0 NOT NULL,
    receipt TEXT,
    why TEXT,
    PRIMARY KEY (id),
    CONSTRAINT outbox_prepared CHECK ((content_id IS NULL) = (body IS NULL)),
    UNIQUE (content_id)
);;
CREATE TABLE reason (
    id INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (text)
);;
CREATE TABLE scan_log (
    id INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    device TEXT NOT NULL,
    "trigger" INTEGER NOT NULL,
    raw BLOB NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (id)
);;
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
    CONSTRAINT block_not_empty CHECK (size > 0 AND first > 0),
    CONSTRAINT block_next CHECK (next BETWEEN first AND first + size),
    CONSTRAINT block_place UNIQUE (series, first),
    FOREIGN KEY(order_id) REFERENCES orders (id)
);;
CREATE TABLE container (
    id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    level INTEGER NOT NULL,
    capacity INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'full', 'partial', 'closed', 'labelled', 'confirmed')),
    code INTEGER,
    quarantined INTEGER DEFAULT 0 NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    held INTEGER DEFAULT 0 NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT container_count CHECK (held BETWEEN 0 AND capacity),
    CONSTRAINT container_level CHECK (level > 0),
    FOREIGN KEY(order_id) REFERENCES orders (id),
    UNIQUE (code)
);;
CREATE INDEX container_order ON container (order_id, level);;
CREATE TABLE container_story (
    container INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (container, seq),
    FOREIGN KEY(seq) REFERENCES journal (seq)
)
 WITHOUT ROWID;;
CREATE TABLE story (
    code INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (code, seq),
    FOREIGN KEY(seq) REFERENCES journal (seq)
)
 WITHOUT ROWID;;
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
    FOREIGN KEY(reason) REFERENCES reason (id)
);;
CREATE UNIQUE INDEX code_place ON code (parent, slot) WHERE parent IS NOT NULL;;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;;
CREATE TRIGGER story_no_update BEFORE UPDATE ON story BEGIN SELECT RAISE(ABORT, 'story is append-only'); END;;
CREATE TRIGGER story_no_delete BEFORE DELETE ON story BEGIN SELECT RAISE(ABORT, 'story is append-only'); END;;
CREATE TRIGGER container_story_no_update BEFORE UPDATE ON container_story BEGIN SELECT RAISE(ABORT, 'container_story is append-only'); END;;
CREATE TRIGGER container_story_no_delete BEFORE DELETE ON container_story BEGIN SELECT RAISE(ABORT, 'container_story is append-only'); END
