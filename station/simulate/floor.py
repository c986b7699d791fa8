"""What a shift, its weather and its truth need of the place where things are packed.

A hall with a belt has all of it, a bench with hand scanners has neither PLC nor printers. Whatever
is None or empty here is not there, and no knob of it strikes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from config.line import RolesEntry
from drivers.sim.line.things import Case, Pallet
from station.simulate.goods import Goods
from station.simulate.plc import Plc
from station.simulate.ports import Port


class Floor:
    fed = 0  # bottles or items that were begun
    plc: Plc | None = None
    coder: Port | None = None
    label_printers: Mapping[int, Port]

    def cables(self, roles: RolesEntry) -> Mapping[str, Port]:
        """All cables but the PLC's, by the device's name in the line file."""
        raise NotImplementedError

    def ports(self) -> tuple[Port, ...]:
        """The same without their names."""
        raise NotImplementedError

    # -- the work

    def begin(self, target: int, goods: Goods | None) -> None:
        """A new order: so many bottles, and what was bought for them."""
        raise NotImplementedError

    def feed_no_more(self) -> None:
        """Nothing more is begun; what is under way may come to its end."""
        raise NotImplementedError

    @property
    def to_feed(self) -> int:
        """How many are still to be begun."""
        raise NotImplementedError

    # -- what stands where

    @property
    def empty(self) -> bool:
        raise NotImplementedError

    def cases(self) -> Sequence[Case]:
        """All that are past the label scanner."""
        raise NotImplementedError

    def pallets(self) -> Sequence[Pallet]:
        """All that have left the line."""
        raise NotImplementedError

    def inside_of(self, case: Case) -> bytes:
        """The code on the inside of its carton; b"" if there is none."""
        del case
        return b""
