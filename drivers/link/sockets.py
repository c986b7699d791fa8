"""What every link on a socket shares; `tcp`, `listen`, `memory` say how the socket comes to be."""

from __future__ import annotations

import socket
from abc import ABC, abstractmethod

from drivers.link.api import RECEIVE_BYTES_MAX, SEND_S_MAX, LinkError, Waker, wait_readable


def listening(host: str, port: int, backlog: int) -> socket.socket:
    """A listener on `host`:`port`, port 0 = any that is free. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=backlog)


class SocketLink(ABC):
    """A `Link` on a connected stream socket that a subclass provides in `_connect`."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._socket: socket.socket | None = None

    @abstractmethod
    def _connect(self) -> socket.socket:
        """A connected socket. Raises OSError."""

    def open(self) -> None:
        self.close()
        try:
            self._socket = self._connect()
        except OSError as reason:
            raise LinkError(f"can't open {self._address}: {_text(reason)}") from reason
        self._socket.settimeout(SEND_S_MAX)

    def send(self, data: bytes) -> None:
        try:
            self._connected().sendall(data)
        except OSError as reason:
            raise LinkError(f"can't send to {self._address}: {_text(reason)}") from reason

    def receive(self, timeout_s: float, waker: Waker) -> bytes:
        connected = self._connected()
        if not wait_readable(connected.fileno(), waker, timeout_s):
            return b""
        try:
            data = connected.recv(RECEIVE_BYTES_MAX)
        except OSError as reason:
            raise LinkError(f"{self._address} broke: {_text(reason)}") from reason
        if not data:
            raise LinkError(f"{self._address} was closed by the device")
        return data

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def descriptor(self) -> int:
        """What to wait on for bytes of the open link, together with others."""
        return self._connected().fileno()

    def device_address(self) -> str:
        """The numeric address of the device at the other end. Raises `LinkError` if it is gone."""
        try:
            return str(self._connected().getpeername()[0])
        except OSError as reason:
            raise LinkError(f"{self._address} broke: {_text(reason)}") from reason

    def _connected(self) -> socket.socket:
        assert self._socket is not None, f"{self._address} was used before it was opened"
        return self._socket


def _text(reason: OSError) -> str:
    return reason.strerror or str(reason)
