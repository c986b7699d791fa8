"""A vendor's program that watches a folder and prints what it finds there, one bottle a code.

Written from the program's side: it lists the folder, takes the oldest file, by renaming it first or
by reading and then deleting it, and writes a result file after the print. No manual is meant.
`look` is one round of its watching, `photocell` a bottle.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from drivers.sim.faults import Faults

WATCH_S = 0.05
STOP_S_MAX = 2.0


@dataclass(frozen=True)
class _Job:
    stem: str
    code: bytes


class VendorProgram:
    """`depth`: how many files it takes ahead. `writes_results`: a `.ok` file after each print."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "asleep": "takes no file",
        "jam": "takes files and prints nothing",
        "error": "refuses a file with an .err file",
        "no_result": "prints and writes no result",
        "half_result": "writes the result's first half, and the rest a round later",
        "wrong_result": "names another code in the result",
        "leaves_file": "reads a file and leaves it where it is",
    }

    def __init__(
        self,
        folder: Path | str = "handoff",
        *,
        takes_by: Literal["read", "rename"] = "read",
        depth: int = 2,
        writes_results: bool = True,
        encoding: str = "utf-8-sig",
    ) -> None:
        self.folder = Path(folder)
        self.port = 0
        self._takes_by, self._depth = takes_by, depth
        self._writes_results, self._encoding = writes_results, encoding
        self.tape: list[bytes] = []
        self._jobs: deque[_Job] = deque()
        self._seen: set[str] = set()
        self._halves: list[tuple[Path, bytes]] = []
        self._faults = Faults(self.FAULTS)
        self._stopping = threading.Event()
        self._one_at_a_time = threading.Lock()
        self._thread: threading.Thread | None = None

    def fault(self, name: str, value: str = "on") -> None:
        self._faults.set(name, value)

    # ------------------------------------------------------------ its own watching, for a person

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._thread = threading.Thread(target=self._watch, name="vendor's program", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(STOP_S_MAX)

    def _watch(self) -> None:
        while not self._stopping.wait(WATCH_S):
            self.look()

    # ------------------------------------------------------------ what it does

    def look(self) -> None:
        with self._one_at_a_time:
            for path, rest in self._halves:
                with path.open("ab") as file:
                    file.write(rest)
            self._halves.clear()
            if not self._faults.get("asleep"):
                self._take_files()

    def photocell(self, now_ms: int = 0) -> tuple[bytes | None, bytes]:
        """A bottle passes: what is inked on it (None: nothing). It says nothing on a wire."""
        del now_ms
        with self._one_at_a_time:
            if not self._jobs or self._faults.get("jam"):
                return None, b""
            job = self._jobs.popleft()
            self.tape.append(job.code)
            self._tell(job)
            return job.code, b""

    def reboot(self, now_ms: int) -> bytes:
        """The program is ended and started: what it had taken is gone."""
        del now_ms
        self._jobs.clear()
        return b""

    def _take_files(self) -> None:
        for path in sorted(self.folder.glob("[!.]*.txt")):
            if len(self._jobs) >= self._depth:
                return
            if path.name not in self._seen:
                self._take(path)

    def _take(self, path: Path) -> None:
        if self._takes_by == "rename":
            path = path.rename(self.folder / f"{path.stem}.taken")
        text = path.read_bytes().decode(self._encoding)
        if self._faults.get("leaves_file"):
            self._seen.add(path.name)
        else:
            path.unlink()
        if self._faults.hit("error"):
            self._write(self.folder / f"{path.stem}.err", b"no such template")
            return
        self._jobs.append(_Job(path.stem, text.strip().encode()))

    def _tell(self, job: _Job) -> None:
        if not self._writes_results or self._faults.hit("no_result"):
            return
        code = b"SOMETHING ELSE" if self._faults.hit("wrong_result") else job.code
        path = self.folder / f"{job.stem}.ok"
        if self._faults.hit("half_result"):
            half = len(code) // 2
            path.write_bytes(code[:half])
            self._halves.append((path, code[half:] + b"\r\n"))
        else:
            self._write(path, code + b"\r\n")

    def _write(self, path: Path, content: bytes) -> None:
        hidden = path.with_name(f".{path.name}")
        hidden.write_bytes(content)
        hidden.rename(path)
