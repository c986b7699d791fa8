"""A TCP link that the device dials: some coders and many readers are set up as clients.

The port is open only while nobody is connected, so a second caller is refused and a device that
dials again is taken in once its old connection has ended (the driver's polls, or TCP's own
keep-alive within KEEPALIVE_S_MAX, see to that). `caller` limits who may dial in: anybody who
reaches this port could otherwise play the device.
"""

from __future__ import annotations

import socket
import time

from drivers.link.api import OPEN_S_MAX, NobodyCalled
from drivers.link.sockets import SocketLink, listening

KEEPALIVE_S_MAX = 11
# The last one is in ms: while bytes of ours wait for their receipt, keep-alive itself is silent.
KEEPALIVE = {
    "TCP_KEEPIDLE": 5,
    "TCP_KEEPINTVL": 2,
    "TCP_KEEPCNT": 3,
    "TCP_USER_TIMEOUT": 1_000 * KEEPALIVE_S_MAX,
}


class ListenLink(SocketLink):
    """Waits on `host`:`port` ("0.0.0.0" = on every network) for `caller`, "" = anybody."""

    def __init__(self, host: str, port: int, caller: str = "") -> None:
        super().__init__(f"tcp-listen://{host}:{port}")
        self._host, self._port, self._caller = host, port, caller

    def _connect(self) -> socket.socket:
        until_s = time.monotonic() + OPEN_S_MAX
        with listening(self._host, self._port, backlog=1) as listener:
            while (left_s := until_s - time.monotonic()) > 0:
                listener.settimeout(left_s)
                try:
                    connected, peer = listener.accept()
                except TimeoutError:
                    break
                if not self._caller or peer[0] == self._caller:
                    return _kept_alive(connected)
                connected.close()
        raise NobodyCalled(f"no device has dialled {self._address} yet")


def _kept_alive(connected: socket.socket) -> socket.socket:
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in KEEPALIVE.items():
        if hasattr(socket, name):  # each system has its own selection
            connected.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    return connected
