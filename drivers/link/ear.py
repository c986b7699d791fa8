"""An ear: a port of ours that a device dials to tell something, a line of text at a time.

Label printers tell their alerts so, mostly each in a connection of its own, some of them at once.
Nothing is ever answered. A line ends with CR, LF, both, or with its connection; an empty one is
nothing. Rubbish becomes `?`, framing characters around a line go, so that a line is printable
ASCII whatever the caller sent. Nothing is read while a line waits to be taken: who tells faster
than we listen is slowed down by TCP, and no memory grows.

`allow` says who may dial: anybody who reaches the port could otherwise play the device. Not
responsible for waiting (`drivers.link.beside` does) nor for what a line means.
"""

from __future__ import annotations

import errno
import socket
import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

from drivers.link.api import LinkError
from drivers.link.sockets import listening

CALLERS_MAX = 8
CALLS_WAITING_MAX = 64  # with the system, not answered yet: a burst while our thread is busy
LINE_BYTES_MAX = 256
CALL_S_MAX = 5.0  # of silence; seen at the next `hear`
CHUNK_BYTES_MAX = 4_096

FRAMING = bytes([*range(0x21), 0x7F])
PRINTABLE = bytes(byte if 0x20 <= byte < 0x7F else ord("?") for byte in range(256))

REMEDY = {
    errno.EADDRINUSE: "another program has this port: end it, or choose another port here and in "
    "the device",
    errno.EADDRNOTAVAIL: "this PC has no such address: write one of its own, or 0.0.0.0",
    errno.EACCES: "this user may not have it: choose a port from 1024, here and in the device",
}


@dataclass(eq=False)
class Caller:
    """A connection, the line that is still growing, and when its last bytes came."""

    socket: socket.socket
    heard_s: float
    half: bytes = field(default=b"")

    def lines(self, data: bytes) -> list[bytes]:
        """The lines that `data` completes."""
        *whole, half = (self.half + data).replace(b"\r", b"\n").split(b"\n")
        self.half = half[:LINE_BYTES_MAX]
        return [line for raw in whole if (line := printable(raw))]


class Ear:
    """Listens on `host`:`port` ("0.0.0.0" = on every network; port 0 = any that is free).

    `lines` are those that were heard and not taken yet. `clock_s` is monotonic."""

    def __init__(self, host: str, port: int, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._host, self._port, self._clock_s = host, port, clock_s
        self._address = f"tcp-listen://{host}:{port}"
        self._listener: socket.socket | None = None
        self._callers: list[Caller] = []
        self._allowed = ""
        self.lines: deque[bytes] = deque()

    @property
    def port(self) -> int:
        """The port that the open ear has."""
        return int(self._listening().getsockname()[1])

    def open(self) -> None:
        """Take the port. Raises `LinkError`."""
        self.close()
        try:
            self._listener = listening(self._host, self._port, backlog=CALLS_WAITING_MAX)
        except OSError as reason:
            text = REMEDY.get(reason.errno or 0) or reason.strerror or str(reason)
            raise LinkError(f"can't listen on {self._address}: {text}") from reason
        self._listener.setblocking(False)

    def allow(self, caller: str) -> None:
        """Let the numeric address `caller` dial, and nobody else."""
        self._allowed = plain(caller)

    def close(self) -> None:
        """Hang up on everybody and give the port back; what wasn't taken is forgotten."""
        for caller in self._callers:
            caller.socket.close()
        self._callers.clear()
        self.lines.clear()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def watched(self) -> list[int]:
        """The descriptors to wait on; none while a line waits to be taken."""
        if self.lines:
            return []
        return [self._listening().fileno(), *(one.socket.fileno() for one in self._callers)]

    def hear(self, readable: Collection[int]) -> None:
        """Take what came on the `readable` ones of `watched`. Raises `LinkError`.

        One call is taken at a time, after those that ended made room. While a line waits to be
        taken nothing is, and no caller counts as silent: it is we who don't listen."""
        if self.lines:
            return
        now_s = self._clock_s()
        for caller in tuple(self._callers):
            if caller.socket.fileno() in readable:
                self._read(caller, now_s)
            elif now_s - caller.heard_s >= CALL_S_MAX:
                self._hang_up(caller)
        if self._listening().fileno() in readable:
            self._answer(now_s)

    def _read(self, caller: Caller, now_s: float) -> None:
        try:
            data = caller.socket.recv(CHUNK_BYTES_MAX)
        except BlockingIOError:
            return
        except OSError:
            data = b""  # a connection that broke has ended like any other
        if not data:
            self._hang_up(caller)
            return
        caller.heard_s = now_s
        self.lines.extend(caller.lines(data))

    def _hang_up(self, caller: Caller) -> None:
        self.lines.extend(caller.lines(b"\n"))
        caller.socket.close()
        self._callers.remove(caller)

    def _answer(self, now_s: float) -> None:
        try:
            connected, peer = self._listening().accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # the caller hung up before we answered
        except OSError as reason:
            text = reason.strerror or str(reason)
            raise LinkError(f"{self._address} can't take a call: {text}") from reason
        if plain(peer[0]) != self._allowed or len(self._callers) >= CALLERS_MAX:
            connected.close()
            return
        connected.setblocking(False)
        self._callers.append(Caller(connected, now_s))

    def _listening(self) -> socket.socket:
        assert self._listener is not None, f"{self._address} was used before it was opened"
        return self._listener


def printable(raw: bytes) -> bytes:
    """`raw` as printable ASCII of at most LINE_BYTES_MAX bytes, without what frames it."""
    return raw[:LINE_BYTES_MAX].strip(FRAMING).translate(PRINTABLE)


def plain(address: str) -> str:
    """A numeric address in the form in which two of them can be compared."""
    parsed = ip_address(address.partition("%")[0])
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return str(mapped or parsed)
