"""The journal folded in memory: the second opinion on the tables of the store.

A `Ledger` applies records one by one and refuses what the state tables don't allow. The store's
SQL is the first fold; a replay into a Ledger must give the same picture (invariant
"state_equals_replay"). It is written apart from the SQL so that the two don't share a mistake.
It is not the line's state: it keeps every code, where `LineState` keeps only the living ones. So
rows have slots, and texts that many of them share are kept once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from station.core import records as r
from station.core.order import Order
from station.core.states import (
    Cause,
    CodeState,
    ContainerState,
    IllegalMove,
    Phase,
    check_container_move,
    check_phase_move,
    next_code_state,
)


@dataclass(frozen=True, slots=True)
class CodeRow:
    order: str
    level: int
    state: CodeState
    parent: int = 0  # container, 0 = none
    slot: int = -1
    reason: str = ""
    sends: int = 0  # how often it was sent to a printer and not taken back unsent
    mate: int = 0  # an inner code: the main code of its item


@dataclass(frozen=True, slots=True)
class ContainerRow:
    order: str
    level: int
    capacity: int
    state: ContainerState
    code: int = 0  # its label, 0 = none yet
    quarantined: bool = False
    reason: str = ""
    desk: int = 0  # the label that it waits for at the rework desk
    shipped_to: tuple[str, str] = ("", "")  # dealer, region


@dataclass(frozen=True)
class BlockRow:
    order: str
    level: int
    series: int
    first: int
    count: int
    source: str
    voided: int = 0  # of its last serials, void without a row

    def holds(self, code: int) -> bool:
        """Whether this code may be taken from it."""
        low = (self.series << 40) + self.first
        return low <= code < low + self.count - self.voided


@dataclass
class Ledger:
    orders: dict[str, Order] = field(default_factory=dict)
    phases: dict[str, Phase] = field(default_factory=dict)
    blocks: list[BlockRow] = field(default_factory=list)
    next_serials: dict[tuple[int, int], int] = field(default_factory=dict)  # by series and first
    codes: dict[int, CodeRow] = field(default_factory=dict)
    containers: dict[int, ContainerRow] = field(default_factory=dict)
    children: dict[int, dict[int, int]] = field(default_factory=dict)  # container: slot: code
    mates: dict[int, int] = field(default_factory=dict)  # main code: inner code
    verdicts: dict[tuple[str, str], dict[int, str]] = field(default_factory=dict)  # order, device
    alarms: dict[int, r.AlarmRaised] = field(default_factory=dict)  # still standing
    batches: dict[int, r.BatchReady] = field(default_factory=dict)  # by journal number
    entries: int = 0  # how many records were folded in: the journal number of the newest
    shipments: list[tuple[str, int]] = field(default_factory=list)  # order, container; both ways

    texts: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def apply_all(self, records: Iterable[r.Record]) -> None:
        for record in records:
            self.apply(record)

    def apply(self, record: r.Record) -> None:
        """Fold one record in. Raises IllegalMove where the tables of states forbid it."""
        self.entries += 1
        _FOLDS[type(record)](self, record)

    def _kept(self, text: str) -> str:
        """One and the same text for all rows that share it; each record brings its own."""
        return self.texts.setdefault(text, text)

    # -- queries that invariants and tests ask

    def granted(self, order: str, level: int) -> int:
        return sum(b.count for b in self.blocks if (b.order, b.level) == (order, level))

    def counts(self, order: str, level: int) -> dict[CodeState, int]:
        """How many codes of a level are in each state; free ones without a row included."""
        mine = (
            row.state for row in self.codes.values() if (row.order, row.level) == (order, level)
        )
        return self._with_pool(order, level, Counter(mine))

    def all_counts(self) -> dict[tuple[str, int], dict[CodeState, int]]:
        """The same of each order's levels that were granted codes; the codes are read once."""
        seen = {(block.order, block.level): Counter[CodeState]() for block in self.blocks}
        for row in self.codes.values():
            mine = seen.get((row.order, row.level))
            if mine is not None:
                mine[row.state] += 1
        return {key: self._with_pool(*key, mine) for key, mine in seen.items()}

    def _with_pool(self, order: str, level: int, seen: Counter[CodeState]) -> dict[CodeState, int]:
        """Those with a row, and what lies in the pool or is void without one."""
        voided = sum(b.voided for b in self.blocks if (b.order, b.level) == (order, level))
        seen[CodeState.VOID] += voided
        seen[CodeState.FREE] += self.granted(order, level) - seen.total()
        return {state: seen[state] for state in CodeState}

    # -- one method a record type

    def _order_opened(self, rec: r.OrderOpened) -> None:
        if rec.order.number in self.orders:
            raise IllegalMove(f"order {rec.order.number} was opened twice")
        self.orders[rec.order.number] = rec.order
        self.phases[rec.order.number] = Phase.IDLE

    def _order_changed(self, rec: r.OrderChanged) -> None:
        old = self.orders[rec.order]
        if old.approval not in ("", rec.approval):
            raise IllegalMove(f"{rec}: its codes were printed under {old.approval}")
        self.orders[rec.order] = replace(old, target=rec.target, approval=rec.approval)

    def _phase_changed(self, rec: r.PhaseChanged) -> None:
        check_phase_move(self.phases[rec.order], rec.phase)
        self.phases[rec.order] = rec.phase

    def _granted(self, rec: r.Granted) -> None:
        block = BlockRow(rec.order, rec.level, rec.series, rec.first, rec.count, rec.source)
        for other in self.blocks:
            apart = (
                other.series != block.series
                or other.first + other.count <= block.first
                or block.first + block.count <= other.first
            )
            if not apart:
                raise IllegalMove(f"blocks {other} and {block} overlap")
        self.blocks.append(block)
        self.next_serials[block.series, block.first] = block.first

    def _end_of_block(self, rec: r.BlockReleased | r.BlockVoided) -> int:
        """Which block ends with these serials."""
        for at, one in enumerate(self.blocks):
            end = one.first + one.count - one.voided
            mine = (one.order, one.level, one.series) == (rec.order, rec.level, rec.series)
            if mine and one.first <= rec.first and rec.first + rec.count == end:
                return at
        raise IllegalMove(f"{rec} is not the end of a block")

    def _within(self, rec: r.BlockReleased | r.BlockVoided) -> list[int]:
        """The codes of a block's end that have ever left the pool."""
        low = (rec.series << 40) + rec.first
        return [code for code in self.codes if low <= code < low + rec.count]

    def _block_released(self, rec: r.BlockReleased) -> None:
        at = self._end_of_block(rec)
        kept = replace(self.blocks[at], count=self.blocks[at].count - rec.count)
        if kept.voided:
            raise IllegalMove(f"{rec} lies before void codes")
        for code in self._within(rec):
            row = self.codes.pop(code)
            if row.state is not CodeState.FREE or row.sends:
                raise IllegalMove(f"{rec}: code {code} is {row.state}")
        self.blocks[at : at + 1] = [kept] if kept.count else []
        key = kept.series, kept.first
        if kept.count:
            self.next_serials[key] = min(self.next_serials[key], rec.first)
        else:
            del self.next_serials[key]

    def _block_voided(self, rec: r.BlockVoided) -> None:
        at = self._end_of_block(rec)
        if self._within(rec):
            raise IllegalMove(f"{rec} names codes that were used")
        self.blocks[at] = replace(self.blocks[at], voided=self.blocks[at].voided + rec.count)

    def _codes_moved(self, rec: r.CodesMoved) -> None:
        for code in rec.codes:
            row = self.codes.get(code)
            if row is None:
                self._leaves_pool(code, rec.order)
                row = CodeRow(self._kept(rec.order), rec.level, CodeState.FREE)
            if rec.cause in (Cause.BIND, Cause.UNBIND):
                raise IllegalMove("only Bound and Unbound move a code into or out of a container")
            sends = row.sends + {Cause.SEND: 1, Cause.UNSEND: -1}.get(rec.cause, 0)
            state = next_code_state(row.state, rec.cause)
            why = self._kept(rec.reason)
            self.codes[code] = replace(row, state=state, reason=why, sends=sends)

    def _leaves_pool(self, code: int, order: str) -> None:
        """For the first time. Serials before it that never did are passed over from now on."""
        mine = next((b for b in self.blocks if b.holds(code) and b.order == order), None)
        if mine is None:
            raise IllegalMove(f"code {code} was never granted to {order}")
        key = mine.series, mine.first
        self.next_serials[key] = max(self.next_serials[key], code - (mine.series << 40) + 1)

    def _judged(self, rec: r.Judged) -> None:
        judged = self.verdicts.setdefault((rec.order, rec.device), {})
        if rec.trigger in judged:
            raise IllegalMove(f"trigger {rec.trigger} of {rec.device} was judged twice")
        judged[rec.trigger] = self._kept(rec.verdict)

    def _container_opened(self, rec: r.ContainerOpened) -> None:
        if rec.container in self.containers:
            raise IllegalMove(f"container {rec.container} was opened twice")
        self.containers[rec.container] = ContainerRow(
            rec.order, rec.level, rec.capacity, ContainerState.OPEN
        )
        self.children[rec.container] = {}

    def _container_moved(self, rec: r.ContainerMoved) -> None:
        row = self.containers[rec.container]
        check_container_move(row.state, rec.state)
        if rec.count != len(self.children[rec.container]):
            raise IllegalMove(f"container {rec.container} doesn't hold {rec.count} children")
        self.containers[rec.container] = replace(row, state=rec.state, reason=rec.reason)

    def _bound(self, rec: r.Bound) -> None:
        held = self.children[rec.container]
        self._must_be_here(rec.container)
        for code, slot in zip(rec.children, rec.slots, strict=True):
            if slot in held:
                raise IllegalMove(f"slot {slot} of container {rec.container} is taken")
            row = self.codes[code]
            state = next_code_state(row.state, Cause.BIND)
            self.codes[code] = replace(row, state=state, parent=rec.container, slot=slot)
            held[slot] = code

    def _unbound(self, rec: r.Unbound) -> None:
        held = self.children[rec.container]
        self._must_be_here(rec.container)
        for code in rec.children:
            row = self.codes[code]
            if held.pop(row.slot, None) != code:
                raise IllegalMove(f"code {code} is not in container {rec.container}")
            state = next_code_state(row.state, Cause.UNBIND)
            self.codes[code] = replace(row, state=state, parent=0, slot=-1, reason=rec.reason)

    def _must_be_here(self, number: int) -> None:
        """What was shipped, alone or in something else, is not changed any more."""
        around: int = number
        while around:
            row = self.containers[around]
            if any(row.shipped_to):
                raise IllegalMove(f"container {number} was shipped to {row.shipped_to[0]}")
            label = self.codes.get(row.code)
            around = label.parent if label else 0

    def _label_assigned(self, rec: r.LabelAssigned) -> None:
        self._must_be_here(rec.container)
        row = self.containers[rec.container]
        self.containers[rec.container] = replace(row, code=rec.code)

    def _label_reprinted(self, rec: r.LabelReprinted) -> None:
        row = self.containers[rec.container]
        if rec.code not in (row.code, row.desk):
            raise IllegalMove(f"{rec.code} is not the label of container {rec.container}")

    def _quarantine_changed(self, rec: r.QuarantineChanged) -> None:
        row = self.containers[rec.container]
        self.containers[rec.container] = replace(row, quarantined=rec.quarantined)

    def _paired(self, rec: r.Paired) -> None:
        row = self.codes[rec.mate]
        if rec.code not in self.codes or rec.code == rec.mate:
            raise IllegalMove(f"{rec}: there is no such item")
        if self.mates.setdefault(rec.code, rec.mate) != rec.mate:
            raise IllegalMove(f"{rec}: the item has a mate already")
        state = next_code_state(row.state, Cause.BIND)
        self.codes[rec.mate] = replace(row, state=state, mate=rec.code)

    def _desk_changed(self, rec: r.DeskChanged) -> None:
        row = self.containers[rec.container]
        self.containers[rec.container] = replace(row, desk=rec.label)

    def _shipped(self, rec: r.Shipped) -> None:
        row = self.containers[rec.container]
        if any(row.shipped_to):
            raise IllegalMove(f"container {rec.container} was shipped before")
        self.containers[rec.container] = replace(row, shipped_to=(rec.dealer, rec.region))
        self.shipments.append((rec.order, rec.container))

    def _unshipped(self, rec: r.Unshipped) -> None:
        row = self.containers[rec.container]
        if not any(row.shipped_to):
            raise IllegalMove(f"container {rec.container} was never shipped")
        self.containers[rec.container] = replace(row, shipped_to=("", ""))
        self.shipments.append((rec.order, rec.container))

    def _note(self, rec: r.Record) -> None:
        """For people; it changes no row."""

    def _alarm_raised(self, rec: r.AlarmRaised) -> None:
        self.alarms[rec.alarm] = rec

    def _alarm_cleared(self, rec: r.AlarmCleared) -> None:
        if self.alarms.pop(rec.alarm, None) is None:
            raise IllegalMove(f"alarm {rec.alarm} is not standing")

    def _batch_ready(self, rec: r.BatchReady) -> None:
        self.batches[self.entries] = rec


_FOLDS: Mapping[type, Callable[[Ledger, Any], None]] = {
    r.OrderOpened: Ledger._order_opened,
    r.OrderChanged: Ledger._order_changed,
    r.PhaseChanged: Ledger._phase_changed,
    r.Granted: Ledger._granted,
    r.BlockReleased: Ledger._block_released,
    r.BlockVoided: Ledger._block_voided,
    r.CodesMoved: Ledger._codes_moved,
    r.Judged: Ledger._judged,
    r.ContainerOpened: Ledger._container_opened,
    r.ContainerMoved: Ledger._container_moved,
    r.Bound: Ledger._bound,
    r.Unbound: Ledger._unbound,
    r.LabelAssigned: Ledger._label_assigned,
    r.LabelReprinted: Ledger._label_reprinted,
    r.QuarantineChanged: Ledger._quarantine_changed,
    r.Paired: Ledger._paired,
    r.DeskChanged: Ledger._desk_changed,
    r.Shipped: Ledger._shipped,
    r.Unshipped: Ledger._unshipped,
    r.Reworked: Ledger._note,
    r.Audited: Ledger._note,
    r.ClockJumped: Ledger._note,
    r.ClockTrusted: Ledger._note,
    r.Resynced: Ledger._note,
    r.AlarmRaised: Ledger._alarm_raised,
    r.AlarmCleared: Ledger._alarm_cleared,
    r.BatchReady: Ledger._batch_ready,
}
