"""A label printer that speaks ZPL II, from its own side of the wire: the twin of `zpl.py`.

Written from the fact sheet with a parser of its own. What comes in is one stream of bytes, whoever
is connected: half a format stays and waits for its end. A `~` command is carried out the moment it
has come, inside a format too. What happens to labels is `label_feed`; alerts are `zpl_alerts`. With
media or ribbon out or the head open `~HS` gets no answer, as the manual warns; `getvar` is still
answered. A format of nothing but settings prints nothing.

Not in the manual, and assumed: `~JA` forgets half a format too, and lets a label that is moving
come out; that label counts in the last field but two of the second line of `~HS`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from typing import ClassVar

from drivers.sim import zpl_alerts
from drivers.sim.dialling import Call
from drivers.sim.label_feed import FEED_FAULTS, FORMATS_MAX, LabelFeed
from drivers.sim.zpl_alerts import Alerts

OBEYED_MAX = 64
CALLS_MAX = 1_000
COMMAND_BYTES_MAX = 200  # so much of an unfinished command is kept
TOKEN = re.compile(
    rb'~[A-Z]{2}|\^XA|\^XZ|! U1 (getvar|setvar) "([a-z._]+)"(?: "([^"\r\n]*)")?\r?\n'
)
TOKEN_IN_FORMAT = re.compile(rb"~[A-Z]{2}|\^XA|\^XZ")
SETTING = re.compile(rb"\^(SX|SQ|JJ)([^^~]*)")
SETTINGS_ONLY = re.compile(rb"\^XA(?:\s*\^(?:SX|SQ|JJ|JUS)[^^~]*)+\^XZ")
QUANTITY = re.compile(rb"\^PQ(\d+)")
END_PRINT_OFF, END_PRINT_PULSE = "0", "4"
CONDITIONS = {"media_out": "A", "ribbon_out": "B", "head_open": "E"}


class ZplTwin(LabelFeed):
    """`odometer` counts labels, `obeyed` are the last `~` commands, `end_print` is the mode of the
    applicator port's signal (0: none; 3, 4: a pulse a label)."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        **FEED_FAULTS,
        "media_out": "no labels are left: prints nothing and doesn't answer ~HS",
        "rewinder_full": "likewise, and the system status shows no error",
        "done_lost": "prints without counting",
        "done_dup": "counts a label twice",
        "no_odometer": "doesn't know its odometer's name",
        "alert_lost": "doesn't tell an alert",
        "alert_dup": "tells an alert twice",
        "alert_undated": "tells alerts without the time, as older firmware does",
    }
    STOPS: ClassVar[Mapping[str, int]] = {**LabelFeed.STOPS, "rewinder_full": 0}  # error bits

    def __init__(self, *, label_ms: int = 100, peel: bool = False) -> None:
        super().__init__(label_ms=label_ms, peel=peel)
        self.obeyed: deque[bytes] = deque(maxlen=OBEYED_MAX)
        self.odometer = 1_000  # a printer is never new
        self.end_print = END_PRINT_PULSE
        self._format: bytearray | None = None  # half a format
        self._alerts = Alerts()
        self._calls: deque[Call] = deque(maxlen=CALLS_MAX)
        self._news: list[tuple[str, bool]] = []  # condition, whether it is over
        self._known: set[str] = set()  # conditions that last

    # ------------------------------------------------------------ the physical side

    def take_label(self) -> bytes | None:
        label = super().take_label()
        if label is not None:
            self._news.append(("L", True))
        return label

    def take_calls(self) -> Sequence[Call]:
        """What it would dial: alerts for TCP listeners."""
        calls = tuple(self._calls)
        self._calls.clear()
        return calls

    def _came_out(self, label: bytes) -> None:
        if not self._faults.hit("done_lost"):
            self.odometer += 2 if self._faults.hit("done_dup") else 1
        if not any(other is label for other in self.formats):
            self._news.append(("K", False))
        self._news.append(("L", False))

    def reboot(self, now_ms: int) -> bytes:
        self._alerts, self._known = Alerts(), set()
        self._news.clear()
        return super().reboot(now_ms)

    def _pulses(self) -> bool:
        return self.end_print != END_PRINT_OFF

    def _forget_half(self) -> None:
        super()._forget_half()
        self._format = None

    # ------------------------------------------------------------ alerts

    def _look_round(self) -> None:
        lasting = {CONDITIONS[name] for name in CONDITIONS if self._faults.get(name)}
        lasting |= {"J"} if self.paused else set()
        self._news += [(one, False) for one in sorted(lasting - self._known)]
        self._news += [(one, True) for one in sorted(self._known - lasting)]
        self._known, news, self._news = lasting, self._news, []
        for condition, cleared in news:
            self._alert(condition, cleared)

    def _alert(self, condition: str, cleared: bool) -> None:
        routes = list(self._alerts.routes(condition, cleared=cleared))
        dated = not self._faults.get("alert_undated")
        text = zpl_alerts.line(condition, cleared=cleared, now_ms=self._now_ms, dated=dated)
        if not routes or not text or self._faults.hit("alert_lost"):
            return
        for _ in range(2 if self._faults.hit("alert_dup") else 1):
            for route in routes:
                if route.destination == zpl_alerts.SERIAL:
                    self._say(text)
                elif not self._faults.get("silent"):
                    self._calls.append(Call(route.address, route.port, text))

    # ------------------------------------------------------------ what the host sends

    def _parse(self) -> None:
        while self._take_one():
            pass

    def _take_one(self) -> bool:
        """Take the first whole token off the input; False if there is none."""
        pattern = TOKEN if self._format is None else TOKEN_IN_FORMAT
        found = pattern.search(self._input)
        if found is None:
            if self._format is None:
                del self._input[:-COMMAND_BYTES_MAX]
            return False
        before, token = bytes(self._input[: found.start()]), found.group()
        name = found.groups() if token.startswith(b"!") else ()
        del self._input[: found.end()]
        if self._format is not None:
            self._format += before
        if name:
            self._variable(*((part or b"").decode("ascii", "replace") for part in name))
        elif token.startswith(b"~"):
            self._obey(token)
        else:
            self._bound_of_format(token)
        return True

    def _bound_of_format(self, token: bytes) -> None:
        if token == b"^XA":
            self._format = bytearray(token)
        elif self._format is not None:
            label, self._format = bytes(self._format) + token, None
            for name, parameters in SETTING.findall(label):
                self._set(name, parameters)
            if SETTINGS_ONLY.fullmatch(label) is None:
                asked = QUANTITY.search(label)
                self._queue(label, int(asked.group(1)) if asked else 1)

    def _set(self, name: bytes, parameters: bytes) -> None:
        if name == b"SX":
            self._alerts.configure(parameters)
        elif name == b"SQ":
            self._alerts.halt(parameters)
        else:
            _, mode, *_ = [*parameters.split(b","), b""]
            self.end_print = mode.strip().decode("ascii", "replace") or self.end_print

    def _obey(self, command: bytes) -> None:
        self.obeyed.append(command)
        if command == b"~HS" and not self._stopped:
            self._host_status()
        elif command in (b"~JA", b"~JR"):
            self._cancel()
        elif command in (b"~PP", b"~PS"):
            self.paused = command == b"~PP"
        elif command == b"~HI":
            self._say(b"\x02ZTWIN,V1.0.0,8,000KB,X\x03\r\n")
        elif command == b"~HU":
            self._say(self._alerts.table())

    # ------------------------------------------------------------ answers

    def _host_status(self) -> None:
        waiting = len(self.formats)
        full, half = waiting >= FORMATS_MAX, self._format is not None
        head = b"030,0,%d,0480,%03d,%d,0,%d,000,0,0,0"
        lines = (
            head % (self.paused, waiting, full, half),
            b"000,0,0,0,1,%d,4,%d,%08d,1,000"
            % (1 if self.peel else 2, self._waits_for_hand, self._moving is not None),
            b"1234,0",
        )
        self._say(b"".join(b"\x02" + line + b"\x03\r\n" for line in lines))

    def _variable(self, action: str, name: str, value: str) -> None:
        if action == "setvar":
            if name == "device.applicator.end_print":
                self.end_print = value
        elif name == "odometer.total_label_count" and not self._faults.get("no_odometer"):
            self._say(b'"%d"' % self.odometer)
        elif name == "zpl.system_status":
            error = self._stop_bits()
            head = b'"%d,%d,00000000,%08X,0,00000000,00000000"'
            self._say(head % (self.paused, error > 0, error))
        else:
            self._say(b'"?"')
