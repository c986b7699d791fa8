"""A station's folder with an order in it, made of records, as a running station would leave it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from station.compose.pool_numbers import pool_key
from station.compose.secrets import FileSecrets, master_secret
from station.core import records as r
from station.core.ledger import Ledger
from station.core.states import Cause, ContainerState, Phase
from station.store.pool import POOL_NUMBERS
from station.store.store import Store
from tests.store.made import BOTTLE, CASES, GOOD, moved, opened, packed

START_MS = 1_795_392_000_000  # 2026-11-23T00:00:00Z, the first turn; a minute later comes the next
MINUTE_MS = 60_000
LOST = (BOTTLE + 5, BOTTLE + 6)
SEEN = "HTTPS://EXAMPLE.COM/198JG9HB22VCW"
FORMULA = '=HYPERLINK("http://x.example")'
Turn = Sequence[r.Record]

TURNS: tuple[Turn, ...] = (
    (*opened(bottles=20), r.PhaseChanged("WO-1", Phase.EXECUTE, "anna")),
    packed(),
    [r.Judged("WO-1", "camera", n, "good") for n in range(1, 9)],
    moved(0, GOOD[:3], *LOST),
    [r.CodesMoved("WO-1", 0, Cause.DOUBT, LOST, "never came to the camera")],
    (
        r.Judged("WO-1", "camera", 9, "unknown_code", seen=SEEN),
        r.AlarmRaised("WO-1", 1, "duplicate", "camera", f"item 9: {SEEN}"),
        r.PhaseChanged("WO-1", Phase.HELD, reason="duplicate"),
    ),
    (
        r.AlarmCleared("WO-1", 1, "王小明", "looked after"),
        r.PhaseChanged("WO-1", Phase.EXECUTE),
        r.QuarantineChanged("WO-1", 1, True, FORMULA, "王小明"),
    ),
    (r.CodesMoved("WO-1", 0, Cause.VOID, LOST[:1], "not found", by="leader", second="qa"),),
    (
        r.Judged("WO-1", "belt", 10, "missing"),
        *moved(0, GOOD[:3], BOTTLE + 7, BOTTLE + 8),
        r.CodesMoved("WO-1", 0, Cause.VERIFY, (BOTTLE + 7, BOTTLE + 8), device="camera"),
        r.CodesMoved("WO-1", 0, Cause.SAMPLE, (BOTTLE + 7,), "for the lab", by="qa"),
        r.ContainerOpened("WO-1", 2, 1, 4),
        r.Bound("WO-1", 2, (BOTTLE + 8,), (0,)),
        r.ContainerMoved("WO-1", 2, ContainerState.PARTIAL, 1, "end of order", "leader"),
        r.Reworked("WO-1", "replace", 1, "broken", "li lei", out_of_it=(BOTTLE + 1,)),
        r.Shipped("WO-1", 1, "East Dealer", "上海", "li lei"),
    ),
    (r.AlarmRaised("", 2, "device_lost", "scanner", "no answer"),),
    (r.ClockJumped("", START_MS + 3_600_000),),
    (r.Audited("", "login", "li lei", "refused", "li lei"),),
)


def make_station(folder: Path, turns: Sequence[Turn] = TURNS) -> Ledger:
    """A closed database with these turns, a minute apart; what a ledger says of them."""
    folder.mkdir(parents=True, exist_ok=True)
    ledger = Ledger()
    with Store.open(folder / "station.db", station=1) as store:
        pools = {pool_key("690123", 0): CASES}
        store.set_meta({"epoch": "1", POOL_NUMBERS: json.dumps(pools)})
        for at, turn in enumerate(turns):
            store.commit(list(turn), START_MS + at * MINUTE_MS)
            ledger.apply_all(turn)
    return ledger


def give_key(folder: Path) -> FileSecrets:
    """The station's minting key, in its folder."""
    secrets = FileSecrets(folder / "secrets.json")
    master_secret(secrets)
    return secrets
