"""The simulated hall in its own process, and what people can do in it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from drivers.sim.line.spec import LineSpec

START_S_MAX = 20.0
ANSWER_S_MAX = 10.0
STOP_S_MAX = 10.0


class HallFailed(RuntimeError):
    """The simulated line ended or doesn't answer; its own words are in hall.log."""


class HallProcess:
    def __init__(self, spec: LineSpec, folder: Path) -> None:
        self._spec, self._folder = spec, folder
        self._process: subprocess.Popen[bytes]
        self._rest = b""
        self.urls: Mapping[str, str] = {}

    def __enter__(self) -> Self:
        spec_file = self._folder / "line-spec.json"
        spec_file.write_text(self._spec.to_json(), "utf-8")
        with (self._folder / "hall.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "drivers.sim.line", str(spec_file)],
                cwd=Path(__file__).resolve().parents[2],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches the station, which ends the hall
            )
        try:
            self.urls = self._read(START_S_MAX)["urls"]
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def do(self, action: str, **what: Any) -> Any:
        """Have somebody in the hall do something. Raises HallFailed."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"do": action, **what}).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as reason:
            raise HallFailed(f"the simulated line has ended ({reason}); see hall.log") from None
        reply = self._read(ANSWER_S_MAX)
        if "error" in reply:
            raise HallFailed(reply["error"])
        return reply["answer"]

    def close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # it may have ended before us
                    pipe.close()
        try:
            self._process.wait(STOP_S_MAX)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(STOP_S_MAX)

    def _read(self, timeout_s: float) -> Any:
        """One JSON line of the hall, waited for at most `timeout_s`."""
        assert self._process.stdout is not None
        end_s = time.monotonic() + timeout_s
        while b"\n" not in self._rest:
            left_s = end_s - time.monotonic()
            ready, _, _ = select.select([self._process.stdout], [], [], max(0.0, left_s))
            chunk = os.read(self._process.stdout.fileno(), 65_536) if ready else b""
            if not chunk:
                raise HallFailed("the simulated line doesn't answer; see hall.log")
            self._rest += chunk
        line, self._rest = self._rest.split(b"\n", 1)
        return json.loads(line)
