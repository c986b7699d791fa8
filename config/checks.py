"""Whether a line can make a product: a device for every level, the right one for its packing."""

from __future__ import annotations

from collections.abc import Iterator

from config.line import LineFile
from config.problems import Problem
from config.product import LevelEntry, PackMode, ProductFile


def check_line_for_product(line: LineFile, product: ProductFile) -> list[Problem]:
    """What the line lacks for the product; empty if it can make it. Keys are the line file's."""
    place = f"line {line.name} with product {product.name}"
    found = list(_coding(line, product))
    for number, level in enumerate(product.levels[1:], start=1):
        found += [*_packing(line, level, product.levels[number - 1].role)]
        found += [*_labelling(line, level, number)]
    return [Problem(place, key, 0, message) for key, message in found]


def _coding(line: LineFile, product: ProductFile) -> Iterator[tuple[str, str]]:
    item = product.levels[0]
    if not item.code.preprinted and line.roles.coder is None:
        yield "roles.coder", f'missing; the codes of "{item.role}" are printed here'
    if item.inner is not None and line.roles.camera is None:
        yield "roles.camera", f'missing; it sees "{item.inner.role}" and "{item.role}" together'


def _packing(line: LineFile, level: LevelEntry, child: str) -> Iterator[tuple[str, str]]:
    roles, pack = line.roles, level.pack
    if pack is PackMode.LOOK_DOWN and roles.look_down is None:
        yield "roles.look_down", f'missing; "{level.role}" is packed under a look-down camera'
    if pack is PackMode.QUEUE and roles.confirm is None:
        yield "roles.confirm", f'missing; "{level.role}" is packed by queue, confirmed by a reader'
    if pack is PackMode.HAND and not roles.hand:
        yield "roles.hand", f'missing; "{level.role}" is packed by hand, with hand scanners'
    if pack in (PackMode.LOOK_DOWN, PackMode.QUEUE) and roles.camera is None:
        yield "roles.camera", f'missing; each "{child}" is read before it is packed'
    if pack in (PackMode.LOOK_DOWN, PackMode.QUEUE, PackMode.PRESET) and roles.plc is None:
        yield "roles.plc", f'missing; "{level.role}" is packed by a machine'


def _labelling(line: LineFile, level: LevelEntry, number: int) -> Iterator[tuple[str, str]]:
    roles = line.roles
    needed = (
        ("roles.labels", roles.labels, "label printer", not level.code.preprinted),
        ("roles.scanners", roles.scanners, "scanner", not roles.hand),
    )
    for key, devices, what, wanted in needed:
        if wanted and (len(devices) < number or not devices[number - 1]):
            yield key, f'no {what} for level {number} ("{level.role}"); name {number} devices'
    if level.inner is not None and (len(roles.scanners) < number or not roles.scanners[number - 1]):
        why = f'a fixed one sees "{level.inner.role}" and "{level.role}" together'
        yield "roles.scanners", f"no scanner for level {number}; {why}"
