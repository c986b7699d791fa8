"""The packing bench: no belt, no machine, a person with a hand scanner, boxes and a pallet.

The person takes one thing after the other, scans it, and looks at the screen: `outcome` is what the
screen said. Only then the thing goes where it belongs, so what was refused is in no box. Faults are
what people do: scan twice, scan something strange, scan the box's label before the box is full.
Where everything stands is kept in the history file, so that work can be taken up again.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from drivers.sim.line.fault_plan import OF_HAND, LineFault, draw
from drivers.sim.line.spec import LineSpec
from drivers.sim.line_scanner import LineScannerTwin
from drivers.sim.server import TwinServer

SCANNERS = ("scanner_1", "scanner_2")
STRANGE = "HTTPS://ELSEWHERE.EXAMPLE/0000000000000"


@dataclass
class Standing:
    """Where everything is. `hand` is (what, text) of the thing that was scanned last and has no
    answer yet; `did` are the items at which a fault was played."""

    taken: int = 0
    boxes_used: int = 0
    pallets_used: int = 0
    open_box: list[str] = field(default_factory=list)
    open_pallet: list[list[str]] = field(default_factory=list)
    pallets: list[list[list[str]]] = field(default_factory=list)
    hand: list[str] = field(default_factory=list)
    did: list[int] = field(default_factory=list)
    injected: dict[str, int] = field(default_factory=dict)
    partial_box: bool = False
    partial_pallet: bool = False


class Bench:
    """As `hall.Hall`, for a line of hand scanners; `do` answers what people do."""

    def __init__(self, spec: LineSpec) -> None:
        self.spec, self.bought = spec, spec.bought()
        self.plan = draw(spec.seed, spec.products, spec.per_case, spec.faults, OF_HAND)
        self._servers = {name: TwinServer(LineScannerTwin()) for name in SCANNERS}
        self.urls: Mapping[str, str] = {}
        self._now = self._recalled()

    def _recalled(self) -> Standing:
        file = self.spec.history_path
        return Standing(**json.loads(file.read_text("utf-8"))) if file.exists() else Standing()

    def start(self) -> None:
        for server in self._servers.values():
            server.start()
        self.urls = {name: server.url for name, server in self._servers.items()}

    def stop(self) -> None:
        for server in self._servers.values():
            server.stop()

    def do(self, command: dict[str, Any]) -> Any:
        """What the person can do; raises ValueError for anything else."""
        deeds: dict[str, Callable[[], Any]] = {
            "begin": lambda: None,
            "status": self._status,
            "truth": self._truth,
            "planned": self.plan.counts,
            "next": self._next,
            "outcome": lambda: self._outcome(command["verdict"]),
            "finish": lambda: self._finish(command["level"]),
        }
        if command["do"] not in deeds:
            raise ValueError(f"nobody at the bench knows how to {command['do']!r}")
        answer = deeds[command["do"]]()
        self._remember()
        return answer

    def _remember(self) -> None:
        file = self.spec.history_path
        hidden = file.with_suffix(".part")
        hidden.write_text(json.dumps(asdict(self._now)), "utf-8")
        hidden.replace(file)

    # -- one deed after the other

    def _next(self) -> str:
        """Scan the next thing: "scanned", or what somebody must say first, or "done"."""
        now = self._now
        if not now.hand:
            now.hand = self._take() or []
        if not now.hand:
            if now.open_box:
                return "partial 1"
            return "partial 2" if now.open_pallet else "done"
        what, text = now.hand
        scanner = SCANNERS[0] if what == "item" else SCANNERS[1]
        self._servers[scanner].call(lambda twin, now_ms: (None, twin.scan(text.encode())))
        return "scanned"

    def _take(self) -> list[str] | None:
        """The next thing into the hand: a label where one is due, else an item."""
        now, bought, per_case = self._now, self.bought, self.spec.per_case
        if len(now.open_box) >= per_case or now.partial_box:
            return ["box", bought.cartons[now.boxes_used]]
        if len(now.open_pallet) >= self.spec.per_pallet or now.partial_pallet:
            return ["pallet", bought.pallets[now.pallets_used]]
        if now.taken >= self.spec.products:
            return None
        return self._mistake() or ["item", bought.items[now.taken]]

    def _mistake(self) -> list[str] | None:
        """What the person does instead of scanning the next item."""
        now, number = self._now, self._now.taken + 1
        fault = self.plan.products.get(number)
        if fault is None or number in now.did:
            return None
        now.did.append(number)
        now.injected[fault.value] = now.injected.get(fault.value, 0) + 1
        if fault is LineFault.SCAN_TWICE and now.taken:
            return ["again", self.bought.items[now.taken - 1]]
        if fault is LineFault.LABEL_EARLY:
            return ["early", self.bought.cartons[now.boxes_used]]
        return ["strange", STRANGE]

    def _outcome(self, verdict: str) -> str:
        """The screen answered. What was refused as packed already, after the answer to the first
        scan got lost, is packed; anything else that was refused stays where it was."""
        now = self._now
        if not now.hand:
            return ""
        what, text = now.hand
        done = verdict in ("good", "already_packed")
        if what == "item" and done:
            now.open_box.append(text)
            now.taken += 1
        elif what == "box" and done:
            now.open_pallet.append(now.open_box)
            now.open_box, now.partial_box = [], False
            now.boxes_used += 1
        elif what == "pallet" and (done or verdict == "duplicate"):
            now.pallets.append(now.open_pallet)
            now.open_pallet, now.partial_pallet = [], False
            now.pallets_used += 1
        now.hand = []
        return what

    def _finish(self, level: int) -> None:
        """Somebody said at the station that what is open is closed as it is."""
        if level == 1:
            self._now.partial_box = True
        else:
            self._now.partial_pallet = True

    def _status(self) -> dict[str, Any]:
        now = self._now
        return {"fed": now.taken, "injected": now.injected}

    def _truth(self) -> dict[str, Any]:
        pallets = [[[_text(one) for one in box] for box in one] for one in self._now.pallets]
        return {"pallets": pallets, "pairs": [], "insides": [], "tape": []}


def _text(code: str) -> str:
    return base64.b64encode(code.encode()).decode("ascii")
