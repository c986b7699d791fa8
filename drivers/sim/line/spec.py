"""What a simulated line is made of; crosses to its process as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from drivers.labels.symbols import Kind


@dataclass(frozen=True)
class LineSpec:
    """`per_pallet` counts cases; paths are absolute. `speed` 1.0 is about 24 products a second."""

    seed: int
    products: int
    faults: str  # a key of fault_plan.RATES
    speed: float
    per_case: int
    rows: int
    columns: int
    per_pallet: int
    looks_down: bool
    symbol: Kind  # what the coder's message prints: "qr" or "data-matrix"
    gs1: bool
    pictures: str  # folder of the item camera
    case_pictures: str  # folder of the look-down camera
    history: str
    coder_depth: int = 8

    @property
    def history_path(self) -> Path:
        return Path(self.history)

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> LineSpec:
        return LineSpec(**json.loads(text))
