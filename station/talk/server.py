"""The station's end of the socket: each screen has a line of its own, and none can hold up another.

A line has a thread that hears, one that works (requests of one screen are done in their order) and
one that speaks. STOP is done by the thread that hears, so it waits for nothing. Of what the station
tells unasked only the newest counts: a screen that doesn't listen misses pictures, and is cut off
when it leaves its answers lying. What a screen asked and didn't wait for is not begun any more.

Whoever doesn't know the key, says nothing, or doesn't keep to the rules is cut off; if it speaks
the language, with a sentence that says why. A line counts until its last thread has ended.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import threading
import time
from collections import deque
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
from station.talk.message import (
    ANSWER_BYTES_MAX,
    OF_THE_LINE,
    REQUEST_BYTES_MAX,
    Answer,
    Refusal,
    Request,
)
from station.talk.requests import EDITION, Asked, FromScreen, Hello

SCREENS_MAX = 8
LINES_MAX = 2 * SCREENS_MAX  # with those that have not greeted yet, or are being ended
PENDING_MAX = 64  # requests of one screen that wait
LOOK_EVERY_S = 0.1
GREET_S_MAX = 5.0  # to prove that it knows the key, and to greet
LAST_WORD_S_MAX = 5.0
STOP_S_MAX = 5.0

TOO_LONG = Refusal("the answer is too long for a screen; ask for less of it")

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

    def seat(self, number: int) -> Seat | None:
        """None = the screen has left."""
        ...


class Refuses(Exception):
    """A request is not done."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.why)
        self.refusal = refusal


class ScreenLine:
    """One screen's line. `house` is the server that it belongs to."""

    def __init__(self, connection: Connection, desk: Desk, house: TalkServer) -> None:
        self._connection, self._desk, self._house = connection, desk, house
        # Bounded where they are filled, so that the last word, None, always has room.
        self._work: queue.SimpleQueue[Asked | None] = queue.SimpleQueue()
        self._said: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        # The newest picture and the newest seat, each taken once.
        self._look: deque[bytes] = deque(maxlen=1)
        self._seat: deque[bytes] = deque(maxlen=1)
        self._seat_told: Seat | None = None
        self._decoder = msgspec.json.Decoder(FromScreen)
        self._since = time.monotonic()
        self._over = False
        self.number = 0
        self._hearer, self._worker, self._speaker = (
            threading.Thread(target=target, name="screen", daemon=True)
            for target in (self._hear, self._do_all, self._speak)
        )

    def start(self) -> None:
        self._hearer.start()

    def end(self) -> None:
        hang_up(self._connection)

    def join(self, timeout_s: float) -> None:
        self._hearer.join(timeout_s)

    def watch(self) -> None:
        """Cut off whoever doesn't greet."""
        if not self.number and time.monotonic() - self._since > GREET_S_MAX:
            self.end()

    def show(self, look: bytes | None) -> None:
        """Tell the newest picture, and the seat if it changed."""
        seat = self._desk.seat(self.number)
        if seat is None:
            return
        if seat != self._seat_told:
            self._seat_told = seat
            self._seat.append(msgspec.json.encode(seat))
        if look is not None:
            self._look.append(look)
        if self._said.empty():  # else whoever speaks comes by anyway
            self._said.put(b"")

    # -- the thread that hears

    def _hear(self) -> None:
        try:
            self._prove()
            self._speaker.start()
            self._greeted()
            self._worker.start()
            while True:
                self._take(self._next())
        except (OSError, EOFError) as error:
            log.info("a screen left: %s", error or "hung up")
        except AuthenticationError as error:
            log.warning("somebody was not let in: %s", error)
        except (msgspec.DecodeError, RecursionError, _NotAScreen) as error:
            log.warning("a screen was cut off: %s", error)
            self._say(msgspec.json.encode(Answer(OF_THE_LINE, refusal=Refusal(str(error)))))
        finally:
            self._leave()

    def _prove(self) -> None:
        """Both ends prove that they know the key. Raises AuthenticationError."""
        deliver_challenge(self._connection, self._house.key)
        try:
            answer_challenge(self._connection, self._house.key)
        except AssertionError:  # how Python 3.11 says that it was sent something else
            raise AuthenticationError("it spoke out of turn") from None

    def _greeted(self) -> None:
        hello = self._next()
        if not isinstance(hello, Hello):
            raise _NotAScreen("its first word was no greeting")
        if hello.edition != EDITION:
            raise _NotAScreen(
                f"this screen is of edition {hello.edition} and the station of {EDITION}: start "
                "the screen anew from the station's installation"
            )
        self._house.seat(self, hello.screen)

    def _next(self) -> FromScreen:
        try:
            data = self._connection.recv_bytes(REQUEST_BYTES_MAX)
        except OSError:
            if not self._connection.readable:  # what it sent is longer, and was not read
                raise _NotAScreen(f"it sent more than {REQUEST_BYTES_MAX} bytes") from None
            raise
        said: FromScreen = self._decoder.decode(data)
        return said

    def _take(self, said: FromScreen) -> None:
        if not isinstance(said, Asked):
            raise _NotAScreen("it greeted twice")
        if isinstance(said.what, Stop):
            self._do(said)
            return
        if self._work.qsize() >= PENDING_MAX:
            raise _NotAScreen(f"more than {PENDING_MAX} of its requests wait")
        self._work.put(said)

    def _leave(self) -> None:
        """Its seat is free at once; its threads end when they have done what they are at."""
        self._over = True
        if self.number:
            self._desk.leave(self.number)
        self._work.put(None)
        self._said.put(None)
        if self._speaker.ident is not None:
            self._speaker.join(LAST_WORD_S_MAX)
        hang_up(self._connection)
        for thread in (self._speaker, self._worker):
            if thread.ident is not None:
                thread.join()
        self._connection.close()  # nobody uses it any more
        self._house.forget(self)

    # -- the thread that works

    def _do_all(self) -> None:
        while (asked := self._work.get()) is not None:
            if not self._over:
                self._do(asked)

    def _do(self, asked: Asked) -> None:
        try:
            value = self._desk.do(self.number, asked.what)
            answer = Answer(asked.number, msgspec.Raw(msgspec.json.encode(value)))
        except Refuses as refused:
            answer = Answer(asked.number, refusal=refused.refusal)
        said = msgspec.json.encode(answer)
        if len(said) > ANSWER_BYTES_MAX:
            said = msgspec.json.encode(Answer(asked.number, refusal=TOO_LONG))
        self._say(said)

    # -- the thread that speaks

    def _say(self, said: bytes) -> None:
        if self._said.qsize() < 2 * PENDING_MAX:
            self._said.put(said)
        else:  # an answer would be lost
            self.end()

    def _speak(self) -> None:
        try:
            while (said := self._said.get()) is not None:
                for newest in (self._seat, self._look):
                    if newest:
                        self._connection.send_bytes(newest.popleft())
                if said:
                    self._connection.send_bytes(said)
        except OSError:  # it hung up; who hears notices as well
            self.end()


class _NotAScreen(Exception):
    """What is at the other end doesn't keep to the rules."""


class TalkServer:
    """Opens the station's door; use with `with`. Raises OSError where no socket can be had."""

    def __init__(self, folder: Path, desk: Desk) -> None:
        self._folder, self.desk = folder, desk
        self._lines: list[ScreenLine] = []
        self._guard = threading.Lock()  # over lines and seats: threads come and go with screens
        self._stopping = threading.Event()
        self._blind = False  # the newest picture could not be made
        self.key = new_key()

    def __enter__(self) -> TalkServer:
        self._listener = Listener(backlog=LINES_MAX)
        self.address = str(self._listener.address)
        try:
            self._file = write_door(self._folder, DoorAddress(self.address, self.key, os.getpid()))
        except OSError:
            self._listener.close()
            raise
        self._threads = [
            threading.Thread(target=target, name="door", daemon=True)
            for target in (self._accept, self._tell)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """What is being done is waited for, some seconds at most."""
        self._stopping.set()
        self._file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            Client(self.address).close()  # wakes who accepts
        for thread in self._threads:
            thread.join(STOP_S_MAX)
        self._listener.close()
        lines = self._all()
        for line in lines:
            line.end()
        until = time.monotonic() + STOP_S_MAX
        for line in lines:
            line.join(max(0.0, until - time.monotonic()))

    # -- for its lines

    def seat(self, line: ScreenLine, screen: str) -> None:
        """Give it a seat. Raises _NotAScreen where none is free."""
        with self._guard:
            if sum(one.number > 0 for one in self._lines) >= SCREENS_MAX:
                raise _NotAScreen(f"{SCREENS_MAX} screens are attached already; close one of them")
            line.number = self.desk.sit_down(screen)

    def forget(self, line: ScreenLine) -> None:
        with self._guard:
            self._lines.remove(line)

    # -- its threads

    def _all(self) -> list[ScreenLine]:
        with self._guard:
            return list(self._lines)

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection = self._listener.accept()
            except OSError as error:
                log.warning("a screen could not be let in: %s", error)
                self._stopping.wait(LOOK_EVERY_S)
                continue
            if self._stopping.is_set() or len(self._all()) >= LINES_MAX:
                connection.close()
                continue
            line = ScreenLine(connection, self.desk, self)
            with self._guard:
                self._lines.append(line)
            line.start()

    def _tell(self) -> None:
        """Tell the newest picture to all, as often as a screen can use it."""
        while not self._stopping.wait(LOOK_EVERY_S):
            lines = self._all()
            for line in lines:
                line.watch()
            seated = [line for line in lines if line.number]
            if seated:
                look = self._newest()
                for line in seated:
                    line.show(look)

    def _newest(self) -> bytes | None:
        """A fault in the picture ends no screen, and stands in the log once until it is over."""
        try:
            look = msgspec.json.encode(self.desk.look())
        except Exception:
            if not self._blind:
                log.exception("the line can't be shown to the screens")
            self._blind = True
            return None
        self._blind = False
        return look
