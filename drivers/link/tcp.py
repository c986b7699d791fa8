"""A TCP link: most coders, label printers and fixed readers.

A host name is resolved by the operating system without a bound of ours: give devices numbers.
"""

from __future__ import annotations

import socket

from drivers.link.api import OPEN_S_MAX
from drivers.link.sockets import SocketLink


class TcpLink(SocketLink):
    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"tcp://{host}:{port}")
        self._host, self._port = host, port

    def _connect(self) -> socket.socket:
        connected = socket.create_connection((self._host, self._port), timeout=OPEN_S_MAX)
        # Frames are small and each waits for its answer: Nagle would only add delay.
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        return connected
