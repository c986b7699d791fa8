"""Cameras that see symbols instead of pictures: what is inked, where it lies, and when it is told.

Decoding is tried elsewhere, on pictures; here the same results arrive as the camera's driver gives
them, late, twice, wrong or never. A picture that is taken while the station is off is read by
nobody.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from drivers.api import (
    Capabilities,
    Command,
    LinkUp,
    NoRead,
    Publish,
    Read,
    Ready,
    SymbolRead,
)
from drivers.errors import Misuse
from station.simulate.clock import Scheduler

READ_MS_MIN, READ_MS_MAX = 15, 60
CAPABILITIES = Capabilities("camera", "camera", "none: symbols, not pictures", ("everything",))


class Camera:
    """A `RunnableDevice`; `take` is the shutter."""

    caps = CAPABILITIES

    def __init__(self, name: str, scheduler: Scheduler, chance: random.Random) -> None:
        self.name = name
        self._scheduler, self._chance = scheduler, chance
        self._publish: Publish | None = None

    def start(self, publish: Publish) -> None:
        self._publish = publish
        self._scheduler.after(self._chance.randint(1, 40), self._ready)

    def command(self, command: Command) -> None:
        raise Misuse(f"{self.name} takes pictures by itself, not on {type(command).__name__}")

    def stop(self, timeout_s: float = 2.0) -> None:
        del timeout_s
        self._publish = None

    def _ready(self) -> None:
        self._say(LinkUp(self.name))
        self._say(Ready(self.name))

    def take(self, token: int, symbols: Sequence[SymbolRead], late_ms: int = 0) -> None:
        """A picture with these symbols in it, none if it shows nothing readable."""
        publish = self._publish
        wait_ms = self._chance.randint(READ_MS_MIN, READ_MS_MAX) + late_ms

        def tell() -> None:
            if self._publish is publish:
                self._tell(token, tuple(symbols))

        self._scheduler.after(wait_ms, tell)

    def _tell(self, token: int, symbols: tuple[SymbolRead, ...]) -> None:
        if symbols:
            self._say(Read(self.name, token, symbols))
        else:
            self._say(NoRead(self.name, token, "no symbol in the picture"))

    def _say(self, event: LinkUp | Ready | Read | NoRead) -> None:
        if self._publish is not None:
            self._publish(event)
