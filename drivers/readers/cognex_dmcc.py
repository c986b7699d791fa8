"""A Cognex DataMan fixed reader that speaks DMCC (TCP 23, or serial), as a sans-IO driver.

Each link begins with `SET COM.DMCC-RESPONSE 1` (extended responses), the commands of `setup`, and
`TRIGGER OFF`, which must be answered. Commands carry an id that the answer brings back, so that an
answer is never taken for another command's; a device that leaves the id out is taken in order.
Results carry none: `drivers.readers.turns` says whose they are. Never tried on hardware.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from drivers.api import Capabilities
from drivers.errors import Misuse
from drivers.readers import cognex_codec as codec
from drivers.readers.aim import symbol_of
from drivers.readers.lines import as_bytes
from drivers.readers.turns import Fact, Got, GotNothing, Odd, Refused, Took, TurnReader

ID_MAX = 9_999
SETUP_MAX = 32
OUTSTANDING_MAX = 64

EXTENDED = "SET COM.DMCC-RESPONSE 1"
START, STOP = "TRIGGER ON", "TRIGGER OFF"

Results = Literal["base64", "framed", "plain"]


class CognexReader(TurnReader):
    """Options, fixed for its life:

    `trigger`: "command" (we ask) or "device" (a photocell at the reader: each result is a read of
    its own). `results`: "base64", as extended mode sends them; "framed", the same without base64;
    "plain", lines without header. `aim_prefix`: the device puts the AIM identifier before each
    code. `separator`: between several codes of one result. `no_read`: the device's text for no
    read. `checksum`: each command ends with an XOR byte. `setup`: commands for each new link.
    `settle_ms`: how long a late result is waited for after an empty window.
    """

    def __init__(
        self,
        name: str,
        *,
        trigger: Literal["command", "device"] = "command",
        results: Results = "base64",
        aim_prefix: bool = True,
        separator: str = "",
        no_read: str = "",
        checksum: bool = False,
        setup: Sequence[str] = (),
        settle_ms: int = 1_000,
    ) -> None:
        if trigger not in ("command", "device"):
            raise Misuse(f"{name}: trigger is 'command' or 'device', not {trigger!r}")
        if results not in ("base64", "framed", "plain"):
            raise Misuse(f"{name}: results is 'base64', 'framed' or 'plain', not {results!r}")
        if isinstance(setup, str) or len(setup) > SETUP_MAX:
            raise Misuse(f"{name}: setup is a list of at most {SETUP_MAX} commands")
        separates, nothing = as_bytes(separator), as_bytes(no_read)
        chosen = _Settings(results, aim_prefix, separates, nothing, checksum, tuple(setup))
        dialect = _Dmcc(trigger == "command", chosen)
        super().__init__(name, _capabilities(), dialect, settle_ms=settle_ms)


@dataclass(frozen=True)
class _Settings:
    """What the options came to."""

    results: Results
    aim_prefix: bool
    separator: bytes
    no_read: bytes
    checksum: bool
    setup: tuple[str, ...]


class _Dmcc:
    """The `Dialect`. Raises `Misuse` for a command of `setup` that can't be sent."""

    confirms = True

    def __init__(self, asks: bool, settings: _Settings) -> None:
        for text in settings.setup:
            codec.command(text, 0)
        self.asks, self._settings = asks, settings
        self._parser = codec.ResponseParser(settings.results == "base64")
        self._id = 0
        self._out: deque[int] = deque(maxlen=OUTSTANDING_MAX)  # ids that wait for an answer

    def greeting(self) -> tuple[Callable[[], bytes], ...]:
        return tuple(partial(self._command, one) for one in (EXTENDED, *self._settings.setup, STOP))

    def reset(self) -> None:
        self._parser.reset()
        self._out.clear()

    def start(self) -> bytes:
        return self._command(START)

    def stop(self) -> bytes:
        return self._command(STOP)

    def feed(self, data: bytes) -> list[Fact]:
        return [fact for message in self._parser.feed(data) for fact in self._facts(message)]

    def _command(self, text: str) -> bytes:
        self._id = self._id % ID_MAX + 1
        self._out.append(self._id)
        return codec.command(text, self._id, self._settings.checksum)

    def _facts(self, message: codec.Message) -> list[Fact]:
        match message:
            case codec.Response():
                return self._answer(message)
            case codec.Result(data):
                return [self._read(data)]
            case codec.Plain(data) if self._settings.results == "plain":
                return [self._read(data)]
            case codec.Plain():
                hint = 'If its results come without DMCC header, set results = "plain".'
                return [Odd("plain", "a line without header", hint)]
            case codec.Broken(why, is_result):
                hint = "Check `results`, the checksum and the port settings of the reader."
                odd = Odd(why, why, hint)
                return [odd, GotNothing(why)] if is_result else [odd]

    def _answer(self, response: codec.Response) -> list[Fact]:
        """No fact for the answer to a command that nobody waits for any more."""
        if response.id is not None and response.id not in self._out:
            return []
        is_newest = response.id is None or response.id == self._out[-1]
        self._forget_up_to(response.id)
        if response.status == 0:
            return [Took()] if is_newest else []
        meaning, hint = codec.STATUS.get(response.status, codec.STATUS[100])
        said = f"status {response.status}: {meaning}"
        return [Refused(said, hint) if is_newest else Odd(said, said, hint)]

    def _forget_up_to(self, number: int | None) -> None:
        """Answers come in order: with this one, no earlier command is answered any more."""
        while self._out and self._out.popleft() != number:
            pass

    def _read(self, data: bytes) -> Fact:
        chosen = self._settings
        if not data or data == chosen.no_read:
            return GotNothing()
        codes = data.split(chosen.separator) if chosen.separator else [data]
        symbols = tuple(symbol_of(one, chosen.aim_prefix, "cognex-dmcc") for one in codes if one)
        return Got(symbols) if symbols else GotNothing()


def _capabilities() -> Capabilities:
    return Capabilities(
        kind="reader",
        protocol="cognex-dmcc",
        manual="DataMan Communications and Programming, pages 18-19, as in the fact sheet §3.2",
        unverified=(
            "that the answer to TRIGGER ON comes before its result",
            "which bytes the XOR checksum covers",
            "what the reader sends after TRIGGER OFF without a read",
            "AIM identifier and separator settings",
        ),
    )
