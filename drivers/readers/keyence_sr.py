"""A Keyence SR fixed reader (TCP 9004 or serial), as a sans-IO driver.

One trigger at a time: `LON`, then its data line, or at the end of the window `LOFF` and no read. A
result that comes after its window belongs to nobody: after each `LOFF` the driver waits until the
device has been quiet for QUIET_MS before the next `LON`, so that a late line can't become the next
trigger's. Results that nobody asked for are reported and dropped.
"""

from __future__ import annotations

import re
from collections import deque

from drivers.api import (
    Capabilities,
    Command,
    DeviceEvent,
    LinkDown,
    LinkUp,
    NoRead,
    Output,
    Read,
    Ready,
    SymbolRead,
    Trigger,
    Warned,
)
from drivers.errors import Misuse
from drivers.readers import keyence_codec as codec

TRIGGERS_MAX = 64
QUIET_MS = 60
AIM = re.compile(rb"\][A-Za-z][0-9A-Za-z]")


class KeyenceReader:
    """Options, fixed for its life:

    `framing`: "cr" or "stx", as set in the device. `aim_prefix`: the device puts the AIM
    identifier (`]d2`) before each code. `separator`: between several codes of one result, as set
    in the device; "" = one code a result. `bank`: parameter bank for `LON`, 0 = the device's own.
    """

    def __init__(
        self,
        name: str,
        *,
        framing: codec.Framing = "cr",
        aim_prefix: bool = True,
        separator: str = "",
        bank: int = 0,
    ) -> None:
        if not 0 <= bank <= 99:
            raise Misuse(f"{name}: bank is 0 to 99, not {bank}")
        self.name = name
        self.caps = Capabilities(
            kind="reader",
            protocol="keyence-sr",
            manual="SR-750 user's manual, as in the fact sheet",
            unverified=("TCP port 9004", "order of OK,LON and a fast result"),
        )
        self._parser = codec.LineParser(framing)
        self._aim_prefix, self._separator = aim_prefix, separator.encode()
        self._on = codec.command(f"LON{bank:02d}" if bank else "LON", framing)
        self._off = codec.command("LOFF", framing)
        self._waiting: deque[Trigger] = deque()
        self._reading: Trigger | None = None
        self._started_ms = 0
        self._quiet_until_ms = 0
        self._is_open = False
        self._rubbish_told = False

    # ------------------------------------------------------------ the link

    def opened(self, now_ms: int) -> Output:
        self._is_open, self._rubbish_told = True, False
        self._parser.reset()
        self._quiet_until_ms = now_ms + QUIET_MS
        # Whatever a former host left running is ended before the first trigger.
        return Output(self._off, (LinkUp(self.name), Ready(self.name)))

    def closed(self, reason: str, now_ms: int) -> Output:
        del now_ms
        self._is_open = False
        lost = [self._reading] if self._reading else []
        events: list[DeviceEvent] = [
            NoRead(self.name, trigger.token, f"link lost: {reason}")
            for trigger in (*lost, *self._waiting)
        ]
        self._reading = None
        self._waiting.clear()
        return Output(events=(*events, LinkDown(self.name, reason)))

    def received(self, data: bytes, now_ms: int) -> Output:
        out = Output()
        for line in self._parser.feed(data):
            out += self._line(line, now_ms)
        return out + self._next(now_ms)

    def tick(self, now_ms: int) -> Output:
        reading = self._reading
        if reading is None or now_ms - self._started_ms < reading.window_ms:
            return self._next(now_ms)
        return self._give_up(reading, now_ms, f"no code within {reading.window_ms} ms")

    def command(self, command: Command, now_ms: int) -> Output:
        if not isinstance(command, Trigger):
            raise Misuse(f"{self.name}: a reader can't {type(command).__name__}")
        if not self._is_open:
            return Output(events=(NoRead(self.name, command.token, "no link"),))
        if len(self._waiting) >= TRIGGERS_MAX:
            return Output(events=(NoRead(self.name, command.token, "too many triggers wait"),))
        self._waiting.append(command)
        return self._next(now_ms)

    # ------------------------------------------------------------ one trigger at a time

    def _next(self, now_ms: int) -> Output:
        if not self._is_open or self._reading is not None or not self._waiting:
            return Output()
        if now_ms < self._quiet_until_ms:
            return Output()
        self._reading, self._started_ms = self._waiting.popleft(), now_ms
        return Output(self._on)

    def _give_up(self, reading: Trigger, now_ms: int, reason: str) -> Output:
        self._reading = None
        self._quiet_until_ms = now_ms + QUIET_MS
        took = float(now_ms - self._started_ms)
        no_read = NoRead(self.name, reading.token, reason, took_ms=took)
        return Output(self._off, (no_read,)) + self._next(now_ms)

    def _line(self, line: codec.Line, now_ms: int) -> Output:
        match line:
            case codec.Result(data):
                return self._result(data, now_ms)
            case codec.NothingRead() if self._reading is not None:
                return self._give_up(self._reading, now_ms, "the reader found no code")
            case codec.CommandRefused("LON", number) if self._reading is not None:
                return self._give_up(self._reading, now_ms, f"the reader refused, ER {number}")
            case codec.Rubbish(size) if not self._rubbish_told:
                self._rubbish_told = True
                hint = "Check framing and port settings of the reader."
                return Output(events=(Warned(self.name, f"{size} unknown bytes", hint),))
            case _:
                return Output()  # an OK, or the ER that follows a LOFF after a success

    def _result(self, data: bytes, now_ms: int) -> Output:
        if self._reading is None:
            # It came after its window, or unasked: it belongs to no trigger.
            self._quiet_until_ms = now_ms + QUIET_MS
            hint = "Lengthen the window, or turn the reader's own triggers off."
            return Output(events=(Warned(self.name, "a code that nobody waits for", hint),))
        token, self._reading = self._reading.token, None
        took = float(now_ms - self._started_ms)
        codes = data.split(self._separator) if self._separator else [data]
        symbols = tuple(self._symbol(code) for code in codes if code)
        return Output(events=(Read(self.name, token, symbols, took_ms=took),))

    def _symbol(self, code: bytes) -> SymbolRead:
        found = AIM.match(code) if self._aim_prefix else None
        if found is None:
            return SymbolRead(code, decoder="keyence-sr")
        return SymbolRead(code[3:], code[:3].decode("ascii"), decoder="keyence-sr")
