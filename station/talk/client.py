"""The screen's end of the socket, without Qt: ask, and take what the station says.

Sending and receiving may be done by two threads. Nothing here tries again by itself: whether a
command that got no answer was carried out is for a person to see on the newest picture.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import TypeVar

import msgspec

from station.talk.address import NoStation, read_door
from station.talk.hang_up import hang_up
from station.talk.message import (
    ANSWER_BYTES_MAX,
    OF_THE_LINE,
    Answer,
    Refusal,
    Request,
    decoded,
)
from station.talk.requests import EDITION, Asked, FromStation, Hello

T = TypeVar("T")


class Lost(ConnectionError):
    """The station hung up, or died."""


class NotDone(Exception):
    """The station refused: `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.why)
        self.refusal = refusal


class Line:
    """An open line to a station; made by `dial`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._encoder = msgspec.json.Encoder()
        self._decoder = msgspec.json.Decoder(FromStation)
        self._asked = 0

    def send(self, number: int, what: Request[object]) -> None:
        """Ask; the answer will have this number. Raises Lost."""
        self._put(Asked(number, what))  # type: ignore[arg-type]  # a union says the same

    def greet(self, screen: str) -> None:
        self._put(Hello(screen, EDITION))

    def receive(self) -> FromStation:
        """What the station says next; waits. Raises Lost."""
        try:
            data = self._connection.recv_bytes(ANSWER_BYTES_MAX)
        except (OSError, EOFError) as error:
            raise Lost(str(error) or "the station hung up") from None
        try:
            said: FromStation = self._decoder.decode(data)
        except msgspec.DecodeError as error:
            raise Lost(f"the station speaks otherwise than this screen ({error})") from None
        return said

    def ask(self, what: Request[T], hears: Callable[[FromStation], None] = lambda _: None) -> T:
        """Ask and wait; what else is said meanwhile goes to `hears`. Raises Lost, NotDone."""
        self._asked += 1
        number = self._asked
        with contextlib.suppress(Lost):  # why it hung up may be said still
            self.send(number, what)
        while True:
            said = self.receive()
            if isinstance(said, Answer) and said.number in (number, OF_THE_LINE):
                break
            hears(said)
        if said.refusal is not None:
            raise NotDone(said.refusal)
        answer: T = decoded(type(what), said)
        return answer

    def close(self) -> None:
        hang_up(self._connection)

    def _put(self, what: msgspec.Struct) -> None:
        try:
            self._connection.send_bytes(self._encoder.encode(what))
        except OSError as error:
            raise Lost(str(error)) from None


def dial(place: Path, screen: str = "screen") -> Line:
    """A line to the station whose folder, or door file, this is. Raises NoStation."""
    door = read_door(place)
    try:
        line = Line(Client(door.address, authkey=door.key))
    except (OSError, EOFError, AuthenticationError, AssertionError) as error:
        # AssertionError is how Python 3.11 says that the other end spoke out of turn.
        why = "it has stopped" if isinstance(error, FileNotFoundError | ConnectionError) else error
        raise NoStation(
            f"{place}: the station doesn't answer ({why}); start it with `packline station`"
        ) from None
    with contextlib.suppress(Lost):  # the next word that is awaited says so
        line.greet(screen)
    return line
