"""The station as a process that may be killed: messages come in by a pipe, what leaves goes out.

It is started by `world`, from a server that has the modules loaded already. It may be told to kill
itself when it reaches a named point for the N-th time; that is SIGKILL too, with nothing after it.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from drivers import api as d
from station.store import points
from sync.platforms.api import Answer
from tests.faults.compiled import in_every_life
from tests.faults.mutants import seeded
from tests.faults.stand import Shown, opened


@dataclass(frozen=True)
class Left:
    device: str
    command: d.Command


@dataclass(frozen=True)
class Upload:
    content_id: str
    body: bytes


@dataclass(frozen=True)
class Stopped:
    """The station stopped by itself."""

    why: str


@dataclass(frozen=True)
class Reached:
    """A named point, the first time that it is reached."""

    name: str


Word = Shown | Left | Upload | Stopped | Reached


@dataclass(frozen=True)
class Death:
    """Where this life ends by itself: at the `nth` time of a point. "" = nowhere."""

    point: str = ""
    nth: int = 1

    def __str__(self) -> str:
        return f"{self.point} #{self.nth}"


class Out:
    """The outer end of the pipe. Two threads write: the core, and the one that reads messages."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._lock = pipe, threading.Lock()

    def say(self, word: Word) -> None:
        with self._lock:
            self._pipe.send(word)

    def left(self, device: str, command: d.Command) -> None:
        self.say(Left(device, command))

    def upload(self, content_id: str, body: bytes) -> Answer:
        self.say(Upload(content_id, body))
        answer: Answer = self._pipe.recv()
        return answer


def main(folder: Path, pipe: Connection, death: Death, mutant: str) -> None:
    logging.disable(logging.CRITICAL)
    out = Out(pipe)
    times: Counter[str] = Counter()

    def at_point(name: str) -> bool:
        times[name] += 1
        if (name, times[name]) == (death.point, death.nth):
            os.kill(os.getpid(), signal.SIGKILL)
        if not death.point and times[name] == 1:
            out.say(Reached(name))
        return False

    try:
        with points.listening(at_point), seeded(mutant), in_every_life():
            _work(folder, pipe, out)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # whoever started us is gone
    except Exception as error:
        out.say(Stopped(f"{type(error).__name__}: {error}"))


def _work(folder: Path, pipe: Connection, out: Out) -> None:
    with opened(folder, out) as stand:
        out.say(stand.shown())
        while True:
            message: Any = pipe.recv()
            if message is None:
                return
            out.say(stand.carry(message))
