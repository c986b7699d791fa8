"""The codes of the rig: their numbers and texts, and what a supplier's file says of them."""

from __future__ import annotations

from collections.abc import Mapping

from station.core.facts import Issued, Member, PresetSet
from station.core.ledger import Ledger
from station.core.packaging import INNER
from station.core.states import CodeState

AIM = "]Q1"
LETTERS = {0: "B", 1: "C", 2: "P", INNER: "b", INNER + 1: "c", INNER + 2: "p"}
LEVEL_OF = {letter: level for level, letter in LETTERS.items()}

Preset = Mapping[int, tuple[int, int]]  # a code: where a file says it belongs, and its slot


def issued(level: int, serial: int) -> Issued:
    return Issued(((level + 1) << 40) + serial, f"{LETTERS[level]}-{serial}".encode(), AIM)


def of_code(code: int) -> Issued:
    return issued((code >> 40) - 1, code & (1 << 40) - 1)


def code_of(data: bytes) -> int:
    letter, _, serial = data.decode().partition("-")
    is_ours = letter in LEVEL_OF and serial.isdigit()
    return ((LEVEL_OF[letter] + 1) << 40) + int(serial) if is_ours else 0


def labels_of(preset: Preset) -> set[int]:
    """The containers' own codes in the file."""
    return {into for into, slot in preset.values() if slot >= 0}


def set_of(preset: Preset, ledger: Ledger, code: int) -> PresetSet | None:
    """The set that a code is of, as the store would tell it."""
    into = preset.get(code, (0, 0))[0]
    label = code if code in labels_of(preset) else into
    if label not in labels_of(preset):
        return None
    inside = sorted((slot, code) for code, (into, slot) in preset.items() if into == label)
    members = tuple(_member(preset, ledger, code, slot) for slot, code in inside)
    return PresetSet(_member(preset, ledger, label, 0), members)


def _member(preset: Preset, ledger: Ledger, code: int, slot: int) -> Member:
    row = ledger.codes.get(code)
    inner = next((one for one, place in preset.items() if place == (code, -1)), 0)
    return Member(
        of_code(code),
        (code >> 40) - 1,
        slot,
        row.state if row else CodeState.FREE,
        row.parent if row else 0,
        _member(preset, ledger, inner, -1) if inner else None,
    )
