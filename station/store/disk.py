"""The disk that the database is on: how much room there is, whether it can be written, a reserve.

When a disk is full not even a delete inside SQLite works. So a file is set aside at the start, and
given free when room runs short: what the line still has to record until it stands then fits. It is
made again when there is room.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from station.store.errors import KnownError

MB = 1_000_000
PIECE_BYTES = 1 << 16


@dataclass(frozen=True)
class Disk:
    """`needed` bytes free let an order start; below half of them the line stops after its case."""

    folder: Path
    needed: int
    reserve_bytes: int

    @property
    def reserve(self) -> Path:
        return self.folder / "reserve.bin"

    @property
    def low_water(self) -> int:
        return self.needed // 2

    def free(self) -> int:
        """Bytes that may still be written; the reserve is not among them."""
        return shutil.disk_usage(self.folder).free

    def why_no_order(self) -> str:
        """Why no order may start for want of room; "" = there is enough."""
        free = self.free()
        if free >= self.needed:
            return ""
        return (
            f"{self.folder}: only {_shown(free)} are free, {_shown(self.needed)} are needed; "
            "free some space, or lower limits.disk_reserve_mb in the line file"
        )

    def check(self) -> None:
        """Room enough to run and to stop in an orderly way, and a disk that takes what is written;
        the reserve is set aside. Raises KnownError."""
        self.probe()
        why = self.why_no_order()
        if why:
            raise KnownError(why)
        self.set_aside()

    def probe(self) -> None:
        """Raises KnownError if nothing can be written here."""
        file = self.folder / ".probe"
        try:
            file.write_bytes(b"x")
            file.unlink()
        except OSError as error:
            raise KnownError(
                f"{self.folder}: can't be written ({error.strerror}); check the disk and the "
                "rights, then start again"
            ) from None

    def set_aside(self) -> bool:
        """Make the reserve, unless it is there; whether it is. No room for it is no error: the
        gate in front of an order tells of that."""
        if self.reserve.exists() and self.reserve.stat().st_size == self.reserve_bytes:
            return True
        part = self.reserve.with_name(".reserve.part")
        try:
            with part.open("wb") as file:
                for at in range(0, self.reserve_bytes, PIECE_BYTES):
                    # Written, not only promised: a file with holes would hold nothing.
                    file.write(bytes(min(PIECE_BYTES, self.reserve_bytes - at)))
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.reserve)
        except OSError:
            part.unlink(missing_ok=True)
            return False
        return True

    def give_free(self) -> bool:
        """Whether there was a reserve to give."""
        try:
            self.reserve.unlink()
        except OSError:
            return False
        return True


def same_disk(one: Path, other: Path) -> bool:
    """Whether both are in one file system, and so lost when its disk is. Of two partitions on one
    disk this says no. Raises OSError where the folder of one isn't there."""
    return one.parent.stat().st_dev == other.parent.stat().st_dev


def _shown(count: int) -> str:
    return f"{count / MB:.0f} MB" if count >= MB else f"{count // 1_000} kB"
