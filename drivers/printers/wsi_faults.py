"""What a WSI coder's error status says, in words, and what a person can do about it.

Six hexadecimal digits, a bit for each fault, and one digit for the lamps. The words are ours.
"""

from __future__ import annotations

import re

from drivers.printers.dialect import Level, State

GREEN, AMBER, RED = 1, 2, 4
SERVICE = "call its service"
PANEL = "see the coder's panel"
DIGITS = re.compile(rb"([0-9A-Fa-f]{6}) ?([0-9A-Fa-f])")

# Digit by digit, from bit 1 to bit 8: (what it is, what to do).
FAULTS: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        ("charge error", "clean and dry the print head"),
        ("high voltage tripped", "clean and dry the deflector plates"),
        ("gutter fault", "check that the jet hits the gutter; clean it"),
        ("ink core empty", "put in a new ink core"),
    ),
    (
        ("pump fault", SERVICE),
        ("cabinet too hot", "clean the air filter and the fan"),
        ("ink core service overdue", "have the ink core exchanged"),
        ("viscosity out of control", "check ink and make-up"),
    ),
    (
        ("bad nozzle", "clean the nozzle"),
        ("modulation driver too hot", "let it cool down; clean the air filter"),
        ("no phase response", SERVICE),
        ("phasing at its minimum", "clean the print head"),
    ),
    (
        ("phasing at its maximum", "clean the print head"),
        ("automatic modulation failed", "clean the nozzle and start the jet again"),
        ("phasing could not be trimmed", SERVICE),
        ("modulation can't be read back", SERVICE),
    ),
    (
        ("raster memory overflow", "make the message smaller, or the belt slower"),
        ("valve error", SERVICE),
        ("ink core doesn't fill", "check ink and make-up"),
        ("not enough ink to fill the core", "put in ink"),
    ),
    (
        ("date not set", "set date and time on the coder"),
        ("ink core of another ink", "put in a core of the right ink"),
        ("high voltage must be calibrated", SERVICE),
        ("an unknown fault", PANEL),
    ),
)


def state_of(body: bytes) -> State | None:
    """None for what is no error status. Red, or no lamp at all, is a fault."""
    found = DIGITS.fullmatch(body)
    if found is None:
        return None
    digits, lamps = found[1].decode().upper(), int(found[2], 16)
    known = [
        FAULTS[place][bit]
        for place, digit in enumerate(digits)
        for bit in range(4)
        if int(digit, 16) & 1 << bit
    ]
    said = "; ".join(words for words, _ in known)
    hint = known[0][1] if known else PANEL
    level = _level(lamps, bool(known))
    if level is Level.FAULT and not lamps & RED:
        said, hint = said or "no lamp is lit: its jet doesn't run", "start the jet"
    said = said or ("its red lamp is lit" if level is Level.FAULT else "its amber lamp is lit")
    return State(f"{digits}{lamps:X}", level, said if level is not Level.WELL else "", hint)


def _level(lamps: int, has_faults: bool) -> Level:
    if lamps & RED or not lamps & (GREEN | AMBER):
        return Level.FAULT
    return Level.WARNING if lamps & AMBER or has_faults else Level.WELL
