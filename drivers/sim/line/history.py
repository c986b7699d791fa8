"""What happened in the hall, a line a fact, so that a simulation can be taken up again.

The file is the hall's own memory, not the station's: after a power cut of the PC the cases still
stand where they stood. Each fact is flushed as it happens; a torn last line is left out.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from drivers.sim.line.things import Case, Pallet, Product


class History:
    """Reads what is there, then appends. `path` None keeps everything in memory only."""

    def __init__(self, path: Path | None) -> None:
        self.fed = 0
        self.encoder_mm = 0
        self.numbers: dict[int, int] = {}
        self.released_cases: set[int] = set()
        self.finished_pallets: list[int] = []
        self.injected: dict[str, int] = {}
        self.tape: list[bytes] = []
        self._cases: dict[int, dict[int, Product]] = {}
        self._labels: dict[tuple[int, int], bytes] = {}
        self._pallets: dict[int, list[int]] = {}
        if path is not None and path.exists():
            for line in _whole_lines(path):
                self._recall(json.loads(line))
        self._file = path.open("a", encoding="utf-8") if path is not None else None

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    # -- facts

    def entered(self, number: int, encoder_mm: float) -> None:
        self._note("entered", n=number, mm=int(encoder_mm))

    def inked(self, data: bytes) -> None:
        self._note("inked", data=_text(data))

    def injected_fault(self, kind: str) -> None:
        self._note("injected", kind=kind)

    def packed(self, case: int, product: Product) -> None:
        ink, cap = (None if one is None else _text(one) for one in (product.ink, product.cap))
        self._note("packed", case=case, n=product.number, ink=ink, cap=cap, smeared=product.smeared)

    def taken_out(self, case: int, number: int) -> None:
        self._note("taken_out", case=case, n=number)

    def released(self, case: int) -> None:
        self._note("released", case=case)

    def labelled(self, level: int, number: int, label: bytes) -> None:
        self._note("labelled", level=level, n=number, label=_text(label))

    def palletised(self, pallet: int, case: int) -> None:
        self._note("palletised", pallet=pallet, case=case)

    def finished(self, pallet: int) -> None:
        self._note("finished", pallet=pallet)

    def numbered(self, place: int, number: int) -> None:
        self._note("numbered", place=place, n=number)

    # -- what they amount to

    @property
    def open_pallet(self) -> int:
        newest = max([0, *self._pallets])
        return newest if newest and newest not in self.finished_pallets else newest + 1

    def case_numbers(self) -> list[int]:
        return sorted(self._cases)

    def case(self, number: int) -> Case:
        return Case(number, list(self._cases[number].values()), self._labels.get((1, number)))

    def pallet(self, number: int) -> Pallet:
        cases = [self.case(one) for one in self._pallets.get(number, [])]
        return Pallet(number, cases, self._labels.get((2, number)))

    # -- reading and writing

    def _note(self, what: str, **facts: Any) -> None:
        fact = {"what": what, **facts}
        self._recall(fact)
        if self._file is not None:
            self._file.write(json.dumps(fact) + "\n")
            self._file.flush()

    def _recall(self, fact: dict[str, Any]) -> None:
        match fact["what"]:
            case "entered":
                self.fed, self.encoder_mm = fact["n"], fact["mm"]
            case "inked":
                self.tape.append(_bytes(fact["data"]))
            case "injected":
                self.injected[fact["kind"]] = self.injected.get(fact["kind"], 0) + 1
            case "packed":
                ink, cap = (
                    None if fact[key] is None else _bytes(fact[key]) for key in ("ink", "cap")
                )
                product = Product(fact["n"], 0.0, ink=ink, cap=cap, smeared=fact["smeared"])
                self._cases.setdefault(fact["case"], {})[fact["n"]] = product
            case "taken_out":
                self._cases[fact["case"]].pop(fact["n"], None)
            case "released":
                self.released_cases.add(fact["case"])
            case "labelled":
                self._labels[fact["level"], fact["n"]] = _bytes(fact["label"])
            case "palletised":
                self._pallets.setdefault(fact["pallet"], []).append(fact["case"])
            case "finished":
                self.finished_pallets.append(fact["pallet"])
            case "numbered":
                self.numbers[fact["place"]] = fact["n"]


def _whole_lines(path: Path) -> list[bytes]:
    """All lines but a torn last one, which is cut off the file: the next fact begins anew."""
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        path.write_bytes(whole)
    return whole.splitlines()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
