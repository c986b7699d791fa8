"""What a Hitachi coder's status and warning numbers say, in words, and what a person can do.

The numbers are those of an integrator's code for UX-161, RX2 and RX; the words are ours. 32 is
ready; 30, 31 and 49 mean that it doesn't print now, and all others are faults.
"""

from __future__ import annotations

from drivers.printers.dialect import Level, State

READY = 0x32
NOT_NOW = {0x30: "it is stopped", 0x31: "it runs and isn't ready", 0x49: "it is stopping"}
ONLINE, NO_WARNING, RECEIVES = 0x31, 0x30, 0x31
START_HINT = "start it and put it to ready at its panel"
OFFLINE_SAID, OFFLINE_HINT = "it is off line", "press Comm. On at its panel"
DEAF_SAID, DEAF_HINT = "it can't receive now", "leave the menu that is open at its panel"

SERVICE = "call its service"
DRY = "switch off, clean and dry the print head"
SENSOR = "check the product sensor, and how far products are apart"
SLOWER = "the product came before the print was prepared: slow the belt, or print a smaller symbol"
MESSAGE = "check the message on the printer"
TEMPERATURE = "let it come to its working temperature"

FAULTS: dict[int, tuple[str, str]] = {
    0x33: ("deflection voltage fault", DRY),
    0x34: ("main ink tank too full", SERVICE),
    0x35: ("blank print items", MESSAGE),
    0x36: ("ink drop charge too low", DRY),
    0x37: ("ink drop charge too high", DRY),
    0x38: ("print head cover open", "close the print head cover"),
    0x39: ("product sensor fault", SENSOR),
    0x3A: ("system operation error C", SERVICE),
    0x3B: ("products too close together", SENSOR),
    0x3C: ("product sensor in a wrong place", SENSOR),
    0x3D: ("system operation error M", SERVICE),
    0x3E: ("charge voltage fault", DRY),
    0x3F: ("too few digits for the bar code", MESSAGE),
    0x41: ("power supply fan fault", SERVICE),
    0x42: ("deflection voltage leaks", DRY),
    0x43: ("prints overlap", SENSOR),
    0x44: ("ink is out", "put in ink"),
    0x45: ("make-up is out", "put in make-up"),
    0x46: ("print data changeover in progress M", SLOWER),
    0x47: ("too many print formats", MESSAGE),
    0x48: ("make-up wasn't replenished in time", "check make-up"),
    0x4A: ("ink wasn't replenished in time", "check ink"),
    0x4B: ("no ink drop charge", DRY),
    0x4C: ("ink heater too hot", TEMPERATURE),
    0x4D: ("ink heater's sensor fault", SERVICE),
    0x4E: ("ink heater draws too much", SERVICE),
    0x4F: ("internal communication error C", SERVICE),
    0x50: ("internal communication error M", SERVICE),
    0x51: ("internal communication error S", SERVICE),
    0x52: ("system operation error S", SERVICE),
    0x53: ("memory fault C", SERVICE),
    0x54: ("memory fault M", SERVICE),
    0x55: ("ambient temperature sensor fault", SERVICE),
    0x56: ("print controller's fan fault", SERVICE),
    0x59: ("print data changeover in progress S", SLOWER),
    0x5A: ("print data changeover in progress V", SLOWER),
    0x5C: ("maintenance is running", "wait until it has ended"),
    0x5D: ("memory fault S", SERVICE),
    0x5E: ("pump motor fault", SERVICE),
    0x5F: ("viscometer's temperature sensor fault", SERVICE),
    0x60: ("external communication error", "see the error's number on its panel"),
    0x61: ("external signal error", SENSOR),
    0x62: ("memory fault OP", SERVICE),
    0x63: ("ink heater too cold", TEMPERATURE),
    0x64: ("model key fault", SERVICE),
    0x65: ("language key fault", SERVICE),
    0x66: ("communication buffer fault", "its buffer ran empty: clear the fault at its panel"),
    0x67: ("shutdown fault", SERVICE),
    0x68: ("count overflow", MESSAGE),
    0x69: ("data changed at a wrong moment", SLOWER),
    0x6A: ("count changed at a wrong moment", SLOWER),
    0x6B: ("print started at a wrong moment", SLOWER),
    0x6C: ("ink is past its shelf life", "exchange the ink"),
    0x6D: ("make-up is past its shelf life", "exchange the make-up"),
    0x71: ("print data changeover error C", SERVICE),
    0x72: ("print data changeover error M", SERVICE),
}

WARNINGS: dict[int, tuple[str, str]] = {
    0x31: ("ink low", "have ink ready"),
    0x32: ("make-up low", "have make-up ready"),
    0x33: ("ink past its shelf life", "exchange the ink"),
    0x34: ("battery low M", SERVICE),
    0x35: ("ink pressure high", SERVICE),
    0x36: ("product speed can't be matched", SENSOR),
    0x37: ("external communication error", "see the error's number on its panel"),
    0x38: ("surroundings too hot", TEMPERATURE),
    0x39: ("surroundings too cold", TEMPERATURE),
    0x3A: ("ink heating failure", SERVICE),
    0x3B: ("external signal error", SENSOR),
    0x3C: ("ink pressure low", SERVICE),
    0x3D: ("excitation voltage to be reviewed", SERVICE),
    0x3E: ("viscosity reading unstable", SERVICE),
    0x3F: ("viscosity reading out of range", SERVICE),
    0x40: ("ink too thick", "check ink and make-up"),
    0x41: ("ink too thin", "check ink and make-up"),
    0x42: ("excitation voltage to be reviewed", SERVICE),
    0x44: ("battery low C", SERVICE),
    0x45: ("calendar content inaccurate", "set its date and time"),
    0x46: ("excitation voltage to be reviewed for the character height", SERVICE),
    0x47: ("ink near its shelf life", "have ink ready"),
    0x48: ("make-up near its shelf life", "have make-up ready"),
    0x49: ("model key failure", SERVICE),
    0x4A: ("language key failure", SERVICE),
    0x4C: ("upgrade key fault", SERVICE),
    0x50: ("circulation system's fan fault", SERVICE),
    0x51: ("ink too hot", TEMPERATURE),
}
PANEL = "see its panel"


def state_of(connection: int, reception: int, operation: int, warning: int) -> State:
    """The four status registers as one state."""
    mark = f"{connection:X} {reception:X} {operation:X} {warning:X}"
    if connection != ONLINE:
        return State(mark, Level.AWAY, OFFLINE_SAID, OFFLINE_HINT)
    if operation in NOT_NOW:
        return State(mark, Level.HELD, NOT_NOW[operation], START_HINT)
    if operation != READY:
        said, hint = FAULTS.get(operation, (f"status {operation:02X}", PANEL))
        return State(mark, Level.FAULT, said, hint)
    if warning != NO_WARNING:
        said, hint = WARNINGS.get(warning, (f"warning {warning:02X}", PANEL))
        return State(mark, Level.WARNING, said, hint)
    if reception != RECEIVES:
        return State(mark, Level.WARNING, DEAF_SAID, DEAF_HINT)
    return State(mark, Level.WELL)
