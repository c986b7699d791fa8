"""Watches the machine's PackML state from picture to picture.

Tells of a number that the profile doesn't know, and of a state that can't have followed the one
before: either shows a wrong profile or a PLC program that doesn't follow PackML. Both are warnings;
the station's own safety hangs on neither.
"""

from __future__ import annotations

from drivers.api import Warned
from drivers.plc.packml import SEEN_AFTER, STATES, PackmlState, Profile


class PackmlWatch:
    """`state` is that of the newest picture, None where its number means nothing."""

    def __init__(self, device: str, profile: Profile) -> None:
        self._device = device
        self._profile: Profile = profile
        self._number: int | None = None
        self.state: PackmlState | None = None

    def forget(self) -> None:
        """What the machine did meanwhile is unknown: any state may come next."""
        self._number = self.state = None

    def read(self, number: int) -> tuple[Warned, ...]:
        """The number that IR 8 shows; what is worth telling of it."""
        if number == self._number:
            return ()
        before, self._number = self.state, number
        self.state = STATES[self._profile].get(number)
        if self.state is None:
            return (self._unknown(number),)
        if before is None or self.state in SEEN_AFTER[before]:
            return ()
        said = f"the machine went from {before} to {self.state}, which PackML doesn't know"
        return (Warned(self._device, said, self._hint()),)

    def _unknown(self, number: int) -> Warned:
        said = f"PackML state {number} has no meaning in the profile {self._profile}"
        return Warned(self._device, said, self._hint())

    def _hint(self) -> str:
        others = " or ".join(name for name in STATES if name != self._profile)
        return f"does the PLC number its states by {others}? then set packml so"
