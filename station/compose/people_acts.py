"""What people did, as records say it: one word an act, and what it was about.

The words are those of `station.reports.words.ACTS`. An act that isn't in the table is none of
anybody's (the line moved a code on its own); a new kind of record is one entry more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from station.compose.plant_time import iso
from station.core import records as r
from station.core.code_id import SERIAL_BITS
from station.core.states import ContainerState


@dataclass(frozen=True)
class Act:
    """`what` is "" for a record that is no act of its own."""

    what: str
    container: int = 0
    codes: tuple[int, ...] = ()
    reason: str = ""
    by: str = ""


CONTAINER_ACTS = {
    ContainerState.PARTIAL: "closed as partial",
    ContainerState.OPEN: "opened again",
}


def _codes_moved(record: r.CodesMoved) -> Act:
    by = two(record.by, record.second)
    return Act(record.cause.value, 0, record.codes, record.reason, by)


def _container_moved(record: r.ContainerMoved) -> Act:
    what = CONTAINER_ACTS.get(record.state, "")
    return Act(what, record.container, (), record.reason, record.by)


def _block(what: str, record: r.BlockReleased | r.BlockVoided) -> Act:
    first = (record.series << SERIAL_BITS) + record.first
    codes = tuple(range(first, first + record.count))
    if isinstance(record, r.BlockVoided):
        return Act(what, 0, codes, record.reason, two(record.by, record.second))
    return Act(what, 0, codes, "", record.by)


def _reworked(record: r.Reworked) -> Act:
    into = f" → {record.into}" if record.into else ""
    reason = record.reason + (f" (grade {record.grade})" if record.grade else "")
    codes = tuple(dict.fromkeys((*record.out_of_it, *record.into_it)))
    return Act(record.action + into, record.container, codes, reason, record.by)


def _shipped(record: r.Shipped) -> Act:
    where = ", ".join(one for one in (record.dealer, record.region) if one)
    return Act("shipped", record.container, (), where, record.by)


def _quarantine(record: r.QuarantineChanged) -> Act:
    what = "quarantined" if record.quarantined else "released"
    return Act(what, record.container, (), record.reason, record.by)


def _audited(record: r.Audited) -> Act:
    reason = f"{record.what}: {record.result}" if record.result else record.what
    return Act(record.category, 0, (), reason, two(record.by, record.second))


def _clock_jumped(record: r.ClockJumped) -> Act:
    return Act("clock jumped", reason=f"due was {iso(record.expected_ms)}")


def two(by: str, second: str) -> str:
    """Both people, where it took two."""
    return f"{by} + {second}" if second else by


def _order_changed(record: r.OrderChanged) -> Act:
    approval = f", approval {record.approval}" if record.approval else ""
    return Act("order changed", reason=f"target {record.target}{approval}", by=record.by)


_ACTS: Mapping[type, Callable[[Any], Act]] = {
    r.OrderChanged: _order_changed,
    r.PhaseChanged: lambda x: Act("state changed", reason=x.phase.value, by=x.by),
    r.AlarmCleared: lambda x: Act("alarm cleared", reason=x.how, by=x.by),
    r.CodesMoved: _codes_moved,
    r.ContainerMoved: _container_moved,
    r.Unbound: lambda x: Act("taken out", x.container, x.children, x.reason, x.by),
    r.LabelReprinted: lambda x: Act("label printed again", x.container, (x.code,), x.reason, x.by),
    r.QuarantineChanged: _quarantine,
    r.Reworked: _reworked,
    r.Shipped: _shipped,
    r.Unshipped: lambda x: Act("shipping undone", x.container, (), x.reason, x.by),
    r.BlockReleased: lambda x: _block("block released", x),
    r.BlockVoided: lambda x: _block("block void", x),
    r.Audited: _audited,
    r.ClockJumped: _clock_jumped,
    r.ClockTrusted: lambda x: Act("clock trusted", by=x.by),
}

# What stands under "rework and decisions", whoever did it; phases and alarms have their own tables.
BY_PEOPLE = tuple(_ACTS)
REWORK = tuple(kind for kind in _ACTS if kind not in (r.PhaseChanged, r.AlarmCleared))
BY_THE_LINE_TOO = (
    *(r.ContainerMoved, r.Unbound, r.LabelReprinted, r.QuarantineChanged),
    r.ClockJumped,
)


def act_of(record: r.Record) -> Act:
    return _ACTS[type(record)](record)
