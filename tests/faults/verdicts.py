"""What must be true in the end: the hall's memory against the station's database and the platform.

Each finding opens with the name of the broken promise, so that a proof of the proof can say which
check caught a defect. The database is a real file by now, and nobody has it open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from station.compose.database import Database
from station.compose.secrets import FileSecrets
from station.core import records as r
from station.core.states import Cause, ContainerState
from station.store import queries
from station.store.engine import reading
from station.store.journal import read_entries
from tests.faults.floor import Case, Floor
from tests.faults.stand import CAMERA, ORDER


def at_any_time(floor: Floor) -> Iterator[str]:
    """What the hall sees by itself, without the database."""
    for what, times in (("left twice", floor.left), ("printed twice", Counter(floor.tape))):
        many = [code for code, count in times.items() if count > 1]
        if many:
            yield f"{what}: {len(many)} codes, such as {many[0]:x}"


def in_the_end(floor: Floor, path: Path, acknowledged: Mapping[int, bytes]) -> list[str]:
    """Every promise about this hall and this database; empty = all were kept."""
    found = list(at_any_time(floor))
    base = Database(path, FileSecrets(path.with_name("secrets.json")))
    report = base.check()
    for name, wrong in report.findings.items():
        found += [f"check {name}: {one}" for one in wrong[:1]]
    if not report.findings["file"]:
        engine = base.engine(read_only=True)
        try:
            with reading(engine) as connection:
                found += _against(connection, floor, acknowledged)
        finally:
            engine.dispose()
    return found


def _against(
    connection: Connection, floor: Floor, acknowledged: Mapping[int, bytes]
) -> Iterator[str]:
    entries = list(read_entries(connection))
    hashes = {entry.seq: entry.hash for entry in entries}
    lost = [seq for seq, hash_ in acknowledged.items() if seq and hashes.get(seq) != hash_]
    if lost:
        yield f"durable: {len(lost)} acknowledged turns are not there, such as {min(lost)}"
    records = [entry.record for entry in entries]
    yield from _printed(floor, records)
    yield from _labels(floor, records)
    yield from _passed(floor, records)
    yield from _content(connection, floor)
    yield from _uploaded(connection, floor)


def _printed(floor: Floor, records: list[r.Record]) -> Iterator[str]:
    """Every code that left for a printer is on record as sent."""
    sent = {
        code
        for one in records
        if isinstance(one, r.CodesMoved) and one.cause is Cause.SEND
        for code in one.codes
    }
    unknown = {*floor.left, *floor.label_tape} - sent
    if unknown:
        yield f"left unrecorded: {len(unknown)} codes, such as {min(unknown):x}"


def _labels(floor: Floor, records: list[r.Record]) -> Iterator[str]:
    """A label comes once more only where a person asked for it, on record."""
    asked = Counter(one.code for one in records if isinstance(one, r.LabelReprinted))
    many = [code for code, count in floor.label_tape.items() if count > 1 + asked[code]]
    if many:
        yield f"label printed twice: {len(many)}, such as {many[0]:x}"


def _passed(floor: Floor, records: list[r.Record]) -> Iterator[str]:
    """A bottle that the PLC was told to let pass is on record as good, with the code it has."""
    good = {
        one.trigger: one.code
        for one in records
        if isinstance(one, r.Judged) and one.device == CAMERA and one.verdict == "good"
    }
    wrong = [trigger for trigger, code in floor.passed.items() if good.get(trigger) != code]
    if wrong:
        yield f"pass not on record: {len(wrong)} bottles, such as {wrong[0]}"


def _content(connection: Connection, floor: Floor) -> Iterator[str]:
    """What is in a case is what the database says, and what it says is in a case is there."""
    there = {case.label: case for case in floor.finished}
    if len(there) != len(floor.finished):
        yield "case content: two cases have the same label"
    recorded = {
        floor.text_of.get(fact.code, b""): fact
        for fact in queries.containers(connection, ORDER.number)
        if queries.children(connection, fact.container)
    }
    for label, fact in recorded.items():
        inside = {child.code for child in queries.children(connection, fact.container)}
        if _codes(there.get(label, Case())) != inside:
            yield f"case content: container {fact.container} holds other bottles, or is not there"
        elif fact.state is not ContainerState.CONFIRMED:
            yield f"case content: container {fact.container} left, and is {fact.state}"
    full = [_codes(case) for case in floor.finished]
    full += [
        {one.code for one in queries.children(connection, fact.container)}
        for fact in recorded.values()
    ]
    for case in floor.labelling:
        if _codes(case) not in full:
            yield "case content: a case was let go that is not on record"
    for label in there.keys() - recorded.keys():
        yield f"case content: a case is not on record ({label!r})"


def _codes(case: Case) -> set[int]:
    return {bottle.code for bottle in case.bottles}


def _uploaded(connection: Connection, floor: Floor) -> Iterator[str]:
    """The platform has each case once, with what is in it."""
    trees: list[dict[str, Any]] = [
        batch["container"] for batch in floor.platform.batches.values() if "container" in batch
    ]
    times = Counter(tree["code"] for tree in trees)
    if any(count > 1 for count in times.values()):
        yield "uploaded twice: the platform has a case in two batches"
    held = {tree["code"]: set(tree["children"]) for tree in trees}
    texts = {code: text.decode() for code, text in floor.text_of.items()}
    for fact in queries.containers(connection, ORDER.number):
        if fact.state is not ContainerState.CONFIRMED:
            continue
        inside = {texts[one.code] for one in queries.children(connection, fact.container)}
        found = held.pop(texts[fact.code], None)
        if found is None:
            yield f"upload lost: container {fact.container} never came to the platform"
        elif found != inside:
            yield f"upload differs: container {fact.container} has other content there"
    if held:
        yield f"upload unknown: the platform has {len(held)} cases that the database has not"
    closing = [b for b in floor.platform.batches.values() if b["kind"] == "closing"]
    if len(closing) > 1:
        yield f"uploaded twice: the platform has {len(closing)} closing reports"
