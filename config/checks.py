"""Whether a line can make a product: a device for every level, the right one for its packing."""

from __future__ import annotations

from collections.abc import Iterator

from config.line import LineFile
from config.problems import Problem
from config.product import LevelEntry, PackMode, ProductFile


def check_line_for_product(line: LineFile, product: ProductFile) -> list[Problem]:
    """What the line lacks for the product; empty if it can make it. Keys are the line file's."""
    place = f"line {line.name} with product {product.name}"
    problems = []
    for number, level in enumerate(product.levels[1:], start=1):
        for key, message in (*_packing(line, level), *_labelling(line, level, number)):
            problems.append(Problem(place, key, 0, message))
    return problems


def _packing(line: LineFile, level: LevelEntry) -> Iterator[tuple[str, str]]:
    if level.pack is PackMode.LOOK_DOWN and line.roles.look_down is None:
        yield "roles.look_down", f'missing; "{level.role}" is packed under a look-down camera'
    if level.pack is PackMode.QUEUE and line.roles.confirm is None:
        yield "roles.confirm", f'missing; "{level.role}" is packed by queue, confirmed by a reader'


def _labelling(line: LineFile, level: LevelEntry, number: int) -> Iterator[tuple[str, str]]:
    for key, devices, what in (
        ("roles.labels", line.roles.labels, "label printer"),
        ("roles.scanners", line.roles.scanners, "scanner"),
    ):
        if len(devices) < number:
            yield key, f'no {what} for level {number} ("{level.role}"); name {number} devices'
