"""The sandbox as a process of one's own: started, waited for, and surely gone afterwards.

The child's standard input is a pipe whose other end is here, so the system tells it when this
process dies, however that happens.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sync.sandbox.__main__ import TOKEN_DEFAULT, TOKEN_VARIABLE

READY_S_MAX = 20.0
POLL_S = 0.01
STOP_S_MAX = 5.0
ROOT = Path(__file__).resolve().parents[2]


class SandboxFailed(Exception):
    """The sandbox didn't start; the text has its last words."""


class SandboxProcess:
    """`with SandboxProcess(db) as sandbox:` — then `sandbox.url` and `sandbox.token`.

    `faults` are options such as "drop_reply=2"; the database at `db` outlives the process."""

    def __init__(
        self,
        db: Path,
        faults: Sequence[str] = (),
        token: str = TOKEN_DEFAULT,
        port: int = 0,
        options: Sequence[str] = (),
    ) -> None:
        self.token = token
        self.url = ""
        self._arguments = ["--db", str(db), "--port", str(port), "--guard", *options]
        for fault in faults:
            self._arguments += ["--fault", fault]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None, "not started"
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it listens. Raises `SandboxFailed`."""
        with tempfile.TemporaryDirectory(prefix="packline-sandbox-") as folder:
            ready_file = Path(folder) / "ready.json"
            with (Path(folder) / "said").open("w+b") as said:
                self._process = self._spawn(ready_file, said.fileno())
                try:
                    self.url = self._wait(self._process, ready_file)
                except SandboxFailed as failed:
                    self.stop()
                    said.seek(0)
                    words = said.read().decode("utf-8", "replace").strip()
                    raise SandboxFailed(f"{failed}: {words}") from None

    def stop(self) -> int:
        """End it; its exit code."""
        assert self._process is not None, "not started"
        process = self._process
        process.terminate()
        assert process.stdin is not None
        process.stdin.close()
        try:
            return process.wait(STOP_S_MAX)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait(STOP_S_MAX)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _spawn(self, ready_file: Path, said: int) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "sync.sandbox"),
                *("--ready-file", str(ready_file)),
                *self._arguments,
            ],
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            env={**os.environ, TOKEN_VARIABLE: self.token, "PYTHONPATH": path},
        )

    def _wait(self, process: subprocess.Popen[bytes], ready_file: Path) -> str:
        end = time.monotonic() + READY_S_MAX
        while time.monotonic() < end:
            if ready_file.exists():
                return str(json.loads(ready_file.read_text(encoding="utf-8"))["url"])
            if process.poll() is not None:
                raise SandboxFailed(f"the sandbox ended at once with code {process.returncode}")
            time.sleep(POLL_S)
        raise SandboxFailed(f"the sandbox didn't get ready in {READY_S_MAX:.0f} s")
