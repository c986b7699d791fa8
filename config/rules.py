"""What must fit together inside a product file, checked on its raw tables.

Each rule takes the tables as TOML gave them and passes over whatever has the wrong shape (that is
told elsewhere), so one round names everything. Sources: GS1 General Specifications 3.3 and 7.9
(SSCC, GTIN, check digits), ISO/IEC 18004 7.4.4 (QR's alphanumeric mode), GS1 Digital Link 1.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from config.gs1 import gtin_fault, is_digits
from config.problems import Finding, Path, one_of

COMPANY_PREFIX_DIGITS_MIN = 4
COMPANY_PREFIX_DIGITS_MAX = 12
QR_ALPHANUMERIC = re.compile(r"[0-9A-Z$%*+\-./:]*")
PRINTABLE = re.compile(r"[!-~]*")
DOMAIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")

KEYS = {
    "minted": ("prefix",),
    "gs1": ("gtin", "form", "domain"),
    "sscc": ("company_prefix", "extension"),
    "imported": ("file",),
}
GS1_SYMBOLS = ("gs1-data-matrix", "gs1-qr", "gs1-128")
PLAIN_SYMBOLS = ("qr", "data-matrix")
SYMBOLS = {"minted": PLAIN_SYMBOLS, "sscc": GS1_SYMBOLS}
PACK_ABOVE_ITEM = {1: ("queue", "look_down", "hand", "preset")}
PACK_OUTER = ("scanned",)

Findings = Iterator[Finding]
Table = Mapping[str, Any]


def product_findings(product: Table) -> list[Finding]:
    """All broken rules of a product's raw tables."""
    found = list(_gtin(("gtin",), product.get("gtin")))
    roles: dict[str, int] = {}
    levels = _tables(product.get("levels"))
    for number, level in enumerate(levels):
        path: Path = ("levels", number)
        found += _unique_role(path, level, roles, number)
        found += _packing(path, level, number)
        found += _label(path, level, number)
        found += _elsewhere(path, level, levels[number - 1] if number else {})
        inner = level.get("inner")
        if isinstance(inner, Mapping):
            found += _unique_role((*path, "inner"), inner, roles, number)
            found += _inner((*path, "inner"), inner, number)
        code = level.get("code")
        if isinstance(code, Mapping):
            found += _code((*path, "code"), code, number)
            found += _item_gtin((*path, "code", "gtin"), code, number, product.get("gtin"))
    return found


def _tables(levels: object) -> list[Table]:
    if not isinstance(levels, list | tuple):
        return []
    return [level if isinstance(level, Mapping) else {} for level in levels]


def _gtin(path: Path, gtin: object) -> Findings:
    if isinstance(gtin, str) and (fault := gtin_fault(gtin)):
        yield Finding(path, fault)


def _unique_role(path: Path, level: Table, roles: dict[str, int], number: int) -> Findings:
    role = level.get("role")
    if isinstance(role, str) and roles.setdefault(role, number) != number:
        yield Finding((*path, "role"), f'level {roles[role]} is called "{role}" as well')


# ---------------------------------------------------------------- packing


def _packing(path: Path, level: Table, number: int) -> Findings:
    if number == 0:
        for key in ("capacity", "pack", "rows", "columns"):
            if key in level:
                yield Finding(
                    (*path, key), "the item (the first level) holds nothing; leave it out"
                )
        return
    if "capacity" not in level:
        yield Finding((*path, "capacity"), "missing; say how many units of the level below fit in")
    yield from _pack_mode(path, level, number)
    yield from _grid(path, level)


def _pack_mode(path: Path, level: Table, number: int) -> Findings:
    allowed = PACK_ABOVE_ITEM.get(number, PACK_OUTER)
    if "pack" not in level:
        yield Finding((*path, "pack"), f"missing; level {number} takes {one_of(allowed)}")
    elif level["pack"] in (*PACK_ABOVE_ITEM[1], *PACK_OUTER) and level["pack"] not in allowed:
        yield Finding(
            (*path, "pack"),
            f'"{level["pack"]}" can\'t serve level {number}; write {one_of(allowed)}',
        )


def _grid(path: Path, level: Table) -> Findings:
    looked = level.get("pack") == "look_down"
    grid = [level.get(key) for key in ("rows", "columns")]
    if not looked:
        for key in ("rows", "columns"):
            if key in level:
                yield Finding((*path, key), 'only for pack = "look_down"; leave it out')
        return
    missing = [key for key in ("rows", "columns") if key not in level]
    for key in missing:
        yield Finding((*path, key), 'missing; pack = "look_down" needs the grid of the container')
    rows, columns, capacity = *grid, level.get("capacity")
    if type(rows) is type(columns) is type(capacity) is int and rows * columns != capacity:
        yield Finding(
            (*path, "rows"),
            f"{rows} rows of {columns} are {rows * columns} places, but capacity is {capacity}",
        )


def _label(path: Path, level: Table, number: int) -> Findings:
    if "label" not in level:
        return
    code = level.get("code")
    if number == 0:
        yield Finding((*path, "label"), "the item's code comes from the coder; leave it out")
    elif isinstance(code, Mapping) and code.get("preprinted") is True:
        yield Finding((*path, "label"), "its label comes printed; leave it out")


# ---------------------------------------------------------------- codes from elsewhere


def _elsewhere(path: Path, level: Table, below: Table) -> Findings:
    """What a mode asks of the codes of its level and of the one below."""
    if level.get("pack") == "preset":
        for key, code, what in (
            ((*path, "code", "preprinted"), level.get("code"), "the container's code"),
            ((*path, "pack"), below.get("code"), f'the code of "{below.get("role", "")}"'),
        ):
            if isinstance(code, Mapping) and code.get("preprinted") is not True:
                yield Finding(
                    key, f'pack = "preset" needs {what} printed elsewhere: preprinted = true'
                )
    if level.get("pack") == "preset" and "inner" in level:
        why = 'pack = "preset" confirms by one read, so its container has no inner code'
        yield Finding((*path, "inner"), why)
    if level.get("pack") == "hand" and "inner" in below:
        yield Finding(
            (*path, "pack"),
            f'"hand" reads one code at a time, but "{below.get("role", "")}" carries two; '
            'write "queue" or "look_down"',
        )


def _inner(path: Path, inner: Table, number: int) -> Findings:
    if "preprinted" in inner:
        key = (*path, "preprinted")
        yield Finding(key, "an inner code always comes with its cap or carton; leave it out")
    if inner.get("kind") == "sscc":
        yield Finding((*path, "kind"), "an SSCC numbers a container outside; it is no inner code")
    else:
        yield from _code(path, inner, number)


# ---------------------------------------------------------------- codes


def _code(path: Path, code: Table, number: int) -> Findings:
    kind = code.get("kind")
    if not isinstance(kind, str) or kind not in KEYS:
        return
    for key in (key for keys in KEYS.values() for key in keys):
        if key in code and key not in KEYS[kind]:
            yield Finding((*path, key), f'not used by kind = "{kind}"; leave it out')
    allowed = _symbols_of(kind, code)
    if isinstance(code.get("symbology"), str) and allowed and code["symbology"] not in allowed:
        yield Finding(
            (*path, "symbology"),
            f'"{code["symbology"]}" can\'t carry this kind of code; write {one_of(allowed)}',
        )
    yield from CODE_RULES[kind](path, code, number)


def _symbols_of(kind: str, code: Table) -> tuple[str, ...]:
    if kind == "gs1":
        return PLAIN_SYMBOLS if code.get("form") == "digital_link" else GS1_SYMBOLS
    return SYMBOLS.get(kind, ())


def _minted(path: Path, code: Table, number: int) -> Findings:
    prefix = code.get("prefix", "")
    if not isinstance(prefix, str):
        return
    if code.get("symbology") == "qr" and not QR_ALPHANUMERIC.fullmatch(prefix):
        yield Finding(
            (*path, "prefix"),
            f'"{prefix}" would make the symbol bigger: in a QR code use only 0-9 A-Z $%*+-./: '
            "and no space",
        )
    elif not PRINTABLE.fullmatch(prefix):
        yield Finding((*path, "prefix"), f'"{prefix}" holds a space or a character outside ASCII')


def _gs1(path: Path, code: Table, number: int) -> Findings:
    if number > 0 and "gtin" not in code:
        yield Finding((*path, "gtin"), "missing; a container has a GTIN of its own")
    yield from _gtin((*path, "gtin"), code.get("gtin"))
    domain = code.get("domain")
    linked = code.get("form") == "digital_link"
    if linked and "domain" not in code:
        yield Finding((*path, "domain"), 'missing; write e.g. "https://id.example.com"')
    elif not linked and "domain" in code:
        yield Finding((*path, "domain"), 'only for form = "digital_link"; leave it out')
    elif isinstance(domain, str) and not DOMAIN.fullmatch(domain):
        yield Finding(
            (*path, "domain"),
            f'"{domain}" is not scheme and host; write e.g. "https://id.example.com", '
            "in lower case, without a slash at its end",
        )


def _sscc(path: Path, code: Table, number: int) -> Findings:
    if number == 0:
        yield Finding((*path, "kind"), "an SSCC numbers containers; an item can't carry one")
    prefix = code.get("company_prefix")
    if "company_prefix" not in code:
        yield Finding((*path, "company_prefix"), "missing; write your GS1 company prefix")
    elif isinstance(prefix, str) and not _is_company_prefix(prefix):
        yield Finding(
            (*path, "company_prefix"),
            f'"{prefix}" is not a GS1 company prefix of {COMPANY_PREFIX_DIGITS_MIN} to '
            f"{COMPANY_PREFIX_DIGITS_MAX} digits",
        )


def _imported(path: Path, code: Table, number: int) -> Findings:
    if code.get("file") == "":
        yield Finding((*path, "file"), "empty; name a file, or leave the key out")


CODE_RULES = {"minted": _minted, "gs1": _gs1, "sscc": _sscc, "imported": _imported}


def _is_company_prefix(text: str) -> bool:
    return is_digits(text) and COMPANY_PREFIX_DIGITS_MIN <= len(text) <= COMPANY_PREFIX_DIGITS_MAX


def _item_gtin(path: Path, code: Table, number: int, product: object) -> Findings:
    gtin = code.get("gtin")
    if number == 0 and code.get("kind") == "gs1" and isinstance(gtin, str) and gtin != product:
        yield Finding(
            path, f'the item\'s GTIN is "{product}" above; leave this out, or write the same'
        )
