"""What the demonstration is asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from station.store.errors import KnownError

FAULTS = ("none", "some", "many")
PRODUCT_OF_LINE = {
    "demo": "water-24",
    "demo-queue": "water-24-queue",
    "demo-pairs": "baijiu-pairs",
    "demo-sets": "baijiu-sets",
    "demo-five": "baijiu-five",
    "demo-hand": "gift-box-hand",
}
BOTTLES_MAX = 100_000
SPEED_MIN, SPEED_MAX = 0.05, 5.0


@dataclass(frozen=True)
class DemoOptions:
    folder: Path
    bottles: int = 480
    seed: int = 1
    speed: float = 1.0
    faults: str = "some"
    line: str = "demo"  # or the path of a changed copy
    resume: bool = False
    ui: bool = False

    def check(self) -> None:
        """Raises KnownError with what is allowed."""
        if self.faults not in FAULTS:
            raise KnownError(f"--faults {self.faults}: it is one of {', '.join(FAULTS)}")
        if not 1 <= self.bottles <= BOTTLES_MAX:
            raise KnownError(f"--bottles {self.bottles}: it is 1 to {BOTTLES_MAX}")
        if not SPEED_MIN <= self.speed <= SPEED_MAX:
            raise KnownError(f"--speed {self.speed:g}: it is {SPEED_MIN:g} to {SPEED_MAX:g}")
        if Path(self.line).stem not in PRODUCT_OF_LINE:
            known = ", ".join(PRODUCT_OF_LINE)
            raise KnownError(
                f"--line {self.line}: the demonstration has {known}, or a changed copy of one of "
                "them under the same name, such as mine/demo.toml"
            )

    @property
    def product(self) -> str:
        """The product file that belongs to the line, or to the one that it is a copy of."""
        return PRODUCT_OF_LINE[Path(self.line).stem]
