"""A real station in a folder, with real store, keys and code book, whose devices are the test's.

Devices take commands and say nothing; the test says what they would have said, as line events.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from config.loading import find_line, load_line
from drivers.api import Capabilities, Command, Publish
from station.compose.products import roles_of
from station.compose.secrets import FileSecrets
from station.compose.workplace import Workplace
from station.core import events as e
from station.core import rework_events as w
from station.core.facts import Issued, Scanned, Seen
from station.core.order import Order
from station.core.packaging import CodeKind, CodeRule, Level, PackMode, Product
from station.core.states import CodeState
from station.store import queries
from station.store.engine import reading

WHO = "anna"


class Mute:
    """A device that takes commands and never says a word."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.caps = Capabilities("coder", "none", "none", (), done="event")
        self.commands: list[Command] = []

    def start(self, publish: Publish) -> None:
        """Nothing to start."""

    def command(self, command: Command) -> None:
        self.commands.append(command)

    def stop(self, timeout_s: float = 2.0) -> None:
        """Nothing to stop."""


def make_order(number: str = "WO-1", per_case: int = 4, per_pallet: int = 2) -> Order:
    bottle = CodeRule(CodeKind.MINTED, "QR", prefix="HTTPS://M.EXAMPLE/B/")
    sscc = CodeRule(CodeKind.SSCC, "GS1_128", company_prefix="6901234")
    outer = CodeRule(CodeKind.SSCC, "GS1_128", company_prefix="6901234", extension=1)
    levels = (
        Level(0, "bottle", bottle),
        Level(1, "case", sscc, per_case, PackMode.LOOK_DOWN, per_case // 2, 2),
        Level(2, "pallet", outer, per_pallet, PackMode.SCANNED),
    )
    return Order(number, Product("山泉水", "06901234567892", levels), "L1", "2026-11-23", "", 100)


class RealLine:
    def __init__(self, place: Workplace) -> None:
        self.place, self.roles = place, roles_of(place.line)
        self.trigger = self.presented = 0

    # -- events, in order; `settled` waits until the core has taken them

    def post(self, kind: Any, **fields: Any) -> None:
        self.place.station.loop.post(kind(at_ms=self.place.now_ms(), **fields))

    def ask(self, kind: Any, **fields: Any) -> str:
        """ "" when it was carried out, else the rule or the words that forbid it."""
        refused = self.place.ask(kind(at_ms=self.place.now_ms(), by=WHO, **fields))
        return "" if refused is None else refused.rule or refused.why

    def settled(self) -> None:
        self.ask(e.AlarmClearAsked, alarm=0)

    def start(self, order: Order) -> None:
        self.place.open_order(order, {level.number: 60 for level in order.product.levels})
        self.ready()
        assert self.ask(e.StartAsked) == ""

    def ready(self) -> None:
        for head in (self.roles.coder, *self.roles.labels.values()):
            self.post(e.HeadReady, head=head, credit=4)
        self.settled()

    # -- the usual course of things

    def good(self) -> Issued:
        """A bottle is printed and read."""
        self.trigger += 1
        head = self.place.state.heads[self.roles.coder]
        code = head.sent[0]
        live = self.place.state.live[code]
        self.post(e.AtCoder, trigger=self.trigger)
        self.post(e.PrintDone, head=head.name, code=code)
        self.post(e.AtCamera, trigger=self.trigger)
        seen = (Seen(live.data, live.aim),)
        self.post(e.Sighting, device="bottle_camera", trigger=self.trigger, symbols=seen)
        self.settled()
        return Issued(code, live.data, live.aim)

    def full_case(self, count: int = 4) -> list[Issued]:
        """A case by look-down, to its confirmed label."""
        content = []
        for _ in range(count):
            content.append(self.good())
            self.post(e.AtPacker, trigger=self.trigger)
        self.presented += 1
        symbols = tuple(Seen(one.data, one.aim, slot) for slot, one in enumerate(content))
        self.post(e.CasePresented, level=1, number=self.presented)
        fields = {"device": "case_camera", "level": 1, "token": self.presented}
        self.post(e.LookDown, symbols=symbols, **fields)
        self.settled()
        self.confirm(1)
        return content

    def confirm(self, level: int) -> None:
        """The label of the oldest container that waits is printed, put on and read."""
        container = self.place.state.packs[level].waiting[0]
        assert container.label is not None
        label = container.label
        self.post(e.PrintDone, head=self.roles.labels[level], code=label.code)
        self.post(e.ContainerAtScanner, level=level, number=container.number)
        self.settled()
        token = self.place.state.packs[level].label_token
        seen = (Seen(label.data, label.aim),)
        self.post(e.LabelSeen, device="scanner", level=level, token=token, symbols=seen)
        self.settled()

    def close(self) -> None:
        assert self.ask(e.FinishAsked) == ""
        codes = self.place.state.heads[self.roles.coder].sent
        self.post(e.HeadCleared, head=self.roles.coder, codes=codes)
        self.settled()
        assert self.ask(e.BeltCleared) == ""
        live = self.place.state.live.items()
        doubted = tuple(code for code, one in live if one.state is CodeState.IN_DOUBT)
        assert self.ask(e.DoubtSettled, codes=doubted, reason="not found") == ""
        assert self.ask(e.CloseAsked) == ""

    # -- what the desk scans

    def scan(self, one: Issued) -> Scanned:
        return Scanned(one.data, one.aim)

    def label(self, number: int) -> Issued:
        with reading(self.place.store.engine) as connection:
            fact = queries.get_container(connection, number)
        assert fact is not None
        return self.place.all_codes.of(fact.order).issued(fact.level, [fact.code])[0]

    def numbers(self, level: int) -> list[int]:
        order = self.place.state.order
        assert order is not None
        with reading(self.place.store.engine) as connection:
            return [one.container for one in queries.containers(connection, order.number, level)]

    def texts(self, codes: Sequence[int]) -> list[str]:
        return self.place.codes.texts(codes)

    def awaited(self, number: int) -> int:
        """The label that a container at the desk waits for."""
        with reading(self.place.store.engine) as connection:
            fact = queries.get_container(connection, number)
        return fact.desk if fact is not None else 0

    def relabel(self, number: int, inside: Issued) -> str:
        """From the wish to the scan that confirms it."""
        box = self.scan(self.label(number))
        refused = self.ask(w.RelabelAsked, box=box, reason="label torn")
        if refused:
            return refused
        code = self.awaited(number)
        live = self.place.state.live[code]
        self.post(e.PrintDone, head=self.roles.labels[live.level], code=code)
        new = Scanned(live.data, live.aim)
        return self.ask(w.LabelScanned, label=new, inside=self.scan(inside))


@contextmanager
def real_line(folder: Path, *, demo: bool = False) -> Iterator[RealLine]:
    """`demo`: passwords cost next to nothing."""
    line = load_line(find_line("demo"))
    devices = {name: Mute(name) for name in line.devices}
    secrets = FileSecrets(folder / "secrets.json")
    with Workplace(folder, line, devices, secrets, demo=demo) as place:
        yield RealLine(place)
