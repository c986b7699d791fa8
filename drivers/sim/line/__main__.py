"""The simulated line as a process of its own: `python -m drivers.sim.line SPEC.json`.

On standard output: one JSON line with the addresses of all devices when they listen, then one JSON
line for each command that comes on standard input, `{"answer": …}` or `{"error": …}`. It ends at
the end of its input, so that it never outlives whoever started it.
"""

from __future__ import annotations

import json
import logging
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from drivers.sim.line.bench import Bench
from drivers.sim.line.devices import HallDevices
from drivers.sim.line.hall import Hall, HallStopped
from drivers.sim.line.spec import LineSpec


def main() -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started us
    logging.getLogger("pymodbus.logging").setLevel(logging.CRITICAL)
    spec = LineSpec.from_json(Path(sys.argv[1]).read_text("utf-8"))
    if spec.by_hand:
        bench = Bench(spec)
        bench.start()
        _serve(bench.urls, bench.do)
        bench.stop()
        return 0
    devices = HallDevices(spec)
    devices.start()
    hall = Hall(spec, devices)
    hall.start()
    _serve(devices.urls, hall.do)
    hall.stop()
    devices.stop()
    return 0


def _serve(urls: Mapping[str, str], do: Callable[[dict[str, Any]], Any]) -> None:
    """Answer commands until there are no more."""
    _say({"urls": urls})
    for line in sys.stdin:
        try:
            _say({"answer": do(json.loads(line))})
        except (ValueError, KeyError, HallStopped) as error:
            _say({"error": f"{type(error).__name__}: {error}"})


def _say(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
