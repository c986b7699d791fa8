"""Files become the core's data: a product file a Product, a line file its roles and limits."""

from __future__ import annotations

from collections.abc import Mapping

from config.line import LineFile
from config.product import CodeEntry, LevelEntry, ProductFile
from drivers.api import Capabilities, RunnableDevice
from station.core.packaging import CodeKind, CodeRule, Level, PackMode, Product
from station.core.printing import Done, Head
from station.core.state import Limits
from station.runtime.roles import Roles

NO_DEVICES: Mapping[str, RunnableDevice] = {}


def product_of(file: ProductFile) -> Product:
    """The product in the core's words."""
    levels = tuple(_level(file, number, entry) for number, entry in enumerate(file.levels))
    return Product(file.name, file.gtin, levels)


def _level(file: ProductFile, number: int, entry: LevelEntry) -> Level:
    pack = PackMode(entry.pack.value) if entry.pack is not None else None
    return Level(
        number,
        entry.role,
        _rule(file, number, entry.code, entry.code.preprinted),
        entry.capacity,
        pack,
        entry.rows,
        entry.columns,
        _rule(file, number, entry.inner, preprinted=True) if entry.inner else None,
        entry.inner.role if entry.inner else "",
        entry.label,
    )


def _rule(file: ProductFile, number: int, code: CodeEntry, preprinted: bool) -> CodeRule:
    return CodeRule(
        kind=CodeKind(code.kind.value),
        symbology=code.symbology.name,
        prefix=code.prefix,
        gtin=(code.gtin or file.gtin_of(number)) if code.kind.value == "gs1" else "",
        form=code.form.value,
        domain=code.domain,
        company_prefix=code.company_prefix,
        extension=code.extension,
        preprinted=preprinted,
    )


def roles_of(line: LineFile) -> Roles:
    """Which device serves which level."""
    roles = line.roles
    return Roles(
        coder=roles.coder or "",
        camera=roles.camera or "",
        plc=roles.plc or "",
        labels={level: name for level, name in enumerate(roles.labels, start=1) if name},
        scanners={level: name for level, name in enumerate(roles.scanners, start=1) if name},
        look_down={1: roles.look_down} if roles.look_down else {},
        confirm={1: roles.confirm} if roles.confirm else {},
        hand=roles.hand,
        shipping=roles.shipping or "",
    )


def heads_of(line: LineFile, devices: Mapping[str, RunnableDevice] = NO_DEVICES) -> list[Head]:
    """The print heads of the line: its coder, if it has one, and the label printers. Where
    `devices` run, their drivers say how each head's prints come to be known; `config` has seen to
    it that there is a PLC and a camera beside a coder."""
    roles = roles_of(line)
    levels = {roles.coder: 0} if roles.coder else {}
    levels.update((name, level) for level, name in roles.labels.items())
    return [
        Head(name, level, done=_done(devices[name].caps) if name in devices else Done.TOLD)
        for name, level in levels.items()
    ]


def _done(caps: Capabilities) -> Done:
    """Who says that a code was printed."""
    match caps.done:
        case "external":
            return Done.COUNTED
        case "none":
            return Done.SEEN
        case "event_indexed" | "event" | "counter":
            return Done.TOLD


def limits_of(line: LineFile) -> Limits:
    return Limits(
        camera_window_ms=line.limits.camera_window_ms,
        low_water_minutes=line.pool.low_water_minutes,
        finish_at_target=line.limits.at_target == "finish",
        camera=line.roles.camera is not None,
        confirm=line.roles.confirm is not None,
    )
