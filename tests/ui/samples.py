"""A line as the station tells it, with everything in it that can be shown, and rather long."""

from __future__ import annotations

from msgspec.structs import replace

from station.core.access import RIGHTS, Role
from station.core.alarms import TEXTS, AlarmKind
from station.core.snapshot import AlarmShown, HeadShown, PackShown, Snapshot
from station.talk.look import (
    DeviceLine,
    FirstArticle,
    KeyLine,
    Look,
    Minute,
    PoolLine,
    Recent,
    Seat,
    Uploads,
)
from station.talk.people_requests import UserShown

NOW_MS = 1_795_700_000_000
MINUTE_MS = 60_000
PACK = PackShown(1, "case", "look_down", 24, 4, 6, 17, tuple(range(17)), (), False, (), False)
PALLET = PackShown(2, "pallet", "scanned", 40, 0, 0, 7, tuple(range(7)), (), False, (), False)
LINE = Snapshot(
    at_ms=NOW_MS,
    order="WO-20261126-17",
    product="山泉水 500 ml ×24 / Mountain spring water",
    batch="L20261126A",
    target=48_000,
    phase="execute",
    running=True,
    counts=((0, "bound", 21_480), (0, "rejected", 173), (0, "in_doubt", 12), (1, "bound", 895)),
    items_on_belt=17,
    rejects_in_row=0,
    heads=(HeadShown("coder", 0, "ready", 40, 8), HeadShown("case_printer", 1, "ready", 2, 1)),
    packs=(PACK, PALLET),
    alarms=(),
)
DEVICES = tuple(
    DeviceLine(name, role, status)
    for name, role, status in (
        ("plc", "plc", "ready"),
        ("coder", "coder", "fault"),
        ("bottle_camera", "camera", "ready"),
        ("case_camera", "look_down", "warning"),
        ("case_printer", "label-1", "ready"),
        ("case_scanner", "scanner-1", "offline"),
        ("pallet_printer", "label-2", "preparing"),
        ("pallet_scanner", "scanner-2", "ready"),
    )
)
RECENT = tuple(
    Recent(NOW_MS - 50 * n, "7KQ3…XW9M", verdict)
    for n, verdict in enumerate(("good", "no_read", "good", "duplicate", "good", "good"))
)
LOOK = Look(
    station="演示线 2",
    line=LINE,
    devices=DEVICES,
    good=21_480,
    rejected=173,
    rejects=(("no_read", 120), ("duplicate", 31), ("unknown_code", 12), ("wrong_batch", 10)),
    cases=895,
    pallets=22,
    per_minute=1_187.4,
    target_per_minute=1_200,
    minutes=tuple(
        Minute(NOW_MS // MINUTE_MS * MINUTE_MS - n * MINUTE_MS, 1_100 + 13 * n % 90, 7 * n % 23)
        for n in reversed(range(45))
    ),
    recent=RECENT,
    pools=(PoolLine(0, "bottle", 9_120, 7.7), PoolLine(1, "case", 400, 190.0)),
    keys=(KeyLine("start", "the order runs already"), KeyLine("stop"), KeyLine("partial-1")),
    uploads=Uploads(3, 1, NOW_MS - 90_000),
    first_article=FirstArticle(False, RECENT[0]),
    screens=2,
    in_control="Screen 1",
)
SEAT = Seat(
    "Screen 1",
    True,
    "Lin Xiaoyun",
    Role.LEADER.value,
    "password",
    tuple(sorted(right.value for right in RIGHTS[Role.LEADER])),
)
NOBODY = Seat("Screen 1", True)
ADMIN = Seat(
    "Screen 1",
    True,
    "Chen Guohua",
    Role.ADMIN.value,
    "password",
    tuple(sorted(right.value for right in RIGHTS[Role.ADMIN])),
)
ME = UserShown("Lin Xiaoyun", "leader", True, True, True, False)
USERS = (
    UserShown("Chen Guohua", "admin", True, False, True, False),
    ME,
    UserShown("Op 17", "operator", True, True, False, False, 29),
    UserShown("Auditor of the customer 2", "auditor", False, False, False, True),
    *(UserShown(f"Operator {n}", "operator", True, False, False, True) for n in range(12)),
)


def alarm(kind: AlarmKind, number: int = 1, where: str = "level 1") -> AlarmShown:
    text = TEXTS[kind]
    return AlarmShown(
        number,
        kind.value,
        where,
        "place 7: 7KQ3…XW9M (already_packed)",
        NOW_MS,
        text.holds,
        text.own,
        text.what,
        text.do,
        text.what_zh,
        text.do_zh,
    )


def with_alarms(*alarms: AlarmShown) -> Look:
    from dataclasses import replace as changed

    return replace(LOOK, line=changed(LINE, alarms=alarms, phase="held"))
