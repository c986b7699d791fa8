"""The keyed chain: whoever lacks the key can't change the past, and each way of trying is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from station.store import codec
from station.store.check import CheckReport, check_store
from station.store.engine import dbapi
from station.store.errors import KnownError
from station.store.journal import Anchor
from station.store.store import Store
from tests.store.made import BOTTLE, GOOD, moved, opened, packed

CHAIN_KEY = bytes(range(1, 33))
LAST = 3 + len(packed()) + len(GOOD)


def made(path: Path, chain_key: bytes | None = CHAIN_KEY) -> tuple[int, str]:
    """A database with `LAST` entries; its head."""
    with Store.open(path, station=1, chain_key=chain_key) as store:
        store.commit([*opened(), *packed()], 1)
        store.commit(moved(0, GOOD, BOTTLE + 9), 2)
        seq, digest = store.head
    assert seq == LAST
    return seq, digest.hex()


def with_fences_down(path: Path, act: Callable[[Any], None]) -> None:
    """What somebody can do who may write the file: drop the triggers, edit, put them back."""
    with closing(dbapi().connect(path)) as raw:
        found = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in found:
            raw.execute(f"DROP TRIGGER {name}")
        act(raw)
        for _, fence in found:
            raw.execute(fence)
        raw.commit()


def chained_anew(raw: Any) -> None:
    """The best that a forger without the key can do: a whole chain, in plain SHA-256."""
    before = codec.FIRST_HASH
    rows = raw.execute("SELECT seq, at_ms, kind, payload FROM journal ORDER BY seq").fetchall()
    for seq, at_ms, kind, payload in rows:
        before = codec.chain(before, seq, at_ms, kind, payload)
        raw.execute("UPDATE journal SET hash = ? WHERE seq = ?", (before, seq))


def edit(raw: Any) -> None:
    raw.execute("UPDATE journal SET at_ms = 99 WHERE seq = 7")
    chained_anew(raw)


def edit_alone(raw: Any) -> None:
    raw.execute("UPDATE journal SET payload = replace(payload, 'WO-1', 'WO-2') WHERE seq = 7")


def reorder(raw: Any) -> None:
    rows = raw.execute("SELECT kind, payload, hash FROM journal WHERE seq IN (5, 6)").fetchall()
    for seq, row in zip((6, 5), rows, strict=True):
        raw.execute("UPDATE journal SET kind = ?, payload = ?, hash = ? WHERE seq = ?", (*row, seq))


def delete(raw: Any) -> None:
    raw.execute("PRAGMA foreign_keys = OFF")
    for table in ("story", "container_story", "journal"):
        raw.execute(f"DELETE FROM {table} WHERE seq = 4")


def cut_off(raw: Any) -> None:
    """The last bottle was never there: all that is left is sound in itself."""
    for table in ("story", "container_story", "journal"):
        raw.execute(f"DELETE FROM {table} WHERE seq > {LAST - len(GOOD)}")
    raw.execute(f"DELETE FROM code WHERE id = {BOTTLE + 9}")
    raw.execute("UPDATE block SET next = 5 WHERE level = 0")


def checked(path: Path, anchors: Sequence[Anchor] = ()) -> CheckReport:
    return check_store(path, chain_key=CHAIN_KEY, recall=lambda _: anchors)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        # A chain that is made anew without the key fails from its first entry on.
        (edit, "entry 1 of the journal is not what was written"),
        (edit_alone, "entry 7 of the journal is not what was written"),
        (reorder, "entry 5 of the journal is not what was written"),
        (delete, "entry 4 of the journal is missing"),
    ],
)
def test_each_way_to_change_the_past_is_named(
    path: Path, act: Callable[[Any], None], said: str
) -> None:
    made(path)
    with_fences_down(path, act)
    assert checked(path).findings["journal_chained"] == [said]


def test_a_cut_off_end_is_named_by_whoever_saw_it(path: Path) -> None:
    seq, digest = made(path)
    with_fences_down(path, cut_off)
    alone = checked(path)
    assert alone.findings["journal_chained"] == []
    assert alone.findings["journal_complete"] == []  # nobody outside was asked
    report = checked(path, [Anchor("the witness", seq, digest)])
    missing = f"entry {LAST - len(GOOD) + 1} of the journal is missing: the witness saw entry {seq}"
    assert report.findings["journal_complete"] == [missing]


def test_another_history_is_named_by_whoever_saw_the_first(path: Path) -> None:
    seq, digest = made(path)
    assert checked(path, [Anchor("batch 1", seq, digest.upper())]).sound
    other = Anchor("batch 1", seq, "00" * 32)
    said = f"entry {seq} of the journal is not the one that batch 1 saw"
    assert checked(path, [other]).findings["journal_complete"] == [said]


def test_without_a_key_a_forged_chain_holds_and_the_report_says_what_it_is_worth(
    path: Path,
) -> None:
    made(path, chain_key=None)
    with_fences_down(path, edit)
    report = check_store(path)
    assert report.findings["journal_chained"] == []
    assert report.chain == "sha256"


def test_a_database_keeps_the_kind_of_chain_that_it_was_made_with(path: Path) -> None:
    made(path, chain_key=None)
    with Store.open(path, station=1, chain_key=CHAIN_KEY) as store:
        store.commit(moved(0, GOOD, BOTTLE + 8), 3)
    report = check_store(path, chain_key=CHAIN_KEY)
    assert report.sound, report.findings
    assert report.chain == "sha256"


@pytest.mark.parametrize("other", [None, bytes(32)])
def test_a_keyed_journal_goes_on_under_its_own_key_only(path: Path, other: bytes | None) -> None:
    made(path)
    assert checked(path).chain == "hmac-sha256"
    with pytest.raises(KnownError, match="packline key import"):
        Store.open(path, station=1, chain_key=other)
    with pytest.raises(KnownError, match="packline key import"):
        check_store(path, chain_key=other)
    with Store.open(path, station=1, chain_key=CHAIN_KEY) as store:
        store.commit(moved(0, GOOD, BOTTLE + 8), 3)
    assert checked(path).sound
