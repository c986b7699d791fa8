"""A front door of the simulated PLC: one thread with one event loop that serves, or is away.

What all doors share: they are started and stopped, the network can be cut (nothing listens for so
long), answers can be slow, and requests refused. What they serve, and how, is the door's own.
"""

from __future__ import annotations

import asyncio
import threading
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable

from drivers.errors import DeviceError

START_S_MAX = 120.0  # an OPC UA server needs seconds of a quick computer
STOP_S_MAX = 5.0
FOREVER = float("inf")

Close = Callable[[], Awaitable[None]]


class PlcFront(ABC):
    """`url` tells where the door is, once started; `is_listening` whether it is open now."""

    url: str
    is_listening = False

    def __init__(self, name: str) -> None:
        self.refusals_left = 0.0
        self.slow_ms = 0.0
        self._orders: asyncio.Queue[float | None]  # seconds to be away; None = stop
        self._loop: asyncio.AbstractEventLoop
        self._listening = threading.Event()
        self._failed: str | None = "its thread ended"
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @abstractmethod
    async def listen(self) -> Close:
        """Open the door; how to close it. Raises OSError or RuntimeError if it can't be had."""

    async def end(self) -> None:  # noqa: B027 - most doors leave nothing behind
        """Called once, after the door was closed for good."""

    # ------------------------------------------------------------ any thread

    def start(self) -> None:
        self._thread.start()
        if not self._listening.wait(START_S_MAX):
            raise DeviceError(f"the PLC twin isn't ready on {self.url} after {START_S_MAX:g} s")
        if self._failed is not None:
            raise DeviceError(f"the PLC twin can't listen on {self.url}: {self._failed}")

    def stop(self) -> None:
        if not self._thread.is_alive():
            return
        self._order(None)
        self._thread.join(STOP_S_MAX)
        if self._thread.is_alive():
            raise DeviceError(f"the PLC twin's thread did not end within {STOP_S_MAX} s")

    def cut(self, seconds: float) -> None:
        """Drop all connections and refuse new ones for so long; 0 = listen again now."""
        self._order(seconds)

    def _order(self, order: float | None) -> None:
        self._loop.call_soon_threadsafe(self._orders.put_nowait, order)

    # ------------------------------------------------------------ the door's thread

    async def refuses(self) -> bool:
        """To be asked at each request: waits while answers are slow; whether to refuse it."""
        if self.slow_ms:
            await asyncio.sleep(self.slow_ms / 1_000)
        if self.refusals_left <= 0:
            return False
        self.refusals_left -= 1
        return True

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except (OSError, RuntimeError) as fault:
            self._failed = str(fault)
        finally:
            self._listening.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._orders = asyncio.Queue()
        order: float | None = 0.0
        while order is not None:
            close = await self.listen()
            self._failed, self.is_listening = None, True
            self._listening.set()
            while order == 0:
                order = await self._orders.get()
            await close()
            self.is_listening = False
            while order:
                order = await self._away(order)
        await self.end()

    async def _away(self, seconds: float) -> float | None:
        """Wait out a cut; the next order, or 0 when its time is over."""
        try:
            return await asyncio.wait_for(
                self._orders.get(), None if seconds == FOREVER else seconds
            )
        except TimeoutError:
            return 0.0
