"""Runs the clients of CUPS: words and bytes in, what they wrote out, within bounds.

A client that takes too long is ended, and counts as one that didn't answer. What is printed goes
in by an unnamed file in memory: nothing lies on the disk, and no pipe can fill up.
"""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from drivers.errors import DeviceError
from drivers.printers.cups_lines import Line
from drivers.printers.cups_words import Said

OUT_BYTES_MAX = 1_000_000  # the jobs that a CUPS remembers (500) take a tenth of it
CHUNK_BYTES = 65_536
LOOK_S = 0.1  # how often is looked whether the station stops
END_S_MAX = 2.0
SURROUNDINGS = {"LC_ALL": "C", "LANGUAGE": "C"}


class ProgramsMissing(DeviceError):
    """A client can't be run at all; one sentence with the remedy."""


class Programs:
    """`folder` "" = where the system finds its programs. `clock_s` is a monotonic clock."""

    def __init__(self, folder: str, clock_s: Callable[[], float]) -> None:
        self._folder, self._clock_s = folder, clock_s
        self._interrupted = threading.Event()

    def interrupt(self) -> None:
        """From another thread: end what runs, and what is begun later, but for a farewell."""
        self._interrupted.set()

    def run(self, line: Line, data: bytes, limit_s: float, *, is_farewell: bool = False) -> Said:
        """Raises `ProgramsMissing` if it can't be begun; then nothing has happened."""
        may_interrupt = not is_farewell
        path = self._path(line[0])
        source = os.memfd_create("label")
        try:
            with os.fdopen(os.dup(source), "wb") as file:
                file.write(data)
            os.lseek(source, 0, os.SEEK_SET)
            process = subprocess.Popen(
                line,
                executable=path,
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**os.environ, **SURROUNDINGS},
                start_new_session=True,
            )
        except OSError as error:
            raise ProgramsMissing(f"{path} can't be run: {error.strerror or error}") from error
        finally:
            os.close(source)
        with process:
            try:
                return self._said(process, limit_s, may_interrupt)
            finally:
                _end(process)

    def _path(self, program: str) -> str:
        if self._folder:
            path = Path(self._folder) / program
            if not path.is_file():
                raise ProgramsMissing(f"there is no program {path}: correct the option programs")
            return str(path.absolute())
        found = shutil.which(program)
        if found is None:
            raise ProgramsMissing(
                f"there is no program {program}: install the Debian package cups-client "
                "(sudo apt install cups-client)"
            )
        return found

    def _said(self, process: subprocess.Popen[bytes], limit_s: float, may_interrupt: bool) -> Said:
        assert process.stdout is not None
        assert process.stderr is not None
        until_s = self._clock_s() + limit_s
        heard = {process.stdout.fileno(): bytearray(), process.stderr.fileno(): bytearray()}
        is_whole = self._hear(heard, until_s, may_interrupt)
        code: int | None = None
        if is_whole:
            with suppress(subprocess.TimeoutExpired):
                code = process.wait(max(0.0, until_s - self._clock_s()))
        out, err = (bytes(one).decode(errors="replace") for one in heard.values())
        return Said(code, out, err)

    def _hear(self, heard: dict[int, bytearray], until_s: float, may_interrupt: bool) -> bool:
        """Whether both ended in time and within bounds."""
        with selectors.DefaultSelector() as selector:
            for stream in heard:
                selector.register(stream, selectors.EVENT_READ)
            while selector.get_map():
                is_over = may_interrupt and self._interrupted.is_set()
                if is_over or self._clock_s() >= until_s:
                    return False
                for key, _ in selector.select(LOOK_S):
                    data = os.read(key.fd, CHUNK_BYTES)
                    if not data:
                        selector.unregister(key.fd)
                    heard[key.fd] += data
                    if len(heard[key.fd]) > OUT_BYTES_MAX:
                        return False
        return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """It and what it began; nothing if it has ended."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(END_S_MAX)


def runs_here() -> bool:
    """Whether this is a system on which it was tried."""
    return sys.platform == "linux"
