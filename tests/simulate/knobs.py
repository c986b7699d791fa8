"""Every knob of the catalogue, with the day on which it is tried and the sign that it struck.

A sign is something in the hall, in the journal or in what a device told, that this knob alone can
bring about among those of its day. It is not the knob's own count. On a quiet day none shows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from drivers import api as d
from station.core import records as r
from station.simulate.hall import STALE
from sync.platforms.answers import Reply
from tests.simulate.day import Day

Sign = Callable[[Day], object]
OTHER = "OTHER.EXAMPLE"


@dataclass(frozen=True)
class Trial:
    """These knobs, each with its chance and its sign, on one line."""

    name: str
    line: str
    knobs: Mapping[str, tuple[float, Sign]]
    seed: int = 1
    hours: float = 0.008

    @property
    def chances(self) -> Mapping[str, float]:
        return {name: chance for name, (chance, _) in self.knobs.items()}


# ---------------------------------------------------------------- signs


def unread(**like: object) -> Sign:
    """A bottle that stood before the camera like this, and whose verdict was *no read*."""

    def sign(day: Day) -> bool:
        alike = [b for b in day.bottles if all(getattr(b, k) == v for k, v in like.items())]
        return any(day.verdict_of(bottle) == "no_read" for bottle in alike)

    return sign


def reads_of_one_picture(day: Day) -> int:
    reads = [one for one in day.told if isinstance(one, d.Read)]
    found = Counter(one.token for one in reads if one.device == "bottle_camera")
    return max(found.values(), default=0)


def twice_before_the_camera(day: Day) -> bool:
    """One ink on two bottles, the second of which the camera's verdict calls a known one."""
    seen: dict[bytes, int] = {}
    for bottle in day.bottles:
        before = seen.setdefault(bottle.ink or b"", bottle.number)
        if bottle.ink and before != bottle.number:
            return day.verdict_of(bottle) in ("rejected_before", "duplicate", "good")
    return False


def changed_places(day: Day) -> bool:
    before = {bottle.number: bottle.ink for bottle in day.bottles}
    return any(before.get(number, ink) != ink for number, ink in day.packed.items())


def replies(day: Day, fits: Callable[[Reply], bool]) -> bool:
    return any(one is not None and fits(one) for one in day.replies)


def body(reply: Reply) -> object:
    """Its JSON; "" if it is none."""
    try:
        return json.loads(reply.body)
    except ValueError:
        return ""


def receipt(reply: Reply, **fields: object) -> bool:
    found = body(reply)
    return isinstance(found, dict) and all(found.get(k) == v for k, v in fields.items())


# ---------------------------------------------------------------- the days

TRIALS: Sequence[Trial] = (
    Trial(
        "what is inked and seen",
        "demo",
        {
            "print.smear": (0.1, unread(smeared=True)),
            "print.double": (0.06, lambda day: day.judged("duplicate")),
            "scan.foreign": (0.06, lambda day: day.judged("unknown_code", f"{OTHER}/0")),
            "cam.misread": (
                0.08,
                lambda day: any(one.seen.endswith("U") for one in day.of_type(r.Judged)),
            ),
            "cam.delay": (0.06, lambda day: day.judged("too_late")),
            "cam.dup": (0.1, lambda day: reads_of_one_picture(day) > 1),
            "done.drop": (0.1, lambda day: day.moved("print", "seen")),
            "belt.swap": (0.15, changed_places),
            "look.foreign": (0.3, lambda day: day.judged("multiple", "ABOVE")),
        },
    ),
    Trial(
        "what is missing",
        "demo",
        {
            "print.blank": (0.08, unread(ink=None)),
            "cam.noread": (0.08, unread(glare=True)),
            "cam.lost": (0.05, lambda day: day.judged("too_late")),
            "belt.remove": (0.05, lambda day: day.judged("missing")),
            "done.dup": (
                0.1,
                lambda day: (
                    day.outcome.bottles
                    < sum(isinstance(one, d.Printed) and one.device == "coder" for one in day.told)
                ),
            ),
            "look.missing": (0.4, lambda day: day.raised("case_missing")),
            "label.torn": (0.5, lambda day: day.raised("label_unread", "level 1")),
        },
    ),
    Trial(
        "what goes the wrong way",
        "demo",
        {
            "print.missed": (0.1, unread(ink=None)),
            "rej.miss": (0.3, lambda day: day.raised("reject_failed")),
            "rej.neighbour": (0.5, lambda day: day.moved("reject", "too_late")),
            "belt.return": (0.2, twice_before_the_camera),
            "case.take_out": (0.06, lambda day: day.raised("case_missing")),
            "label.blank": (0.6, lambda day: day.raised("label_unread", "level 1")),
            "label.reprint_on_reload": (0.4, lambda day: day.raised("label_wrong", "level 1")),
        },
    ),
    Trial(
        "printers and cables",
        "demo",
        {
            "printer.jam": (400, lambda day: day.said(d.Faulted, "coder")),
            "label.media_out": (600, lambda day: day.said(d.Faulted, "printer")),
            "printer.reboot": (500, lambda day: day.said(d.LinkDown, "", "the printer went off")),
            "link.cut": (800, lambda day: day.said(d.LinkDown, "", "the cable was pulled")),
            "link.hang": (
                600,
                lambda day: (
                    day.said(d.LinkDown, "", "no answer for too long")
                    or day.said(d.LinkDown, "", "could not be trusted")
                ),
            ),
            "print.stale_field": (600, lambda day: day.judged("unknown_code", STALE.decode())),
            "ack.drop": (0.05, lambda day: day.said(d.InDoubt, "coder")),
        },
    ),
    Trial(
        "the PLC",
        "demo",
        {
            "plc.cut": (200, lambda day: day.said(d.LinkDown, "plc")),
            "plc.stale": (200, lambda day: day.said(d.HeartbeatLost, "plc")),
            "plc.busy": (200, lambda day: day.said(d.Warned, "plc", "refused reading")),
            "plc.reset": (400, lambda day: day.said(d.Warned, "plc", "went backwards")),
            "plc.restart": (100, lambda day: day.said(d.Warned, "plc", "began anew")),
        },
    ),
    Trial(
        "the PC and its disk",
        "demo",
        {
            "process.kill": (0.001, lambda day: day.deaths),
            "process.stop": (300, lambda day: day.stops > 1),
            "disk.slow": (0.1, lambda day: day.busy_ms > 0),
            "disk.error": (0.003, lambda day: any("disk I/O" in one for one in day.failures)),
            "clock.jump": (300, lambda day: day.of_type(r.ClockJumped)),
            "turn.cut": (0.2, lambda day: day.points["turn.cut"]),
            "lease.short": (0.5, lambda day: day.points["lease.short"]),
            "checkpoint.now": (0.2, lambda day: day.points["checkpoint.now"]),
            "tcp.slice": (0.3, lambda day: day.pieces > day.messages),
            "tcp.slow": (0.05, lambda day: day.slowest_ms > 49),
        },
    ),
    Trial(
        "the way to the platform",
        "demo",
        {
            "net.busy": (0.25, lambda day: replies(day, lambda reply: reply.status == 503)),
            "net.500_after_commit": (
                0.2,
                lambda day: replies(day, lambda reply: reply.status == 500),
            ),
            "net.drop_reply": (0.2, lambda day: None in day.replies),
            "net.duplicate": (
                0.3,
                lambda day: replies(day, lambda reply: receipt(reply, repeated=True)),
            ),
            "net.garbage": (0.2, lambda day: replies(day, lambda reply: b"<html" in reply.body)),
            "net.truncate": (
                0.2,
                lambda day: replies(
                    day, lambda reply: body(reply) == "" and reply.body.startswith(b"{")
                ),
            ),
            "net.wrong_receipt": (
                0.2,
                lambda day: replies(day, lambda reply: receipt(reply, content_id="0" * 64)),
            ),
        },
    ),
    Trial(
        "readers and packer",
        "demo-queue",
        {
            "pack.short": (0.06, lambda day: day.raised("confirm_mismatch", "", "the queue says")),
            "scan.noread": (0.3, lambda day: day.said(d.NoRead, "scanner")),
        },
    ),
    Trial(
        "caps",
        "demo-pairs",
        {
            "cam.half": (0.06, lambda day: day.judged("pair_incomplete", "only the inner code")),
            "cap.blank": (0.06, lambda day: any(bottle.cap == b"" for bottle in day.bottles)),
            "cap.twice": (0.06, lambda day: day.judged("pair_broken")),
            "scan.late": (0.3, lambda day: day.said(d.NoRead, "packer_reader")),
            "cap.foreign": (0.06, lambda day: day.judged("unknown_code", f"{OTHER}/C/")),
        },
    ),
    Trial(
        "cartons",
        "demo-five",
        {
            "carton.blank": (0.3, lambda day: b"" in day.cartons),
            "carton.twice": (0.3, lambda day: day.judged("pair_broken", "", "case_scanner")),
            "carton.foreign": (0.3, lambda day: day.judged("unknown_code", OTHER, "case_scanner")),
            "scan.half": (0.3, lambda day: day.judged("pair_incomplete", "", "case_scanner")),
        },
    ),
    Trial(
        "sets",
        "demo-sets",
        {
            "set.short": (0.2, lambda day: day.judged("set_broken", "no camera saw it")),
            "set.mixed": (0.4, lambda day: day.judged("set_broken", "of another set")),
            "set.twice": (0.3, lambda day: day.judged("already_packed", "", "case_scanner")),
            "set.lost": (
                0.4,
                lambda day: len(day.shift.floor.cases()) < len(day.shift.floor._taken_by) - 2,
            ),
        },
    ),
    Trial(
        "cartons of sets",
        "demo-sets",
        {
            "net.down": (400, lambda day: day.shift.platform.uploads > len(day.replies)),
            "set.carton": (0.5, lambda day: day.raised("set_broken", "container", "already")),
        },
    ),
    Trial(
        "hands",
        "demo-hand",
        {
            "hand.early": (0.1, lambda day: day.judged("too_early", "", "scanner_2")),
            "hand.wrong_box": (0.5, lambda day: day.judged("already_packed", "/K/", "scanner_2")),
            "hand.skip": (0.2, lambda day: day.judged("already_packed", "/B/", "scanner_1")),
        },
    ),
    Trial(
        "scans that don't come through",
        "demo-hand",
        {
            "hand.mute": (0.3, lambda day: day.reads < day.scans),
            "hand.wrong_item": (0.2, lambda day: day.judged("already_packed", "/B/", "scanner_1")),
        },
    ),
    Trial(
        "scans that come twice",
        "demo-hand",
        {
            "hand.double": (0.2, lambda day: day.reads > day.scans),
            "item.twice": (
                0.1,
                lambda day: (
                    {one.ink for one in day.shift.floor.aside}
                    & {one.ink for case in day.shift.floor.cases() for one in case.products}
                ),
            ),
        },
    ),
    Trial(
        "hands that scan once more",
        "demo-hand",
        {
            "hand.twice": (0.2, lambda day: day.judged("already_packed", "/B/", "scanner_1")),
            "order.cancel": (
                400,
                lambda day: any(one.phase == "completing" for one in day.of_type(r.PhaseChanged)),
            ),
        },
    ),
)
