"""The lines of papers, gathered from the database: one function a table, of one order or a span.

The same lines go on paper and into CSV files, so the two can't tell different stories. All of them
are read on one connection in one transaction: of one state of the database, while the line goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from station.compose.code_names import CodeNames, ref, refs
from station.compose.people_acts import BY_PEOPLE, BY_THE_LINE_TOO, REWORK, act_of, two
from station.compose.plant_time import iso
from station.core import records as r
from station.core.alarms import TEXTS
from station.core.order import Order
from station.core.states import CodeState, ContainerState, Phase
from station.reports.lines import (
    AlarmLine,
    CodeLine,
    ContainerLine,
    CountLine,
    DoubtLine,
    GrantLine,
    OrderLine,
    PersonLine,
    PhaseLine,
    ReworkLine,
    UploadLine,
    VerdictLine,
)
from station.reports.papers import Balance
from station.store import figures, queries
from station.store.figures import ALWAYS, FOREVER_MS, Window
from station.store.journal import Entry
from station.store.paging import PAGE_ROWS

HOLDS = {kind.value for kind, text in TEXTS.items() if text.holds}
NO_ORDER = ""  # alarms and people's acts outside any order


@dataclass(frozen=True)
class Subject:
    """One order, or what of it lies in a span of time; `now_ms` is when the paper is made."""

    connection: Connection
    names: CodeNames
    now_ms: int
    window: Window = ALWAYS

    @property
    def order(self) -> Order:
        return self.names.order

    @property
    def number(self) -> str:
        return self.names.order.number


def order_line(of: Subject) -> OrderLine:
    order, life = of.order, figures.life(of.connection, of.number)
    row = queries.get_order(of.connection, order.number)
    assert row is not None, f"order {order.number} isn't in the database"
    return OrderLine(
        order=order.number,
        product=order.product.name,
        gtin=order.product.gtin,
        batch=order.batch,
        produced=order.produced,
        expiry=order.expiry,
        target=order.target,
        phase=row.phase.value,
        opened_at=iso(life.opened_ms),
        ended_at=iso(life.ended_ms),
        dealer=order.dealer,
        region=order.region,
        campaign=order.campaign,
        approval=order.approval,
        scenes=", ".join(scene.value for scene in order.scenes),
        activity=order.activity,
    )


def balances(of: Subject) -> tuple[Balance, ...]:
    """The equation of each level, inner codes included."""
    return tuple(_balance(of, level) for level in of.order.product.code_levels)


def _balance(of: Subject, level: int) -> Balance:
    found = figures.balance(of.connection, of.number, level)
    why = figures.reasons(of.connection, of.number, level)
    return Balance(
        of.number,
        of.names.role(level),
        tuple(found.granted.items()),
        tuple((state.value, count) for state, count in found.states.items()),
        tuple((state, reason, count) for (state, reason), count in sorted(why.items())),
    )


def counts(of: Subject) -> Iterator[CountLine]:
    """Each state of each level; one with reasons is told apart by them."""
    for level, balance in zip(of.order.product.code_levels, balances(of), strict=True):
        told = {state for state, _, _ in balance.reasons}
        parts = [(state, "", n) for state, n in balance.states if state not in told]
        for state, reason, count in [*parts, *balance.reasons]:
            yield CountLine(of.number, level, balance.role, state, reason, count)


def grants(of: Subject) -> Iterator[GrantLine]:
    for level, balance in zip(of.order.product.code_levels, balances(of), strict=True):
        for source, count in balance.granted:
            yield GrantLine(of.number, level, balance.role, source, count)


def containers(of: Subject) -> Iterator[ContainerLine]:
    """All of an order, whenever they were made."""
    partial = figures.field("state") == ContainerState.PARTIAL.value
    closed: dict[int, Entry] = {}
    for entry in figures.entries(of.connection, of.number, [r.ContainerMoved], ALWAYS, partial):
        assert isinstance(entry.record, r.ContainerMoved)
        closed[entry.record.container] = entry
    facts = queries.containers(of.connection, of.number)
    while part := list(islice(facts, PAGE_ROWS)):
        labels = _labels(of.names, part)
        for fact in part:
            yield _container(of, fact, labels.get(fact.code, ""), closed.get(fact.container))


def _labels(names: CodeNames, facts: Sequence[queries.ContainerFact]) -> dict[int, str]:
    """What stands on the labels of these containers, by its code."""
    by_level: dict[int, list[int]] = {}
    for fact in facts:
        if fact.code:
            by_level.setdefault(fact.level, []).append(fact.code)
    return {
        code: text
        for level, codes in by_level.items()
        for code, text in zip(codes, names.labels(level, codes), strict=True)
    }


def _container(
    of: Subject, fact: queries.ContainerFact, label: str, closing: Entry | None
) -> ContainerLine:
    stands_partial = fact.count < fact.capacity and fact.state is not ContainerState.OPEN
    partial = closing if stands_partial else None
    record: Any = partial.record if partial else None
    return ContainerLine(
        of.number,
        fact.container,
        of.names.role(fact.level),
        label,
        fact.state.value,
        fact.count,
        fact.capacity,
        fact.quarantined,
        iso(partial.at_ms) if partial else "",
        record.by if record else "",
        (record.reason if record else "") or fact.reason,
        fact.dealer,
        fact.region,
    )


def rework(of: Subject) -> Iterator[ReworkLine]:
    """What people did to codes and containers, and what the line did to a container on its own."""
    return rework_lines(of.connection, of.number, of.names.free_text, of.window)


def rework_lines(
    connection: Connection,
    number: str,
    free_text: Callable[[str], str],
    window: Window,
    kinds: Sequence[type] = REWORK,
) -> Iterator[ReworkLine]:
    """The same of any order, or of none."""
    for entry in figures.acts(connection, number, kinds, window, also=BY_THE_LINE_TOO):
        act = act_of(entry.record)
        if act.what:
            yield ReworkLine(
                number,
                entry.seq,
                iso(entry.at_ms),
                act.what,
                act.container,
                len(act.codes),
                refs(act.codes),
                free_text(act.reason),
                act.by,
            )


def clock_lines(of: Subject) -> Iterator[ReworkLine]:
    """Jumps of the station's clock while the order was on the line: its times are suspect."""
    life = figures.life(of.connection, of.number)
    window = Window(life.opened_ms, FOREVER_MS if life.ended_ms is None else life.ended_ms + 1)
    kinds = (r.ClockJumped, r.ClockTrusted)
    yield from rework_lines(of.connection, NO_ORDER, of.names.free_text, window, kinds)


def doubts(of: Subject) -> Iterator[DoubtLine]:
    for doubt in figures.doubts(of.connection, of.number, of.window):
        began, ended = doubt.doubted.record, doubt.settled.record if doubt.settled else None
        assert isinstance(began, r.CodesMoved)
        assert ended is None or isinstance(ended, r.CodesMoved)
        yield DoubtLine(
            of.number,
            of.names.role(doubt.level),
            ref(doubt.code),
            iso(doubt.doubted.at_ms),
            of.names.free_text(began.reason),
            iso(doubt.settled.at_ms) if doubt.settled else "",
            ended.cause.value if ended else "",
            of.names.free_text(ended.reason) if ended else "",
            two(ended.by, ended.second) if ended else "",
        )


def alarms(of: Subject) -> Iterator[AlarmLine]:
    return alarm_lines(of.connection, of.number, of.names.free_text, of.now_ms, of.window)


def alarm_lines(
    connection: Connection,
    number: str,
    free_text: Callable[[str], str],
    now_ms: int,
    window: Window,
) -> Iterator[AlarmLine]:
    """The alarms of an order, or outside any, that stood in the span."""
    for fact in queries.alarms(connection, number):
        ended_ms = now_ms if fact.cleared_ms is None else fact.cleared_ms
        if fact.raised_ms >= window.to_ms or ended_ms < window.from_ms:
            continue
        yield AlarmLine(
            number,
            fact.alarm,
            fact.kind,
            fact.where,
            free_text(fact.detail),
            fact.kind in HOLDS,
            iso(fact.raised_ms),
            iso(fact.cleared_ms),
            max(0, ended_ms - fact.raised_ms) / 1_000,
            fact.cleared_by,
            fact.how,
        )


def verdicts(of: Subject) -> Iterator[VerdictLine]:
    found = figures.verdicts(of.connection, of.number, of.window)
    for (device, verdict), count in found.items():
        yield VerdictLine(of.number, device, verdict, count)


def phase_spells(of: Subject) -> Iterator[tuple[Entry, int]]:
    """Each change of phase of the order with when it ended; the last goes on until now."""
    before: Entry | None = None
    for entry in figures.entries(of.connection, of.number, [r.PhaseChanged]):
        if before is not None:
            yield before, entry.at_ms
        before = entry
    if before is not None:
        yield before, of.now_ms


def phases(of: Subject) -> Iterator[PhaseLine]:
    """Those that lie in the span, whole."""
    for entry, ended_ms in phase_spells(of):
        record = entry.record
        assert isinstance(record, r.PhaseChanged)
        over = record.phase is Phase.COMPLETE
        ended_ms = entry.at_ms if over else ended_ms  # noqa: PLW2901 - nothing runs after it
        if entry.at_ms < of.window.to_ms and ended_ms >= of.window.from_ms:
            yield PhaseLine(
                of.number,
                entry.seq,
                iso(entry.at_ms),
                record.phase.value,
                max(0, ended_ms - entry.at_ms) / 1_000,
                record.reason,
                record.by,
            )


def uploads(of: Subject) -> Iterator[UploadLine]:
    for fact in figures.uploads(of.connection, of.number, of.window):
        yield UploadLine(
            fact.order,
            fact.container,
            iso(fact.ready_ms),
            fact.state,
            fact.attempts,
            fact.content_id,
            fact.receipt,
            fact.why,
        )


def people(
    connection: Connection, numbers: Sequence[str], window: Window = ALWAYS
) -> tuple[PersonLine, ...]:
    """Who did what how often, over these orders ("" = outside any)."""
    times: dict[tuple[str, str], list[int]] = {}
    for number in numbers:
        for entry in figures.acts(connection, number, BY_PEOPLE, window):
            act = act_of(entry.record)
            if act.what:
                times.setdefault((act.by, act.what), []).append(entry.at_ms)
    return tuple(
        PersonLine(by, what, len(when), iso(min(when)), iso(max(when)))
        for (by, what), when in sorted(times.items())
    )


def codes(of: Subject) -> Iterator[CodeLine]:
    """Every code that ever left the pool, in clear."""
    assert of.names.clear, "codes in clear are for those who may see them"
    for level in of.order.product.code_levels:
        facts = queries.each_code_in(of.connection, of.number, tuple(CodeState), level)
        while part := list(islice(facts, PAGE_ROWS)):
            texts = of.names.book.human(level, [fact.code for fact in part])
            for fact, text in zip(part, texts, strict=True):
                yield CodeLine(
                    of.number,
                    of.names.role(level),
                    ref(fact.code),
                    text,
                    fact.state.value,
                    fact.parent,
                    fact.slot + 1,
                    fact.reason,
                )
