"""The identity of a code everywhere in Packline: one number of 63 bits.

`series << 40 | serial`. A series numbers one run of serials from one source: for minted codes it
is `station << 12 | epoch` (a new epoch is drawn whenever a database is created or restored), for
every other pool (SSCC numbers, imported files) it is the pool's own small number, with station 0.
So rows are keyed in line order, and two stations can't name the same code.
Not responsible for a code's text: `station.core.codes` and `station.core.minting`.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

CodeId: TypeAlias = int

SERIAL_BITS = 40
EPOCH_BITS = 12
STATION_BITS = 11
SERIAL_MAX = (1 << SERIAL_BITS) - 1
EPOCH_MAX = (1 << EPOCH_BITS) - 1
STATION_MAX = (1 << STATION_BITS) - 1
POOL_MAX = EPOCH_MAX
SERIES_MAX = (1 << (STATION_BITS + EPOCH_BITS)) - 1
CODE_ID_MAX = (SERIES_MAX << SERIAL_BITS) | SERIAL_MAX


class BadCodeId(ValueError):
    """A number that can't be a part of a code's identity."""


class CodeParts(NamedTuple):
    """`station` is 0 for codes that were not minted; `epoch` is then the pool's number."""

    station: int
    epoch: int
    serial: int

    @property
    def series(self) -> int:
        return self.station << EPOCH_BITS | self.epoch

    @property
    def minted(self) -> bool:
        return self.station > 0


def minted_series(station: int, epoch: int) -> int:
    """The series of a station's codes in one epoch."""
    _between("station", station, 1, STATION_MAX)
    _between("epoch", epoch, 0, EPOCH_MAX)
    return station << EPOCH_BITS | epoch


def pool_series(pool: int) -> int:
    """The series of a pool of codes that were not minted here."""
    return _between("pool", pool, 1, POOL_MAX)


def pack(series: int, serial: int) -> CodeId:
    """The identity of the code with this serial in this series."""
    _between("series", series, 1, SERIES_MAX)
    _between("serial", serial, 1, SERIAL_MAX)
    return series << SERIAL_BITS | serial


def unpack(code: CodeId) -> CodeParts:
    """Station, epoch (or pool) and serial of a code; raises `BadCodeId`."""
    _between("code", code, 1, CODE_ID_MAX)
    series, serial = code >> SERIAL_BITS, code & SERIAL_MAX
    _between("series", series, 1, SERIES_MAX)
    _between("serial", serial, 1, SERIAL_MAX)
    return CodeParts(series >> EPOCH_BITS, series & EPOCH_MAX, serial)


def is_code_id(number: int) -> bool:
    """True if `number` has a series and a serial, both from 1."""
    return 0 < number >> SERIAL_BITS <= SERIES_MAX and number & SERIAL_MAX > 0


def _between(name: str, number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise BadCodeId(f"{name} {number} is outside {least} to {most}")
    return number
