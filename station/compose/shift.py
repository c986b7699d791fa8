"""A shift report gathered from the database: whatever orders were on the line in a span of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from station.compose import paper_lines as lines
from station.compose.paper_lines import HOLDS, NO_ORDER, Subject
from station.compose.plant_time import iso
from station.compose.record import course, item_devices
from station.core import records as r
from station.core.states import ContainerState, Phase
from station.reports.effectiveness import Effectiveness, Spell, measured
from station.reports.lines import AlarmLine, VerdictLine
from station.reports.masking import masked
from station.reports.papers import Course, Origin, ShiftReport
from station.store import figures, queries
from station.store.figures import FOREVER_MS, Window

RUNNING = (Phase.EXECUTE, Phase.COMPLETING)
CLOSED = (ContainerState.FULL, ContainerState.PARTIAL)


@dataclass(frozen=True)
class ShiftFigures:
    """What a span of time comes to, without the tables behind it."""

    effectiveness: Effectiveness
    course: Course
    verdicts: tuple[VerdictLine, ...]
    rejects: tuple[tuple[str, int], ...]  # of items, the most frequent first
    containers_closed: tuple[tuple[str, int, int], ...]  # role, full, partial


def shift_figures(
    connection: Connection,
    window: Window,
    subjects: Sequence[Subject],
    *,
    now_ms: int,
    rated_per_minute: float = 0,
) -> ShiftFigures:
    """The figures of the span; each of `subjects` has it as its window."""
    devices = {of.number: item_devices(of) for of in subjects}
    verdicts = tuple(line for of in subjects for line in lines.verdicts(of))
    items = [line for line in verdicts if line.device in devices[line.order]]
    return ShiftFigures(
        _effectiveness(
            connection,
            window,
            subjects,
            now_ms=now_ms,
            judged=sum(line.count for line in items),
            good=sum(line.count for line in items if line.verdict == figures.GOOD),
            rated_per_minute=rated_per_minute,
        ),
        course(list(subjects), rated_per_minute),
        verdicts,
        _rejects([(line.verdict, line.count) for line in items]),
        _closed(subjects),
    )


def shift_report(
    connection: Connection,
    window: Window,
    subjects: Sequence[Subject],
    origin: Origin,
    *,
    now_ms: int,
    rated_per_minute: float = 0,
) -> ShiftReport:
    """The figures of the span with their tables; each of `subjects` has it as its window."""
    found = shift_figures(
        connection, window, subjects, now_ms=now_ms, rated_per_minute=rated_per_minute
    )
    numbers = [*(of.number for of in subjects), NO_ORDER]
    return ShiftReport(
        from_at=iso(window.from_ms),
        to_at=iso(window.to_ms),
        orders=tuple(lines.order_line(of) for of in subjects),
        effectiveness=found.effectiveness,
        course=found.course,
        verdicts=found.verdicts,
        rejects=found.rejects,
        containers_closed=found.containers_closed,
        rework=(
            *(line for of in subjects for line in lines.rework(of)),
            *lines.rework_lines(connection, NO_ORDER, masked, window),
        ),
        doubts=tuple(line for of in subjects for line in lines.doubts(of)),
        alarms=_alarms(connection, window, subjects, now_ms),
        phases=tuple(line for of in subjects for line in lines.phases(of)),
        uploads=tuple(line for of in subjects for line in lines.uploads(of)),
        people=lines.people(connection, numbers, window),
        origin=origin,
    )


def _rejects(items: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Why items were not good, the most frequent first."""
    found: Counter[str] = Counter()
    for verdict, count in items:
        if verdict != figures.GOOD:
            found[verdict] += count
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def _alarms(
    connection: Connection, window: Window, subjects: Sequence[Subject], now_ms: int
) -> tuple[AlarmLine, ...]:
    outside = lines.alarm_lines(connection, NO_ORDER, masked, now_ms, window)
    return (*(line for of in subjects for line in lines.alarms(of)), *outside)


def _closed(subjects: Sequence[Subject]) -> tuple[tuple[str, int, int], ...]:
    """(role, full, partial): containers that were closed in the span, by their last closing."""
    full: Counter[str] = Counter()
    partial: Counter[str] = Counter()
    for of in subjects:
        closings = figures.field("state").in_([state.value for state in CLOSED])
        last: dict[int, ContainerState] = {}
        kinds = [r.ContainerMoved]
        for entry in figures.entries(of.connection, of.number, kinds, of.window, closings):
            assert isinstance(entry.record, r.ContainerMoved)
            last[entry.record.container] = entry.record.state
        for fact in queries.containers(of.connection, of.number):
            state = last.get(fact.container)
            if state is not None:
                kind = full if state is ContainerState.FULL else partial
                kind[of.names.role(fact.level)] += 1
    roles = list(dict.fromkeys([*full, *partial]))
    return tuple((role, full[role], partial[role]) for role in roles)


def _effectiveness(
    connection: Connection,
    window: Window,
    subjects: Sequence[Subject],
    *,
    now_ms: int,
    judged: int,
    good: int,
    rated_per_minute: float,
) -> Effectiveness:
    planned, running, holding = list[Spell](), list[Spell](), list[Spell]()
    for of in subjects:
        life = figures.life(connection, of.number)
        planned.append((life.opened_ms, min(now_ms, life.ended_ms or FOREVER_MS)))
        for entry, ended_ms in lines.phase_spells(of):
            assert isinstance(entry.record, r.PhaseChanged)
            if entry.record.phase in RUNNING:
                running.append((entry.at_ms, ended_ms))
        for fact in queries.alarms(connection, of.number):
            if fact.kind in HOLDS:
                ended = now_ms if fact.cleared_ms is None else fact.cleared_ms
                holding.append((fact.raised_ms, ended))
    return measured(
        (window.from_ms, window.to_ms),
        planned,
        running,
        holding,
        judged=judged,
        good=good,
        rated_per_minute=rated_per_minute,
    )
