"""What each line of the simulation is built of: its files, its product, its floor and its people.

The lines are the demonstration's, with their own line and product files. Cases and pallets are as
small as the seed wants them: the smaller, the more often something begins and ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from config.line import LineFile
from config.loading import find_line, find_product, load_line, load_product
from drivers import registry
from drivers.api import RunnableDevice
from station.compose.labels import printers_of
from station.compose.products import product_of
from station.core.code_payload import Symbology
from station.core.packaging import CodeKind, PackMode, Product
from station.demo.options import PRODUCT_OF_LINE
from station.simulate.cameras import Camera
from station.simulate.crew import Crew
from station.simulate.faults import stream
from station.simulate.floor import Floor
from station.simulate.hall import Hall, HallSpec
from station.simulate.hand_bench import HandBench
from station.simulate.hand_people import HandPeople
from station.simulate.hosts import WireHost
from station.simulate.people import People
from station.simulate.plc import PlcHost
from station.simulate.set_hall import SetHall
from station.simulate.set_people import SetPeople

if TYPE_CHECKING:
    from station.simulate.shift import Shift

LINES = tuple(PRODUCT_OF_LINE)
FREE_MB = 50
LABEL_POLL_MS = 500  # label printers are asked less often than in a hurry
LABELS, PALLET_LABELS = 20, 10  # in the pools of an order, to begin with


def line_of(name: str, coder_depth: int) -> LineFile:
    """The line file; next to no disk space is asked for, since the disk is simulated."""
    raw = load_line(find_line(name)).as_written()
    raw["limits"]["disk_reserve_mb"] = FREE_MB
    raw["store"]["reserve_mb"] = 1
    for device in raw["devices"].values():
        if device["protocol"] == "zebra-zpl":
            device.setdefault("options", {})["poll_ms"] = LABEL_POLL_MS
        if device["protocol"] == "domino-codenet":
            device["options"]["depth"] = coder_depth
    return LineFile.model_validate(raw)


def product_on(line: str, size: tuple[int, int], per_pallet: int) -> Product:
    """The line's product, in cases of `size` (rows and columns) and pallets of so many."""
    product = product_of(load_product(find_product(PRODUCT_OF_LINE[line])))
    item, case, pallet = product.levels
    rows, columns = size
    if case.rows:
        case = replace(case, capacity=rows * columns, rows=rows, columns=columns)
    else:
        case = replace(case, capacity=rows * columns)
    return replace(product, levels=(item, case, replace(pallet, capacity=per_pallet)))


def pools_of(product: Product, bottles: int) -> Mapping[int, int]:
    """Codes to begin with, of each level that isn't bought."""
    wanted = {0: bottles, 1: LABELS, 2: PALLET_LABELS}
    bought = CodeKind.IMPORTED
    return {level: n for level, n in wanted.items() if product.rule_of(level).kind is not bought}


def hall_spec(
    product: Product, line: LineFile, bottles_a_minute: int, coder_depth: int
) -> HallSpec:
    item, case, pallet = product.levels
    return HallSpec(
        per_case=case.capacity,
        per_pallet=pallet.capacity,
        columns=case.columns,
        bottles_a_minute=bottles_a_minute,
        aim=Symbology[item.code.symbology].aim,
        coder_depth=coder_depth,
        caps=item.inner is not None,
        cartons=case.inner is not None,
        languages={level: printer.language for level, printer in printers_of(line).items()},
    )


def build(shift: Shift, spec: HallSpec) -> tuple[Floor, Crew]:
    """The floor and the people who work there."""
    chance = stream(shift.plan.seed, "people")
    parts = (shift.scheduler, shift.dice)
    case = shift.product.levels[1].pack
    if case is PackMode.HAND:
        bench = HandBench(spec.per_case, spec.per_pallet, *parts)
        hand = HandPeople(bench, shift.computer, shift.scheduler, chance, shift.dice)
        return bench, hand
    if case is PackMode.PRESET:
        sets = SetHall(spec, *parts, shift.truth)
        return sets, SetPeople(sets, shift.computer, shift.scheduler, chance)
    hall = Hall(spec, *parts, shift.truth)
    return hall, People(hall, shift.computer, shift.scheduler, chance)


def devices_for(shift: Shift) -> Mapping[str, RunnableDevice]:
    """New drivers for a new process, on the cables of the floor."""
    roles, floor, chance = shift.line.roles, shift.floor, shift.cables
    devices: dict[str, RunnableDevice] = {}
    if floor.plc is not None and roles.plc:
        shift.plc_host = PlcHost(roles.plc, floor.plc, shift.scheduler, chance)
        devices[roles.plc] = shift.plc_host
    if isinstance(floor, Hall) and roles.camera:
        floor.camera = devices[roles.camera] = Camera(roles.camera, shift.scheduler, chance)
    if isinstance(floor, Hall) and roles.look_down:
        floor.look_down = Camera(roles.look_down, shift.scheduler, chance)
        devices[roles.look_down] = floor.look_down
    for name, port in floor.cables(roles).items():
        entry = shift.line.devices[name]
        factory = registry.load(registry.DRIVERS[entry.protocol].factory)
        driver = factory(name, **entry.options)
        devices[name] = WireHost(driver, port, shift.scheduler, chance)
    return devices
