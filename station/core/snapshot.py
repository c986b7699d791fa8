"""The frozen picture of the line that screens, logs and the demo show.

Plain values only, so that it crosses a process as JSON. It says nothing that the state doesn't;
rates and devices are added by the runtime, which has a clock.
"""

from __future__ import annotations

from dataclasses import dataclass

from station.core.alarms import TEXTS, AlarmKind, place
from station.core.code_shapes import covered_words
from station.core.packaging import PackMode
from station.core.packing import Container, Pack
from station.core.printing import Head
from station.core.state import LineState, ScanTold
from station.core.states import CodeState


@dataclass(frozen=True)
class AlarmShown:
    number: int
    kind: str
    where: str
    detail: str
    since_ms: int
    holds: bool
    clears_itself: bool
    what: str
    do: str
    what_zh: str
    do_zh: str


@dataclass(frozen=True)
class PackShown:
    level: int
    role: str
    mode: str
    capacity: int
    rows: int
    columns: int
    filled: int  # how many children the open container has so far
    taken_slots: tuple[int, ...]
    waiting: tuple[tuple[int, str, str, bool], ...]  # number, state, label's state, quarantined
    held: bool  # a container stands before camera or reader
    shown: tuple[int, ...]  # look-down: the slots that its last picture showed
    partial_asked: bool
    held_slots: tuple[int, ...] = ()  # what is in the container that is held
    wrong_slots: tuple[int, ...] = ()  # look-down: what its last picture showed wrong
    missing_slots: tuple[int, ...] = ()  # and where it showed nothing though all should be there


@dataclass(frozen=True)
class HeadShown:
    name: str
    level: int
    status: str
    stock: int
    sent: int
    print_score: float | None = None  # mean of late; an estimate, for its trend only
    print_score_usual: float | None = None


@dataclass(frozen=True)
class Snapshot:
    at_ms: int
    order: str
    product: str
    batch: str
    target: int
    phase: str
    running: bool
    counts: tuple[tuple[int, str, int], ...]  # level, state, codes
    items_on_belt: int
    rejects_in_row: int
    heads: tuple[HeadShown, ...]
    packs: tuple[PackShown, ...]
    alarms: tuple[AlarmShown, ...]
    scan: ScanTold | None = None  # the last scan by hand

    def count(self, level: int, state: CodeState) -> int:
        return next((n for lv, st, n in self.counts if (lv, st) == (level, state)), 0)


def picture(state: LineState, at_ms: int) -> Snapshot:
    """What is to be shown of the line now."""
    order = state.order
    return Snapshot(
        at_ms=at_ms,
        order=order.number if order else "",
        product=order.product.name if order else "",
        batch=order.batch if order else "",
        target=order.target if order else 0,
        phase=state.phase.value,
        running=state.running,
        counts=tuple((lv, st.value, n) for (lv, st), n in sorted(state.counts.items()) if n),
        items_on_belt=len(state.belt.items),
        rejects_in_row=state.rejects_in_row,
        heads=tuple(_head(state, head) for head in state.heads.values()),
        packs=tuple(_pack(state, pack) for pack in state.packs.values()),
        alarms=_alarms(state),
        scan=state.scan,
    )


def _head(state: LineState, head: Head) -> HeadShown:
    trend = state.trends.get(head.name)
    known = trend is not None and trend.learned
    return HeadShown(
        head.name,
        head.level,
        head.status.value,
        len(head.stock),
        len(head.sent),
        round(trend.of_late, 1) if trend and known else None,
        round(trend.usual, 1) if trend and known else None,
    )


def _pack(state: LineState, pack: Pack) -> PackShown:
    assert state.order is not None
    level = state.order.product.levels[pack.level]
    slots = _taken(pack)
    seen = frozenset(slot for slot, _ in pack.held.shown) if pack.held else frozenset()
    lacking = any(
        (one.kind, one.where) == (AlarmKind.CASE_MISSING, place(pack.level)) for one in state.alarms
    )
    return PackShown(
        level=pack.level,
        role=level.role,
        mode=pack.mode.value,
        capacity=pack.capacity,
        rows=level.rows,
        columns=level.columns,
        filled=len(slots),
        taken_slots=slots,
        waiting=tuple(
            (c.number, c.state.value, _label_state(state, c), c.quarantined) for c in pack.waiting
        ),
        held=pack.held is not None,
        shown=tuple(slot for slot, _ in pack.held.shown) if pack.held else (),
        partial_asked=pack.partial is not None,
        held_slots=_held(pack),
        wrong_slots=pack.held.wrong if pack.held else (),
        missing_slots=tuple(n for n in range(pack.capacity) if n not in seen) if lacking else (),
    )


def _taken(pack: Pack) -> tuple[int, ...]:
    """The slots of what is in the container that is being filled; look-down: by the count."""
    if pack.mode is PackMode.LOOK_DOWN:
        return tuple(range(len(pack.arrived)))
    return () if pack.open is None else tuple(sorted(pack.open.children))


def _held(pack: Pack) -> tuple[int, ...]:
    """The slots of what is in the container before the camera: as its picture showed it, else by
    the count."""
    if pack.held is None:
        return ()
    shown = tuple(sorted(slot for slot, _ in pack.held.shown))
    return shown or tuple(range(min(len(pack.held.arrived), pack.capacity)))


def _label_state(state: LineState, container: Container) -> str:
    live = state.live.get(container.label.code) if container.label else None
    return live.state.value if live else ""


def _alarms(state: LineState) -> tuple[AlarmShown, ...]:
    shown = []
    for alarm in state.alarms:
        text = TEXTS[alarm.kind]
        shown.append(
            AlarmShown(
                alarm.number,
                alarm.kind.value,
                alarm.where,
                covered_words(alarm.detail),  # a screen stands where everybody passes
                alarm.since_ms,
                text.holds,
                text.own,
                text.what,
                text.do,
                text.what_zh,
                text.do_zh,
            )
        )
    return tuple(shown)
