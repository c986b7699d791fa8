"""A scanner that types, read as the input device that it is (Linux, /dev/input/event…).

The device is grabbed: what it types reaches this program alone, never the window that has the
focus, no input method and no login screen. Its events come with the monotonic clock's time, so
that a clock that is set doesn't look like a pause. Bytes out are `struct input_event`s, see
`drivers.readers.key_codec`. Constants: linux/input.h. A path under `/dev/input/by-id/` stays the
same when it is plugged in again, `/dev/input/event5` doesn't.
"""

from __future__ import annotations

import errno
import fcntl
import os
import struct
from collections.abc import Callable

from drivers.errors import Misuse
from drivers.link.api import LinkError, Waker, wait_readable

EVENTS_MAX = 256
EVENT_BYTES_MAX = 24
EVIOCGRAB = 0x4004_4590  # _IOW('E', 0x90, int)
EVIOCSCLOCKID = 0x4004_45A0  # _IOW('E', 0xa0, int)
CLOCK_MONOTONIC = 1

REMEDY = {
    errno.EACCES: "this user may not read it: add the udev rule in docs/devices/keyboard-wedge.md",
    errno.ENOENT: "it isn't plugged in: look what stands in /dev/input/by-id",
    errno.EBUSY: "another program has grabbed it: end that one",
    errno.ENOTTY: "it is no input device",
    errno.ENODEV: "it was pulled out",
}

Control = Callable[[int, int, bytes | int], object]


def ioctl(descriptor: int, request: int, argument: bytes | int) -> object:
    return fcntl.ioctl(descriptor, request, argument)


class HidLink:
    """A `Link`. `control` is `ioctl`, or a stand-in where there is no such device."""

    def __init__(self, path: str, control: Control = ioctl) -> None:
        self._path, self._control = path, control
        self._descriptor: int | None = None

    def open(self) -> None:
        self.close()
        try:
            self._descriptor = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            self._control(self._descriptor, EVIOCSCLOCKID, struct.pack("i", CLOCK_MONOTONIC))
            self._control(self._descriptor, EVIOCGRAB, 1)
        except OSError as reason:
            self.close()
            raise LinkError(f"can't open {self._path}: {_text(reason)}") from reason

    def send(self, data: bytes) -> None:
        raise Misuse(f"{self._path}: nothing can be sent to a scanner that types")

    def receive(self, timeout_s: float, waker: Waker) -> bytes:
        assert self._descriptor is not None, f"{self._path} was used before it was opened"
        if not wait_readable(self._descriptor, waker, timeout_s):
            return b""
        try:
            data = os.read(self._descriptor, EVENTS_MAX * EVENT_BYTES_MAX)
        except BlockingIOError:
            return b""
        except OSError as reason:
            raise LinkError(f"{self._path} broke: {_text(reason)}") from reason
        if not data:
            raise LinkError(f"{self._path} was closed")
        return data

    def close(self) -> None:
        """The grab ends with the descriptor."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _text(reason: OSError) -> str:
    return REMEDY.get(reason.errno or 0, reason.strerror or str(reason))
