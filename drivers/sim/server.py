"""Gives a twin a real TCP port: what a driver dials in tests, demonstrations and commissioning.

One thread owns listener, client and twin. Physical actions (a photocell, a jam) come from other
threads through `call`, which runs them in that thread and sends on what the device says of its own
accord. One host at a time, as devices do: a second is closed at once, or waits unanswered. What a
twin dials itself goes out beside that (`dialling`).
"""

from __future__ import annotations

import queue
import select
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Any, Generic, Literal, Self, TypeVar

from drivers.link.api import Waker
from drivers.sim.dialling import Dialler, Dials
from drivers.sim.twin import Twin

TICK_S = 0.01
CALL_S_MAX = 5.0
STOP_S_MAX = 2.0
SEND_S_MAX = 1.0
MERGE_MS = 30
CALLS_MAX = 1_024

AnyTwin = TypeVar("AnyTwin", bound=Twin)
Result = TypeVar("Result")
Delivery = Literal["whole", "split", "merged"]
Action = Callable[[AnyTwin, int], Any]


class TwinServer(Generic[AnyTwin]):
    """Serve `twin` on `host`:`port` (0 picks one; see `port` after `start`). A context manager.

    `delivery`: "whole" as the twin speaks, "split" into one-byte packets, "merged" answers of
    MERGE_MS together. `second`: what happens to a second host, "refuse" or "queue".
    """

    def __init__(
        self,
        twin: AnyTwin,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        delivery: Delivery = "whole",
        second: Literal["refuse", "queue"] = "refuse",
    ) -> None:
        self.twin, self.host, self.port = twin, host, port
        self._delivery, self._second = delivery, second
        self._calls: queue.Queue[tuple[Action[AnyTwin], Future[Any]]] = queue.Queue(CALLS_MAX)
        self._client: socket.socket | None = None
        self._listening = False
        self._back_at_s: float | None = None
        self._held, self._send_at_s = b"", 0.0
        self._dialler = Dialler()
        self._stopping = False
        self._bug: Exception | None = None
        self._thread: threading.Thread | None = None
        self._listener: socket.socket
        self._waker: Waker

    @property
    def url(self) -> str:
        return f"tcp://{self.host}:{self.port}"

    # ------------------------------------------------------------ called by other threads

    def start(self) -> None:
        """Raises OSError with one sentence when the port can't be had."""
        self._listener = self._bind()
        self.port = self._listener.getsockname()[1]
        self._listen()
        self._waker = Waker()
        self._thread = threading.Thread(target=self._main, name=f"twin {self.port}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread. Raises what the twin raised, if it did."""
        if self._thread is None:
            return
        self._stopping = True
        self._waker.wake()
        self._thread.join(STOP_S_MAX)
        assert not self._thread.is_alive(), "the twin's thread did not stop"
        self._thread = None
        self._waker.close()
        if self._bug is not None:
            raise self._bug

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def call(self, action: Callable[[AnyTwin, int], tuple[Result, bytes]]) -> Result:
        """Do something physical: `action(twin, now_ms)` returns (result, bytes to the host)."""
        result, said = self._in_thread(lambda twin, now_ms: self._say_for(action(twin, now_ms)))
        del said
        return result  # type: ignore[no-any-return]

    def look(self, question: Callable[[AnyTwin, int], Result]) -> Result:
        """Read something of the twin in its own thread, e.g. a copy of its tape."""
        return self._in_thread(question)  # type: ignore[no-any-return]

    def cut(self, seconds: float | None = 0.0) -> None:
        """Drop the link; refuse new ones for `seconds` (None: until `restore`). The device lives
        on. Answers not yet sent are lost, as in a pulled cable."""
        self._in_thread(lambda twin, now_ms: self._cut(seconds, now_ms))

    def restore(self) -> None:
        """Take connections again after `cut(None)`."""
        self._in_thread(lambda twin, now_ms: self._restore())

    def _in_thread(self, action: Action[AnyTwin]) -> Any:
        assert self._thread is not None, "the twin is not being served"
        future: Future[Any] = Future()
        self._calls.put_nowait((action, future))
        self._waker.wake()
        return future.result(CALL_S_MAX)

    # ------------------------------------------------------------ the thread

    def _main(self) -> None:
        try:
            while not self._stopping:
                self._turn()
        except Exception as bug:
            self._bug = bug
        finally:
            self._hang_up()
            self._listener.close()
            self._refuse_calls()
            self._dialler.stop()

    def _turn(self) -> None:
        sources: list[Any] = [self._waker]
        if self._listening and (self._client is None or self._second == "refuse"):
            sources.append(self._listener)
        if self._client is not None:
            sources.append(self._client)
        readable, _, _ = select.select(sources, [], [], TICK_S)
        self._waker.clear()
        if self._client is not None and self._client in readable:
            self._read()
        if self._listener in readable:
            self._accept()
        self._do_calls()
        self._send(self.twin.tick(_now_ms()))
        self._dial(self.twin)
        self._send_held()
        if self._back_at_s is not None and time.monotonic() >= self._back_at_s:
            self._restore()

    def _accept(self) -> None:
        newcomer, _ = self._listener.accept()
        if self._client is not None:
            newcomer.close()
            return
        newcomer.settimeout(SEND_S_MAX)
        newcomer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._client = newcomer
        self._send(self.twin.connected(_now_ms()))

    def _read(self) -> None:
        assert self._client is not None
        try:
            data = self._client.recv(65_536)
        except OSError:
            data = b""  # a reset is an end like any other for a device
        if data:
            self._send(self.twin.received(data, _now_ms()))
        else:
            self._hang_up()

    def _do_calls(self) -> None:
        while not self._calls.empty():
            action, future = self._calls.get_nowait()
            try:
                future.set_result(action(self.twin, _now_ms()))
            except Exception as reason:
                future.set_exception(reason)

    def _refuse_calls(self) -> None:
        while not self._calls.empty():
            self._calls.get_nowait()[1].set_exception(OSError("the twin's server has stopped"))

    # ------------------------------------------------------------ to the host

    def _say_for(self, result: tuple[Any, bytes]) -> tuple[Any, bytes]:
        self._send(result[1])
        return result

    def _send(self, data: bytes) -> None:
        if not data or self._client is None:
            return
        if self._delivery == "merged":
            if not self._held:
                self._send_at_s = time.monotonic() + MERGE_MS / 1000
            self._held += data
            return
        step = 1 if self._delivery == "split" else len(data)
        for start in range(0, len(data), step):
            self._put(data[start : start + step])

    def _dial(self, twin: object) -> None:
        if isinstance(twin, Dials):
            self._dialler.dial(twin.take_calls())

    def _send_held(self) -> None:
        if self._held and time.monotonic() >= self._send_at_s:
            held, self._held = self._held, b""
            self._put(held)

    def _put(self, data: bytes) -> None:
        if self._client is None:
            return
        try:
            self._client.sendall(data)
        except OSError:
            self._hang_up()  # the host is gone or reads nothing: the device loses it too

    # ------------------------------------------------------------ cuts

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client, self._held = None, b""
            self.twin.disconnected(_now_ms())

    def _cut(self, seconds: float | None, now_ms: int) -> None:
        del now_ms
        self._hang_up()
        if seconds == 0.0:
            return
        # Bound but not listening: dials are refused, and nobody else can take the port.
        self._listener.close()
        self._listening = False
        self._listener = self._bind()
        self._back_at_s = None if seconds is None else time.monotonic() + seconds

    def _restore(self) -> None:
        self._back_at_s = None
        if not self._listening:
            self._listen()

    def _listen(self) -> None:
        self._listener.listen(1)
        self._listening = True

    def _bind(self) -> socket.socket:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((self.host, self.port))
        except OSError as reason:
            listener.close()
            raise OSError(
                f"port {self.port} on {self.host} can't be had ({reason.strerror}): "
                "stop what holds it or choose another"
            ) from reason
        return listener


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
