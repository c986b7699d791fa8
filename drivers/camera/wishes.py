"""The triggers that wait for a frame, in order: what every live source keeps."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from drivers.camera.source import Picture
from drivers.errors import Misuse

TRIGGERS_MAX = 64
LATE = "no frame came in the time of the trigger"
NOT_CONNECTED = "the camera is not connected"


@dataclass(frozen=True)
class Wish:
    """`until_s` by the monotonic clock."""

    token: int
    until_s: float


class Wishes:
    """Used by one thread. `clock_s` is the monotonic clock."""

    def __init__(self, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._clock_s = clock_s
        self._waiting: deque[Wish] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, token: int, window_ms: int) -> None:
        """Raises `Misuse` when too many wait."""
        if len(self._waiting) >= TRIGGERS_MAX:
            raise Misuse(f"trigger {token}: {TRIGGERS_MAX} triggers wait for a frame already")
        self._waiting.append(Wish(token, self._clock_s() + window_ms / 1_000))

    def first(self) -> Wish | None:
        """The one whose turn it is; it stays."""
        return self._waiting[0] if self._waiting else None

    def next(self) -> Wish:
        return self._waiting.popleft()

    def is_late(self, wish: Wish) -> bool:
        return self._clock_s() > wish.until_s

    def expired(self) -> list[Picture]:
        """Those that wait no longer, each with its reason."""
        late = [wish for wish in self._waiting if self.is_late(wish)]
        self._waiting = deque(wish for wish in self._waiting if wish not in late)
        return [Picture(wish.token, fault=LATE) for wish in late]

    def abandoned(self) -> list[Picture]:
        waiting, self._waiting = self._waiting, deque()
        return [Picture(wish.token, fault=NOT_CONNECTED) for wish in waiting]
