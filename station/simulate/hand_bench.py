"""The bench: items, boxes and pallets that come printed, two hand scanners, and what lies where.

There is no belt, no machine and no PLC. What people do with it is `hand_people.py`'s; here is only
what is in which box, which they know by looking into it, and what a scanner sends.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from config.line import RolesEntry
from drivers.sim.line.things import Case, Pallet, Product
from drivers.sim.line_scanner import LineScannerTwin
from station.simulate.clock import Scheduler
from station.simulate.faults import Dice
from station.simulate.floor import Floor
from station.simulate.goods import Goods
from station.simulate.ports import Port

STRANGE = b"HTTPS://ELSEWHERE.EXAMPLE/"
FOR_ITEMS, FOR_LABELS = 1, 2


class HandBench(Floor):
    def __init__(self, per_case: int, per_pallet: int, scheduler: Scheduler, dice: Dice) -> None:
        self.per_case, self.per_pallet = per_case, per_pallet
        self._dice = dice
        self.label_printers = {}
        self.scanners = {
            number: Port(f"hand scanner {number}", LineScannerTwin(), scheduler, dice)
            for number in (FOR_ITEMS, FOR_LABELS)
        }
        self.fed = 0
        self.box = Case(1)
        self.pallet = Pallet(1)
        self.finished: list[Pallet] = []
        self.aside: list[Product] = []  # what can't be packed
        self._to_come: deque[bytes] = deque()
        self._box_labels: deque[bytes] = deque()
        self._pallet_labels: deque[bytes] = deque()
        self._strangers = 0

    def cables(self, roles: RolesEntry) -> Mapping[str, Port]:
        return {name: self.scanners[number] for number, name in enumerate(roles.hand, FOR_ITEMS)}

    def ports(self) -> tuple[Port, ...]:
        return tuple(self.scanners.values())

    # -- the work

    def begin(self, target: int, goods: Goods | None) -> None:
        assert goods is not None, "everything here comes printed"
        self._to_come = deque(text.encode() for text in goods.things.items[:target])
        self._box_labels = deque(text.encode() for text in goods.things.cartons)
        self._pallet_labels = deque(text.encode() for text in goods.things.pallets)

    def feed_no_more(self) -> None:
        self._to_come.clear()

    @property
    def to_feed(self) -> int:
        return len(self._to_come)

    def take_item(self) -> Product:
        """The next item into the hand, as it came."""
        self.fed += 1
        if self._dice.hits("scan.foreign"):
            self._strangers += 1
            return Product(self.fed, 0.0, ink=STRANGE + b"%06d" % self._strangers)
        if len(self._to_come) > 1 and self._dice.hits("item.twice"):
            self._to_come[1] = self._to_come[0]
        return Product(self.fed, 0.0, ink=self._to_come.popleft())

    def put_back(self, product: Product) -> None:
        """It lies with those that are still to be packed."""
        assert product.ink is not None, "only what has a code is packed here"
        self._to_come.append(product.ink)

    def scan(self, text: bytes, scanner: int = FOR_ITEMS) -> None:
        """Somebody holds this before a scanner and pulls its trigger."""
        port = self.scanners[scanner]
        fault = next((knob for knob in ("hand.mute", "hand.double") if self._dice.hits(knob)), "")
        if fault:
            port.twin.fault(fault.removeprefix("hand."), "on")
        port.act(lambda twin, now_ms: (None, twin.scan(text)))
        if fault:
            port.twin.fault(fault.removeprefix("hand."), "off")

    # -- boxes and pallets

    @property
    def box_label(self) -> bytes:
        """The one that is on the open box; b"" if there is none left."""
        return self._box_labels[0] if self._box_labels else b""

    @property
    def pallet_label(self) -> bytes:
        return self._pallet_labels[0] if self._pallet_labels else b""

    def box_done(self) -> None:
        """It is on the pallet now, and the next one is begun."""
        self.box.label = self._box_labels.popleft()
        self.pallet.cases.append(self.box)
        self.box = Case(self.box.number + 1)

    def pallet_done(self) -> None:
        self.pallet.label = self._pallet_labels.popleft()
        self.finished.append(self.pallet)
        self.pallet = Pallet(self.pallet.number + 1)

    # -- what stands where

    @property
    def empty(self) -> bool:
        return not (self.to_feed or self.box.products or self.pallet.cases)

    def cases(self) -> Sequence[Case]:
        done = [case for pallet in self.finished for case in pallet.cases]
        return [*done, *self.pallet.cases]

    def pallets(self) -> Sequence[Pallet]:
        return self.finished
