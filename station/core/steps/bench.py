"""The bench that rework is done on: the containers and items of one command, while it changes them.

It works on what the store said (`BoxFact`, `ItemFact`), of whichever order, and writes the records;
what of it is the line's own (counts, living codes, a container that stands open) follows in the
same move. A container that left the line is opened on record before its content changes, and
closed again at the end, full or partial; one that lost everything is none any more. At the very
end the platform is told: one correction for each outermost container that it knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from station.core import records as r
from station.core.facts import BoxFact, Issued, ItemFact, Scanned
from station.core.rework_events import Fate
from station.core.states import Cause, ContainerState, check_container_move
from station.core.steps import labels, packer
from station.core.steps.rules import open_by_hand
from station.core.turn import Turn

CAUSE = {Fate.REJECT: Cause.REJECT, Fate.SAMPLE: Cause.SAMPLE, Fate.DESTROY: Cause.VOID}
_K = ContainerState
CLOSING = (_K.CLOSED, _K.LABELLED, _K.CONFIRMED)


class Bench:
    def __init__(self, turn: Turn, scans: Iterable[Scanned], reason: str, by: str) -> None:
        self.turn, self.reason, self.by = turn, reason, by
        self.boxes: dict[int, BoxFact] = {}
        self.items: dict[int, ItemFact] = {}
        self._opened: list[int] = []
        self._told: dict[int, tuple[str, int]] = {}  # outermost container: order, its batch
        self._closings: dict[str, int] = {}  # closed order: its closing report
        self._changed_codes: set[str] = set()  # orders of codes that were dropped
        for scan in scans:
            self._lay_out(scan)

    def _lay_out(self, scan: Scanned) -> None:
        for box in (scan.box, *scan.around):
            if box is not None:
                self.boxes.setdefault(box.number, box)
                for child in (box.label, *(item for _, item in box.children)):
                    if child is not None:
                        self.items.setdefault(child.issued.code, child)
        if scan.item is not None:
            self.items.setdefault(scan.item.issued.code, scan.item)
            self._closings[scan.item.order] = scan.closing_seq

    # -- what happens to codes

    def tell(
        self,
        action: str,
        order: str,
        container: int = 0,
        *,
        into: int = 0,
        out: Sequence[int] = (),
        put: Sequence[int] = (),
        grade: str = "",
    ) -> None:
        """Who did what, and why; comes before the records of what it did."""
        self.turn.records.append(
            r.Reworked(
                order, action, container, self.reason, self.by, into, tuple(out), tuple(put), grade
            )
        )

    def move(self, cause: Cause, codes: Sequence[int]) -> None:
        """Items of one order and level change state, with one record for all."""
        if not codes:
            return
        item = self.items[codes[0]]
        for code in codes:
            if self.turn.on_line(item.order):
                packer.taken_out(self.turn, code)  # nobody waits for it in the packer
            self.items[code] = self.turn.shift(self.items[code], cause)
        self.turn.records.append(
            r.CodesMoved(item.order, item.level, cause, tuple(codes), self.reason, by=self.by)
        )
        if cause in CAUSE.values():
            self._changed_codes.add(item.order)

    def leave(self, codes: Sequence[int], fate: Fate) -> None:
        """What becomes of items that have left their container."""
        if fate is not Fate.LOOSE:
            self.move(CAUSE[fate], codes)
            return
        for code in codes:
            self.turn.lay(code)

    # -- what happens to containers

    def take_out(self, number: int, codes: Sequence[int]) -> None:
        """Children leave a container; they are verified and loose then."""
        box = self._open(number)
        self.turn.records.append(r.Unbound(box.order, number, tuple(codes), self.reason, self.by))
        for code in codes:
            out = self.turn.shift(self.items[code], Cause.UNBIND)
            self.items[code] = replace(out, container=0)
        left = tuple((slot, one) for slot, one in box.children if one.issued.code not in codes)
        self._set(replace(box, children=left))

    def put_in(self, number: int, codes: Sequence[int], slots: Sequence[int] = ()) -> None:
        """Loose items go into a container, at `slots` or where there is room."""
        box = self._open(number)
        taken = {slot for slot, _ in box.children}
        free = [slot for slot in range(box.capacity) if slot not in taken]
        places = tuple(slots or free[: len(codes)])
        assert len(places) == len(codes), f"no room in container {number}"
        self.turn.records.append(r.Bound(box.order, number, tuple(codes), places))
        for code in codes:
            if self.turn.on_line(box.order):
                packer.taken_out(self.turn, code)
            bound = self.turn.shift(self.items[code], Cause.BIND)
            self.items[code] = replace(bound, container=number)
        put = tuple(zip(places, (self.items[code] for code in codes), strict=True))
        self._set(replace(box, children=tuple(sorted(box.children + put, key=lambda one: one[0]))))
        for code in codes:
            self._now_inside(code, self.boxes[number])

    def _now_inside(self, label: int, around: BoxFact) -> None:
        """What carries this label, if it is a container, is in `around` from now on."""
        for box in tuple(self.boxes.values()):
            if box.label is not None and box.label.issued.code == label:
                inner = replace(box, parent=around.number, top=around.top)
                self.boxes[box.number] = inner

    def assign(self, number: int, label: ItemFact) -> None:
        box = self.boxes[number]
        self.turn.records.append(r.LabelAssigned(box.order, number, label.issued.code))
        self.boxes[number] = replace(box, label=label)

    def stand(self, number: int, label: Issued | None) -> None:
        """The container stands at the desk and waits for this label; None: not any more."""
        code = label.code if label else 0
        self.turn.records.append(r.DeskChanged(self.boxes[number].order, number, code))

    def quarantine(self, number: int, on: bool) -> None:
        box = self.boxes[number]
        if box.quarantined != on:
            self.turn.records.append(
                r.QuarantineChanged(box.order, number, on, self.reason, self.by)
            )
            self.boxes[number] = replace(box, quarantined=on)

    def correct(self, number: int) -> None:
        """The platform must hear of what changed in this container, if it ever heard of it."""
        box = self.boxes[number]
        if box.batch_seq:
            self._told.setdefault(box.top, (box.order, box.batch_seq))

    def _open(self, number: int) -> BoxFact:
        box = self.boxes[number]
        if number in self._opened:
            return box
        self._opened.append(number)
        self.correct(number)
        if not open_by_hand(self.turn, box):
            box = self._move(box, ContainerState.OPEN)
            self.boxes[number] = box
        return box

    def _move(self, box: BoxFact, state: ContainerState, why: str = "") -> BoxFact:
        check_container_move(box.state, state)
        reason = why or self.reason
        self.turn.records.append(
            r.ContainerMoved(box.order, box.number, state, len(box.children), reason, self.by)
        )
        return replace(box, state=state, why=reason)

    def _set(self, box: BoxFact) -> None:
        """The container as it is now; one that stands open on the line is the same one there."""
        self.boxes[box.number] = box
        if open_by_hand(self.turn, box):
            pack = self.turn.state.packs[box.level]
            assert pack.open is not None
            children = {slot: one.issued for slot, one in box.children}
            self.turn.set_pack(replace(pack, open=replace(pack.open, children=children)))

    # -- at the end

    def finish(self) -> None:
        """Close what was opened, and tell the platform."""
        done = 0
        while done < len(self._opened):  # what is emptied leaves its own container: one more
            self._close(self.boxes[self._opened[done]])
            done += 1
        for top, (order, batch) in self._told.items():
            self.turn.records.append(r.BatchReady(order, top, batch))
        for order in sorted(self._changed_codes):
            if self._closings.get(order):
                self.turn.records.append(r.BatchReady(order, 0, self._closings[order]))

    def _close(self, box: BoxFact) -> None:
        full = len(box.children) == box.capacity
        if open_by_hand(self.turn, box):
            if full:
                pack = self.turn.state.packs[box.level]
                labels.close(self.turn, pack, ContainerState.FULL)
            return
        if not box.children:
            self._dissolve(box)
            return
        box = self._move(box, ContainerState.FULL if full else ContainerState.PARTIAL)
        for state in CLOSING:
            box = self._move(box, state)
        self.boxes[box.number] = box

    def _dissolve(self, box: BoxFact) -> None:
        """Nothing is in it: it leaves what it was in, and its label is void."""
        assert box.label is not None, f"container {box.number} was confirmed without a label"
        label = box.label.issued.code
        if box.parent:
            self.take_out(box.parent, (label,))
        self.move(Cause.VOID, (label,))
        self.quarantine(box.number, False)
