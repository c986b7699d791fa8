"""A serial cable without hardware: two pseudo-terminals and a thread that carries bytes between.

What one end writes, the other reads, as over a null-modem cable; baud rate and parity are accepted
and ignored. POSIX only: on Windows take a pair of virtual COM ports.
"""

from __future__ import annotations

import contextlib
import os
import select
import threading
from types import TracebackType
from typing import Self

CHUNK_BYTES = 4_096
JOIN_S_MAX = 2.0


class SerialBridge:
    """A context manager. `near` and `far` are the names of the ends, to open as serial ports.

    `carried` keeps what went over, as (name of the end that sent it, bytes), if `keeps` is set."""

    def __init__(self, *, keeps: bool = False) -> None:
        import pty  # noqa: PLC0415 - POSIX only
        import tty  # noqa: PLC0415 - likewise

        self._masters, self._slaves, names = [], [], []
        for _ in range(2):
            master, slave = pty.openpty()
            tty.setraw(master)
            tty.setraw(slave)
            self._masters.append(master)
            self._slaves.append(slave)  # held, so that an end without a user is no broken cable
            names.append(os.ttyname(slave))
        self.near, self.far = names
        self.carried: list[tuple[str, bytes]] = []
        self._keeps = keeps
        self._quit_read, self._quit_write = os.pipe()
        self._thread = threading.Thread(target=self._carry, name="serial bridge", daemon=True)
        self._thread.start()

    def close(self) -> None:
        os.write(self._quit_write, b"\0")
        self._thread.join(JOIN_S_MAX)
        for descriptor in (*self._masters, *self._slaves, self._quit_read, self._quit_write):
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _carry(self) -> None:
        near, far = self._masters
        other, names = {near: far, far: near}, {near: self.near, far: self.far}
        while True:
            readable, _, _ = select.select([near, far, self._quit_read], [], [])
            if self._quit_read in readable:
                return
            for descriptor in readable:
                with contextlib.suppress(OSError):  # an end that was just closed has nothing more
                    data = os.read(descriptor, CHUNK_BYTES)
                    if self._keeps:
                        self.carried.append((names[descriptor], data))
                    os.write(other[descriptor], data)
