"""What a real station's database says becomes the same batches, and the platform ends up equal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest
import requests

from station.core import records as r
from station.core.order import Order, Scene
from station.core.packaging import CodeKind, CodeRule, Level, PackMode, Product
from station.core.states import Cause, ContainerState, Phase
from station.store import outbox
from station.store.store import Store
from sync.batches import journal_in
from sync.platforms.api import BoundCode
from sync.platforms.packline_api import PacklineApi
from sync.ports import ContainerFacts, JournalPoint, LevelFacts, NotFinal
from sync.push import ATTEMPTS_MAX, Pusher, PushReport
from sync.reconcile import compare
from sync.sandbox.process import SandboxProcess
from sync.station_facts import StationFacts
from sync.station_outbox import StationOutbox
from tests.sync.fake_station import order_facts, text_of

RULE = CodeRule(CodeKind.IMPORTED, "QR")
LEVELS = (
    Level(0, "bottle", RULE),
    Level(1, "case", RULE, 2, PackMode.QUEUE),
    Level(2, "pallet", RULE, 2, PackMode.SCANNED),
)
ORDER = Order(
    "WO-1",
    Product("山泉水", "06901234567892", LEVELS),
    "L1",
    "2026-11-23",
    "2027-11-22",
    target=4,
    dealer="杭州饮品",
    region="浙江",
    campaign="Spring",
    approval="A-7",
    scenes=(Scene.MARKETING, Scene.ANTI_DIVERSION),
    activity="lottery-7",
)
SERIAL_BITS = 40
BOTTLES, CASES, PALLETS = (series << SERIAL_BITS for series in (1, 2, 3))
GOOD = (Cause.ALLOCATE, Cause.SEND, Cause.PRINT, Cause.VERIFY)


def verified(level: int, *codes: int) -> list[r.Record]:
    return [r.CodesMoved("WO-1", level, cause, codes) for cause in GOOD]


def confirmed(container: int, level: int, label: int, *children: int) -> list[r.Record]:
    """A container from its opening to the scan of its label."""
    moves = (
        ContainerState.FULL if len(children) == 2 else ContainerState.PARTIAL,
        ContainerState.CLOSED,
        ContainerState.LABELLED,
        ContainerState.CONFIRMED,
    )
    return [
        r.ContainerOpened("WO-1", container, level, 2),
        r.Bound("WO-1", container, children, tuple(range(len(children)))),
        *verified(level, label),
        *(r.ContainerMoved("WO-1", container, state, len(children)) for state in moves[:2]),
        r.LabelAssigned("WO-1", container, label),
        *(r.ContainerMoved("WO-1", container, state, len(children)) for state in moves[2:]),
    ]


BEFORE: list[r.Record] = [
    r.OrderOpened(ORDER),
    r.Granted("WO-1", 0, 1, 1, 5, "file"),
    r.Granted("WO-1", 1, 2, 1, 2, "file"),
    r.Granted("WO-1", 2, 3, 1, 1, "file"),
    r.PhaseChanged("WO-1", Phase.EXECUTE),
    *verified(0, *(BOTTLES + serial for serial in (1, 2, 3))),
]
PACKED: list[r.Record] = [
    *confirmed(1, 1, CASES + 1, BOTTLES + 2, BOTTLES + 1),
    *confirmed(2, 1, CASES + 2, BOTTLES + 3),
    *confirmed(3, 2, PALLETS + 1, CASES + 1, CASES + 2),
    r.BatchReady("WO-1", 3),
    r.CodesMoved("WO-1", 0, Cause.ALLOCATE, (BOTTLES + 4,)),
    r.CodesMoved("WO-1", 0, Cause.VOID, (BOTTLES + 4,), "closed"),
]
TREE = ContainerFacts(
    2,
    PALLETS + 1,
    2,
    (CASES + 1, CASES + 2),
    (
        ContainerFacts(1, CASES + 1, 2, (BOTTLES + 2, BOTTLES + 1)),
        ContainerFacts(1, CASES + 2, 2, (BOTTLES + 3,)),
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "station.db", station=7) as opened:
        opened.commit([*BEFORE, *PACKED], at_ms=1)
        yield opened


def test_facts_are_those_of_the_database(store: Store) -> None:
    facts = StationFacts(store.engine.connect)
    assert facts.order("WO-1") == order_facts()
    assert facts.container("WO-1", 3) == TREE
    bottles, cases, pallets = facts.closing("WO-1")
    assert {state: n for state, n in bottles.counts.items() if n} == {
        "bound": 3,
        "void": 1,
        "free": 1,
    }
    assert bottles.dropped == {"rejected": (), "sampled": (), "void": (BOTTLES + 4,)}
    assert (cases.counts["bound"], pallets.counts["verified"]) == (2, 1)
    assert isinstance(pallets, LevelFacts)


def test_bound_codes_name_their_parents(store: Store) -> None:
    pallet, case, bottle = text_of([PALLETS + 1, CASES + 2, BOTTLES + 3])
    found = StationFacts(store.engine.connect).bound_codes("WO-1", text_of)
    assert len(found) == 6
    assert {BoundCode(pallet, 2, ""), BoundCode(case, 1, pallet), BoundCode(bottle, 0, case)} <= {
        *found
    }


def test_a_container_in_quarantine_or_opened_again_is_not_final(store: Store) -> None:
    facts = StationFacts(store.engine.connect)
    store.commit([r.QuarantineChanged("WO-1", 3, True)], at_ms=2)
    with pytest.raises(NotFinal, match="in quarantine"):
        facts.container("WO-1", 3)
    store.commit([r.QuarantineChanged("WO-1", 3, False)], at_ms=3)
    store.commit([r.ContainerMoved("WO-1", 3, ContainerState.OPEN, 2)], at_ms=4)
    with pytest.raises(NotFinal, match="container 3 is open"):
        facts.container("WO-1", 3)


def push(store: Store, sandbox: SandboxProcess, clock: Iterator[int]) -> PushReport:
    """One run from the real database, an hour after every look at the clock before."""
    api = PacklineApi(sandbox.url, sandbox.token)
    facts, outbox = StationFacts(store.engine.connect), StationOutbox(store.engine)
    try:
        return Pusher(7, outbox, facts, text_of, api, lambda _: None, clock.__next__).push()
    finally:
        api.close()


def bound_there(sandbox: SandboxProcess) -> Sequence[BoundCode]:
    api = PacklineApi(sandbox.url, sandbox.token)
    try:
        return api.bound_codes("WO-1")
    finally:
        api.close()


def test_the_platform_ends_up_with_exactly_what_the_station_bound(
    store: Store, tmp_path: Path
) -> None:
    clock = count(step=3_600_000)
    store.commit([r.BatchReady("WO-1", 0)], at_ms=2)
    with SandboxProcess(tmp_path / "platform.db", ["drop_reply=1", "garbage=1"]) as sandbox:
        report = push(store, sandbox, clock)
        assert (report.batches, report.codes) == (2, 6 + 1)
        assert (report.acknowledged, report.repeated, report.left) == (2, 1, 0)
        there = bound_there(sandbox)
        assert push(store, sandbox, clock) == PushReport()
    ours = StationFacts(store.engine.connect).bound_codes("WO-1", text_of)
    assert len(there) == 6
    assert not compare(ours, there)


def test_a_send_without_an_answer_is_repeated_by_the_next_process(
    store: Store, tmp_path: Path
) -> None:
    """The station is cut off after its send, starts again from its file, and repeats the bytes."""
    clock = count(step=3_600_000)
    with SandboxProcess(tmp_path / "platform.db", [f"drop_reply={ATTEMPTS_MAX}"]) as sandbox:
        assert push(store, sandbox, clock).left == 1
        (before,) = StationOutbox(store.engine).pending(10)
        assert (before.tries, bool(before.body)) == (1, True)
        with Store.open(store.path, station=7) as again:
            (after,) = StationOutbox(again.engine).pending(10)
            report = push(again, sandbox, clock)
    assert after == before
    assert (report.acknowledged, report.repeated, report.left) == (1, 1, 0)


def test_a_batch_names_the_entry_of_the_journal_that_said_it_is_ready(
    store: Store, tmp_path: Path
) -> None:
    with SandboxProcess(tmp_path / "platform.db") as sandbox:
        push(store, sandbox, count(step=3_600_000))
    (row,) = outbox.listed(store.engine, ["acknowledged"])
    entry = next(one for one in store.entries() if isinstance(one.record, r.BatchReady))
    assert journal_in(row.body) == JournalPoint(entry.seq, entry.hash.hex())


def shipped_there(sandbox: SandboxProcess) -> list[dict[str, str]]:
    answer = requests.get(
        f"{sandbox.url}/v1/orders/WO-1/codes?after=",
        headers={"Authorization": f"Bearer {sandbox.token}"},
        timeout=10,
    )
    found: list[dict[str, str]] = answer.json()["shipped"]
    return found


def test_the_platform_knows_where_a_pallet_went_and_that_it_came_back(
    store: Store, tmp_path: Path
) -> None:
    clock = count(step=3_600_000)
    (pallet,) = text_of([PALLETS + 1])
    gone = r.Shipped("WO-1", 3, "杭州饮品", "浙江", "dock")
    with SandboxProcess(
        tmp_path / "platform.db", ["drop_reply=1", "500_after_commit=1"]
    ) as sandbox:
        store.commit([gone], at_ms=2)
        report = push(store, sandbox, clock)
        assert (report.acknowledged, report.codes, report.left) == (2, 6 + 1, 0)
        there = [{"code": pallet, "dealer": "杭州饮品", "region": "浙江"}]
        assert shipped_there(sandbox) == there
        store.commit([r.Unshipped("WO-1", 3, "wrong truck", "dock")], at_ms=3)
        push(store, sandbox, clock)
        assert shipped_there(sandbox) == []
        store.commit([gone], at_ms=4)  # the same way once more is another shipment
        assert push(store, sandbox, clock).acknowledged == 1
        assert shipped_there(sandbox) == there
        assert push(store, sandbox, clock) == PushReport()


def test_what_an_order_is_for_stands_in_each_of_its_batches(store: Store, tmp_path: Path) -> None:
    store.commit([r.Shipped("WO-1", 3, "杭州饮品", "", "dock"), r.BatchReady("WO-1", 0)], at_ms=2)
    with SandboxProcess(tmp_path / "platform.db") as sandbox:
        push(store, sandbox, count(step=3_600_000))
    rows = outbox.listed(store.engine, ["acknowledged"])
    kinds = {json.loads(row.body)["kind"]: json.loads(row.body)["order"] for row in rows}
    assert kinds.keys() == {"container", "shipment", "closing"}
    for told in kinds.values():
        assert (told["dealer"], told["region"], told["campaign"]) == ("杭州饮品", "浙江", "Spring")
        assert (told["approval"], told["activity"]) == ("A-7", "lottery-7")
        assert told["scenes"] == ["marketing", "anti_diversion"]


def test_a_cancelled_order_tells_the_platform_why(store: Store, tmp_path: Path) -> None:
    ended = [
        r.PhaseChanged("WO-1", phase, "anna", "cancelled: no bottles")
        for phase in (Phase.COMPLETING, Phase.COMPLETE)
    ]
    store.commit([ended[0], r.BatchReady("WO-1", 0), ended[1]], at_ms=2)
    with SandboxProcess(tmp_path / "platform.db") as sandbox:
        push(store, sandbox, count(step=3_600_000))
    rows = [json.loads(row.body) for row in outbox.listed(store.engine, ["acknowledged"])]
    told = {row["kind"]: row.get("cancelled", "") for row in rows}
    assert told == {"container": "", "closing": "cancelled: no bottles"}


def test_a_refusal_is_kept_for_a_person(store: Store, tmp_path: Path) -> None:
    clock = count(step=3_600_000)
    with SandboxProcess(tmp_path / "platform.db", ["partial=1"]) as sandbox:
        report = push(store, sandbox, clock)
    (row,) = outbox.listed(store.engine, ["refused"])
    assert (report.refused, report.left) == (1, 0)
    assert "took 0 codes of 6" in row.why


def test_two_pushes_at_once_do_no_harm(store: Store, tmp_path: Path) -> None:
    """The second begins while the first has read the queue and not yet prepared its batch."""
    clock = count(step=3_600_000)
    with SandboxProcess(tmp_path / "platform.db") as sandbox:
        inner: list[PushReport] = []

        def interrupted(codes: Sequence[int]) -> Sequence[str]:
            if not inner:
                inner.append(PushReport())
                inner[0] = push(store, sandbox, clock)
            return text_of(codes)

        api = PacklineApi(sandbox.url, sandbox.token)
        facts, queue = StationFacts(store.engine.connect), StationOutbox(store.engine)
        try:
            outer = Pusher(7, queue, facts, interrupted, api, lambda _: None, clock.__next__).push()
        finally:
            api.close()
    assert (inner[0].acknowledged, inner[0].left) == (1, 0)
    assert outer == PushReport(said=("another push is at work; this one stopped",))
