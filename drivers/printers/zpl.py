"""A Zebra label printer (ZPL II over TCP 9100 or serial), as a sans-IO driver.

The conversation is `label_printer.py`'s; this is its dialect. What ZPL's signals are worth
- Nothing acknowledges a format: `Accepted` means that it was handed to the link.
- *Done* is the odometer: it counts labels, not which. With `done = "alert"` the printer also tells
  when a label is ready, and then the odometer is asked at once: an alert may get lost or come
  twice, so it says when to look, and the odometer what happened. `external`: a PLC counts the
  applicator port's END PRINT.
- `~HS` isn't answered at all with media or ribbon out or the head open: silence is a state, and
  `zpl.system_status` tells which.
- `~JA` empties the printer, half a format included.

Source: ZPL II programming guide, as in the fact sheet §1.1. Never tried on hardware.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from drivers.api import Capabilities
from drivers.errors import Misuse
from drivers.link.address import listen_address
from drivers.printers import label_dialect as d
from drivers.printers import zpl_codec as codec
from drivers.printers.label_dialect import Ask, LabelDialect
from drivers.printers.label_printer import ANSWER_MS_MAX, POLL_MS, SETTLE_MS, LabelPrinter

DoneBy = Literal["odometer", "alert", "external"]
TOO_OLD = "Its firmware is too old to count labels."
ANY_ADDRESS = ("0.0.0.0", "::", "localhost")
ALERT_POLL_MS = 1_000  # an alert asks at once; this finds those that got lost


class ZplPrinter(LabelPrinter):
    """The driver of one label printer. `depth`: labels that may be out at a time. `done`: how a
    label's coming out is known. `alert`: where the printer tells it, "tcp-listen://OUR-ADDRESS:PORT"
    with the PC's own address as the printer sees it; "" = on the line that labels come on."""

    def __init__(
        self,
        name: str,
        *,
        depth: int = 2,
        done: DoneBy = "odometer",
        alert: str = "",
        poll_ms: int = 0,
        answer_ms_max: int = ANSWER_MS_MAX,
        settle_ms: int = SETTLE_MS,
    ) -> None:
        """Raises `Misuse` for options that can't work and `AddressError` for `alert`, in words."""
        if done not in ("odometer", "alert", "external"):
            raise Misuse(f"{name}: done is odometer, alert or external, not {done!r}")
        if alert and done != "alert":
            raise Misuse(f'{name}: alert is given, but done is "{done}": set it to "alert"')
        usual_ms = ALERT_POLL_MS if done == "alert" else POLL_MS
        super().__init__(
            name,
            ZplDialect(depth, done, _tells(name, alert)),
            depth=depth,
            poll_ms=poll_ms or usual_ms,
            answer_ms_max=answer_ms_max,
            settle_ms=settle_ms,
        )


def _tells(name: str, alert: str) -> bytes:
    """What makes the printer tell alerts there."""
    if not alert:
        return codec.TELL_HERE
    host, port, _ = listen_address(alert)
    if host in ANY_ADDRESS:
        raise Misuse(f"{name}: alert: write this PC's address as the printer sees it, not {host}")
    return codec.tell_at(host, port)


class ZplDialect(LabelDialect):
    questions = {  # noqa: RUF012 - the base's field, never changed
        Ask.STATUS: codec.HOST_STATUS,
        Ask.COUNT: codec.ODOMETER,
        Ask.EXPLAIN: codec.SYSTEM_STATUS,
    }
    cancel, hold, release = codec.CANCEL_ALL, codec.PAUSE, codec.UNPAUSE

    def __init__(self, depth: int, done: DoneBy, tells: bytes) -> None:
        self.caps = _capabilities(depth, done)
        self.greeting = tells if done == "alert" else b""
        self._parser = codec.AnswerParser(hears_alerts=done == "alert")

    def check(self, device: str, data: bytes) -> None:
        codec.check_label(device, data)

    def reset(self) -> None:
        self._parser.reset()

    def replies(self, data: bytes) -> Iterator[d.Reply]:
        for answer in self._parser.feed(data):
            yield _meaning(answer)


def _meaning(answer: codec.Answer) -> d.Reply:
    match answer:
        case codec.HostStatus():
            return d.Status(answer.idle, answer.paused, answer.trouble)
        case codec.SystemStatus(trouble):
            return d.Explanation(trouble)
        case codec.Odometer(labels):
            return d.Count(labels)
        case codec.Value(text):
            return d.Unreadable((f"unknown answer {text!r}", TOO_OLD))
        case codec.Alert():
            return d.LabelReady()
        case codec.Rubbish(data):
            return d.Rubbish(data)


def _capabilities(depth: int, done: DoneBy) -> Capabilities:
    return Capabilities(
        kind="label",
        protocol="zebra-zpl",
        manual="ZPL II programming guide, as in the fact sheet §1.1",
        unverified=(
            "TCP port 9100",
            "third line of ~HS, and whether its counts include the label being printed",
            "whether ~JA lets a label finish that is moving",
            "form of the odometer's value, and that a label printed again counts",
            "font file names (^A@), graphics (^GF)",
            "alerts: CR LF at their end, and that condition L is told once a label",
        ),
        queue_depth=depth,
        credit="count",
        done="external" if done == "external" else "counter",
        can_clear_queue=True,
        keeps_queue_on_disconnect=True,
        max_bytes=codec.LABEL_BYTES_MAX,
    )
