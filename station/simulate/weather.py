"""What comes over the hall by the hour: cables, power, the PLC, the clock, the network.

Each knob of the hour waits for its own next time and then strikes something that its dice choose.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from station.simulate.hall import Hall
from station.simulate.ports import Port

if TYPE_CHECKING:
    from station.simulate.shift import Shift

CUT_MS_MIN, CUT_MS_MAX = 50, 20_000
HANG_MS_MAX = 15_000
JAM_MS_MAX = 60_000
PLC_MS_MAX = 6_000
CLOCK_JUMP_MS_MAX = 3 * 3_600_000
AWAY_MS_MIN, AWAY_MS_MAX = 60_000, 3 * 24 * 3_600_000


class Weather:
    def __init__(self, shift: Shift) -> None:
        self._shift, self._floor, self._dice = shift, shift.floor, shift.dice
        strikes: dict[str, Callable[[], None]] = {
            "link.cut": self._cut,
            "link.hang": self._hang,
            "process.stop": self._stop_process,
            "clock.jump": self._jump,
            "net.down": self._away,
            "order.cancel": self._cancel,
        }
        if self._floor.coder is not None:
            strikes |= {"printer.jam": self._jam, "print.stale_field": self._stale_field}
        if self._printers:
            strikes |= {"printer.reboot": self._reboot}
        if self._floor.label_printers:
            strikes |= {"label.media_out": self._media_out}
        if self._floor.plc is not None:
            strikes |= {
                "plc.cut": self._cut_plc,
                "plc.stale": self._stale_plc,
                "plc.busy": self._busy_plc,
                "plc.reset": self._floor.plc.reset_counters,
                "plc.restart": self._floor.plc.restart,
            }
        for name, strike in strikes.items():
            self._plan(name, strike)

    @property
    def _printers(self) -> tuple[Port, ...]:
        coder = () if self._floor.coder is None else (self._floor.coder,)
        return (*coder, *self._floor.label_printers.values())

    def _plan(self, name: str, strike: Callable[[], None]) -> None:
        wait_ms = self._dice.wait_ms(name)
        if wait_ms is None:
            return

        def due() -> None:
            if self._dice.struck(name):
                strike()
                self._plan(name, strike)

        self._shift.scheduler.after(wait_ms, due)

    def _pick(self, name: str, ports: tuple[Port, ...]) -> Port:
        return self._dice.of(name).choice(ports)

    def _after(self, name: str, longest_ms: int, deed: Callable[[], None]) -> None:
        self._shift.scheduler.after(self._dice.of(name).randint(200, longest_ms), deed)

    # -- printers and cables

    def _jam(self) -> None:
        """People clear it when they see the alarm; or it clears itself."""
        assert self._floor.coder is not None, "planned only where there is a coder"
        twin = self._floor.coder.twin
        twin.fault("jam", "on")
        self._after("printer.jam", JAM_MS_MAX, lambda: twin.fault("jam", "off"))

    def _media_out(self) -> None:
        port = self._pick("label.media_out", tuple(self._floor.label_printers.values()))
        port.twin.fault("media_out", "on")
        self._after(
            "label.media_out",
            JAM_MS_MAX,
            lambda: port.act(lambda twin, now_ms: (None, twin.load_media(now_ms))),
        )

    def _cut(self) -> None:
        port = self._pick("link.cut", self._floor.ports())
        port.cut(self._dice.of("link.cut").randint(CUT_MS_MIN, CUT_MS_MAX))

    def _hang(self) -> None:
        port = self._pick("link.hang", self._floor.ports())
        if port.hang():
            self._after("link.hang", HANG_MS_MAX, lambda: port.cut(0, "no answer for too long"))

    def _reboot(self) -> None:
        port = self._pick("printer.reboot", self._printers)
        dice = self._dice.of("printer.reboot")
        port.twin.fault("reboot_loses_buffer", dice.choice(("on", "off")))
        port.cut(dice.randint(2_000, CUT_MS_MAX), "the printer went off")
        port.act(lambda twin, now_ms: (None, twin.reboot(now_ms)))

    def _stale_field(self) -> None:
        assert isinstance(self._floor, Hall), "planned only where there is a coder"
        self._floor.stale_field(self._dice.of("print.stale_field").randint(1, 8))

    # -- the PLC

    def _cut_plc(self) -> None:
        if self._shift.plc_host is not None:
            self._shift.plc_host.cut(self._dice.of("plc.cut").randint(600, PLC_MS_MAX))

    def _stale_plc(self) -> None:
        plc = self._floor.plc
        assert plc is not None, "planned only where there is a PLC"
        plc.stop_heartbeat(True)
        self._after("plc.stale", PLC_MS_MAX, lambda: plc.stop_heartbeat(False))

    def _busy_plc(self) -> None:
        now_ms = self._shift.scheduler.now_ms
        assert self._floor.plc is not None, "planned only where there is a PLC"
        self._floor.plc.busy_until_ms = now_ms + self._dice.of("plc.busy").randint(50, PLC_MS_MAX)

    # -- the PC, its clock, the network, the plan of the day

    def _stop_process(self) -> None:
        computer = self._shift.computer
        if computer.is_on and not computer.is_busy:
            computer.stop()

    def _jump(self) -> None:
        dice = self._dice.of("clock.jump")
        jump_ms = dice.randint(-CLOCK_JUMP_MS_MAX, CLOCK_JUMP_MS_MAX)
        self._shift.computer.clock.jump_ms += jump_ms

    def _away(self) -> None:
        away_ms = self._dice.of("net.down").randint(AWAY_MS_MIN, AWAY_MS_MAX)
        self._shift.platform.away_until_ms = self._shift.scheduler.now_ms + away_ms

    def _cancel(self) -> None:
        """The planner wants another product: nothing more is put onto the belt."""
        self._floor.feed_no_more()
