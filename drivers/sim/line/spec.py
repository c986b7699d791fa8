"""What a simulated line is made of; crosses to its process as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from drivers.labels.symbols import Kind
from drivers.sim.label_languages import LabelHead


@dataclass(frozen=True)
class PreSet:
    """A container's own code and those of its items, as the supplier printed them."""

    label: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Preprinted:
    """What comes to the line with its codes on it: each kind in its order, or items with their
    cartons in sets."""

    caps: tuple[str, ...] = ()
    cartons: tuple[str, ...] = ()
    sets: tuple[PreSet, ...] = ()
    pallets: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> Preprinted:
        raw = json.loads(text)
        sets = (PreSet(one["label"], tuple(one["members"])) for one in raw["sets"])
        lists = {key: tuple(raw[key]) for key in ("caps", "cartons", "pallets", "items")}
        return Preprinted(sets=tuple(sets), **lists)


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
    by_hand: bool = False  # a bench with hand scanners, no belt
    labels: tuple[LabelHead, ...] = (LabelHead(), LabelHead())  # of level 1, level 2
    preprinted: str = ""  # file of what comes with its codes on it, see Preprinted; "" = nothing

    @property
    def history_path(self) -> Path:
        return Path(self.history)

    def bought(self) -> Preprinted:
        """What stands in the file of preprinted codes."""
        if not self.preprinted:
            return Preprinted()
        return Preprinted.from_json(Path(self.preprinted).read_text("utf-8"))

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> LineSpec:
        raw = json.loads(text)
        labels = tuple(LabelHead(**one) for one in raw.pop("labels"))
        return LineSpec(**raw, labels=labels)
