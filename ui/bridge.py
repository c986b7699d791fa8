"""The screen's line to the station, for Qt: two threads talk, and everything arrives in Qt's own.

Of what the station tells unasked only the newest is kept, so a busy screen never falls behind; one
that hears nothing more is told so, and never shows an old line as the present one. A line that
broke is dialled again for as long as the screen lives; what was asked and not answered is told as
unanswered, and never asked again by itself: the newest picture shows what became of it.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from station.talk.address import NoStation
from station.talk.client import Line, Lost, dial
from station.talk.look import Look, Seat
from station.talk.message import OF_THE_LINE, Answer, Refusal, Request, decoded

AGAIN_S = 0.5
SILENT_MS_MAX = 3_000  # ten looks a second come from a station that is well
STOP_S_MAX = 2.0
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
        self._to_say: queue.SimpleQueue[tuple[Line, int, Request[Any]] | None] = queue.SimpleQueue()
        # A Line says that this screen is attached by it, None that it broke.
        self._inbox: deque[Seat | Answer | Line | None] = deque()
        self._newest: deque[Look] = deque(maxlen=1)
        self._dialled: Line | None = None  # the thread's that listens
        self._line: Line | None = None  # Qt's: by which it is attached
        self._number = OF_THE_LINE
        self._waiting: dict[int, tuple[Request[Any], Then | None, Else | None]] = {}
        self._threads = [
            threading.Thread(target=target, name="bridge", daemon=True)
            for target in (self._listen, self._speak)
        ]
        self._heard.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._fell_silent)
        self.look: Look | None = None
        self.seat: Seat | None = None

    @property
    def is_attached(self) -> bool:
        return self._line is not None

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._to_say.put(None)
        if self._dialled is not None:
            self._dialled.close()
        for thread in self._threads:
            thread.join(STOP_S_MAX)

    def ask(
        self, what: Request[Any], then: Then | None = None, refused: Else | None = None
    ) -> None:
        """Ask; `then` gets the answer, `refused` why not (else the signal tells it)."""
        self._number += 1
        self._waiting[self._number] = (what, then, refused)
        if self._line is not None:
            self._to_say.put((self._line, self._number, what))
        else:
            self._put(Answer(self._number, refusal=Refusal(UNANSWERED)))

    def forget_questions(self) -> None:
        """Whoever asked has gone: answers are nobody's, and a refusal is told by the signal."""
        self._waiting = {number: (one[0], None, None) for number, one in self._waiting.items()}

    # -- the two threads

    def _listen(self) -> None:
        while not self._stopping.is_set():
            with contextlib.suppress(NoStation, Lost):  # dialled again for as long as it takes
                self._attend(dial(self._place, self._screen))
            self._stopping.wait(AGAIN_S)

    def _attend(self, line: Line) -> None:
        """Hear all that comes by this line. Raises Lost at its end."""
        self._dialled = line
        if self._stopping.is_set():  # `stop` may have looked for a line before it was there
            line.close()
        attached = False
        try:
            while True:
                said = line.receive()
                if not attached and not isinstance(said, Answer):  # it was let in
                    attached = True
                    self._put(line)
                self._hear(said)
        finally:
            line.close()
            if attached:
                self._put(None)

    def _hear(self, said: Look | Seat | Answer) -> None:
        if isinstance(said, Look):
            self._newest.append(said)
            self._heard.emit()
        else:
            self._put(said)

    def _put(self, what: Seat | Answer | Line | None) -> None:
        self._inbox.append(what)
        self._heard.emit()

    def _speak(self) -> None:
        """By the line that the screen saw when it asked: what was told as unanswered never leaves
        later, by the next line."""
        while (asked := self._to_say.get()) is not None:
            line, number, what = asked
            with contextlib.suppress(Lost):  # who listens notices as well, and answers for it
                line.send(number, what)

    # -- Qt's thread

    @Slot()
    def _take(self) -> None:
        while self._inbox:
            said = self._inbox.popleft()
            if isinstance(said, Seat):
                self.seat = said
                self.seated.emit(said)
            elif isinstance(said, Answer):
                self._answered(said)
            else:
                self._attach(said)
        if self._newest:
            self.look = self._newest.popleft()
            self._silence.start(SILENT_MS_MAX)
            self.looked.emit(self.look)

    def _attach(self, line: Line | None) -> None:
        self._line = line
        if line is None:
            self._silence.stop()
            for number in list(self._waiting):
                self._answered(Answer(number, refusal=Refusal(UNANSWERED)))
        else:
            self._silence.start(SILENT_MS_MAX)
        self.attached.emit(line is not None)

    @Slot()
    def _fell_silent(self) -> None:
        """The station hangs, or can't say how its line is: that is no line."""
        if self._line is not None:
            self._line.close()

    def _answered(self, answer: Answer) -> None:
        if answer.number not in self._waiting:
            if answer.refusal is not None and answer.number == OF_THE_LINE:
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
