r"""Any fixed reader that is asked with a text and answers with a line, as a sans-IO driver.

Most readers can be set so (Hikrobot, Datalogic, iRAYPLE, OPT and others): what the trigger is, what
*no read* is and how a line looks are options. Over TCP either side may dial (`tcp://` or
`tcp-listen://`), or it is a serial port. Whose a result is, is told by `drivers.readers.turns`.
No manual is meant in particular, so nothing here is more than the common denominator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drivers.api import Capabilities, SymbolRead
from drivers.errors import Misuse
from drivers.readers.aim import symbol_of
from drivers.readers.line_fields import Fields, LineFields, Unfit
from drivers.readers.lines import Line, LineSplitter, Piece, Stray, as_bytes
from drivers.readers.turns import Fact, Got, GotNothing, Odd, Took, TurnReader

TOKENS_MAX = 16
COMMAND_BYTES_MAX = 256
EXPRESSION_CHARACTERS_MAX = 200


class LineReader(TurnReader):
    r"""Options, fixed for its life. Texts take the escapes `\r \n \t \0 \\ \x02`.

    `trigger`: what makes it read, with its end, e.g. `T\r`; "" = it triggers itself, and each
    result is a read of its own. `stop`: what ends the search, "" = nothing does. `ack`: a regular
    expression for lines that answer `trigger` and `stop`, "" = none come. `no_read`: the lines
    that mean it found nothing. `ok`: a regular expression that a read's line must match, "" = any.
    `ignore`: regular expressions for lines of no interest (heartbeats). `start`, `terminator`:
    what begins and ends a line; "" = nothing, and CR, LF or both. `pattern`, `separator`,
    `encoding`: see `line_fields`. `aim_prefix`: an AIM identifier may stand before each code.
    `settle_ms`: how long a late result is waited for after an empty window.
    """

    def __init__(
        self,
        name: str,
        *,
        trigger: str = "",
        stop: str = "",
        ack: str = "",
        no_read: Sequence[str] = ("NoRead",),
        ok: str = "",
        ignore: Sequence[str] = (),
        start: str = "",
        terminator: str = "",
        pattern: str = "{code}",
        separator: str = "",
        encoding: str = "",
        aim_prefix: bool = True,
        settle_ms: int = 1_000,
    ) -> None:
        if stop and not trigger:
            raise Misuse(f"{name}: stop without trigger: a reader that triggers itself isn't asked")
        ends = (as_bytes(terminator),) if terminator else (b"\r", b"\n")
        lines = LineSplitter(ends, start=as_bytes(start))
        meaning = _Meaning(
            LineFields(pattern, separator, encoding),
            _expressions(name, (ack,) if ack else ()),
            _tokens(name, no_read),
            _expressions(name, (ok,) if ok else ()),
            _expressions(name, ignore),
            aim_prefix,
        )
        dialect = _Lines(_command(name, trigger), _command(name, stop), bool(ack), lines, meaning)
        super().__init__(name, _capabilities(), dialect, settle_ms=settle_ms)


@dataclass(frozen=True)
class _Meaning:
    """What a line is, by the options."""

    fields: LineFields
    ack: tuple[re.Pattern[str], ...]
    no_read: frozenset[bytes]
    ok: tuple[re.Pattern[str], ...]
    ignore: tuple[re.Pattern[str], ...]
    aim_prefix: bool

    def of(self, line: bytes) -> list[Fact]:
        """No fact for a line of no interest."""
        if line in self.no_read:
            return [GotNothing()]
        text = self.fields.text_of(line) or ""
        if any(one.fullmatch(text) for one in self.ack):
            return [Took()]
        if any(one.fullmatch(text) for one in self.ignore):
            return []
        if self.ok and not self.ok[0].fullmatch(text):
            hint = "Correct `ok` in the line file, or name the line in `no_read` or `ignore`."
            return [Odd("not ok", f"a line that is no read: {_shown(line)}", hint)]
        return self._read(line)

    def _read(self, line: bytes) -> list[Fact]:
        found = self.fields.codes_of(line)
        for one in found:
            if isinstance(one, Unfit):
                # With one code in question the whole result is: a code too few is a wrong content.
                hint = "Compare `pattern`, `separator` and `encoding` with the reader's own format."
                return [Odd(one.why, f"{one.why}: {_shown(line)}", hint), GotNothing(one.why)]
        symbols = tuple(self._symbol(one) for one in found if isinstance(one, Fields))
        return [Got(symbols) if symbols else GotNothing()]

    def _symbol(self, fields: Fields) -> SymbolRead:
        read = symbol_of(fields.code, self.aim_prefix and not fields.aim, "line-reader")
        aim = fields.aim or read.aim
        return SymbolRead(
            read.data, aim, fields.x, fields.y, decoder="line-reader", quality=fields.quality
        )


class _Lines:
    """The `Dialect`."""

    def __init__(
        self, start: bytes, stop: bytes, confirms: bool, lines: LineSplitter, meaning: _Meaning
    ) -> None:
        self.asks, self.confirms = bool(start), confirms
        self._start, self._stop = start, stop
        self._lines, self._meaning = lines, meaning

    def greeting(self) -> tuple[Callable[[], bytes], ...]:
        return (self.stop,) if self._stop else ()

    def reset(self) -> None:
        self._lines.reset()

    def start(self) -> bytes:
        return self._start

    def stop(self) -> bytes:
        return self._stop

    def feed(self, data: bytes) -> list[Fact]:
        facts: list[Fact] = []
        for piece in self._lines.feed(data):
            facts += self._meaning.of(piece.data) if isinstance(piece, Line) else [_odd(piece)]
        return facts


def _odd(piece: Piece) -> Odd:
    hint = "Compare `start` and `terminator` with the reader's own format."
    if isinstance(piece, Stray):
        return Odd("stray", "bytes outside a line", hint)
    return Odd("too long", "a line without end", hint)


def _shown(line: bytes) -> str:
    """The shape of a line, not its text: a code is worth money and must stand in no message."""
    return f"{len(line)} bytes, beginning with {line[:1]!r}"


def _command(name: str, text: str) -> bytes:
    command = as_bytes(text)
    if len(command) > COMMAND_BYTES_MAX:
        raise Misuse(f"{name}: a trigger has at most {COMMAND_BYTES_MAX} bytes")
    return command


def _tokens(name: str, texts: Sequence[str]) -> frozenset[bytes]:
    if isinstance(texts, str) or len(texts) > TOKENS_MAX:
        raise Misuse(f"{name}: no_read is a list of at most {TOKENS_MAX} texts")
    return frozenset(as_bytes(text) for text in texts)


def _expressions(name: str, texts: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    if isinstance(texts, str) or len(texts) > TOKENS_MAX:
        raise Misuse(f"{name}: ignore is a list of at most {TOKENS_MAX} expressions")
    return tuple(_expression(name, text) for text in texts)


def _expression(name: str, text: str) -> re.Pattern[str]:
    if len(text) > EXPRESSION_CHARACTERS_MAX:
        raise Misuse(f"{name}: at most {EXPRESSION_CHARACTERS_MAX} characters in an expression")
    try:
        return re.compile(text, re.DOTALL)
    except re.error as reason:
        raise Misuse(f"{name}: {text!r} is no regular expression: {reason}") from reason


def _capabilities() -> Capabilities:
    return Capabilities(
        kind="reader",
        protocol="line-reader",
        manual="none in particular: a text asks, a line answers",
        unverified=("no reader was tried", "the option sets in docs/devices/line-reader.md"),
    )
