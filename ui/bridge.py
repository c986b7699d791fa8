"""The screen's line to the station, for Qt: two threads talk, and everything arrives in Qt's own.

Of what the station tells unasked only the newest is kept, so a busy screen never falls behind. A
line that broke is dialled again for as long as the screen lives; what was asked and not answered is
told as unanswered, and never asked again by itself: the newest picture shows what became of it.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from station.talk.address import NoStation
from station.talk.client import Line, Lost, dial
from station.talk.look import Look, Seat
from station.talk.message import Answer, Refusal, Request, decoded

AGAIN_S = 0.5
UNANSWERED = "the station didn't answer; look whether it was done, then ask again"

Then = Callable[[Any], None]
Else = Callable[[Refusal], None]


class Station(QObject):
    """`ask` from Qt's thread; signals come there too."""

    looked = Signal(object)  # the newest Look
    seated = Signal(object)  # this screen's Seat
    attached = Signal(bool)  # whether the station is there
    refused = Signal(object)  # a Refusal that nobody else takes
    _heard = Signal()

    def __init__(self, place: Path, screen: str) -> None:
        super().__init__()
        self._place, self._screen = place, screen
        self._stopping = threading.Event()
        self._to_say: queue.SimpleQueue[tuple[int, Request[Any]] | None] = queue.SimpleQueue()
        self._inbox: deque[Look | Seat | Answer | bool] = deque()
        self._newest: Look | None = None
        self._line: Line | None = None
        self._number = 0
        self._waiting: dict[int, tuple[Request[Any], Then | None, Else | None]] = {}
        self._threads = [
            threading.Thread(target=target, name=target.__name__, daemon=True)
            for target in (self._listen, self._speak)
        ]
        self._heard.connect(self._take)
        self.is_attached = False
        self.look: Look | None = None
        self.seat: Seat | None = None

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._to_say.put(None)
        if self._line is not None:
            self._line.close()
        for thread in self._threads:
            thread.join(2.0)

    def ask(
        self, what: Request[Any], then: Then | None = None, refused: Else | None = None
    ) -> None:
        """Ask; `then` gets the answer, `refused` why not (else the signal tells it)."""
        self._number += 1
        self._waiting[self._number] = (what, then, refused)
        if self.is_attached:
            self._to_say.put((self._number, what))
        else:
            self._inbox.append(Answer(self._number, refusal=Refusal(UNANSWERED)))
            self._heard.emit()

    def forget_questions(self) -> None:
        """Whoever asked has gone: answers are nobody's, and a refusal is told by the signal."""
        self._waiting = {number: (one[0], None, None) for number, one in self._waiting.items()}

    # -- the two threads

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                line = dial(self._place, self._screen)
            except NoStation:
                self._stopping.wait(AGAIN_S)
                continue
            self._line = line
            self._put(True)
            try:
                while True:
                    self._hear(line)
            except Lost:
                self._line = None
                line.close()
                self._put(False)

    def _hear(self, line: Line) -> None:
        said = line.receive()
        if isinstance(said, Look):
            first, self._newest = self._newest is None, said
            if first:
                self._heard.emit()
        else:
            self._put(said)

    def _put(self, what: Seat | Answer | bool) -> None:
        self._inbox.append(what)
        self._heard.emit()

    def _speak(self) -> None:
        while (asked := self._to_say.get()) is not None:
            line = self._line
            try:
                if line is not None:
                    line.send(*asked)
            except Lost:
                continue  # who listens notices as well, and answers for it

    # -- Qt's thread

    @Slot()
    def _take(self) -> None:
        while self._inbox:
            said = self._inbox.popleft()
            if isinstance(said, bool):
                self._attach(said)
            elif isinstance(said, Seat):
                self.seat = said
                self.seated.emit(said)
            elif isinstance(said, Answer):
                self._answered(said)
        newest, self._newest = self._newest, None
        if newest is not None:
            self.look = newest
            self.looked.emit(newest)

    def _attach(self, attached: bool) -> None:
        self.is_attached = attached
        if not attached:
            for number in list(self._waiting):
                self._answered(Answer(number, refusal=Refusal(UNANSWERED)))
        self.attached.emit(attached)

    def _answered(self, answer: Answer) -> None:
        if answer.number not in self._waiting:
            if answer.refusal is not None:  # of the line itself
                self.refused.emit(answer.refusal)
            return
        what, then, refused = self._waiting.pop(answer.number)
        if answer.refusal is None:
            if then is not None:
                then(decoded(type(what), answer))
        elif refused is not None:
            refused(answer.refusal)
        else:
            self.refused.emit(answer.refusal)
