"""A whole demonstration, and then every byte that it left is searched for every code it made."""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from station.compose.code_book import OrderCodes, SsccSeries
from station.compose.database import Database
from station.compose.minting_key import kept_ring
from station.compose.pool_numbers import pool_numbers
from station.compose.secrets import FileSecrets
from station.core.states import CodeState
from station.demo.left_behind import PRINTED_MATTER, SIMULATED_WORLD
from station.store import queries
from tests.demo.running import MANY_BOTTLES, RUN_S_MAX

WINDOWS = (re.compile(rb"(?=([0-9A-Za-z]{13}))"), re.compile(rb"(?=(\d{18}))"))
BASE64 = re.compile(rb"[A-Za-z0-9+/]{16,}={0,2}")

pytestmark = pytest.mark.timeout(3 * RUN_S_MAX)


@pytest.fixture(scope="module")
def folder(many_faults: Path) -> Path:
    """What a demonstration with many faults left, a backup, and all of its temporary files."""
    database = _database(many_faults)
    engine = database.engine(read_only=True)
    database.backup(engine, many_faults / "run" / "backup.db")
    engine.dispose()
    return many_faults


def _database(base: Path) -> Database:
    return Database(base / "run" / "station.db", FileSecrets(base / "run" / "secrets.json"))


@pytest.fixture(scope="module")
def codes(folder: Path) -> set[bytes]:
    """What is worth money of every code that left the pool: serials in either case, and SSCCs."""
    secrets = FileSecrets(folder / "run" / "secrets.json")
    engine = _database(folder).engine(read_only=True)
    found: set[bytes] = set()
    with engine.connect() as connection:
        row = queries.all_orders(connection)[0]
        ring = kept_ring(secrets)
        book = OrderCodes(row.order, engine, ring, SsccSeries(pool_numbers(connection)))
        for level in row.order.product.levels:
            facts = queries.codes_in(
                connection, row.order.number, tuple(CodeState), level=level.number
            )
            for one in book.issued(level.number, [fact.code for fact in facts]):
                serial = one.data[-13:] if level.number == 0 else one.data[-18:]
                found |= {serial, serial.lower()}
    engine.dispose()
    return found


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def hits(held: bytes, codes: set[bytes]) -> int:
    """How often a code stands there, as it is or in base 64."""
    hidden = (_decoded(found.group()) for found in BASE64.finditer(held))
    return sum(
        found.group(1) in codes
        for text in (held, *hidden)
        for window in WINDOWS
        for found in window.finditer(text)
    )


def _decoded(text: bytes) -> bytes:
    return base64.b64decode(text[: len(text) // 4 * 4])


def declared(name: str) -> bool:
    return any(fnmatch(name, f"run/{one}") for one in (*PRINTED_MATTER, *SIMULATED_WORLD))


def test_no_code_stands_in_anything_that_the_station_left(folder: Path, codes: set[bytes]) -> None:
    assert len(codes) > 190
    found = Counter({name: hits(held, codes) for name, held in files(folder)})
    leaks = {name: count for name, count in found.items() if count and not declared(name)}
    assert not leaks
    searched = {name for name in found if not declared(name)}
    assert searched >= {
        *("run/station.db", "run/backup.db", "run/station.log", "run/summary.json"),
        *("run/stdout", "run/stderr", "run/secrets.json"),
    }


def test_the_search_finds_codes_where_they_are(folder: Path, codes: set[bytes]) -> None:
    """Or it would prove nothing: labels and the simulated hall show what they must."""
    found = {name: hits(held, codes) for name, held in files(folder)}
    assert found["run/history.jsonl"] > MANY_BOTTLES
    assert sum(count for name, count in found.items() if name.startswith("run/labels/")) > 3


def test_the_demonstration_says_that_it_is_one(folder: Path) -> None:
    run = folder / "run"
    assert json.loads((run / "summary.json").read_text("utf-8"))["demonstration"] is True
    report = _database(folder).check()
    assert report.demonstration and report.encrypted and report.chain == "hmac-sha256"


def test_its_people_were_users_and_their_logins_are_in_the_trail(folder: Path) -> None:
    engine = _database(folder).engine(read_only=True)
    with engine.connect() as connection:
        entries = queries.entries_of_kind(connection, "", "Audited")
        told = {(one.record.category, one.record.result, one.record.by) for one in entries}
    engine.dispose()
    for name in ("operator (simulated)", "line leader (simulated)"):
        assert ("access", "done", name) in told
    assert not [one for one in told if one[0] == "request"], "somebody asked for too much"
