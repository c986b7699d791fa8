"""One turn of the line while it is computed: the state so far, the records, the effects.

The steps write through this and nowhere else, so that no code changes its state without a record
and no count without a code. What a turn changes it copies once; the state it started from stays
as it was, and `step` is pure seen from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from station.core import records as r
from station.core.alarms import ALARMS_MAX, Alarm, AlarmKind
from station.core.effects import Effect, Refused, RunLine
from station.core.facts import Issued, ItemFact, Known
from station.core.order import Order
from station.core.order_events import Unused
from station.core.packing import Container, Pack
from station.core.printing import Head
from station.core.state import LineState
from station.core.states import (
    Cause,
    CodeState,
    ContainerState,
    Phase,
    check_container_move,
    check_phase_move,
    next_code_state,
)
from station.core.tracking import Belt
from station.core.verify import Live

# States in which a code is at rest: nobody on the line waits for it.
AT_REST = frozenset(
    {CodeState.FREE, CodeState.BOUND, CodeState.REJECTED, CodeState.SAMPLED, CodeState.VOID}
)
RUNNING_PHASES = frozenset({Phase.EXECUTE, Phase.HELD, Phase.COMPLETING})


class Turn:
    def __init__(self, state: LineState, at_ms: int) -> None:
        self.state = state
        self.at_ms = at_ms
        self.records: list[r.Record] = []
        self.effects: list[Effect] = []
        self._live = dict(state.live)
        self._by_data = dict(state.by_data)
        self._counts = dict(state.counts)

    def done(self) -> tuple[LineState, tuple[r.Record, ...], tuple[Effect, ...]]:
        """Close the turn: derive what follows from it and hand over all three results."""
        self._derive_running()
        # What is no longer loose and good doesn't stand on the table any more.
        table = frozenset(c for c in self.state.table if self.code_state(c) is CodeState.VERIFIED)
        state = replace(
            self.state,
            live=self._live,
            by_data=self._by_data,
            counts=self._counts,
            table=table,
        )
        return state, tuple(self.records), tuple(self.effects)

    # -- reading

    @property
    def order(self) -> Order:
        assert self.state.order is not None, "no order is on the line"
        return self.state.order

    @property
    def number(self) -> str:
        return self.order.number

    @property
    def live(self) -> dict[int, Live]:
        return self._live

    @property
    def by_data(self) -> dict[bytes, int]:
        return self._by_data

    def code_state(self, code: int) -> CodeState | None:
        """The state of a living code, None of one at rest."""
        live = self._live.get(code)
        return live.state if live else None

    def on_line(self, order: str) -> bool:
        """Whether this is the order on the line, and not complete."""
        return self.is_open and self.number == order

    @property
    def is_open(self) -> bool:
        """Whether an order is on the line, and not complete."""
        return self.state.order is not None and self.state.phase is not Phase.COMPLETE

    def living(self, level: int, *states: CodeState) -> tuple[int, ...]:
        return tuple(
            code
            for code, live in self._live.items()
            if live.level == level and live.state in states
        )

    @property
    def target_reached(self) -> bool:
        """Whether as many good items were made as the order asks for."""
        good = self.counted(0, CodeState.VERIFIED) + self.counted(0, CodeState.BOUND)
        return good >= self.order.target

    def counted(self, level: int, state: CodeState) -> int:
        """How many codes of a level are in this state now."""
        return self._counts.get((level, state), 0)

    # -- codes

    def allocate(self, level: int, issued: Sequence[Issued]) -> None:
        """Codes leave the pool for a head: they live from now on."""
        self._come_alive(level, issued)
        self.move(Cause.ALLOCATE, level, [one.code for one in issued])

    def receive(self, level: int, issued: Sequence[Issued], device: str = "") -> None:
        """Codes that were printed elsewhere come in sight: they live from now on."""
        self._come_alive(level, issued)
        self.move(Cause.RECEIVE, level, [one.code for one in issued], device=device)

    def _come_alive(self, level: int, issued: Sequence[Issued]) -> None:
        for one in issued:
            assert one.code not in self._live, f"code {one.code} leaves the pool twice"
            self._live[one.code] = Live(CodeState.FREE, level, one.data, one.aim)
            self._by_data[one.data] = one.code

    def pair(self, code: int, mate: int) -> None:
        """`mate` is the inner code of the thing that carries `code`, for good."""
        assert not self._live[code].paired, f"code {code} has an inner code already"
        self._live[code] = replace(self._live[code], paired=True)
        self._set_state(mate, next_code_state(self._live[mate].state, Cause.BIND))
        self.records.append(r.Paired(self.number, code, mate))

    def move(
        self,
        cause: Cause,
        level: int,
        codes: Iterable[int],
        *,
        reason: str = "",
        device: str = "",
        trigger: int = 0,
        by: str = "",
        second: str = "",
    ) -> None:
        """Living codes of one level change state, with one record for all."""
        moved = tuple(codes)
        if not moved:
            return
        for code in moved:
            self._set_state(code, next_code_state(self._live[code].state, cause))
        self.records.append(
            r.CodesMoved(self.number, level, cause, moved, reason, device, trigger, by, second)
        )

    def void_resting(
        self, codes: Sequence[Known], reason: str, by: str = "", second: str = ""
    ) -> None:
        """Codes that don't live here become void: free ones and those at rest, of any order."""
        places = sorted({(one.order, one.level) for one in codes})
        for order, level in places:
            here = [one for one in codes if (one.order, one.level) == (order, level)]
            for one in here:
                assert one.code not in self._live, f"code {one.code} lives"
                new = next_code_state(one.state, Cause.VOID)
                self._count_of(order, level, one.state, -1)
                self._count_of(order, level, new, +1)
            moved = tuple(one.code for one in here)
            self.records.append(
                r.CodesMoved(order, level, Cause.VOID, moved, reason, by=by, second=second)
            )

    def void_end(self, end: Unused, reason: str, by: str = "", second: str = "") -> None:
        """The end of a block, which never left the pool, is void without a row for each code."""
        self._count_of(end.order, end.level, CodeState.FREE, -end.count)
        self._count_of(end.order, end.level, CodeState.VOID, +end.count)
        block = (end.order, end.level, end.series, end.first, end.count)
        self.records.append(r.BlockVoided(*block, reason, by, second))

    def release_end(self, end: Unused, by: str) -> None:
        """The end of a block is in no order's pool any more."""
        self._count_of(end.order, end.level, CodeState.FREE, -end.count)
        block = (end.order, end.level, end.series, end.first, end.count)
        self.records.append(r.BlockReleased(*block, by))

    def _count_of(self, order: str, level: int, state: CodeState, by: int) -> None:
        """Only the order on the line, or the last one, is counted here."""
        if self.state.order is not None and order == self.number:
            self._count(level, state, by)

    def bind(self, container: Container, children: Sequence[tuple[int, int]]) -> Container:
        """(slot, code) pairs go into the container; their codes are at rest then."""
        held = dict(container.children)
        for slot, code in children:
            live = self._live[code]
            held[slot] = Issued(code, live.data, live.aim)
            self._set_state(code, next_code_state(live.state, Cause.BIND))
        slots, codes = tuple(s for s, _ in children), tuple(c for _, c in children)
        self.records.append(r.Bound(self.number, container.number, codes, slots))
        return replace(container, children=held)

    def unbind(self, container: Container, codes: Sequence[int], reason: str, by: str) -> Container:
        """Children leave the container: verified, living and loose again."""
        if not codes:
            return container
        leaving = {slot: one for slot, one in container.children.items() if one.code in codes}
        level = container.level - 1
        # What was packed had been verified, and so paired where its level has inner codes.
        paired = self.order.product.levels[level].inner is not None
        for one in leaving.values():
            live = Live(CodeState.BOUND, level, one.data, one.aim, paired)
            self._live[one.code] = live
            self._by_data[one.data] = one.code
            self._set_state(one.code, next_code_state(CodeState.BOUND, Cause.UNBIND))
        self.records.append(
            r.Unbound(
                self.number,
                container.number,
                tuple(one.code for one in leaving.values()),
                reason,
                by,
            )
        )
        kept = {slot: one for slot, one in container.children.items() if slot not in leaving}
        return replace(container, children=kept)

    def shift(self, item: ItemFact, cause: Cause) -> ItemFact:
        """A code changes by a person's hand, wherever it is; the caller writes the record. Only
        codes of an order that is not complete live here."""
        state = next_code_state(item.state, cause)
        self._count_of(item.order, item.level, item.state, -1)
        self._count_of(item.order, item.level, state, +1)
        if self.on_line(item.order):
            old = self._live.get(item.issued.code)
            assert old is None or old.state is item.state, f"{item} is {old.state}"
            self._revive(item, state)
        return replace(item, state=state)

    def _revive(self, item: ItemFact, state: CodeState) -> None:
        code, data = item.issued.code, item.issued.data
        confirmed = item.level == self.order.product.top and state is CodeState.VERIFIED
        if state in AT_REST or confirmed:
            self._live.pop(code, None)
            self._by_data.pop(data, None)
        else:
            self._live[code] = Live(state, item.level, data, item.issued.aim, bool(item.mate))
            self._by_data[data] = code

    def lay(self, code: int) -> None:
        """A good item stands on the rework table, to be packed again."""
        self.state = replace(self.state, table=self.state.table | {code})

    def start_counting(self) -> None:
        """A new order: nothing of an earlier one is living or counted."""
        assert not self._live, "an order was closed with living codes"
        self._counts.clear()

    def retire(self, code: int) -> None:
        """A confirmed label of the outermost level stays verified, and nobody waits for it."""
        live = self._live.pop(code)
        assert live.state is CodeState.VERIFIED, f"code {code} is {live.state}"
        del self._by_data[live.data]

    def grant(self, level: int, count: int) -> None:
        """`count` free codes came into the pool."""
        self._count(level, CodeState.FREE, count)

    def _set_state(self, code: int, state: CodeState) -> None:
        live = self._live[code]
        self._count(live.level, live.state, -1)
        self._count(live.level, state, +1)
        if state in AT_REST:
            del self._live[code]
            self._by_data.pop(live.data, None)
        else:
            self._live[code] = replace(live, state=state)

    def _count(self, level: int, state: CodeState, by: int) -> None:
        key = (level, state)
        self._counts[key] = self._counts.get(key, 0) + by

    # -- heads, belt, packs

    def set_head(self, head: Head) -> None:
        self.state = replace(self.state, heads={**self.state.heads, head.name: head})

    def set_belt(self, belt: Belt) -> None:
        self.state = replace(self.state, belt=belt)

    def set_pack(self, pack: Pack) -> None:
        self.state = replace(self.state, packs={**self.state.packs, pack.level: pack})

    def open_container(self, pack: Pack) -> Container:
        number = self.state.next_container
        self.state = replace(self.state, next_container=number + 1)
        self.records.append(r.ContainerOpened(self.number, number, pack.level, pack.capacity))
        return Container(number, pack.level, pack.capacity)

    def move_container(
        self, container: Container, state: ContainerState, reason: str = "", by: str = ""
    ) -> Container:
        """Each record of a partial container says why it is one, to the end of its life."""
        check_container_move(container.state, state)
        why = reason or container.why
        count = len(container.children)
        self.records.append(r.ContainerMoved(self.number, container.number, state, count, why, by))
        return replace(container, state=state, why=why)

    def quarantine(
        self, container: Container, on: bool, reason: str = "", by: str = ""
    ) -> Container:
        if container.quarantined == on:
            return container
        self.records.append(r.QuarantineChanged(self.number, container.number, on, reason, by))
        return replace(container, quarantined=on)

    def next_token(self) -> int:
        token = self.state.next_token
        self.state = replace(self.state, next_token=token + 1)
        return token

    # -- order and alarms

    def set_phase(self, phase: Phase, by: str = "", reason: str = "") -> None:
        check_phase_move(self.state.phase, phase)
        self.state = replace(self.state, phase=phase)
        self.records.append(r.PhaseChanged(self.number, phase, by, reason))

    def raise_alarm(self, kind: AlarmKind, where: str, detail: str = "") -> None:
        """Raise it unless the same one stands already at the same place."""
        if any((a.kind, a.where) == (kind, where) for a in self.state.alarms):
            return
        if len(self.state.alarms) >= ALARMS_MAX:
            return  # the line has long been standing; the oldest ones say why
        number = self.state.next_alarm
        alarm = Alarm(number, kind, where, detail, self.at_ms)
        self.state = replace(self.state, alarms=(*self.state.alarms, alarm), next_alarm=number + 1)
        order = self.state.order.number if self.state.order else ""
        self.records.append(r.AlarmRaised(order, number, kind, where, detail))

    def clear_alarms(self, where: str, *kinds: AlarmKind, by: str = "", how: str = "") -> None:
        """The cause of these alarms at this place is gone."""
        for alarm in self.state.alarms:
            if alarm.where == where and alarm.kind in kinds:
                self.clear_alarm(alarm, by, how)

    def clear_alarm(self, alarm: Alarm, by: str = "", how: str = "") -> None:
        kept = tuple(a for a in self.state.alarms if a.number != alarm.number)
        self.state = replace(self.state, alarms=kept)
        order = self.state.order.number if self.state.order else ""
        self.records.append(r.AlarmCleared(order, alarm.number, by, how))

    def forget_alarm(self, old: r.AlarmRaised, how: str) -> None:
        """An alarm of before a restart: whatever still holds is raised anew."""
        self.records.append(r.AlarmCleared(old.order, old.alarm, how=how))

    def refuse(self, command: str, why: str, rule: str = "") -> None:
        self.effects.append(Refused(command, why, rule))

    @property
    def _codes_awaited(self) -> bool:
        """Whether a coder has nothing and its codes are on their way: the belt waits for them, or
        the first items would pass it blank."""
        return self.state.phase is Phase.EXECUTE and any(
            head.level == 0 and head.lease_asked and not head.sent and not head.stock
            for head in self.state.heads.values()
        )

    def _derive_running(self) -> None:
        """Held and running follow from the alarms; nobody sets them by hand."""
        holds = [alarm for alarm in self.state.alarms if alarm.holds]
        if self.state.phase is Phase.EXECUTE and holds:
            self.set_phase(Phase.HELD, reason=holds[0].kind)
        elif self.state.phase is Phase.HELD and not holds:
            self.set_phase(Phase.EXECUTE)
        running = self.state.phase in RUNNING_PHASES and not holds and not self._codes_awaited
        if running != self.state.running:
            self.state = replace(self.state, running=running)
            self.effects.append(RunLine(running))
