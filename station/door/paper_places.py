"""Where a paper can be put from a screen: the station's own `papers` folder, and memory sticks.

A screen names a place of this list and never a path, so nothing else can be written to. What counts
as a stick is what the desktop mounts for its people: below /media or /run/media, and writable.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

PAPERS = "papers"
MOUNTS = Path("/proc/self/mounts")
STICKS = ("/media/", "/run/media/")
ESCAPED = re.compile(r"\\(\d{3})")  # the kernel writes a blank as \040


@dataclass(frozen=True)
class PaperPlace:
    """`name` is what a screen calls it; "" is the station's own folder."""

    name: str
    folder: Path

    @property
    def free_bytes(self) -> int:
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize


def paper_places(data: Path, mounts: Path = MOUNTS) -> list[PaperPlace]:
    """All places, the station's own first; its folder is made. Raises OSError if it can't be."""
    own = data / PAPERS
    own.mkdir(exist_ok=True)
    return [PaperPlace("", own), *(PaperPlace(one.name, one) for one in _sticks(mounts))]


def _sticks(mounts: Path) -> list[Path]:
    """No list of mounts (not on Linux): no sticks."""
    if not mounts.exists():
        return []
    found = []
    for line in mounts.read_text("utf-8", "surrogateescape").splitlines():
        _, raw, _, options, *_ = line.split(" ")
        path = ESCAPED.sub(lambda hit: chr(int(hit.group(1), 8)), raw)
        writable = "rw" in options.split(",") and os.access(path, os.W_OK)
        if path.startswith(STICKS) and writable:
            found.append(Path(path))
    return sorted(found)
