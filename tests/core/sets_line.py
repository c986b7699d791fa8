"""A line on which cartons and bottles come printed, in sets of a file: carton n came with bottles
4n - 3 to 4n."""

from __future__ import annotations

from station.core import events as e
from station.core.facts import Issued
from station.core.packaging import PackMode
from station.core.state import Limits
from station.core.states import ContainerState
from tests.core.rig import Rig, issued, make_order

SEEN = Limits(confirm=False)  # a camera reads each bottle; sets are confirmed at the label scanner
PER_CASE = 4


def bottle(serial: int) -> Issued:
    return issued(0, serial)


def carton(serial: int) -> Issued:
    return issued(1, serial)


def line(limits: Limits = SEEN, sets: int = 6, levels: int = 3) -> Rig:
    """Carton n came with bottles 4n - 3 to 4n."""
    rig = Rig(limits=limits)
    rig.run(make_order(PackMode.PRESET, preprinted=(0, 1), per_case=PER_CASE, levels=levels))
    come_in_sets(rig, sets)
    return rig


def come_in_sets(rig: Rig, sets: int) -> None:
    for label in range(1, sets + 1):
        for slot in range(PER_CASE):
            member = bottle((label - 1) * PER_CASE + slot + 1)
            rig.preset[member.code] = (carton(label).code, slot)


def arrive(rig: Rig, *serials: int) -> None:
    for serial in serials:
        rig.do(e.AtCoder, trigger=serial)
        rig.do(e.AtCamera, trigger=serial)
        rig.see(serial, bottle(serial).data)
        rig.do(e.AtPacker, trigger=serial)


def no_read(rig: Rig, serial: int) -> None:
    rig.do(e.AtCoder, trigger=serial)
    rig.do(e.AtCamera, trigger=serial)
    rig.see(serial)
    rig.do(e.ItemRejected, trigger=serial)


def case(rig: Rig, number: int, *serials: int, label: int = 0) -> None:
    """These bottles, in the carton with this number, to the label scanner."""
    arrive(rig, *serials)
    rig.do(e.CasePresented, level=1, number=number)
    rig.scan_label(1, number, carton(label or number).data)


def content(rig: Rig, number: int) -> set[int]:
    return set(rig.ledger.children[number].values())


def codes(*serials: int) -> set[int]:
    return {bottle(serial).code for serial in serials}


def scan_by_hand(rig: Rig, number: int, *serials: int) -> str:
    symbols = tuple(rig.seen(bottle(serial).data) for serial in serials)
    return rig.ask(e.ContentScanned, container=number, symbols=symbols)


def state(rig: Rig, number: int) -> ContainerState:
    return rig.ledger.containers[number].state


def finish(rig: Rig) -> None:
    rig.ask(e.FinishAsked)
    rig.ask(e.BeltCleared)
    for alarm in rig.state.alarms:
        rig.ask(e.AlarmClearAsked, alarm=alarm.number, how="looked after")
