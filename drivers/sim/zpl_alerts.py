"""A Zebra printer's alerts: who is told what without having asked (`^SX`, `^SQ`, `~HU`).

An alert is a line of text: the condition, the time in brackets and the printer's name in brackets;
older firmware gives no time. Destination A is the line that jobs come on, D a TCP listener that the
printer dials, once for each alert. What is set outlives a restart only where it was saved, as it
isn't here.

Sources: the programming guide for `^SX`, `^SQ` and `~HU`; the text as owners of printers logged it
on serial and TCP lines, in English (it comes in the language of the printer's panel). Not verified:
CR LF at the end; that LABEL TAKEN is what clears L; that a label's own L follows its K.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

PRINTER_NAME = "ZTWIN0000001"
SWITCHED_ON = datetime(2024, 1, 1, tzinfo=UTC)  # at 0 ms of the twin's clock
EVERYTHING = "*"
SERIAL, TCP = "A", "D"
PORT_MAX = 65_535

# Condition: what is said when it sets in, and when it is over.
TEXTS: Mapping[str, tuple[str, str]] = {
    "A": ("ERROR CONDITION: PAPER OUT", "ERROR CLEARED: PAPER OUT"),
    "B": ("ERROR CONDITION: RIBBON OUT", "ERROR CLEARED: RIBBON OUT"),
    "E": ("ERROR CONDITION: HEAD OPEN", "ERROR CLEARED: HEAD OPEN"),
    "J": ("ALERT: PRINTER PAUSED", "ALERT CLEARED: PRINTER PAUSED"),
    "K": ("ALERT: PQ JOB COMPLETED", ""),
    "L": ("LABEL READY: ", "LABEL TAKEN: "),
}


@dataclass(frozen=True)
class Route:
    """Where one condition is told; `address` and `port` are for TCP."""

    condition: str
    destination: str
    when_set: bool
    when_cleared: bool
    address: str = ""
    port: int = 0


class Alerts:
    """The table of alerts; times are milliseconds of the twin's clock."""

    def __init__(self) -> None:
        self._routes: dict[tuple[str, str], Route] = {}
        self._halted: set[tuple[str, str]] = set()

    def configure(self, parameters: bytes) -> None:
        """`^SXa,b,c,d,e,f`: condition, destination, when set, when cleared, address, port. Ignored
        where condition or destination can't be understood; both `N` ends it."""
        condition, destination, on_set, on_clear, address, port = _fields(parameters, 6)
        if condition not in (*TEXTS, EVERYTHING) or destination not in (SERIAL, TCP):
            return
        number = int(port) if port.isdigit() and int(port) <= PORT_MAX else 0
        route = Route(
            condition, destination, on_set in ("Y", ""), on_clear == "Y", address.lower(), number
        )
        if route.when_set or route.when_cleared:
            self._routes[condition, destination] = route
        else:
            self._routes.pop((condition, destination), None)

    def halt(self, parameters: bytes) -> None:
        """`^SQa,b,c`: condition, destination (`*` = all), Y stops and N starts again."""
        condition, destination, halts = _fields(parameters, 3)
        if halts == "N":
            self._halted.discard((condition, destination))
        else:
            self._halted.add((condition, destination))

    def routes(self, condition: str, *, cleared: bool) -> Iterator[Route]:
        """Who hears of a condition that set in, or is over."""
        for route in self._routes.values():
            named = route.condition in (condition, EVERYTHING)
            wanted = route.when_cleared if cleared else route.when_set
            if named and wanted and not self._is_halted(condition, route.destination):
                yield route

    def table(self) -> bytes:
        """What `~HU` answers: nothing where no alert is set."""
        lines = (
            f"{one.condition},{one.destination},{'NY'[one.when_set]},{'NY'[one.when_cleared]},"
            f"{one.address.upper()},{one.port}\r\n"
            for one in self._routes.values()
        )
        return "".join(lines).encode("ascii")

    def _is_halted(self, condition: str, destination: str) -> bool:
        return any(
            halted in self._halted
            for halted in (
                (condition, destination),
                (EVERYTHING, destination),
                (condition, EVERYTHING),
                (EVERYTHING, EVERYTHING),
            )
        )


def line(condition: str, *, cleared: bool, now_ms: int, dated: bool = True) -> bytes:
    """An alert's text; b"" for a condition whose end isn't told."""
    text = TEXTS[condition][cleared]
    if not text:
        return b""
    at = SWITCHED_ON + timedelta(milliseconds=now_ms)
    stamp = f" [{at:%Y-%m-%d %H:%M:%S}]" if dated else ""
    return f"{text}{stamp} [{PRINTER_NAME}]\r\n".encode("ascii")


def _fields(parameters: bytes, count: int) -> list[str]:
    said = [one.strip() for one in parameters.decode("ascii", "replace").upper().split(",")]
    return (said + [""] * count)[:count]
