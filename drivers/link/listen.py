"""A TCP link that the device dials: many readers push their results to us.

One device at a time: while one is connected nothing listens, so a second is refused by the system.
`open` waits LISTEN_S for a device; nobody there is `NobodyDialled`, and the runner listens again
at once. A device that lost its power says no farewell: it is missed after DEAD_S, and only then
may it dial again. `only_from` shuts out everybody else on the network, who could send codes.
"""

from __future__ import annotations

import socket
import time

from drivers.link.api import LinkError, NobodyDialled
from drivers.link.sockets import SocketLink

LISTEN_S = 0.25
DEAD_S = 10


class ListenLink(SocketLink):
    def __init__(self, host: str, port: int, only_from: str = "") -> None:
        super().__init__(f"tcp-listen://{host}:{port}")
        self._host, self._port, self._only_from = host, port, only_from

    def open(self) -> None:
        try:
            super().open()
        except LinkError as reason:
            if isinstance(reason.__cause__, TimeoutError):
                raise NobodyDialled(f"no device has dialled {self._address} yet") from reason
            raise

    def _connect(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        with socket.create_server((self._host, self._port), family=family, backlog=1) as listener:
            until = time.monotonic() + LISTEN_S
            while True:
                # A time-out of 0 would mean "don't block at all".
                listener.settimeout(max(0.001, until - time.monotonic()))
                device, (host, *_) = listener.accept()
                if self._only_from in ("", host):
                    return _watched(device)
                device.close()


def _watched(device: socket.socket) -> socket.socket:
    """Find out that it is gone, whether we are sending or not."""
    device.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    device.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    device.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, DEAD_S // 2)
    device.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 1)
    device.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, DEAD_S - DEAD_S // 2)
    device.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_S * 1_000)
    return device
