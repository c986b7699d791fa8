"""A small plant after a good morning: a pallet of two full cases that the platform knows."""

from __future__ import annotations

from station.core import events as e
from station.core import records as r
from station.core.facts import Issued
from station.core.ledger import Ledger
from station.core.states import ContainerState
from tests.core.desk import Desk
from tests.core.rig import HEADS, WHO, Rig, make_order

FIRST, SECOND, PALLET = 1, 3, 2  # containers, in the order in which they are opened


class Plant:
    """A pallet of two full cases that the platform knows, and some good bottles beside it."""

    def __init__(self) -> None:
        self.rig = Rig().run(make_order())
        self.desk = Desk(self.rig)
        self.first = self.rig.full_case(1, 1)
        self.second = self.rig.full_case(2, 5)
        self.rig.labelled(1)
        self.spare = [self.rig.good(9), self.rig.good(10)]

    @property
    def ledger(self) -> Ledger:
        return self.rig.ledger

    def held(self, number: int) -> set[int]:
        return set(self.ledger.children[number].values())

    def state(self, number: int) -> ContainerState:
        return self.ledger.containers[number].state

    def label(self, number: int) -> Issued:
        label = self.desk.box(number).label
        assert label is not None
        return label.issued

    def corrections(self) -> list[tuple[int, bool]]:
        """(container, whether it replaces an earlier one) of all batches so far."""
        told = self.ledger.batches.values()
        return [(one.container, bool(one.replaces)) for one in told]

    def close_order(self) -> None:
        self.rig.ask(e.FinishAsked)
        self.rig.clear_head()
        self.rig.ask(e.BeltCleared)
        self.rig.ask(e.DoubtSettled, codes=self.rig.in_doubt(), reason="not found")
        assert self.rig.ask(e.CloseAsked) == ""

    def next_order(self) -> None:
        for name in HEADS:
            self.rig.do(e.HeadReady, head=name, credit=3)
        self.rig.do(e.OrderGiven, order=make_order(number="O2"))


def ship(plant: Plant, number: int) -> None:
    records = [r.Shipped("O1", number, "dealer", "north", WHO)]
    plant.rig.records.extend(records)
    plant.ledger.apply_all(records)
