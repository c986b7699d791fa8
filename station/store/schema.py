"""The tables. Small integers where rows are many: a code's row is its counter and little else.

The journal is the truth; every other table is a fold of it, or a queue (`outbox`), or a log of
what readers saw (`scan_log`). Fences make a bug raise instead of printing: unique ids, one child
a slot, one send a code, one verdict a trigger, checks on states, and triggers that forbid changing
what is written for good. A code has a row from the moment it leaves the pool: of each block, the
serials below `next` have rows and no others.
"""

from __future__ import annotations

from sqlalchemy import (
    BLOB,
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import CreateIndex, CreateTable

from station.core.states import CodeState, ContainerState, Phase

metadata = MetaData()

# Stored as the place in this order, for good: never sort it, only add at its end.
CODE_STATES: tuple[CodeState, ...] = (
    CodeState.FREE,
    CodeState.ALLOCATED,
    CodeState.SENT,
    CodeState.PRINTED,
    CodeState.VERIFIED,
    CodeState.BOUND,
    CodeState.IN_DOUBT,
    CodeState.REJECTED,
    CodeState.SAMPLED,
    CodeState.VOID,
)
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
    Column("phase", Text, nullable=False),
    CheckConstraint(_one_of("phase", Phase), name="order_phase"),
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
    Column("voided", Integer, nullable=False, server_default=text("0")),  # the last serials
    CheckConstraint("size > 0 AND first > 0 AND series > 0", name="block_not_empty"),
    CheckConstraint("next BETWEEN first AND first + size - voided", name="block_next"),
    CheckConstraint("voided >= 0", name="block_voided"),
    UniqueConstraint("series", "first", name="block_place"),
)
Index("block_order", block.c.order_id, block.c.level)

word = Table(  # what is said often: reasons, devices, verdicts
    "word",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False, unique=True),
)

container = Table(
    "container",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("level", Integer, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("code", ForeignKey("code.id"), unique=True),
    Column("quarantined", Integer, nullable=False, server_default=text("0")),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("held", Integer, nullable=False, server_default=text("0")),
    Column("desk", Integer, nullable=False, server_default=text("0")),  # the label it waits for
    Column("dealer", Text, nullable=False, server_default=text("''")),
    Column("region", Text, nullable=False, server_default=text("''")),
    CheckConstraint(_one_of("state", ContainerState), name="container_state"),
    CheckConstraint("held BETWEEN 0 AND capacity", name="container_held"),
    CheckConstraint("level > 0", name="container_level"),
    CheckConstraint("quarantined IN (0, 1)", name="container_quarantined"),
    CheckConstraint("desk >= 0", name="container_desk"),
)
Index("container_order", container.c.order_id, container.c.level)

code = Table(
    "code",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("level", Integer, nullable=False),
    Column("state", Integer, nullable=False),
    Column("parent", ForeignKey("container.id")),
    Column("slot", Integer),
    Column("reason", ForeignKey("word.id")),
    Column("sends", Integer, nullable=False, server_default=text("0")),
    Column("mate", ForeignKey("code.id")),  # an inner code: the main code of its item
    CheckConstraint(f"state BETWEEN 0 AND {len(CODE_STATES) - 1}", name="code_state"),
    CheckConstraint("sends IN (0, 1)", name="code_sent_once"),
    CheckConstraint(
        f"(state = {CODE_NUMBER[CodeState.BOUND]}) = (parent IS NOT NULL OR mate IS NOT NULL)",
        name="code_bound",
    ),
    CheckConstraint("parent IS NULL OR mate IS NULL", name="code_one_place"),
    CheckConstraint("(parent IS NULL) = (slot IS NULL)", name="code_slot"),
)
Index(
    "code_place", code.c.parent, code.c.slot, unique=True, sqlite_where=code.c.parent.is_not(None)
)
Index("code_mate", code.c.mate, unique=True, sqlite_where=code.c.mate.is_not(None))
IS_FREE = text(f"state = {CODE_NUMBER[CodeState.FREE]}")  # literal, or the index isn't used
Index("code_returned", code.c.order_id, code.c.level, sqlite_where=IS_FREE)

code_text = Table(  # imported codes only; a minted one is its own counter
    "code_text",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", BLOB, nullable=False, unique=True),
)

preset = Table(  # what a file of pre-associated sets says: to which code this one belongs
    "preset",
    metadata,
    Column("code", Integer, primary_key=True),
    Column("into", Integer, nullable=False),
    Column("slot", Integer, nullable=False),  # -1: the inner code of the item `into`
    CheckConstraint('code <> "into"', name="preset_into"),
)
Index("preset_set", preset.c.into, preset.c.slot, unique=True)

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at_ms", Integer, nullable=False),
    Column("order_number", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("hash", BLOB, nullable=False),
    CheckConstraint("length(hash) = 32", name="journal_hash"),
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

verdict = Table(  # every trigger id of a device gets exactly one
    "verdict",
    metadata,
    Column("order_id", ForeignKey("orders.id"), primary_key=True),
    Column("device", ForeignKey("word.id"), primary_key=True),
    Column("trigger", Integer, primary_key=True),
    Column("verdict", ForeignKey("word.id"), nullable=False),
    Column("at_ms", Integer, nullable=False),
    sqlite_with_rowid=False,
)

alarm = Table(
    "alarm",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_number", Text, nullable=False),  # "" outside an order
    Column("kind", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("raised_ms", Integer, nullable=False),
    Column("cleared_ms", Integer),  # NULL: it stands
    Column("cleared_by", Text, nullable=False, server_default=text("''")),
    Column("how", Text, nullable=False, server_default=text("''")),
)
STANDS = text("cleared_ms IS NULL")
Index("alarm_standing", alarm.c.id, sqlite_where=STANDS)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", ForeignKey("journal.seq"), nullable=False, unique=True),  # its BatchReady
    Column("order_number", Text, nullable=False),
    Column("container", Integer, nullable=False),  # 0 = the closing report of the order
    Column("state", Text, nullable=False, server_default=text("'pending'")),
    Column("content_id", Text, unique=True),
    Column("body", BLOB),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("next_try_ms", Integer, nullable=False, server_default=text("0")),
    Column("receipt", Text),
    Column("why", Text),
    Column("replaces", Integer, nullable=False, server_default=text("0")),  # seq of a batch
    Column("settled_ms", Integer, nullable=False, server_default=text("0")),  # 0 = not yet
    Column("codes_refused", Text),  # JSON: what the platform said of single codes
    CheckConstraint(
        "state IN ('pending', 'prepared', 'acknowledged', 'refused')", name="outbox_state"
    ),
    CheckConstraint("(content_id IS NULL) = (body IS NULL)", name="outbox_content"),
    CheckConstraint("state <> 'prepared' OR body IS NOT NULL", name="outbox_prepared"),
    CheckConstraint("(state = 'acknowledged') = (receipt IS NOT NULL)", name="outbox_receipt"),
)
IS_WAITING = text("state IN ('pending', 'prepared')")
IS_REFUSED = text("state = 'refused'")
IS_ACKNOWLEDGED = text("state = 'acknowledged'")
Index("outbox_refused", outbox.c.id, sqlite_where=IS_REFUSED)
Index("outbox_settled", outbox.c.settled_ms, sqlite_where=IS_ACKNOWLEDGED)
Index("outbox_waiting", outbox.c.id, sqlite_where=IS_WAITING)

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

account = Table(  # who may log in; what happened to it stands in the journal
    "account",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("hash", Text, nullable=False),  # argon2id of the password
    Column("pin", Text),  # argon2id of the PIN, for whoever works at the touchscreen
    Column("badge", Text, unique=True),  # keyed hash of a badge's text
    Column("active", Integer, nullable=False, server_default=text("1")),
    Column("failed", Integer, nullable=False, server_default=text("0")),  # tries since the last
    Column("locked_until_ms", Integer, nullable=False, server_default=text("0")),
    Column("must_change", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("active IN (0, 1) AND must_change IN (0, 1)", name="account_flags"),
    CheckConstraint("failed >= 0", name="account_failed"),
)

# Container and code point at each other, so the order is given here and not sorted.
TABLES = (
    *(meta, orders, block, word, container, code, code_text, preset),
    *(journal, story, container_story, verdict, alarm, outbox, scan_log, account),
)

WRITTEN_FOR_GOOD = (journal, story, container_story, code_text, preset, verdict)

TRIGGERS = tuple(
    f"CREATE TRIGGER {table.name}_no_{verb.lower()} BEFORE {verb} ON {table.name} "
    f"BEGIN SELECT RAISE(ABORT, '{table.name} is written for good'); END"
    for table in WRITTEN_FOR_GOOD
    for verb in ("UPDATE", "DELETE")
)


def create(connection: Connection) -> None:
    """All tables, indexes and triggers, in an empty database."""
    assert len(TABLES) == len(metadata.tables), "a table is missing in TABLES"
    for table in TABLES:
        connection.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            connection.execute(CreateIndex(index))
    for trigger in TRIGGERS:
        connection.exec_driver_sql(trigger)
