"""The station's end of the socket: each screen has a line of its own, and none can hold up another.

A line has a thread that hears, one that works (requests of one screen are done in their order) and
one that speaks. STOP is done by the thread that hears, so it waits for nothing. Of what the station
tells unasked only the newest counts: a screen that doesn't listen misses pictures, and is cut off
when it leaves its answers lying.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import threading
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import (
    Client,
    Connection,
    Listener,
    answer_challenge,
    deliver_challenge,
)
from pathlib import Path
from typing import Any, Protocol

import msgspec

from station.talk.address import DoorAddress, new_key, write_door
from station.talk.hang_up import hang_up
from station.talk.line_requests import Stop
from station.talk.look import Look, Seat
from station.talk.message import REQUEST_BYTES_MAX, Answer, Refusal, Request
from station.talk.requests import EDITION, Asked, FromScreen, Hello

SCREENS_MAX = 8
PENDING_MAX = 64  # requests of one screen that wait
LOOK_EVERY_S = 0.1
AUTH_S_MAX = 5.0
STOP_S_MAX = 5.0

log = logging.getLogger("packline.talk")


class Desk(Protocol):
    """What stands behind the socket. Called from the threads of all screens."""

    def sit_down(self, screen: str) -> int:
        """A screen came; its number."""
        ...

    def leave(self, number: int) -> None: ...

    def do(self, number: int, what: Request[Any]) -> Any:
        """Carry out a request; its answer. Raises Refuses."""
        ...

    def look(self) -> Look: ...

    def seat(self, number: int) -> Seat: ...


class Refuses(Exception):
    """A request is not done."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.why)
        self.refusal = refusal


class _Slot:
    """The newest of a kind, taken once."""

    def __init__(self) -> None:
        self.newest: bytes | None = None


class ScreenLine:
    """One screen's line."""

    def __init__(
        self, connection: Connection, desk: Desk, ended: Callable[[ScreenLine], None]
    ) -> None:
        self._connection, self._desk, self._ended = connection, desk, ended
        # Bounded where they are filled, so that the last word, None, always has room.
        self._work: queue.SimpleQueue[Asked | None] = queue.SimpleQueue()
        self._said: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._look, self._seat = _Slot(), _Slot()
        self._seat_told: Seat | None = None
        self._decoder = msgspec.json.Decoder(FromScreen)
        self.number = 0

    def start(self) -> None:
        threading.Thread(target=self._hear, name="screen", daemon=True).start()

    def end(self) -> None:
        hang_up(self._connection)

    def show(self, look: bytes | None) -> None:
        """Tell the newest picture, and the seat if it changed."""
        if not self.number:
            return
        seat = self._desk.seat(self.number)
        if seat != self._seat_told:
            self._seat_told, self._seat.newest = seat, msgspec.json.encode(seat)
        if look is not None:
            self._look.newest = look
        if self._seat.newest or self._look.newest:
            self._say(b"")  # wakes who speaks

    # -- the thread that hears

    def _hear(self) -> None:
        speaker = threading.Thread(target=self._speak, name="screen", daemon=True)
        speaker.start()
        try:
            self._greeted()
            threading.Thread(target=self._do_all, name="screen", daemon=True).start()
            while True:
                self._take(self._decoder.decode(self._connection.recv_bytes(REQUEST_BYTES_MAX)))
        except (OSError, EOFError, AuthenticationError) as error:
            log.info("a screen left: %s", error or "hung up")
        except (msgspec.DecodeError, _NotAScreen) as error:
            log.warning("a screen was cut off: %s", error)
            self._say(msgspec.json.encode(Answer(0, refusal=Refusal(str(error)))))
        finally:
            self._over(speaker)

    def _greeted(self) -> None:
        hello = self._decoder.decode(self._connection.recv_bytes(REQUEST_BYTES_MAX))
        if not isinstance(hello, Hello):
            raise _NotAScreen("its first word was no greeting")
        if hello.edition != EDITION:
            raise _NotAScreen(f"it is of edition {hello.edition}, the station of {EDITION}")
        self.number = self._desk.sit_down(hello.screen)

    def _take(self, said: FromScreen) -> None:
        if not isinstance(said, Asked):
            raise _NotAScreen("it greeted twice")
        if isinstance(said.what, Stop):
            self._do(said)
            return
        if self._work.qsize() >= PENDING_MAX:
            raise _NotAScreen(f"more than {PENDING_MAX} of its requests wait")
        self._work.put(said)

    def _over(self, speaker: threading.Thread) -> None:
        self._ended(self)
        if self.number:
            self._desk.leave(self.number)
        self._work.put(None)
        self._said.put(None)
        speaker.join(AUTH_S_MAX)
        hang_up(self._connection)
        speaker.join()
        self._connection.close()  # nobody uses it any more

    # -- the thread that works

    def _do_all(self) -> None:
        while (asked := self._work.get()) is not None:
            self._do(asked)

    def _do(self, asked: Asked) -> None:
        try:
            value = self._desk.do(self.number, asked.what)
            answer = Answer(asked.number, msgspec.Raw(msgspec.json.encode(value)))
        except Refuses as refused:
            answer = Answer(asked.number, refusal=refused.refusal)
        self._say(msgspec.json.encode(answer))

    # -- the thread that speaks

    def _say(self, said: bytes) -> None:
        if self._said.qsize() < 2 * PENDING_MAX:
            self._said.put(said)
        elif said:  # an answer would be lost
            self.end()

    def _speak(self) -> None:
        try:
            while (said := self._said.get()) is not None:
                for slot in (self._seat, self._look):
                    newest, slot.newest = slot.newest, None
                    if newest is not None:
                        self._connection.send_bytes(newest)
                if said:
                    self._connection.send_bytes(said)
        except (OSError, ValueError):  # it hung up; who hears notices as well
            hang_up(self._connection)


class _NotAScreen(Exception):
    """What is at the other end doesn't keep to the rules."""


class TalkServer:
    """Opens the station's door; use with `with`. Raises OSError where no socket can be had."""

    def __init__(self, folder: Path, desk: Desk) -> None:
        self._folder, self._desk = folder, desk
        self._lines: list[ScreenLine] = []
        self._guard = threading.Lock()  # over the list alone: threads come and go with screens
        self._stopping = threading.Event()
        self._key = new_key()

    def __enter__(self) -> TalkServer:
        self._listener = Listener(backlog=SCREENS_MAX)
        self.address = str(self._listener.address)
        door = DoorAddress(self.address, self._key, os.getpid())
        self._file = write_door(self._folder, door)
        self._threads = [
            threading.Thread(target=target, name="door", daemon=True)
            for target in (self._accept, self._tell)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            Client(self.address).close()  # wakes who accepts
        self._listener.close()
        for line in self._all():
            line.end()
        for thread in self._threads:
            thread.join(STOP_S_MAX)

    def _all(self) -> list[ScreenLine]:
        with self._guard:
            return list(self._lines)

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection = self._listener.accept()
            except OSError:
                continue
            if self._stopping.is_set() or len(self._all()) >= SCREENS_MAX:
                connection.close()
                continue
            threading.Thread(
                target=self._let_in, args=(connection,), name="door", daemon=True
            ).start()

    def _let_in(self, connection: Connection) -> None:
        """Both ends prove that they know the key; whoever says nothing is cut off."""
        late = threading.Timer(AUTH_S_MAX, hang_up, (connection,))
        late.start()
        try:
            deliver_challenge(connection, self._key)
            answer_challenge(connection, self._key)
        except (OSError, EOFError, AuthenticationError) as error:
            log.warning("somebody was not let in: %s", error or "hung up")
            connection.close()
            return
        finally:
            late.cancel()
        line = ScreenLine(connection, self._desk, self._forget)
        with self._guard:
            self._lines.append(line)
        line.start()

    def _forget(self, line: ScreenLine) -> None:
        with self._guard:
            self._lines.remove(line)

    def _tell(self) -> None:
        """Tell the newest picture to all, as often as a screen can use it."""
        while not self._stopping.wait(LOOK_EVERY_S):
            lines = self._all()
            if not lines:
                continue
            look = msgspec.json.encode(self._desk.look())
            for line in lines:
                line.show(look)
