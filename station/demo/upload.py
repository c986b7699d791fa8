"""The upload at the end: a sandbox platform in its own process, and one push to it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from station.compose.workplace import Workplace
from sync.platforms.packline_api import PacklineApi
from sync.push import Pusher, PushReport
from sync.reconcile import Differences, compare
from sync.sandbox.process import SandboxProcess
from sync.station_facts import StationFacts
from sync.station_outbox import StationOutbox


@dataclass(frozen=True)
class Sent:
    """What the push reported, and how station and platform differ (false = not at all)."""

    report: PushReport
    differences: Differences
    bottles_there: int  # bottle codes that the platform holds


def upload(place: Workplace, folder: Path) -> Sent:
    """Push all closed batches, then hold the platform's codes against the station's."""
    order, texts = place.codes.order, place.codes.texts
    with SandboxProcess(folder / "sandbox.db") as sandbox:
        platform = PacklineApi(sandbox.url, sandbox.token)
        facts = StationFacts(place.desk.connect)
        pusher = Pusher(
            place.line.station,
            StationOutbox(place.desk),
            facts,
            texts,
            platform,
            time.sleep,
            place.now_ms,
        )
        report = pusher.push()
        ours = facts.bound_codes(order.number, texts)
        theirs = platform.bound_codes(order.number)
        platform.close()
    return Sent(report, compare(ours, theirs), sum(one.level == 0 for one in theirs))
