"""Which acts the audit trail can be asked for, by category, and which category an act is of.

Every record of `people_acts` that names somebody is in one; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from station.core import records as r
from station.core.events import Category


@dataclass(frozen=True)
class Kind:
    """Records of these kinds; of audit notes only those of these categories."""

    records: tuple[type, ...]
    notes: tuple[str, ...] = ()


def _notes(*categories: Category) -> Kind:
    return Kind((r.Audited,), tuple(one.value for one in categories))


CATEGORIES: Mapping[str, Kind] = {
    "access": _notes(Category.ACCESS),
    "refused": _notes(Category.REQUEST),
    "users": _notes(Category.USERS),
    "configuration": _notes(Category.CONFIGURATION, Category.BACKUP, Category.UNLOCK),
    "devices": _notes(Category.DEVICES),
    "export": _notes(Category.EXPORT),
    "orders": Kind((r.PhaseChanged, r.OrderChanged, r.BlockReleased, r.BlockVoided)),
    "alarms": Kind((r.AlarmCleared,)),
    "rework": Kind(
        (
            *(r.Reworked, r.CodesMoved, r.ContainerMoved, r.Unbound),
            *(r.LabelReprinted, r.QuarantineChanged),
        )
    ),
    "shipping": Kind((r.Shipped, r.Unshipped)),
    "clock": Kind((r.ClockTrusted,)),
}
EVERYTHING = Kind(tuple(dict.fromkeys(one for kind in CATEGORIES.values() for one in kind.records)))


def category_of(record: r.Record) -> str:
    """The first that it is in; "configuration" of notes that no category names."""
    for name, kind in CATEGORIES.items():
        if not isinstance(record, kind.records):
            continue
        if not isinstance(record, r.Audited) or record.category in kind.notes:
            return name
    return "configuration"
