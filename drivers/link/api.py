"""What a link is: one byte stream to one device, opened, used and closed by one thread.

Every call is bounded in time. A link knows nothing of protocols and never reconnects by itself:
that is `drivers.link.runner`'s work. `Waker` lets another thread end a `receive` early, because a
command must not wait for a time-out.
"""

from __future__ import annotations

import contextlib
import select
import socket
from typing import Protocol

from drivers.errors import DeviceError

__all__ = [
    "OPEN_S_MAX",
    "RECEIVE_BYTES_MAX",
    "SEND_S_MAX",
    "AddressError",
    "Link",
    "LinkError",
    "NobodyCalled",
    "Waker",
    "wait_readable",
]

OPEN_S_MAX = 1.5
SEND_S_MAX = 1.0
RECEIVE_BYTES_MAX = 65_536


class LinkError(DeviceError):
    """The link could not be opened, broke, or was closed by the device. A condition, not a bug."""


class NobodyCalled(LinkError):
    """A link that the device has to dial was not dialled yet: to be opened again soon."""


class AddressError(DeviceError, ValueError):
    """A link's address can't be understood; the text names the place and the remedy."""


class Waker:
    """Ends a wait in another thread at once. Wakes that come before the wait are not lost."""

    def __init__(self) -> None:
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)

    def wake(self) -> None:
        # A full pipe means that a wake is already waiting: one is enough.
        with contextlib.suppress(BlockingIOError):
            self._writer.send(b"\0")

    def clear(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._reader.recv(4096):
                pass

    def fileno(self) -> int:
        return self._reader.fileno()

    def close(self) -> None:
        self._reader.close()
        self._writer.close()


def wait_readable(descriptor: int, waker: Waker, timeout_s: float) -> bool:
    """Whether `descriptor` has something to read; False on a time-out or a wake alone."""
    readable, _, _ = select.select([descriptor, waker.fileno()], [], [], timeout_s)
    return descriptor in readable


class Link(Protocol):
    """A connection. After `close` (or a `LinkError`) it may be opened again."""

    def open(self) -> None:
        """Connect within OPEN_S_MAX. Raises `LinkError` with one sentence."""
        ...

    def send(self, data: bytes) -> None:
        """Send all of `data` within SEND_S_MAX. Raises `LinkError`: any part may have left."""
        ...

    def receive(self, timeout_s: float, waker: Waker) -> bytes:
        """What came in; b"" when nothing did in time, or `waker` was woken.

        Raises `LinkError` when the device closed the link."""
        ...

    def close(self) -> None:
        """Close; closing twice is allowed."""
        ...
