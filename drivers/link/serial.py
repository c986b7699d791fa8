"""A serial link: COM ports, /dev/tty*, ptys, and whatever else `serial_for_url` opens.

Modem lines that the port doesn't have (a pty, many USB adapters) are tolerated: nothing here
reads them, and pyserial ignores their absence on opening. Where the port has no file descriptor
to wait on (Windows, `loop://`) a wake is seen after at most POLL_S.

A label can take many seconds on a slow line. So what is longer than SLICE_S waits here and leaves
in slices, one with each `receive`: answers are heard in between, and no call lasts long. The line
is broken where not even a slice leaves within SEND_S_MAX.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import serial

from drivers.link.api import RECEIVE_BYTES_MAX, SEND_S_MAX, LinkError, Waker, wait_readable

POLL_S = 0.02
SLICE_S = 0.2
UNSENT_BYTES_MAX = 1_000_000
BITS_A_BYTE = 10


@dataclass(frozen=True)
class SerialSettings:
    """`parity` is one of N, E, O, M, S; `stop` is 1, 1.5 or 2."""

    port: str
    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stop: float = 1
    rtscts: bool = False
    xonxoff: bool = False


class SerialLink:
    """A `Link` on a serial port, held exclusively."""

    def __init__(self, settings: SerialSettings) -> None:
        self._settings = settings
        self._port: serial.SerialBase | None = None
        self._unsent = b""
        self._slice = max(1, int(settings.baud / BITS_A_BYTE * SLICE_S))

    def open(self) -> None:
        self.close()
        at = self._settings
        try:
            self._port = serial.serial_for_url(
                at.port,
                baudrate=at.baud,
                bytesize=at.bits,
                parity=at.parity,
                stopbits=at.stop,
                rtscts=at.rtscts,
                xonxoff=at.xonxoff,
                timeout=0,
                write_timeout=SEND_S_MAX,
                exclusive=True,
            )
        except (OSError, ValueError) as reason:
            raise LinkError(f"can't open {at.port}: {reason}") from reason

    def send(self, data: bytes) -> None:
        """All of it, now or with the next calls of `receive`. Raises `LinkError`."""
        if len(self._unsent) + len(data) > UNSENT_BYTES_MAX:
            port = self._settings.port
            raise LinkError(f"can't send to {port}: {len(self._unsent)} bytes wait already")
        self._unsent += data
        self._send_slice()

    def receive(self, timeout_s: float, waker: Waker) -> bytes:
        if self._unsent:
            self._send_slice()
            timeout_s = 0
        try:
            return self._read(timeout_s, waker)
        except OSError as reason:
            raise LinkError(f"{self._settings.port} broke: {reason}") from reason

    def _send_slice(self) -> None:
        now, self._unsent = self._unsent[: self._slice], self._unsent[self._slice :]
        try:
            self._opened().write(now)
        except OSError as reason:
            raise LinkError(f"can't send to {self._settings.port}: {reason}") from reason

    def close(self) -> None:
        if self._port is not None:
            self._port.close()
            self._port = None
        self._unsent = b""

    def descriptor(self) -> int | None:
        """What to wait on for bytes of the open link, together with others; None = only polling,
        also while something of ours is to leave."""
        return None if self._unsent else self._file()

    def _file(self) -> int | None:
        port = self._opened()
        waits = os.name == "posix" and isinstance(port, serial.Serial)
        return int(port.fileno()) if waits else None

    def _read(self, timeout_s: float, waker: Waker) -> bytes:
        port, descriptor = self._opened(), self._file()
        if descriptor is not None:
            readable = wait_readable(descriptor, waker, timeout_s)
            return bytes(port.read(RECEIVE_BYTES_MAX)) if readable else b""
        port.timeout = min(timeout_s, POLL_S)
        first = bytes(port.read(1))
        port.timeout = 0
        return first + bytes(port.read(RECEIVE_BYTES_MAX)) if first else b""

    def _opened(self) -> serial.SerialBase:
        assert self._port is not None, f"{self._settings.port} was used before it was opened"
        return self._port
