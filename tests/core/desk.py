"""A rework desk at the rig: what the runtime would fill into a scan, from the ledger alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from station.core import events as e
from station.core import rework_events as w
from station.core.facts import BoxFact, Issued, ItemFact, Scanned
from station.core.rework_events import Fate
from station.core.states import Phase
from tests.core.rig import AIM, WHO, Rig, issued

DAMAGE, QA, SLIP = "damage_or_loss: broken glass", "qa_sample: hourly", "packed by mistake"


class Desk:
    def __init__(self, rig: Rig) -> None:
        self.rig = rig

    # -- what the store would say

    def scan(self, one: Issued | bytes) -> Scanned:
        data = one if isinstance(one, bytes) else one.data
        code = self.rig.code_of(data)
        item = self.item(code)
        if item is None:
            return Scanned(data, AIM)
        numbers = self.around(code)
        boxes = tuple(self.box(number) for number in numbers)
        closing = 0
        if self.rig.ledger.phases[item.order] is Phase.COMPLETE:
            closing = self.newest(item.order, 0)
        box = boxes[0] if boxes else None
        return Scanned(data, AIM, item, box, boxes[1:], closing)

    def item(self, code: int) -> ItemFact | None:
        row = self.rig.ledger.codes.get(code)
        if row is None:
            return None
        level, serial = row.level, code & (1 << 40) - 1
        return ItemFact(
            issued(level, serial), row.order, row.level, row.state, row.parent, reason=row.reason
        )

    def around(self, code: int) -> tuple[int, ...]:
        """The container with this label and those around it, or those around this item."""
        ledger = self.rig.ledger
        labelled = [number for number, row in ledger.containers.items() if row.code == code]
        found = labelled[:1]
        row = ledger.codes.get(code)
        while row is not None and row.parent:
            found.append(row.parent)
            row = ledger.codes.get(ledger.containers[row.parent].code)
        return tuple(found)

    def box(self, number: int) -> BoxFact:
        ledger = self.rig.ledger
        row = ledger.containers[number]
        around = self.around(row.code) if row.code else (number,)
        inside = {slot: self.item(code) for slot, code in ledger.children[number].items()}
        return BoxFact(
            number,
            row.order,
            row.level,
            row.capacity,
            row.state,
            tuple((slot, one) for slot, one in sorted(inside.items()) if one is not None),
            self.item(row.code),
            row.quarantined,
            row.reason,
            self.item(row.desk),
            around[1] if len(around) > 1 else 0,
            around[-1],
            self.newest(row.order, around[-1]),
            next((to for n in around if (to := ledger.containers[n].shipped_to[0])), ""),
            ledger.phases[row.order] is not Phase.COMPLETE,
        )

    def newest(self, order: str, container: int) -> int:
        """The journal number of the newest batch about this container, 0 if there is none."""
        seqs = [n for n, b in self.rig.ledger.batches.items() if b.container == container]
        return max((n for n in seqs if self.rig.ledger.batches[n].order == order), default=0)

    def label_of(self, number: int) -> Scanned:
        label = self.box(number).label
        assert label is not None, f"container {number} has no label"
        return self.scan(label.issued)

    # -- what people ask; "" = carried out, else the rule that forbids it

    def ask(self, kind: Any, **fields: Any) -> str:
        before = len(self.rig.refused)
        self.rig.do(kind, by=WHO, **fields)
        return " ".join(no.rule for no in self.rig.refused[before:])

    def replace(self, out: Issued, put: Issued, label: int, fate: Fate = Fate.DESTROY) -> str:
        scans = {"out": self.scan(out), "put": self.scan(put), "label": self.label_of(label)}
        return self.ask(w.ReplaceAsked, **scans, fate=fate, reason=DAMAGE)

    def remove(self, out: list[Issued], label: int, fate: Fate = Fate.LOOSE) -> str:
        scans = tuple(self.scan(one) for one in out)
        return self.ask(
            w.RemoveAsked, out=scans, label=self.label_of(label), fate=fate, reason=DAMAGE
        )

    def add(self, put: list[Issued], label: int) -> str:
        scans = tuple(self.scan(one) for one in put)
        return self.ask(w.AddAsked, put=scans, label=self.label_of(label), reason=SLIP)

    def move(self, what: list[Issued], into: int) -> str:
        scans = tuple(self.scan(one) for one in what)
        return self.ask(w.MoveAsked, what=scans, into=self.label_of(into), reason=SLIP)

    def empty(self, box: Issued | bytes, fate: Fate = Fate.LOOSE) -> str:
        return self.ask(w.EmptyAsked, box=self.scan(box), fate=fate, reason=DAMAGE)

    def sample(self, what: Issued) -> str:
        return self.ask(w.SampleAsked, what=self.scan(what), reason=QA)

    def unsample(self, what: Issued) -> str:
        return self.ask(w.UnsampleAsked, what=self.scan(what), reason=SLIP)

    def destroy(self, what: Issued) -> str:
        return self.ask(w.DestroyAsked, what=self.scan(what), reason=DAMAGE)

    def accept(self, what: Issued, grade: str = "3.2/10/660") -> str:
        return self.ask(w.AcceptAsked, what=self.scan(what), grade=grade, reason="read again")

    def quarantine(self, box: Issued) -> str:
        return self.ask(w.QuarantineAsked, box=self.scan(box), reason="complaint: leaking")

    def release(self, box: Issued) -> str:
        return self.ask(w.ReleaseAsked, box=self.scan(box), reason="looked after")

    def fresh(self, order: str, level: int) -> Issued | None:
        """The next free code of a level, as the pool would say."""
        blocks = {(block.order, block.level) for block in self.rig.ledger.blocks}
        if (order, level) not in blocks or not self.rig.free[level]:
            return None
        return issued(level, next(iter(self.rig.free[level])) & (1 << 40) - 1)

    def relabel(self, box: Issued) -> str:
        scan = self.scan(box)
        fresh = self.fresh(scan.box.order, scan.box.level) if scan.box else None
        return self.ask(w.RelabelAsked, box=scan, reason="label torn", fresh=fresh)

    def reprint(self, number: int) -> str:
        facts = {"container": number, "box": self.box(number), "reason": "label torn"}
        return self.ask(e.ReprintAsked, **facts)

    def label_scanned(self, label: Issued | bytes, inside: Issued) -> str:
        return self.ask(w.LabelScanned, label=self.scan(label), inside=self.scan(inside))

    def printed(self) -> Issued:
        """The desk's label comes out of its printer."""
        label = self.rig.labels.popleft()
        self.rig.do(e.PrintDone, head=label.head, code=label.issued.code)
        return label.issued

    def bare(self, scan: Scanned) -> Scanned:
        """The same scan by somebody who typed what it means instead of scanning it."""
        return replace(scan, data=b"typed")
