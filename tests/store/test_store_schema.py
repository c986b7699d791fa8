"""The tables as they are promised: no change goes unnoticed, and each fence holds."""

# ruff: noqa: E501 - a statement keeps its line, as SQLite keeps it

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from station.core import records as r
from station.core.states import CodeState
from station.store import migrate, schema
from station.store.engine import dbapi, open_engine, reading, writing
from station.store.errors import KnownError, StoreRefused
from station.store.store import Store
from tests.store.made import BOTTLE, opened, packed

KNOWN = migrate.known()

GOLDEN = """
CREATE TABLE meta ("key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key"))
CREATE TABLE orders (id INTEGER NOT NULL, number TEXT NOT NULL, body TEXT NOT NULL, phase TEXT NOT NULL, PRIMARY KEY (id), CONSTRAINT order_phase CHECK (phase IN ('idle', 'execute', 'held', 'stopped', 'completing', 'complete')), UNIQUE (number))
CREATE TABLE block (id INTEGER NOT NULL, order_id INTEGER NOT NULL, level INTEGER NOT NULL, series INTEGER NOT NULL, first INTEGER NOT NULL, size INTEGER NOT NULL, next INTEGER NOT NULL, source TEXT NOT NULL, voided INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), CONSTRAINT block_not_empty CHECK (size > 0 AND first > 0 AND series > 0), CONSTRAINT block_next CHECK (next BETWEEN first AND first + size - voided), CONSTRAINT block_voided CHECK (voided >= 0), CONSTRAINT block_place UNIQUE (series, first), FOREIGN KEY(order_id) REFERENCES orders (id))
CREATE INDEX block_order ON block (order_id, level)
CREATE TABLE word (id INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (text))
CREATE TABLE container (id INTEGER NOT NULL, order_id INTEGER NOT NULL, level INTEGER NOT NULL, capacity INTEGER NOT NULL, state TEXT NOT NULL, code INTEGER, quarantined INTEGER DEFAULT 0 NOT NULL, reason TEXT DEFAULT '' NOT NULL, held INTEGER DEFAULT 0 NOT NULL, desk INTEGER DEFAULT 0 NOT NULL, dealer TEXT DEFAULT '' NOT NULL, region TEXT DEFAULT '' NOT NULL, PRIMARY KEY (id), CONSTRAINT container_state CHECK (state IN ('open', 'full', 'partial', 'closed', 'labelled', 'confirmed')), CONSTRAINT container_held CHECK (held BETWEEN 0 AND capacity), CONSTRAINT container_level CHECK (level > 0), CONSTRAINT container_quarantined CHECK (quarantined IN (0, 1)), CONSTRAINT container_desk CHECK (desk >= 0), FOREIGN KEY(order_id) REFERENCES orders (id), UNIQUE (code), FOREIGN KEY(code) REFERENCES code (id))
CREATE INDEX container_order ON container (order_id, level)
CREATE TABLE code (id INTEGER NOT NULL, order_id INTEGER NOT NULL, level INTEGER NOT NULL, state INTEGER NOT NULL, parent INTEGER, slot INTEGER, reason INTEGER, sends INTEGER DEFAULT 0 NOT NULL, mate INTEGER, PRIMARY KEY (id), CONSTRAINT code_state CHECK (state BETWEEN 0 AND 9), CONSTRAINT code_sent_once CHECK (sends IN (0, 1)), CONSTRAINT code_bound CHECK ((state = 5) = (parent IS NOT NULL OR mate IS NOT NULL)), CONSTRAINT code_one_place CHECK (parent IS NULL OR mate IS NULL), CONSTRAINT code_slot CHECK ((parent IS NULL) = (slot IS NULL)), FOREIGN KEY(order_id) REFERENCES orders (id), FOREIGN KEY(parent) REFERENCES container (id), FOREIGN KEY(reason) REFERENCES word (id), FOREIGN KEY(mate) REFERENCES code (id))
CREATE UNIQUE INDEX code_mate ON code (mate) WHERE mate IS NOT NULL
CREATE UNIQUE INDEX code_place ON code (parent, slot) WHERE parent IS NOT NULL
CREATE INDEX code_returned ON code (order_id, level) WHERE state = 0
CREATE TABLE code_text (id INTEGER NOT NULL, text BLOB NOT NULL, PRIMARY KEY (id), UNIQUE (text))
CREATE TABLE preset (code INTEGER NOT NULL, "into" INTEGER NOT NULL, slot INTEGER NOT NULL, PRIMARY KEY (code), CONSTRAINT preset_into CHECK (code <> "into"))
CREATE UNIQUE INDEX preset_set ON preset ("into", slot)
CREATE TABLE journal (seq INTEGER NOT NULL, at_ms INTEGER NOT NULL, order_number TEXT NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (seq), CONSTRAINT journal_hash CHECK (length(hash) = 32))
CREATE INDEX journal_kind ON journal (order_number, kind)
CREATE TABLE story (code INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (code, seq), FOREIGN KEY(seq) REFERENCES journal (seq)) WITHOUT ROWID
CREATE TABLE container_story (container INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (container, seq), FOREIGN KEY(seq) REFERENCES journal (seq)) WITHOUT ROWID
CREATE TABLE verdict (order_id INTEGER NOT NULL, device INTEGER NOT NULL, "trigger" INTEGER NOT NULL, verdict INTEGER NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (order_id, device, "trigger"), FOREIGN KEY(order_id) REFERENCES orders (id), FOREIGN KEY(device) REFERENCES word (id), FOREIGN KEY(verdict) REFERENCES word (id)) WITHOUT ROWID
CREATE TABLE alarm (id INTEGER NOT NULL, order_number TEXT NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL, detail TEXT NOT NULL, raised_ms INTEGER NOT NULL, cleared_ms INTEGER, cleared_by TEXT DEFAULT '' NOT NULL, how TEXT DEFAULT '' NOT NULL, PRIMARY KEY (id))
CREATE INDEX alarm_standing ON alarm (id) WHERE cleared_ms IS NULL
CREATE TABLE outbox (id INTEGER NOT NULL, seq INTEGER NOT NULL, order_number TEXT NOT NULL, container INTEGER NOT NULL, state TEXT DEFAULT 'pending' NOT NULL, content_id TEXT, body BLOB, attempts INTEGER DEFAULT 0 NOT NULL, next_try_ms INTEGER DEFAULT 0 NOT NULL, receipt TEXT, why TEXT, replaces INTEGER DEFAULT 0 NOT NULL, settled_ms INTEGER DEFAULT 0 NOT NULL, codes_refused TEXT, PRIMARY KEY (id), CONSTRAINT outbox_state CHECK (state IN ('pending', 'prepared', 'acknowledged', 'refused')), CONSTRAINT outbox_content CHECK ((content_id IS NULL) = (body IS NULL)), CONSTRAINT outbox_prepared CHECK (state <> 'prepared' OR body IS NOT NULL), CONSTRAINT outbox_receipt CHECK ((state = 'acknowledged') = (receipt IS NOT NULL)), UNIQUE (seq), FOREIGN KEY(seq) REFERENCES journal (seq), UNIQUE (content_id))
CREATE INDEX outbox_refused ON outbox (id) WHERE state = 'refused'
CREATE INDEX outbox_settled ON outbox (settled_ms) WHERE state = 'acknowledged'
CREATE INDEX outbox_waiting ON outbox (id) WHERE state IN ('pending', 'prepared')
CREATE TABLE scan_log (id INTEGER NOT NULL, at_ms INTEGER NOT NULL, device TEXT NOT NULL, "trigger" INTEGER NOT NULL, raw BLOB NOT NULL, verdict TEXT NOT NULL, PRIMARY KEY (id))
CREATE TABLE account (name TEXT NOT NULL, role TEXT NOT NULL, hash TEXT NOT NULL, pin TEXT, badge TEXT, active INTEGER DEFAULT 1 NOT NULL, failed INTEGER DEFAULT 0 NOT NULL, locked_until_ms INTEGER DEFAULT 0 NOT NULL, must_change INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (name), CONSTRAINT account_flags CHECK (active IN (0, 1) AND must_change IN (0, 1)), CONSTRAINT account_failed CHECK (failed >= 0), UNIQUE (badge))
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is written for good'); END
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is written for good'); END
CREATE TRIGGER story_no_update BEFORE UPDATE ON story BEGIN SELECT RAISE(ABORT, 'story is written for good'); END
CREATE TRIGGER story_no_delete BEFORE DELETE ON story BEGIN SELECT RAISE(ABORT, 'story is written for good'); END
CREATE TRIGGER container_story_no_update BEFORE UPDATE ON container_story BEGIN SELECT RAISE(ABORT, 'container_story is written for good'); END
CREATE TRIGGER container_story_no_delete BEFORE DELETE ON container_story BEGIN SELECT RAISE(ABORT, 'container_story is written for good'); END
CREATE TRIGGER code_text_no_update BEFORE UPDATE ON code_text BEGIN SELECT RAISE(ABORT, 'code_text is written for good'); END
CREATE TRIGGER code_text_no_delete BEFORE DELETE ON code_text BEGIN SELECT RAISE(ABORT, 'code_text is written for good'); END
CREATE TRIGGER preset_no_update BEFORE UPDATE ON preset BEGIN SELECT RAISE(ABORT, 'preset is written for good'); END
CREATE TRIGGER preset_no_delete BEFORE DELETE ON preset BEGIN SELECT RAISE(ABORT, 'preset is written for good'); END
CREATE TRIGGER verdict_no_update BEFORE UPDATE ON verdict BEGIN SELECT RAISE(ABORT, 'verdict is written for good'); END
CREATE TRIGGER verdict_no_delete BEFORE DELETE ON verdict BEGIN SELECT RAISE(ABORT, 'verdict is written for good'); END
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))
"""


def statements(connection: Connection) -> list[str]:
    """All of the schema as SQLite itself shows it, without line breaks."""
    found = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
    ).scalars()
    return [squeezed(str(one)) for one in found]


def squeezed(statement: str) -> str:
    return re.sub(r"\( | (?=\))", lambda m: m[0].strip(), " ".join(statement.split()))


def test_the_schema_is_the_promised_one(store: Store) -> None:
    with reading(store.engine) as connection:
        assert statements(connection) == [line for line in GOLDEN.splitlines() if line]


def test_the_migrations_end_at_the_same_schema(store: Store, tmp_path: Path) -> None:
    migrated = open_engine(tmp_path / "migrated.db")
    with writing(migrated) as connection:
        migrate.upgrade(connection)
        assert migrate.current(connection) == migrate.known()[-1]
    with reading(migrated) as left, reading(store.engine) as right:
        assert sorted(statements(left)) == sorted(statements(right))
    migrated.dispose()


def cut_short(engine: Engine) -> None:
    """All of a migration, and then no commit."""
    with writing(engine) as connection:
        migrate.upgrade(connection)
        assert statements(connection)
        raise ZeroDivisionError


def test_a_migration_is_one_transaction(tmp_path: Path) -> None:
    first = importlib.import_module("station.store.migrations.versions.0001_first_tables")
    assert first.revision == migrate.known()[0]
    engine = open_engine(tmp_path / "migrated.db")
    with pytest.raises(ZeroDivisionError):
        cut_short(engine)
    with reading(engine) as connection:
        assert statements(connection) == []
    engine.dispose()


@pytest.mark.parametrize("key", [None, bytes(range(32))], ids=["plain", "encrypted"])
def test_an_older_database_is_backed_up_and_brought_up(
    path: Path, monkeypatch: pytest.MonkeyPatch, key: bytes | None
) -> None:
    with Store.open(path, station=1, key=key) as store:
        store.commit(opened(), 1)
    done: list[str] = []
    monkeypatch.setattr(migrate, "known", lambda: [*KNOWN, "9000"])
    monkeypatch.setattr(migrate, "upgrade", lambda connection: done.append("upgraded"))
    for _ in range(2):  # the first try may have failed after its backup
        with Store.open(path, station=1, key=key) as store:
            assert store.head[0] == 3
    assert done == ["upgraded", "upgraded"]
    monkeypatch.undo()
    for name in ("station.before-9000.db", "station.before-9000-2.db"):
        with Store.open(path.with_name(name), station=1, key=key) as backup:
            assert backup.head[0] == 3


def test_a_newer_database_is_refused_and_left_untouched(path: Path) -> None:
    with Store.open(path, station=1):
        pass
    with closing(dbapi().connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    before = path.read_bytes()
    with pytest.raises(KnownError, match=r"newer Packline \(schema 9999\)"):
        Store.open(path, station=1)
    assert path.read_bytes() == before


def test_a_start_does_not_import_alembic(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from station.store.store import Store\n"
        f"Store.open(Path({str(path)!r}), station=1).close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_state_numbers_never_change() -> None:
    numbers = [schema.CODE_NUMBER[state] for state in CodeState]
    assert sorted(numbers) == list(range(len(CodeState)))
    assert [state.value for state in schema.CODE_STATES] == [
        *("free", "allocated", "sent", "printed", "verified"),
        *("bound", "in_doubt", "rejected", "sampled", "void"),
    ]


FENCES = {
    "a code is there once": f"INSERT INTO code (id, order_id, level, state) VALUES ({BOTTLE + 1}, 1, 0, 0)",
    "a code is sent once": f"UPDATE code SET sends = 2 WHERE id = {BOTTLE + 1}",
    "a code is never sent less than not": f"UPDATE code SET sends = -1 WHERE id = {BOTTLE + 1}",
    "one code a slot": f"UPDATE code SET slot = 0 WHERE id = {BOTTLE + 2}",
    "bound codes have a parent": f"UPDATE code SET parent = NULL, slot = NULL WHERE id = {BOTTLE + 1}",
    "others have none": f"UPDATE code SET state = 4 WHERE id = {BOTTLE + 1}",
    "a parent has a slot": f"UPDATE code SET slot = NULL WHERE id = {BOTTLE + 1}",
    "a state is one of the table": f"UPDATE code SET state = 10 WHERE id = {BOTTLE + 1}",
    "a parent is there": f"UPDATE code SET parent = 99 WHERE id = {BOTTLE + 1}",
    "an order is there": "UPDATE code SET order_id = 99",
    "a case holds what fits": "UPDATE container SET held = 5",
    "a case holds no less than nothing": "UPDATE container SET held = -1",
    "a case's state is one of the table": "UPDATE container SET state = 'lost'",
    "a label is on one case": "INSERT INTO container (id, order_id, level, capacity, state, code) "
    "SELECT 9, 1, 1, 4, 'open', code FROM container",
    "a label is a code": "UPDATE container SET code = 12345",
    "a container is no item": "UPDATE container SET level = 0",
    "a phase is one of the table": "UPDATE orders SET phase = 'paused'",
    "an order is there once": "INSERT INTO orders (number, body, phase) SELECT number, body, phase FROM orders",
    "a block is used to its end at most": "UPDATE block SET next = first + size + 1",
    "a block is not used before its start": "UPDATE block SET next = first - 1",
    "a block is not empty": "UPDATE block SET size = 0, next = first",
    "a block begins once": "INSERT INTO block (order_id, level, series, first, size, next, source) "
    "SELECT order_id, level, series, first, 1, first, source FROM block",
    "the journal is not changed": "UPDATE journal SET payload = '' WHERE seq = 1",
    "the journal is not cut": "DELETE FROM journal WHERE seq = 1",
    "an entry is there once": "INSERT INTO journal SELECT * FROM journal WHERE seq = 1",
    "an entry has a whole hash": "INSERT INTO journal VALUES (999, 1, '', 'x', '', x'00')",
    "a story is not changed": "UPDATE story SET seq = 1",
    "a story is not cut": "DELETE FROM story",
    "a story is of the journal": "INSERT INTO story VALUES (1, 9999)",
    "a container's story is not changed": "UPDATE container_story SET seq = 1",
    "a container's story is not cut": "DELETE FROM container_story",
    "a container's story is of the journal": "INSERT INTO container_story VALUES (1, 9999)",
    "a text is a code once": "INSERT INTO code_text VALUES (2, x'00')",
    "a text is not changed": "UPDATE code_text SET text = x'01'",
    "a text is not cut": "DELETE FROM code_text",
    "a verdict is not changed": "UPDATE verdict SET at_ms = 0",
    "a verdict is not cut": "DELETE FROM verdict",
    "a batch is prepared with its body": "UPDATE outbox SET state = 'prepared'",
    "a batch is acknowledged with a receipt": "UPDATE outbox SET state = 'acknowledged'",
    "a batch's state is one of the table": "UPDATE outbox SET state = 'sent'",
    "a body has its content id": "UPDATE outbox SET body = x'00'",
    "a batch is of the journal": "UPDATE outbox SET seq = 9999",
}


@pytest.mark.parametrize("fence", FENCES)
def test_each_fence_holds(store: Store, fence: str) -> None:
    judged = r.Judged("WO-1", "camera", 1, "good")
    store.commit([*opened(), *packed(), judged], 1)
    with writing(store.engine) as connection:
        connection.exec_driver_sql("INSERT INTO code_text VALUES (1, x'00')")
    with pytest.raises(StoreRefused, match="fence"), writing(store.engine) as connection:
        connection.execute(text(FENCES[fence]))
