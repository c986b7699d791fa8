"""Which device serves which place on the line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Roles:
    """Device names by role; levels count from 0 (the item)."""

    coder: str = ""  # "" = the line has none
    camera: str = ""
    plc: str = ""
    labels: Mapping[int, str] = field(default_factory=dict)  # label printer of a level
    scanners: Mapping[int, str] = field(default_factory=dict)  # reads a level's labels
    look_down: Mapping[int, str] = field(default_factory=dict)  # sees a level's open container
    confirm: Mapping[int, str] = field(default_factory=dict)  # reads a level's last child
    hand: tuple[str, ...] = ()  # scanners in people's hands
    shipping: str = ""  # reads what leaves the plant

    def head_level(self, device: str) -> int | None:
        """The level whose codes `device` prints, None if it is no printer."""
        if device and device == self.coder:
            return 0
        return next((level for level, name in self.labels.items() if name == device), None)
