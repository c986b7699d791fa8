"""A SICK Lector or CLV fixed reader over CoLa A (TCP 2111, or serial), as a sans-IO driver.

A trigger opens the reading gate (`mTCgateon`), the end of its window closes it (`mTCgateoff`); each
link begins with closing it. The reader must send its result at once when it has read, and `NoRead`
(or the text of `no_read`) when the gate closes without one. Whose a result is, is told by
`drivers.readers.turns`. Never tried on hardware, and no manual was read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from drivers.api import Capabilities
from drivers.errors import Misuse
from drivers.readers import sick_codec as codec
from drivers.readers.aim import symbol_of
from drivers.readers.lines import as_bytes
from drivers.readers.turns import Fact, Got, GotNothing, Odd, Refused, Took, TurnReader

NO_READ = "NoRead"


class SickReader(TurnReader):
    """Options, fixed for its life:

    `trigger`: "command" (we open the gate) or "device" (a photocell at the reader). `aim_prefix`:
    the output format puts the AIM identifier before each code. `separator`: between several codes
    of one result. `no_read`: the reader's text for no read. `settle_ms`: how long a late result is
    waited for after an empty window.
    """

    def __init__(
        self,
        name: str,
        *,
        trigger: Literal["command", "device"] = "command",
        aim_prefix: bool = True,
        separator: str = "",
        no_read: str = NO_READ,
        settle_ms: int = 1_000,
    ) -> None:
        if trigger not in ("command", "device"):
            raise Misuse(f"{name}: trigger is 'command' or 'device', not {trigger!r}")
        dialect = _ColaA(trigger == "command", aim_prefix, separator, no_read)
        super().__init__(name, _capabilities(), dialect, settle_ms=settle_ms)


class _ColaA:
    """The `Dialect`."""

    confirms = True

    def __init__(self, asks: bool, aim_prefix: bool, separator: str, no_read: str) -> None:
        self.asks = asks
        self._aim_prefix = aim_prefix
        self._separator, self._no_read = as_bytes(separator), as_bytes(no_read)
        self._parser = codec.TelegramParser()
        self._called = ""  # the method that waits for its answer

    def greeting(self) -> tuple[Callable[[], bytes], ...]:
        return (self.stop,) if self.asks else ()

    def reset(self) -> None:
        self._parser.reset()
        self._called = ""

    def start(self) -> bytes:
        self._called = codec.GATE_ON
        return codec.call(codec.GATE_ON)

    def stop(self) -> bytes:
        self._called = codec.GATE_OFF
        return codec.call(codec.GATE_OFF)

    def feed(self, data: bytes) -> list[Fact]:
        return [
            fact
            for telegram in self._parser.feed(data)
            if (fact := self._fact(telegram)) is not None
        ]

    def _fact(self, telegram: codec.Telegram) -> Fact | None:
        match telegram:
            case codec.Answered(method, done):
                return self._answer(method, done)
            case codec.Failed(number):
                meaning, hint = codec.REFUSALS.get(number, codec.UNKNOWN_REFUSAL)
                return Refused(f"sFA {number:X}: {meaning}", hint)
            case codec.Result(data):
                return self._result(data)
            case codec.Other():
                return None  # an event or a variable: none of our business
            case codec.Rubbish():
                hint = "Set the output format to begin with STX and end with ETX."
                return Odd("rubbish", "bytes outside a telegram", hint)

    def _answer(self, method: str, done: bool) -> Fact | None:
        if method != self._called:
            return None
        hint = "Check the trigger source in the reader: it must be the command."
        return Took() if done else Refused(f"{method} was not carried out", hint)

    def _result(self, data: bytes) -> Fact:
        if data == self._no_read:
            return GotNothing()
        codes = data.split(self._separator) if self._separator else [data]
        symbols = tuple(symbol_of(one, self._aim_prefix, "sick-cola") for one in codes if one)
        return Got(symbols) if symbols else GotNothing()


def _capabilities() -> Capabilities:
    return Capabilities(
        kind="reader",
        protocol="sick-cola",
        manual="none: third-party code, as in the fact sheet §3.3",
        unverified=(
            "the whole protocol: no manual of a reader was read",
            "TCP port 2111",
            "that the gate's answer comes before its result",
            "the numbers of sFA",
        ),
    )
