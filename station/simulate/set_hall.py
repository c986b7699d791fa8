"""The hall of pre-associated sets: bottles come with their labels on, and so do the cartons.

There is no coder and no printer of cases; the camera reads each bottle, and the case scanner the
code on its carton. Whoever packs takes the carton of the set that the first bottle is of, and no
bottle of another set into it: so a set of which bottles were kicked off makes a case that isn't
full.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.line.things import Case, Product
from station.simulate.goods import Goods, SetOfGoods, sets_as_they_come
from station.simulate.hall import ENTRY_MM, Hall
from station.simulate.ports import Port


class SetHall(Hall):
    printed = (2,)
    aims: ClassVar[Mapping[int, bytes]] = {1: b"]Q1", 2: b"]C1"}

    def _make_coder(self) -> Port | None:
        self._to_come: deque[tuple[int, bytes]] = deque()  # the set's number, and what is inked
        self._sets: list[SetOfGoods] = []  # of all orders; their numbers count from 0
        self._of_set: dict[int, int] = {}  # a bottle's number: its set's
        self._cartons: dict[int, int] = {}  # a case's number: its set's
        self._taken_by: dict[int, int] = {}  # a set's number: the case that its carton went to
        self._looked_after = 0  # the newest case that the packer let go
        return None

    # -- the work

    def begin(self, target: int, goods: Goods | None) -> None:
        """As many whole sets as there are; `target` was meant when they were bought."""
        assert goods is not None, "sets are bought"
        self._to_come.clear()
        for one in sets_as_they_come(goods.things, self._dice):
            self._to_come.extend((len(self._sets), ink) for ink in one.bottles)
            self._sets.append(one)

    def feed_no_more(self) -> None:
        self._to_come.clear()

    @property
    def to_feed(self) -> int:
        return len(self._to_come)

    def _next_bottle(self, number: int) -> Product:
        self._of_set[number], ink = self._to_come.popleft()
        return Product(number, float(ENTRY_MM), ink=ink)

    def _print(self, product: Product) -> None:
        """It has its code already."""

    # -- one set a case

    def _room(self, product: Product) -> bool:
        there = self.cell.filling.products
        return self.cell.room and (not there or self._set_in(there) == self._of_set[product.number])

    def _set_in(self, products: list[Product]) -> int:
        return self._of_set[products[0].number]

    def _packed(self, case: Case) -> None:
        self._cartons.setdefault(case.number, self._set_in(case.products))

    def _cell_moves(self) -> None:
        there = self.cell.filling.products
        if there and not self._more_comes(self._set_in(there)):
            self.cell.finish_case()
        self.cell.labelling[:] = [case for case in self.cell.labelling if self._goes_on(case)]
        if self.cell.labelling and self.cell.labelling[-1].number > self._looked_after:
            self._looked_after = self.cell.labelling[-1].number
            if self._dice.hits("set.lost"):
                self.cell.labelling.pop()

    def _goes_on(self, case: Case) -> bool:
        """Nothing goes on to the scanner that is empty, or the rest of a set whose carton went on
        before: there is no other one for it."""
        if not case.products:
            return False
        return self._taken_by.setdefault(self._cartons[case.number], case.number) == case.number

    def _more_comes(self, number: int) -> bool:
        on_belt = any(self._of_set[product.number] == number for product in self.belt.products)
        return on_belt or bool(self._to_come and self._to_come[0][0] == number)

    # -- cartons

    def carton_label(self, case: Case) -> bytes | None:
        return self._sets[self._cartons[case.number]].carton

    def put_right_carton(self) -> bool:
        """Whoever stands at the case scanner looks for the carton that belongs to these bottles;
        whether it was another one."""
        case = self.cell.scanned
        if case is None:
            return False
        right = self._sets[self._cartons[case.number]].own
        changed, case.label = right != case.label, right
        self.torn.discard((1, case.number))
        return changed

    def waits_for_label(self, level: int) -> int:
        return 0 if level == 1 else super().waits_for_label(level)

    def drop_labels(self, level: int) -> None:
        if level != 1:
            super().drop_labels(level)

    def put_label_on(self, level: int, text: bytes) -> bool:
        return level != 1 and super().put_label_on(level, text)
