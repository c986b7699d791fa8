"""A main link to a printer, and beside it an ear that the same printer dials to tell its alerts.

Both are one `Link`, and one thread waits for both. What comes on the main link is handed over as
it is; a line that came by ear is handed over alone, between two MARKs: a byte that the printer's
own protocol never uses, so that a sans-IO parser can tell the two apart. The two take turns where
both have something, so that neither can keep the other waiting. What is heard is handed over
before the news that the main link broke.

Only the main link's own device may dial, unless the ear's address names another (`from`): a
printer with two addresses, or one on a serial port. Where a serial port has no descriptor to wait
on (Windows, `loop://`), both are polled every POLL_S.
"""

from __future__ import annotations

import select
import time

from drivers.link.address import link_for, listen_address
from drivers.link.api import AddressError, LinkError, Waker
from drivers.link.ear import Ear
from drivers.link.listen import ListenLink
from drivers.link.serial import SerialLink
from drivers.link.sockets import SocketLink
from drivers.link.tcp import TcpLink

MARK = b"\x1e"
POLL_S = 0.01


def beside(url: str, ear_url: str) -> BesideLink:
    """A closed link to `url` with an ear on `tcp-listen://OUR-ADDRESS:PORT[?from=ADDRESS]`.

    Port 0 is any that is free. Raises `AddressError`."""
    main = link_for(url)
    host, port, caller = listen_address(ear_url, port_min=0)
    if not isinstance(main, SocketLink | SerialLink):
        raise AddressError(f"link address {url!r}: an ear needs tcp:// or serial:// beside it")
    if not caller and not isinstance(main, TcpLink | ListenLink):
        raise AddressError(
            f"link address {ear_url!r}: add ?from=ADDRESS, the printer's own; {url} can't tell it"
        )
    return BesideLink(main, Ear(host, port), caller)


class BesideLink:
    """A `Link`. `caller` is the numeric address that may dial, "" = the main link's device."""

    def __init__(self, main: SocketLink | SerialLink, ear: Ear, caller: str = "") -> None:
        self._main, self._ear, self._caller = main, ear, caller
        self._line_was_last = False
        self._broke: LinkError | None = None

    @property
    def ear_port(self) -> int:
        """The port that the ear of the open link has."""
        return self._ear.port

    def open(self) -> None:
        self.close()
        try:
            self._ear.open()
            self._main.open()
            self._ear.allow(self._caller or self._device_address())
        except LinkError:
            self.close()
            raise

    def send(self, data: bytes) -> None:
        self._main.send(data)

    def receive(self, timeout_s: float, waker: Waker) -> bytes:
        """Bytes of the main link, or MARK + one line + MARK; else as every `Link`'s."""
        until_s = time.monotonic() + timeout_s
        while True:
            left_s = until_s - time.monotonic()
            data = self._turn(max(0.0, left_s), waker)
            if data is not None:
                return data
            if left_s <= 0:
                return b""

    def close(self) -> None:
        self._main.close()
        self._ear.close()
        self._line_was_last, self._broke = False, None

    def _turn(self, wait_s: float, waker: Waker) -> bytes | None:
        """Wait once, and take one thing; b"" for a wake, None when there was nothing for us."""
        if self._broke is not None:
            return self._last_words(self._broke)
        main = self._main.descriptor()
        watched = [waker.fileno(), *self._ear.watched()] + ([] if main is None else [main])
        no_wait = main is None or self._ear.lines
        readable = select.select(watched, [], [], 0 if no_wait else wait_s)[0]
        self._ear.hear(readable)
        woken = waker.fileno() in readable
        if self._ear.lines and not self._line_was_last:
            return self._line()
        self._line_was_last = False
        if main is None:
            data = self._from_main(0 if self._ear.lines else min(wait_s, POLL_S), waker)
        else:
            data = self._from_main(0, waker) if main in readable else b""
        if data:
            return data
        if self._ear.lines:
            return self._line()
        return b"" if woken else None

    def _from_main(self, wait_s: float, waker: Waker) -> bytes:
        try:
            return self._main.receive(wait_s, waker)
        except LinkError as broke:
            self._broke = broke
            return self._last_words(broke)

    def _last_words(self, broke: LinkError) -> bytes:
        """What was heard before the main link broke, and then that it did."""
        if self._ear.lines:
            return self._line()
        raise broke

    def _line(self) -> bytes:
        self._line_was_last = True
        return MARK + self._ear.lines.popleft() + MARK

    def _device_address(self) -> str:
        assert isinstance(self._main, SocketLink), "a serial port's device has no address"
        return self._main.device_address()
