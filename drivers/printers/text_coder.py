"""A coder that takes lines of text, by configuration: most Chinese TIJ, UV and laser boards.

Its dialect is what the options say (`text_codec.py`). What its signals are worth depends on them:

- with `done`, a pattern for what the device says after each print, *done* is an event without
  identity, credited to the oldest code. Without it, `confirm` says who else tells: "external", the
  PLC's print-complete counter on the device's output, or "none", only the camera.
- with `ack`, one code at a time is on the wire. Without it nothing is acknowledged: a code counts
  as accepted when it is sent, and `depth` bounds what is out.
- without `clear` the device can't be emptied, and what it held at a lost link may still come.

The link is the URL's affair: `tcp://` dials the device, `tcp-listen://` waits for its call,
`serial://`. Nothing here comes from a manual: each board's own must be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from drivers.api import Capabilities, PrintJob
from drivers.errors import Misuse
from drivers.link.readable import NotReadable, pattern, readable, typed
from drivers.printers import dialect as d
from drivers.printers.coder import Coder
from drivers.printers.dialect import Level, Role, Step
from drivers.printers.text_codec import (
    PAYLOAD_BYTES_MAX,
    Answer,
    AnswerParser,
    Encoding,
    Framing,
    Kind,
    TooLong,
)

Confirm = Literal["external", "none"]
AckMeans = Literal["received", "processed"]
QUIET_MS = 20  # between two things sent to a device that answers nothing
HINT = "see the coder's panel"


class TextCoder(Coder):
    """Texts of the wire are written as `packline device send` takes them: `<STX>`, `\\r`.

    `prefix`, `suffix`: around each code. `encoding`: "utf-8" or "gbk". `answer_end`: what ends an
    answer; "" = each byte is one. `ack`, `full`, `refused`, `done`, `fault`, `well`: patterns of
    whole answers (regular expressions, with `<ACK>` and the like for bytes). `ask`: the question
    that `well` and `fault` answer, "" = never asked. `prepare`: sent after each connection, in
    order. `clear`, `hold`, `release`: "" = the device has no such thing. `answered`: whether those
    are acknowledged like a code. `ack_means`: what an acknowledgement is worth. `confirm`: who
    tells of prints where `done` is "".
    """

    def __init__(
        self,
        name: str,
        *,
        prefix: str = "",
        suffix: str = "<CR>",
        encoding: Encoding = "utf-8",
        answer_end: str = "<CR>",
        ack: str = "",
        full: str = "",
        refused: str = "",
        done: str = "",
        fault: str = "",
        well: str = "",
        ask: str = "",
        prepare: Sequence[str] = (),
        clear: str = "",
        hold: str = "",
        release: str = "",
        answered: bool = True,
        ack_means: AckMeans = "received",
        confirm: Confirm = "none",
        depth: int = 1,
        max_bytes: int = PAYLOAD_BYTES_MAX,
        ack_ms_max: int = d.ANSWER_MS_MAX,
        poll_ms: int = d.POLL_MS,
        quiet_ms: int = QUIET_MS,
    ) -> None:
        """Raises `Misuse` for options that can't work, in words."""
        patterns = {
            Kind.ACK: ack,
            Kind.FULL: full,
            Kind.REFUSED: refused,
            Kind.DONE: done,
            Kind.FAULT: fault,
            Kind.WELL: well,
        }
        _check(name, patterns, ask=ask, hold=hold, release=release, confirm=confirm)
        dialect = TextDialect(
            _bytes(name, "answer_end", answer_end),
            {kind: _pattern(name, kind, text) for kind, text in patterns.items() if text},
            Framing(
                _bytes(name, "prefix", prefix), _bytes(name, "suffix", suffix), encoding, max_bytes
            ),
        )
        dialect.caps = _capabilities(
            depth, max_bytes, ack_means if ack else "none", "event" if done else confirm, clear
        )
        dialect.answer_ms_max, dialect.poll_ms, dialect.quiet_ms = ack_ms_max, poll_ms, quiet_ms
        dialect.speak(
            ask=_bytes(name, "ask", ask),
            prepare=[_bytes(name, "prepare", one) for one in prepare],
            clear=_bytes(name, "clear", clear),
            hold=_bytes(name, "hold", hold),
            release=_bytes(name, "release", release),
            answered=bool(ack) and answered,
        )
        super().__init__(name, dialect, depth)


class TextDialect(d.Dialect):
    def __init__(self, end: bytes, patterns: dict[Kind, bytes], framing: Framing) -> None:
        self._parser = AnswerParser(end, patterns)
        self._framing = framing
        self._code_answers: tuple[type[d.Reply], ...] = (
            (d.Acknowledged,) if Kind.ACK in patterns else ()
        )
        self.quiet_ms = QUIET_MS

    def speak(
        self,
        *,
        ask: bytes,
        prepare: Sequence[bytes],
        clear: bytes,
        hold: bytes,
        release: bytes,
        answered: bool,
    ) -> None:
        """Make the steps of the bytes that there are."""
        answers: tuple[type[d.Reply], ...] = (d.Acknowledged,) if answered else ()

        def step(title: str, data: bytes, role: Role = Role.PREPARE) -> Step:
            return Step(title, data, answers, role, quiet_ms=0 if answers else self.quiet_ms)

        if ask:
            self.status = Step("status", ask, (d.State,), Role.STATUS)
        if hold:
            self.hold = step("hold", hold, Role.HOLD)
            self.release = step("release", release, Role.RELEASE)
        self.clear = (step("clear", clear, Role.CLEAR),) if clear else ()
        first = [one for one in (self.status, self.hold) if one is not None]
        preparing = [step(f"prepare {n}", data) for n, data in enumerate(prepare, 1)]
        self.recipe = (*first, *self.clear, *preparing)

    def check(self, payload: bytes, device: str) -> None:
        self._framing.check(payload, device)

    def offer(self, job: PrintJob, index: int) -> Step:
        quiet_ms = 0 if self._code_answers else self.quiet_ms
        framed = self._framing.frame(job.data, "coder")
        return Step("a code", framed, self._code_answers, Role.OFFER, quiet_ms=quiet_ms)

    def reset(self) -> None:
        self._parser.reset()

    def replies(self, data: bytes) -> Iterator[d.Reply]:
        for answer in self._parser.feed(data):
            yield d.Rubbish(answer.data) if isinstance(answer, TooLong) else _meaning(answer)


def _meaning(answer: Answer) -> d.Reply:
    said = f"it says {readable(answer.data)}"
    match answer.kind:
        case Kind.DONE:
            return d.PrintDone()
        case Kind.FULL:
            return d.Full(said, HINT)
        case Kind.REFUSED:
            return d.Refused(said, HINT)
        case Kind.FAULT:
            return d.State(said, Level.FAULT, said, HINT)
        case Kind.WELL:
            return d.State("well", Level.WELL)
        case Kind.ACK:
            return d.Acknowledged()
    return d.Rubbish(answer.data)


def _check(
    name: str, patterns: dict[Kind, str], *, ask: str, hold: str, release: str, confirm: str
) -> None:
    if bool(hold) is not bool(release):
        raise Misuse(f"{name}: hold and release go together, or the coder stays held")
    if (ask or patterns[Kind.FAULT]) and not patterns[Kind.WELL]:
        raise Misuse(f"{name}: ask and fault need well, the pattern of the answer that all is well")
    if confirm not in ("external", "none"):
        raise Misuse(f"{name}: confirm is external or none, not {confirm!r}")
    for kind in (Kind.FULL, Kind.REFUSED):
        if patterns[kind] and not patterns[Kind.ACK]:
            raise Misuse(
                f"{name}: {kind.value} needs ack: else nobody waits for an answer to a code"
            )


def _bytes(name: str, option: str, text: str) -> bytes:
    try:
        return typed(text)
    except NotReadable as error:
        raise Misuse(f"{name}: {option} = {text!r}: {error}") from None


def _pattern(name: str, kind: Kind, text: str) -> bytes:
    """A regular expression in which `<ACK>` and the like stand for bytes; its own backslashes are
    the expression's."""
    try:
        return pattern(text)
    except NotReadable as error:
        raise Misuse(f"{name}: {kind.value} = {text!r}: {error}") from None


def _capabilities(
    depth: int,
    max_bytes: int,
    ack: Literal["none", "received", "processed"],
    done: Literal["event", "external", "none"],
    clear: str,
) -> Capabilities:
    return Capabilities(
        kind="coder",
        protocol="text-coder",
        manual="none: what the configuration says of the board",
        unverified=("everything: each board's own manual must be read, and the board tried",),
        queue_depth=depth,
        credit="none" if ack == "none" else "ack_nak",
        ack=ack,
        done=done,
        can_clear_queue=bool(clear),
        keeps_queue_on_disconnect=True,
        max_bytes=max_bytes,
    )
