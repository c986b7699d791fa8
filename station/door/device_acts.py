"""What the devices page asks. Everybody with the right to read sees it; codes are covered always.

Tests are commands of people (`core.device_events`): whether one may be now is asked of the core, so
that the page's keys say its own reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from config.line import DeviceEntry, LineFile
from drivers.api import Counters, RunnableDevice, Status
from drivers.link.readable import readable
from station.compose.scanner_selftest import labels
from station.compose.workplace import Workplace
from station.core import device_events as t
from station.core import events as e
from station.core.access import Right
from station.core.code_shapes import covered_words
from station.core.codes import TEST_CODES, Symbology, check_scanner, split_aim
from station.core.print_trend import LEARN_READS
from station.door.acts import does, must
from station.door.device_roles import roles_by_device
from station.door.looking import ANY_REASON, why_not
from station.door.seats import Taken
from station.door.wire_shown import Traced, event_lines, page_of, wire_lines
from station.runtime.gauge import Gauge
from station.runtime.print_course import MINUTE_MS, MINUTES
from station.runtime.station import TEST_TEXT
from station.talk import device_requests as q
from station.talk.message import Refusal
from station.talk.server import Refuses

TYPED_MAX = 8
LABEL_DOTS = (4, 8)
BY_ITSELF = "pictures come into its folder by themselves: trigger it, and see its last events"
NOT_CONNECTED = "the device is not connected; see what it says of itself"


class DeviceActs:
    def __init__(self, place: Workplace, line: LineFile, gauge: Gauge) -> None:
        self._place, self._line, self._gauge = place, line, gauge
        self._roles = roles_by_device(line)

    # -- looking

    @does(q.Device)
    def device(self, seat: Taken, asked: q.Device) -> q.DeviceShown:
        self._must_see(seat)
        entry, device = self._found(asked.name)
        now_ms, caps = self._place.now_ms(), device.caps
        notes = self._place.station.book.of(asked.name)
        shown = next(one for one in self._place.devices if one.name == asked.name)
        return q.DeviceShown(
            name=asked.name,
            role=self._roles[asked.name],
            status=shown.status,
            said=covered_words(shown.said),
            hint=shown.hint,
            kind=caps.kind,
            protocol=caps.protocol,
            address=entry.url,
            manual=caps.manual,
            done=caps.done,
            credit=caps.credit,
            ack=caps.ack,
            queue_depth=caps.queue_depth,
            max_bytes=caps.max_bytes,
            unverified=caps.unverified,
            tried=caps.hardware_verified,
            counts=tuple(sorted(notes.counts.items())),
            last_event_age_ms=max(0, now_ms - notes.last[0].at_ms) if notes.last else -1,
            own_count=notes.own_count,
            plc_counts=_plc_counts(notes.plc_counts),
            tests=tuple(self._tests(asked.name, entry, device, shown.status)),
            print_test=self._print_test(asked.name),
            read_test=self._read_test(asked.name, now_ms),
            has_course=asked.name in self._place.state.heads,
        )

    @does(q.LastBytes)
    def last_bytes(self, seat: Taken, asked: q.LastBytes) -> q.LastBytesShown:
        self._must_see(seat)
        _, device = self._found(asked.name)
        texts = (data.decode("utf-8", "replace") for data in self._place.state.by_data)
        known = sorted(texts, key=len, reverse=True)  # once, and not for each line
        if isinstance(device, Traced):
            lines = wire_lines(device.trace, self._place.trace_ahead_ms(), known)
            return page_of(lines, asked, has_wire=True)
        notes = self._place.station.book.of(asked.name)
        return page_of(event_lines(notes.last, known), asked, has_wire=False)

    @does(q.PrintQuality)
    def print_quality(self, seat: Taken, asked: q.PrintQuality) -> q.CourseShown:
        self._must_see(seat)
        self._found(asked.name)
        now_ms, trend = self._place.now_ms(), self._place.state.trends.get(asked.name)
        points = self._gauge.prints.of(asked.name, now_ms)
        learned = trend is not None and trend.learned
        return q.CourseShown(
            from_ms=now_ms - MINUTES * MINUTE_MS,
            to_ms=now_ms,
            points=tuple((one.at_ms, round(one.score, 1), one.reads) for one in points),
            usual=round(trend.usual, 1) if trend and learned else None,
            warn_below=round(trend.usual - trend.drop, 1) if trend and learned else None,
            of_late=round(trend.of_late, 1) if trend else None,
            worsening=bool(trend and trend.worsening),
            reads=trend.reads if trend else 0,
            reads_needed=LEARN_READS,
        )

    # -- trying

    @does(q.PrintTest)
    def print_test(self, seat: Taken, asked: q.PrintTest) -> None:
        self._ask(seat, t.PrintTestAsked(asked.name, self._place.now_ms()))

    @does(q.EndPrintTest)
    def end_print_test(self, seat: Taken, asked: q.EndPrintTest) -> None:
        self._ask(seat, t.PrintTestEndAsked(asked.name, self._place.now_ms()))

    @does(q.ReadOnce)
    def read_once(self, seat: Taken, asked: q.ReadOnce) -> None:
        self._can(asked.name, "read")
        self._ask(seat, t.ReadTestAsked(asked.name, self._place.now_ms()))

    @does(q.RejectOnce)
    def reject_once(self, seat: Taken, asked: q.RejectOnce) -> None:
        self._can(asked.name, "reject")
        self._ask(seat, t.RejectTestAsked(self._place.now_ms()))

    # -- the scanner's self-test

    @does(q.ScannerLabels)
    def scanner_labels(self, _: Taken, __: q.ScannerLabels) -> tuple[str, ...]:
        return tuple(one.value for one in TEST_CODES)

    @does(q.ScannerLabel)
    def scanner_label(self, _: Taken, asked: q.ScannerLabel) -> bytes:
        """Made for anybody: what it holds is nobody's code."""
        from drivers.labels.to_png import to_png  # noqa: PLC0415 - slow

        if asked.dots_a_mm not in LABEL_DOTS:
            raise Refuses(Refusal(f"a test label has {LABEL_DOTS} dots a millimetre"))
        return to_png(labels()[_symbology(asked.label)], asked.dots_a_mm)

    @does(q.CheckScanner)
    def check_scanner(self, seat: Taken, asked: q.CheckScanner) -> q.SelfTestShown:
        self._must_see(seat)
        self._found(asked.name)
        trial, _ = self._place.station.book.test_reads(asked.name, self._place.now_ms())
        symbols = () if trial is None else trial.symbols
        return _checked(asked.label, [(one.data, one.aim) for one in symbols])

    @does(q.CheckTyped)
    def check_typed(self, _: Taken, asked: q.CheckTyped) -> q.SelfTestShown:
        """Of what was typed at the screen itself; nothing of the line is told by it."""
        raws = [typed.encode() for typed in asked.typed[:TYPED_MAX]]
        pairs = [split_aim(raw) for raw in raws]
        return _checked(asked.label, [(data, aim) for aim, data in pairs])

    # -- how

    def _must_see(self, seat: Taken) -> None:
        self._place.service.must_see(seat.people, Right.READ)

    def _found(self, name: str) -> tuple[DeviceEntry, RunnableDevice]:
        if name not in self._line.devices:
            raise Refuses(Refusal(f"{name} is no device of this line; choose one of the list"))
        return self._line.devices[name], self._place.device(name)

    def _ask(self, seat: Taken, command: e.Event) -> None:
        must(self._place.service.ask(seat.people, command))

    def _can(self, name: str, test: str) -> None:
        """Raises Refuses for a test that this device hasn't, or can't do now."""
        entry, device = self._found(name)
        status = next(one.status for one in self._place.devices if one.name == name)
        keys = {key.name: key.why_not for key in self._tests(name, entry, device, status)}
        why = keys.get(test, f"{name} is a {device.caps.kind} and has no such test")
        if why:
            raise Refuses(Refusal(why))

    def _tests(
        self, name: str, entry: DeviceEntry, device: RunnableDevice, status: str
    ) -> Iterator[q.DeviceTestKey]:
        """What can be tried with this device, each with the reason why not just now."""
        state, now_ms = self._place.state, self._place.now_ms()
        head = state.heads.get(name)
        if head is not None:
            asked = t.PrintTestAsked(name, now_ms, ANY_REASON)
            yield q.DeviceTestKey("print", why_not(state, asked))
            if head.trying:
                end = t.PrintTestEndAsked(name, now_ms, ANY_REASON)
                yield q.DeviceTestKey("end-print", why_not(state, end))
        away = NOT_CONNECTED if status in (Status.OFFLINE, Status.PREPARING) else ""
        if device.caps.kind in ("reader", "scanner", "camera"):
            of_folder = device.caps.kind == "camera" and entry.url.startswith("folder:")
            read = why_not(state, t.ReadTestAsked(name, now_ms, ANY_REASON))
            yield q.DeviceTestKey("read", BY_ITSELF if of_folder else away or read)
        if device.caps.kind in ("reader", "scanner"):
            yield q.DeviceTestKey("scanner", "")
        if device.caps.kind == "plc":
            kick = why_not(state, t.RejectTestAsked(now_ms, ANY_REASON))
            yield q.DeviceTestKey("reject", away or kick)

    def _print_test(self, name: str) -> q.PrintTestShown | None:
        head = self._place.state.heads.get(name)
        if head is None or head.trial is None:
            return None
        trial = head.trial
        return q.PrintTestShown(TEST_TEXT, trial.asked_ms, trial.over_ms, trial.result)

    def _read_test(self, name: str, now_ms: int) -> q.ReadTestShown | None:
        trial, waits = self._place.station.book.test_reads(name, now_ms)
        if trial is None:
            return None
        reads = tuple(
            q.ReadShown(covered_words(readable(one.data)), one.aim) for one in trial.symbols
        )
        return q.ReadTestShown(trial.asked_ms, waits, trial.said, reads)


def _plc_counts(counts: Counters | None) -> tuple[tuple[str, int], ...]:
    if counts is None:
        return ()
    return (
        ("products", counts.products),
        ("prints", counts.prints),
        ("rejects", counts.rejects),
        ("restarts", counts.restarts),
    )


def _symbology(label: str) -> Symbology:
    if label not in TEST_CODES:
        raise Refuses(Refusal(f"there is no test label {label}; choose one of the list"))
    return Symbology(label)


def _checked(label: str, reads: list[tuple[bytes, str]]) -> q.SelfTestShown:
    symbology = _symbology(label)
    if not reads:
        return q.SelfTestShown(label, False, ())
    check = check_scanner(symbology, reads)
    found = tuple(
        q.Finding(one.english, one.chinese, covered_words(one.detail)) for one in check.findings
    )
    return q.SelfTestShown(label, check.good, found)
