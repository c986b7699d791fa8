"""The switches of a twin's misbehaviour, the same for every twin that uses them.

A value is "on", "off", a number of times ("1", "2", ...) or, for faults that carry one, a value of
three or more digits or other text, kept until "off".
"""

from __future__ import annotations

from collections.abc import Mapping

TIMES_DIGITS_MAX = 2


class Faults:
    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._values: dict[str, str] = {}

    def set(self, name: str, value: str = "on") -> None:
        """Raises ValueError, naming the known ones, for an unknown fault."""
        if name not in self._known:
            raise ValueError(f"no fault {name!r}; this twin knows {', '.join(sorted(self._known))}")
        if value in ("off", "0", ""):
            self._values.pop(name, None)
        else:
            self._values[name] = value

    def get(self, name: str) -> bool:
        """Whether it is on, without using up one of its times."""
        assert name in self._known, f"{name} is not listed in FAULTS"
        return name in self._values

    def value(self, name: str) -> str:
        """What it was set to; "" when off."""
        assert name in self._known, f"{name} is not listed in FAULTS"
        return self._values.get(name, "")

    def hit(self, name: str) -> bool:
        """Whether it strikes now; a number of times is counted down."""
        value = self.value(name)
        if value.isdigit() and len(value) <= TIMES_DIGITS_MAX:
            left = int(value) - 1
            self.set(name, str(left))
        return bool(value)
