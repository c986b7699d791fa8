"""A batch record for the screen: made by a process of its own, shown page by page as pictures.

A big order takes many seconds of computing, which inside the station would take the line's turns
from it: the record is what `packline report batch` makes, in a process that yields to everything
else. One at a time is made, and the last one is kept; what is still being made when the station
stops ends by itself. PDFium draws one page at a time, whoever asks.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import cv2
import pypdfium2

from station.talk.message import Refusal
from station.talk.server import Refuses

YIELDING = 10  # how nice it is to the line
WIDTH_PX_MIN, WIDTH_PX_MAX = 200, 2_400
SAID_MAX = 300
ROOT = Path(__file__).resolve().parents[2]

Command = Callable[[str, Path], Sequence[str]]  # for an order, into this file


def report_command(database: Path) -> Command:
    """`packline report batch`, beside the running station."""

    def command(order: str, pdf: Path) -> Sequence[str]:
        asked = ("report", "batch", "--data", str(database), "--out", str(pdf), "--force")
        return (sys.executable, "-m", "station", *asked, "--", order)

    return command


@dataclass(frozen=True)
class Made:
    """The last record that was made: all of its bytes, and when."""

    order: str
    content: bytes
    pages: int
    made_ms: int


@dataclass
class _Making:
    order: str
    by: int  # the seat that wants it
    began_ms: int
    process: subprocess.Popen[bytes]


class RecordMaking:
    """Called from the threads of all screens."""

    def __init__(self, folder: Path, command: Command, now_ms: Callable[[], int]) -> None:
        """`folder` takes the file that is being made; it is hidden, and gone when it was read."""
        self._file = folder / ".batch-record.pdf"
        self._command, self._now_ms = command, now_ms
        self._guard = threading.RLock()
        self._making: _Making | None = None
        self._made: Made | None = None
        self._failed: tuple[str, str] = ("", "")  # an order, and why

    def begin(self, order: str, seat: int) -> None:
        """Make it anew. Raises Refuses while another screen's is being made."""
        with self._guard:
            self._look()
            if self._making is not None and self._making.by != seat:
                raise Refuses(
                    Refusal(
                        f"the record of order {self._making.order} is being made for another "
                        "screen; wait for it"
                    )
                )
            self._end()
            self._forget()
            self._file.parent.mkdir(exist_ok=True)
            self._making = _Making(order, seat, self._now_ms(), self._started(order))

    def drop(self, seat: int) -> None:
        """The screen left: what was being made for it is not any more."""
        with self._guard:
            if self._making is not None and self._making.by == seat:
                self._end()

    def seconds(self, order: str) -> float | None:
        """For how long it has been made; None = it isn't being made."""
        with self._guard:
            self._look()
            if self._making is None or self._making.order != order:
                return None
            return max(0, self._now_ms() - self._making.began_ms) / 1_000

    def made(self, order: str) -> Made | None:
        with self._guard:
            self._look()
            return self._made if self._made is not None and self._made.order == order else None

    def why_failed(self, order: str) -> str:
        with self._guard:
            return self._failed[1] if self._failed[0] == order else ""

    def page(self, order: str, number: int, width_px: int) -> bytes:
        """A page, from 1 on, as PNG of this width. Raises Refuses without a record of it."""
        with self._guard:
            made = self.made(order)
            if made is None:
                raise Refuses(Refusal(f"there is no record of order {order} yet; make it first"))
            if not 1 <= number <= made.pages:
                raise Refuses(Refusal(f"the record has pages 1 to {made.pages}, and no {number}"))
            return _drawn(made.content, number, min(max(width_px, WIDTH_PX_MIN), WIDTH_PX_MAX))

    # -- the process

    def _started(self, order: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            self._command(order, self._file),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C reaches the station, which ends it
        )
        os.setpriority(os.PRIO_PROCESS, process.pid, YIELDING)
        return process

    def _look(self) -> None:
        """Takes in what became of the process, if it has ended."""
        making = self._making
        if making is None or making.process.poll() is None:
            return
        _, said = making.process.communicate()
        self._making = None
        if making.process.returncode != 0 or not self._file.exists():
            words = said.decode("utf-8", "replace").strip()[-SAID_MAX:]
            self._failed = (making.order, words or "it ended without a word")
            return
        content = self._file.read_bytes()
        self._file.unlink()
        with closing(pypdfium2.PdfDocument(content)) as pdf:
            self._made = Made(making.order, content, len(pdf), self._now_ms())

    def _end(self) -> None:
        if self._making is not None:
            self._making.process.kill()
            self._making.process.communicate()
            self._making = None
            self._file.unlink(missing_ok=True)

    def _forget(self) -> None:
        """One record is kept, so the one before makes room."""
        self._failed = ("", "")
        self._made = None


def _drawn(content: bytes, number: int, width_px: int) -> bytes:
    with (
        closing(pypdfium2.PdfDocument(content)) as pdf,
        closing(pdf[number - 1]) as page,
        closing(page.render(scale=width_px / page.get_width())) as bitmap,
    ):
        return cv2.imencode(".png", bitmap.to_numpy())[1].tobytes()
