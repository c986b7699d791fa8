"""Files become the core's data: a product file a Product, a line file its Roles."""

from __future__ import annotations

from config.line import LineFile
from config.product import LevelEntry, ProductFile
from station.core.packaging import CodeKind, CodeRule, Level, PackMode, Product
from station.runtime.roles import Roles


def product_of(file: ProductFile) -> Product:
    """The product in the core's words."""
    levels = tuple(_level(file, number, entry) for number, entry in enumerate(file.levels))
    return Product(file.name, file.gtin, levels)


def _level(file: ProductFile, number: int, entry: LevelEntry) -> Level:
    code = entry.code
    rule = CodeRule(
        kind=CodeKind(code.kind.value),
        symbology=code.symbology.name,
        prefix=code.prefix,
        gtin=file.gtin_of(number) if code.kind.value == "gs1" else "",
        form=code.form.value,
        domain=code.domain,
        company_prefix=code.company_prefix,
        extension=code.extension,
    )
    pack = PackMode(entry.pack.value) if entry.pack is not None else None
    return Level(number, entry.role, rule, entry.capacity, pack, entry.rows, entry.columns)


def roles_of(line: LineFile) -> Roles:
    """Which device serves which level."""
    roles = line.roles
    return Roles(
        coder=roles.coder,
        camera=roles.camera,
        plc=roles.plc,
        labels=dict(enumerate(roles.labels, start=1)),
        scanners=dict(enumerate(roles.scanners, start=1)),
        look_down={1: roles.look_down} if roles.look_down else {},
        confirm={1: roles.confirm} if roles.confirm else {},
        shipping=roles.shipping or "",
    )
