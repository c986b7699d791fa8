"""A tap on a device's link: the station dials the tap, the tap dials the device, all is recorded.

The station's configuration gets the tap's address for as long as somebody wants to know what is
said. One host at a time, like most devices. A tap changes nothing and delays little; when either
end hangs up, it hangs up on the other.
"""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections.abc import Callable

from drivers.link.api import RECEIVE_BYTES_MAX, SEND_S_MAX, Link, LinkError, Waker
from drivers.link.recording import Side

WAIT_S = 0.25

Record = Callable[[Side, bytes], None]


class Tap:
    """`new_link` makes a closed link to the device. `run` blocks until `stop`."""

    def __init__(self, new_link: Callable[[], Link], record: Record, port: int = 0) -> None:
        """Raises OSError when the port can't be had."""
        self._new_link, self._record = new_link, record
        self._listener = socket.create_server(("127.0.0.1", port), backlog=1)
        self.port: int = self._listener.getsockname()[1]
        self._stopping = threading.Event()

    def stop(self) -> None:
        self._stopping.set()

    def run(self) -> None:
        try:
            while not self._stopping.is_set():
                if select.select([self._listener], [], [], WAIT_S)[0]:
                    self._one_host(self._listener.accept()[0])
        finally:
            self._listener.close()

    def _one_host(self, host: socket.socket) -> None:
        link = self._new_link()
        with contextlib.closing(host), contextlib.closing(link):
            host.settimeout(SEND_S_MAX)
            host.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                link.open()
            except LinkError as reason:
                self._record("link", str(reason).encode())
                return
            self._record("link", b"opened")
            self._record("link", self._carry(host, link).encode())

    def _carry(self, host: socket.socket, link: Link) -> str:
        """Carry bytes both ways until an end hangs up; says which."""
        waker, ended = Waker(), threading.Event()
        upwards = threading.Thread(
            target=self._from_host, args=(host, link, waker, ended), daemon=True
        )
        upwards.start()
        try:
            while not (ended.is_set() or self._stopping.is_set()):
                data = link.receive(WAIT_S, waker)
                waker.clear()
                if data:
                    self._record("device", data)
                    host.sendall(data)
        except LinkError as reason:
            return str(reason)
        except OSError as reason:
            return f"the host's link broke: {reason.strerror or reason}"
        finally:
            ended.set()
            upwards.join(2 * WAIT_S + SEND_S_MAX)
            waker.close()
        return "the tap was stopped" if self._stopping.is_set() else "the host hung up"

    def _from_host(
        self, host: socket.socket, link: Link, waker: Waker, ended: threading.Event
    ) -> None:
        with contextlib.suppress(OSError, LinkError):  # told by the other direction
            while not ended.is_set():
                if not select.select([host], [], [], WAIT_S)[0]:
                    continue
                data = host.recv(RECEIVE_BYTES_MAX)
                if not data:
                    break
                self._record("host", data)
                link.send(data)
        ended.set()
        waker.wake()
