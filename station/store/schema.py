"""The tables. Small integers where rows are many: a minted code's row is its counter, little else.

The journal is the truth; every other table is a fold of it, or a queue (`outbox`), or a log of what
readers saw (`scan_log`). Fences make a bug raise instead of printing: unique ids, one child a slot,
one send a code, checks on states, and triggers that forbid changing the journal.
"""

from __future__ import annotations

from sqlalchemy import (
    BLOB,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from station.core.states import CodeState, ContainerState, Phase

metadata = MetaData()

CODE_STATES: tuple[CodeState, ...] = tuple(CodeState)  # stored as the place in this order
CODE_NUMBER = {state: number for number, state in enumerate(CODE_STATES)}


def _one_of(column: str, values: type[ContainerState] | type[Phase]) -> str:
    return f"{column} IN ({', '.join(repr(value.value) for value in values)})"


meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

orders = Table(
    "orders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("body", Text, nullable=False),
    Column("phase", Text, CheckConstraint(_one_of("phase", Phase)), nullable=False),
)

block = Table(
    "block",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("level", Integer, nullable=False),
    Column("series", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("next", Integer, nullable=False),  # the next serial that nobody ever allocated
    Column("source", Text, nullable=False),
    CheckConstraint("size > 0 AND first > 0", name="block_not_empty"),
    CheckConstraint("next BETWEEN first AND first + size", name="block_next"),
    UniqueConstraint("series", "first", name="block_place"),
)

reason = Table(
    "reason",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False, unique=True),
)

code = Table(
    "code",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("level", Integer, nullable=False),
    Column("state", Integer, nullable=False),
    Column("parent", ForeignKey("container.id")),
    Column("slot", Integer),
    Column("reason", ForeignKey("reason.id")),
    Column("sends", Integer, nullable=False, server_default=text("0")),
    CheckConstraint(f"state BETWEEN 0 AND {len(CODE_STATES) - 1}", name="code_state"),
    CheckConstraint("sends IN (0, 1)", name="code_sent_once"),
    CheckConstraint(
        f"(state = {CODE_NUMBER[CodeState.BOUND]}) = (parent IS NOT NULL)", name="code_bound"
    ),
    CheckConstraint("(parent IS NULL) = (slot IS NULL)", name="code_slot"),
)
Index(
    "code_place",
    code.c.parent,
    code.c.slot,
    unique=True,
    sqlite_where=code.c.parent.is_not(None),
)

code_text = Table(
    "code_text",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", BLOB, nullable=False, unique=True),
)

container = Table(
    "container",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("level", Integer, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("state", Text, CheckConstraint(_one_of("state", ContainerState)), nullable=False),
    Column("code", Integer, unique=True),  # its label; no foreign key, for they would be a circle
    Column("quarantined", Integer, nullable=False, server_default=text("0")),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("held", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("held BETWEEN 0 AND capacity", name="container_count"),
    CheckConstraint("level > 0", name="container_level"),
)
Index("container_order", container.c.order_id, container.c.level)

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at_ms", Integer, nullable=False),
    Column("order_number", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("hash", BLOB, nullable=False),
)
Index("journal_kind", journal.c.order_number, journal.c.kind)

story = Table(
    "story",
    metadata,
    Column("code", Integer, primary_key=True),
    Column("seq", ForeignKey("journal.seq"), primary_key=True),
    sqlite_with_rowid=False,
)

container_story = Table(
    "container_story",
    metadata,
    Column("container", Integer, primary_key=True),
    Column("seq", ForeignKey("journal.seq"), primary_key=True),
    sqlite_with_rowid=False,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_number", Text, nullable=False),
    Column("container", Integer, nullable=False),  # 0 = the closing report of the order
    Column(
        "state",
        Text,
        CheckConstraint("state IN ('pending', 'prepared', 'acknowledged', 'refused')"),
        nullable=False,
        server_default=text("'pending'"),
    ),
    Column("content_id", Text, unique=True),
    Column("body", BLOB),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("next_try_ms", Integer, nullable=False, server_default=text("0")),
    Column("receipt", Text),
    Column("why", Text),
    CheckConstraint("(content_id IS NULL) = (body IS NULL)", name="outbox_prepared"),
)

scan_log = Table(
    "scan_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at_ms", Integer, nullable=False),
    Column("device", Text, nullable=False),
    Column("trigger", Integer, nullable=False),
    Column("raw", BLOB, nullable=False),
    Column("verdict", Text, nullable=False),
)

TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for table in ("journal", "story", "container_story")
    for verb in ("UPDATE", "DELETE")
)
