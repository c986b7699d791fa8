"""What a shift, its weather and its truth need of the place where things are packed.

A hall with a belt has all of it, a bench with hand scanners has neither PLC nor printers. Whatever
is None or empty here is not there, and no knob of it strikes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from config.line import RolesEntry
from drivers.sim.line.things import Case, Pallet
from station.simulate.goods import Goods
from station.simulate.plc import Plc
from station.simulate.ports import Port


class Floor(ABC):
    fed = 0  # bottles or items that were begun
    plc: Plc | None = None
    coder: Port | None = None
    label_printers: Mapping[int, Port]

    @abstractmethod
    def cables(self, roles: RolesEntry) -> Mapping[str, Port]:
        """All cables but the PLC's, by the device's name in the line file."""

    @abstractmethod
    def ports(self) -> tuple[Port, ...]:
        """The same without their names."""

    # -- the work

    @abstractmethod
    def begin(self, target: int, goods: Goods | None) -> None:
        """A new order: so many bottles, and what was bought for them."""

    @abstractmethod
    def feed_no_more(self) -> None:
        """Nothing more is begun; what is under way may come to its end."""

    @property
    @abstractmethod
    def to_feed(self) -> int:
        """How many are still to be begun."""

    # -- what stands where

    @property
    @abstractmethod
    def empty(self) -> bool:
        """Nothing is under way any more."""

    @abstractmethod
    def cases(self) -> Sequence[Case]:
        """All that are past the label scanner."""

    @abstractmethod
    def pallets(self) -> Sequence[Pallet]:
        """All that have left the line."""

    def inside_of(self, case: Case) -> bytes:
        """The code on the inside of its carton; b"" if there is none."""
        del case
        return b""
