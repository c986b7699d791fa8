"""The PLC's alarm word (IR 11) by names.

Bits 0–7 mean the same on every line that follows the map; 8–15 are the plant's. The option
`alarm_names` names those, and may rename any: `"8=film torn, 9=oil pressure low"`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

BITS: Final = 16
NAME_CHARS_MAX = 60

COMMON: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: "PLC program fault",
        1: "encoder fault",
        2: "belt drive fault",
        3: "rejecter fault",
        4: "photocell covered too long",
        5: "product where none was expected",
        6: "case or pallet handling fault",
        7: "PLC battery or retentive memory",
    }
)


class AlarmNames:
    """Names of the sixteen bits; `text` is the option. Raises ValueError, naming what is wrong."""

    def __init__(self, text: str = "") -> None:
        self._names = dict(COMMON)
        for part in filter(None, map(str.strip, text.split(","))):
            bit, name = _named(part)
            self._names[bit] = name

    def of(self, word: int) -> tuple[str, ...]:
        """The alarms that are on in `word`, lowest bit first; nameless ones by their number."""
        return tuple(self._names.get(bit, f"bit {bit}") for bit in range(BITS) if word & 1 << bit)


def _named(part: str) -> tuple[int, str]:
    number, equals, name = (text.strip() for text in part.partition("="))
    if not equals or not number.isdecimal() or int(number) >= BITS:
        raise ValueError(f'alarm_names: "{part}" is not BIT=NAME with a bit from 0 to {BITS - 1}')
    if not 0 < len(name) <= NAME_CHARS_MAX:
        raise ValueError(f'alarm_names: "{part}" needs a name of 1 to {NAME_CHARS_MAX} characters')
    return int(number), name


def alarms_table() -> str:
    """The common bits as a Markdown table; docs/devices/modbus-plc.md holds exactly this text."""
    lines = ["| bit | alarm |", "|---|---|"]
    lines += [f"| {bit} | {name} |" for bit, name in COMMON.items()]
    lines.append(f"| {len(COMMON)}–{BITS - 1} | the plant's own: name them with `alarm_names` |")
    return "\n".join(lines) + "\n"
