"""Hanging up so that whoever waits on the line hears of it.

Closing a descriptor doesn't wake a thread that reads or writes it on Linux; shutting the socket
down does, at both ends.
"""

from __future__ import annotations

import contextlib
import os
import socket
from multiprocessing.connection import Connection


def hang_up(connection: Connection) -> None:
    """End the line; twice is once. The thread that reads it closes it."""
    if not hasattr(socket, "AF_UNIX"):  # a named pipe of Windows has no half-way
        connection.close()
        return
    with (
        contextlib.suppress(OSError),
        socket.socket(fileno=os.dup(connection.fileno())) as line,
    ):
        line.shutdown(socket.SHUT_RDWR)
