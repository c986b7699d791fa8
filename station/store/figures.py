"""What papers count: balances, verdicts, people's acts, doubts and uploads of an order, over all of
it or a span of time.

A balance is made of two independent halves (what the journal granted, what the tables hold), so
that its equation can be false. Reading goes page by page and leaves nothing out. A span is compared
with the station's clock as it stood; the order of things is always that of the sequence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, case, func, or_, select

from station.core import records as r
from station.core.states import Cause, CodeState, Phase
from station.store import queries
from station.store.journal import Entry, entry_of
from station.store.paging import merged, paged
from station.store.schema import block, journal, orders, outbox, story, verdict, word

FOREVER_MS = 1 << 62
GOOD = "good"  # `core/verify.py`: Verdict.GOOD, as it stands in the journal
LEAVES_DOUBT = (Cause.PRINT, Cause.REJECT, Cause.VOID)  # `core/states.py`, the row IN_DOUBT


@dataclass(frozen=True)
class Window:
    """From `from_ms` up to, and without, `to_ms`."""

    from_ms: int = 0
    to_ms: int = FOREVER_MS

    def holds(self, at_ms: int) -> bool:
        return self.from_ms <= at_ms < self.to_ms


ALWAYS = Window()


@dataclass(frozen=True)
class Life:
    """When an order was on the line; `ended_ms` is None while it is."""

    order: str
    opened_ms: int
    ended_ms: int | None

    def meets(self, window: Window) -> bool:
        ended_ms = FOREVER_MS if self.ended_ms is None else self.ended_ms
        return self.opened_ms < window.to_ms and window.from_ms <= ended_ms


@dataclass(frozen=True)
class Balance:
    """What a level was granted, by source (from the journal), and where its codes are (from the
    tables; every state is named)."""

    granted: dict[str, int]
    states: dict[CodeState, int]


@dataclass(frozen=True)
class Doubt:
    """A code that was in doubt: by which entry, and which one ended it (None: it still is)."""

    code: int
    level: int
    doubted: Entry
    settled: Entry | None


@dataclass(frozen=True)
class UploadFact:
    order: str
    container: int  # 0 = the closing report of the order
    ready_ms: int
    state: str
    attempts: int
    content_id: str
    receipt: str
    why: str


# ---------------------------------------------------------------- the journal


def field(name: str) -> ColumnElement[str]:
    """A field of a record, for a condition; NULL where a kind doesn't have it."""
    return func.json_extract(journal.c.payload, f"$.{name}")


def entries(
    connection: Connection,
    order: str,
    kinds: Sequence[type],
    window: Window = ALWAYS,
    *where: ColumnElement[bool],
) -> Iterator[Entry]:
    """The journal of an order in sequence: these kinds of records, under these conditions.

    Each kind is a stream of its own: within one, the index gives the sequence, so nothing is sorted
    and no page reads again what a page before it read."""
    found = select(journal).where(
        journal.c.order_number == order,
        journal.c.at_ms >= window.from_ms,
        journal.c.at_ms < window.to_ms,
        *where,
    )
    streams = (
        paged(connection, found.where(journal.c.kind == kind.__name__), journal.c.seq)
        for kind in kinds
    )
    return map(entry_of, merged(streams, journal.c.seq))


def acts(
    connection: Connection,
    order: str,
    kinds: Sequence[type],
    window: Window = ALWAYS,
    *,
    also: Sequence[type] = (),
) -> Iterator[Entry]:
    """The same, only what a named person did; of the kinds in `also` whatever happened."""
    anyway = journal.c.kind.in_([kind.__name__ for kind in also])
    return entries(connection, order, kinds, window, or_(anyway, field("by") != ""))


def journal_text(
    connection: Connection, orders_of: frozenset[str], window: Window = ALWAYS
) -> Iterator[tuple[int, int, str, str, str, str]]:
    """(seq, at_ms, order, kind, record as JSON, hash) of these orders ("" = none), as written:
    a file of the whole journal needs no record decoded."""
    found = select(journal).where(journal.c.at_ms >= window.from_ms, journal.c.at_ms < window.to_ms)
    for row in paged(connection, found, journal.c.seq):
        if row.order_number in orders_of:
            told = (row.order_number, row.kind, row.payload, bytes(row.hash).hex())
            yield (row.seq, row.at_ms, *told)


def life(connection: Connection, order: str) -> Life:
    """When an order came and went."""
    opened = next(entries(connection, order, [r.OrderOpened]))
    complete = field("phase") == Phase.COMPLETE.value
    ended = next(entries(connection, order, [r.PhaseChanged], ALWAYS, complete), None)
    return Life(order, opened.at_ms, None if ended is None else ended.at_ms)


def doubts(connection: Connection, order: str, window: Window = ALWAYS) -> list[Doubt]:
    """Each time that a code came into doubt, with what settled it whenever that was."""
    found = []
    doubt = field("cause") == Cause.DOUBT.value
    for entry in entries(connection, order, [r.CodesMoved], window, doubt):
        assert isinstance(entry.record, r.CodesMoved)
        ends = _settled(connection, entry)
        level = entry.record.level
        found += [Doubt(code, level, entry, ends.get(code)) for code in entry.record.codes]
    return found


def _settled(connection: Connection, doubted: Entry) -> dict[int, Entry]:
    """For each code of the entry, the first entry after it that ends its doubt."""
    assert isinstance(doubted.record, r.CodesMoved)
    codes, ends = doubted.record.codes, dict[int, Entry]()
    causes = [cause.value for cause in LEAVES_DOUBT]
    for at in range(0, len(codes), queries.IN_MAX):
        part = codes[at : at + queries.IN_MAX]
        first = (
            select(story.c.code, func.min(story.c.seq).label("seq"))
            .join(journal, journal.c.seq == story.c.seq)
            .where(
                story.c.code.in_(part),
                story.c.seq > doubted.seq,
                journal.c.kind == r.CodesMoved.__name__,
                field("cause").in_(causes),
            )
            .group_by(story.c.code)
            .subquery()
        )
        rows = connection.execute(
            select(journal, first.c.code).join(first, first.c.seq == journal.c.seq)
        )
        ends.update((row.code, entry_of(row)) for row in rows)
    return ends


# ---------------------------------------------------------------- counts


def balance(connection: Connection, order: str, level: int) -> Balance:
    """Both halves of a level's equation, each counted by itself. Codes that went back count as
    never granted."""
    granted: dict[str, int] = {}
    blocks: list[r.Granted] = []
    kinds = (r.Granted, r.BlockReleased)
    for entry in entries(connection, order, kinds, ALWAYS, field("level") == level):
        record = entry.record
        if isinstance(record, r.Granted):
            blocks.append(record)
            granted[record.source] = granted.get(record.source, 0) + record.count
        elif isinstance(record, r.BlockReleased):
            granted[_source_of(blocks, record)] -= record.count
    seen = queries.rows_by_state(connection, order, level)
    untouched = connection.scalar(
        select(
            func.coalesce(func.sum(block.c.first + block.c.size - block.c.voided - block.c.next), 0)
        )
        .join(orders, orders.c.id == block.c.order_id)
        .where(orders.c.number == order, block.c.level == level)
    )
    seen[CodeState.FREE] = seen.get(CodeState.FREE, 0) + int(untouched or 0)
    unused = queries.voided(connection, order, level)
    seen[CodeState.VOID] = seen.get(CodeState.VOID, 0) + unused
    return Balance(granted, {state: seen.get(state, 0) for state in CodeState})


def _source_of(blocks: Sequence[r.Granted], gone: r.BlockReleased) -> str:
    """Where the codes that went back had come from: the newest block that held them."""
    return next(
        one.source
        for one in reversed(blocks)
        if one.series == gone.series and one.first <= gone.first < one.first + one.count
    )


def reasons(connection: Connection, order: str, level: int) -> dict[tuple[str, str], int]:
    """(state, reason) of codes at rest outside a container, with how many; their sum a state is
    that of the balance."""
    found = queries.reasons(connection, order, level)
    for entry in entries(connection, order, [r.BlockVoided], ALWAYS, field("level") == level):
        assert isinstance(entry.record, r.BlockVoided)
        key = (CodeState.VOID.value, entry.record.reason)
        found[key] = found.get(key, 0) + entry.record.count
    return found


def verdicts(
    connection: Connection, order: str, window: Window = ALWAYS
) -> dict[tuple[str, str], int]:
    """(device, verdict) with how many: good ones, and each reason of the others."""
    device, said = word.alias("device"), word.alias("said")
    found = (
        select(device.c.text, said.c.text, func.count())
        .select_from(verdict)
        .join(orders, orders.c.id == verdict.c.order_id)
        .join(device, device.c.id == verdict.c.device)
        .join(said, said.c.id == verdict.c.verdict)
        .where(
            orders.c.number == order,
            verdict.c.at_ms >= window.from_ms,
            verdict.c.at_ms < window.to_ms,
        )
        .group_by(device.c.text, said.c.text)
        .order_by(device.c.text, said.c.text)
    )
    return {(name, what): count for name, what, count in connection.execute(found)}


def item_device(connection: Connection, order: str) -> str:
    """The device that verifies the items of an order: its camera; "" before the first item."""
    verified = (field("cause") == Cause.VERIFY.value, field("level") == 0, field("device") != "")
    entry = next(entries(connection, order, [r.CodesMoved], ALWAYS, *verified), None)
    if entry is None:
        return ""
    assert isinstance(entry.record, r.CodesMoved)
    return entry.record.device


def yield_over_time(
    connection: Connection,
    order: str,
    devices: Sequence[str],
    span_ms: int,
    window: Window = ALWAYS,
) -> list[tuple[int, int, int]]:
    """(start of the span, good, not good) for the verdicts of these devices; spans without any
    are left out, and spans start at whole multiples of `span_ms`."""
    span = verdict.c.at_ms // span_ms
    here = select(word.c.id).where(word.c.text.in_(devices))
    fine = select(word.c.id).where(word.c.text == GOOD).scalar_subquery()
    good = func.coalesce(func.sum(case((verdict.c.verdict == fine, 1), else_=0)), 0)
    found = (
        select(span.label("span"), good.label("good"), func.count().label("all"))
        .join(orders, orders.c.id == verdict.c.order_id)
        .where(
            orders.c.number == order,
            verdict.c.device.in_(here),
            verdict.c.at_ms >= window.from_ms,
            verdict.c.at_ms < window.to_ms,
        )
        .group_by(span)
        .order_by(span)
    )
    rows = connection.execute(found)
    return [(int(row.span) * span_ms, row.good, row.all - row.good) for row in rows]


# ---------------------------------------------------------------- the platform


def uploads(connection: Connection, order: str, window: Window = ALWAYS) -> list[UploadFact]:
    """What was ready for the platform, and what became of it; bodies are left where they are."""
    found = (
        select(
            outbox.c.container,
            journal.c.at_ms,
            outbox.c.state,
            outbox.c.attempts,
            func.coalesce(outbox.c.content_id, ""),
            func.coalesce(outbox.c.receipt, ""),
            func.coalesce(outbox.c.why, ""),
        )
        .join(journal, journal.c.seq == outbox.c.seq)
        .where(
            outbox.c.order_number == order,
            journal.c.at_ms >= window.from_ms,
            journal.c.at_ms < window.to_ms,
        )
        .order_by(outbox.c.id)
    )
    return [UploadFact(order, *row) for row in connection.execute(found)]
