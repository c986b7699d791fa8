"""The machine that a figure was measured on: a figure without it says nothing."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

__all__ = ["Machine", "this_machine"]

CPUINFO = Path("/proc/cpuinfo")


@dataclass(frozen=True)
class Machine:
    """`load` is the mean number of processes that wanted a core in the last minute."""

    cpu: str
    cores: int
    load: float
    system: str
    python: str
    libraries: tuple[tuple[str, str], ...]


def this_machine(libraries: tuple[str, ...]) -> Machine:
    """This PC, with the versions of the libraries that are measured."""
    return Machine(
        cpu=_cpu(),
        cores=os.cpu_count() or 1,
        load=round(os.getloadavg()[0], 1),
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        python=platform.python_version(),
        libraries=tuple((name, version(name)) for name in libraries),
    )


def _cpu() -> str:
    if CPUINFO.exists():
        for line in CPUINFO.read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"
