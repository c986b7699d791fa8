"""The witness on a real station: written before a code leaves, compared at each start, missed at
once. Two copies of one station never print the same code."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from drivers import api as d
from station.compose.database import database_at
from station.compose.unlocking import Kept, unlock
from station.core import events as e
from station.core.access import Principal, Role
from station.core.states import CodeState
from station.store import guard as guards
from station.store import machine, queries
from station.store.engine import reading
from station.store.errors import DatabaseOlder, KnownError, StoreRefused
from station.store.fold import SERIAL_BITS, SERIAL_MASK
from station.store.guard import GRACE_MS_MAX, RETRY_MS
from station.store.standing import LockKind
from station.store.witness import read_witness, write_witness
from tests.compose.bench import Bench, Device, HandClock, make_order

TWO = (Principal("anna", Role.QA), Principal("bo", Role.IT))
USB = "../usb/witness.json"


def image(folder: Path, to: Path) -> None:
    """What an image of the disk would hold: the database and its log, nothing beside."""
    to.mkdir(exist_ok=True)
    for name in ("station.db", "station.db-wal"):
        if (folder / name).exists():
            shutil.copy(folder / name, to / name)


def put_back(kept: Path, folder: Path) -> None:
    for name in ("station.db", "station.db-wal", "station.db-shm"):
        (folder / name).unlink(missing_ok=True)
        if (kept / name).exists():
            shutil.copy(kept / name, folder / name)


def unlocked(folder: Path, witness: str = "witness.json", reason: str = "the disk broke") -> int:
    secrets = Bench(folder).secrets
    kept = Kept(folder / "station.db", folder / witness)
    return unlock(kept, secrets, lambda: TWO, reason, 1_800_000_000_000).epoch


class Watched(Device):
    """A coder that looks into the witness at each code that it gets."""

    witness = Path()

    def command(self, command: d.Command) -> None:
        if isinstance(command, d.Offer) and not self.off:
            seen = read_witness(self.witness)
            assert seen is not None
            for job in command.jobs:
                series, serial = job.job >> SERIAL_BITS, job.job & SERIAL_MASK
                ends = [
                    last for name, last in seen.claimed.items() if int(name.split(":")[0]) == series
                ]
                assert seen.high_water[series] >= serial
                assert max(ends) >= serial, "a code leaves that its witness doesn't know of"
        super().command(command)


def test_no_code_leaves_before_the_witness_knows_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "CLAIM_ITEMS", 5)  # so that it is written again and again
    devices: dict[str, Device] = {name: Device(name) for name in Bench(tmp_path / "s").devices}
    coder = Watched("coder")
    coder.witness = tmp_path / "s" / "witness.json"
    devices["coder"] = coder
    with Bench(tmp_path / "s", devices=devices) as bench:
        bench.open(codes=12).start()
        for _ in range(12):
            bench.packed()
        bench.place.grant(0, 10)  # a new block, at once asked for
        for _ in range(6):
            bench.packed()
        assert bench.place.station.loop.failure is None
    assert len(set(bench.tape)) == 21


# ---------------------------------------------------------------- the database that is too old


def test_an_image_from_within_a_claim_goes_on_behind_it(tmp_path: Path) -> None:
    """Nothing tells that it is old; and no code is printed twice all the same."""
    with Bench(tmp_path / "s") as first:
        first.open(codes=500).start()
        first.packed()
        image(tmp_path / "s", tmp_path / "image")
        for _ in range(10):
            first.packed()
        first.cut_power()
    put_back(tmp_path / "image", tmp_path / "s")
    with Bench(tmp_path / "s", devices=first.devices) as second:
        assert second.place.locked is None
        second.look_after_restart()
        for _ in range(10):
            second.packed()
        assert len(set(second.tape)) == len(second.tape) >= 24
    assert database_at(tmp_path / "s" / "station.db").check().sound


def test_an_image_from_before_a_claim_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "CLAIM_ITEMS", 5)
    with Bench(tmp_path / "s") as first:
        first.open(codes=500).start()
        image(tmp_path / "s", tmp_path / "image")
        for _ in range(10):
            first.packed()
        first.cut_power()
    put_back(tmp_path / "image", tmp_path / "s")
    with Bench(tmp_path / "s", devices=first.devices) as second:
        assert second.place.locked is not None
        assert second.place.locked.kind is LockKind.OLDER


def test_a_locked_station_reads_and_does_nothing_else(tmp_path: Path) -> None:
    with Bench(tmp_path / "s") as first:
        first.open().start()
        first.packed()
    (tmp_path / "s" / "witness.json").unlink()
    with Bench(tmp_path / "s", devices=first.devices) as locked:
        told = {name: len(device.told) for name, device in first.devices.items()}
        entries = locked.place.store.head[0]
        for kind in (e.StartAsked, e.FinishAsked, e.BeltCleared):
            assert "locked: the witness of this database isn't there" in locked.ask(kind)
        with pytest.raises(KnownError, match="packline unlock"):
            locked.place.open_order(make_order("O2"), {0: 10})
        with pytest.raises(KnownError, match="packline unlock"):
            locked.place.grant(0, 10)
        assert locked.kinds() == {"locked"}
        assert "见证文件不存在" in locked.place.snapshot.alarms[0].detail
        with reading(locked.place.desk) as connection:
            assert queries.open_order(connection) is not None
        assert locked.place.back_up().seq == entries
        assert locked.place.on_line.known(first.tape[0], "]Q1") is not None
    assert {name: len(device.told) for name, device in first.devices.items()} == told
    assert database_at(tmp_path / "s" / "station.db").check().entries == entries, (
        "nothing was written"
    )


def test_an_order_is_not_opened_offline_on_a_locked_database(tmp_path: Path) -> None:
    from station.compose.offline import open_order

    with Bench(tmp_path / "s") as bench:
        line = bench.place.line
    (tmp_path / "s" / "witness.json").unlink()
    with pytest.raises(StoreRefused, match="witness of this database isn't there"):
        open_order(tmp_path / "s" / "station.db", line, make_order(), bench.secrets)


# ---------------------------------------------------------------- what may be wrong with a witness


def spoil(path: Path) -> None:
    path.write_text("{}", "utf-8")


def take_away(path: Path) -> None:
    path.unlink()


def swap(path: Path) -> None:
    other = path.with_name("other.json")
    shutil.copy(path, other)
    path.write_text(path.read_text("utf-8").replace('"database_id":"', '"database_id":"x'), "utf-8")


def unmount(path: Path) -> None:
    shutil.rmtree(path.parent)


@pytest.mark.parametrize(
    ("harm", "kind", "words"),
    [
        (spoil, LockKind.UNREADABLE, "Bring the right file back"),
        (take_away, LockKind.MISSING, "Bring its disk back and start again"),
        (swap, LockKind.FOREIGN, "Name the right file in the line file"),
        (unmount, LockKind.AWAY, "or name another place in the line file"),
    ],
)
def test_each_fault_of_a_witness_has_its_name_and_its_way_out(
    tmp_path: Path, harm: Callable[[Path], None], kind: LockKind, words: str
) -> None:
    (tmp_path / "usb").mkdir()
    with Bench(tmp_path / "s", witness=USB) as bench:
        bench.open()
    harm(tmp_path / "usb" / "witness.json")
    with Bench(tmp_path / "s", witness=USB) as bench:
        assert bench.place.locked is not None
        assert bench.place.locked.kind is kind
        assert words in str(bench.place.locked)


@pytest.mark.parametrize("harm", [spoil, take_away, swap])
def test_each_of_them_but_an_absent_disk_can_be_unlocked(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    (tmp_path / "usb").mkdir()
    with Bench(tmp_path / "s", witness=USB) as bench:
        bench.open()
    harm(tmp_path / "usb" / "witness.json")
    assert unlocked(tmp_path / "s", USB) == 2
    with Bench(tmp_path / "s", witness=USB) as bench:
        assert bench.place.locked is None


# ---------------------------------------------------------------- on the disk of the database


def standing(bench: Bench) -> list[str]:
    bench.settle()
    return [alarm.kind for alarm in bench.place.snapshot.alarms]


def test_a_witness_on_the_disk_of_its_database_is_shown_at_each_start(tmp_path: Path) -> None:
    for _ in range(2):
        with Bench(tmp_path / "s") as bench:
            assert standing(bench) == ["witness_near"]
            (alarm,) = bench.place.snapshot.alarms
            assert alarm.where == str(bench.place.guard.path)
            assert not alarm.holds
            assert bench.ask(e.AlarmClearAsked, alarm=alarm.number, how="told IT") == ""
            assert standing(bench) == []


def test_a_witness_on_a_disk_of_its_own_is_nothing_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("station.compose.workplace.same_disk", lambda one, other: False)
    with Bench(tmp_path / "s") as bench:
        assert standing(bench) == []


# ---------------------------------------------------------------- out of reach while the line runs


def away(bench: Bench) -> Path:
    """The disk of the witness is pulled out."""
    usb = bench.place.guard.path.parent.resolve()
    return usb.rename(usb.with_name("pulled-out"))


def test_a_witness_out_of_reach_is_told_and_no_new_block_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "CLAIM_ITEMS", 5)
    (tmp_path / "usb").mkdir()
    clock = HandClock()
    with Bench(tmp_path / "s", clock=clock, witness=USB) as bench:
        bench.open().start()
        pulled = away(bench)
        for _ in range(8):  # the claim is used up, and the block is known
            bench.packed()
        bench.until(lambda: bench.kinds() == {"witness_away"})
        with pytest.raises(KnownError, match="the witness's folder isn't there"):
            bench.place.grant(0, 10)
        assert bench.place.state.phase.value == "execute"
        clock.passes(GRACE_MS_MAX + 1)
        bench.settle()
        for _ in range(len(bench.at_coder()) + len(bench.place.state.heads["coder"].stock)):
            bench.packed()
        assert bench.at_coder() == [], "the time of grace is over"
        assert "pool_empty" in bench.kinds()
        pulled.rename(tmp_path / "usb")
        clock.passes(RETRY_MS)
        bench.until(lambda: not bench.kinds())
        bench.packed()
        bench.place.grant(0, 10)
    assert len(set(bench.tape)) == len(bench.tape)


# ---------------------------------------------------------------- two copies of one station


def test_a_copied_folder_is_asked_for_and_not_run(tmp_path: Path) -> None:
    with Bench(tmp_path / "a") as first:
        first.open()
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    with Bench(tmp_path / "b") as copy:
        assert copy.place.locked is not None
        assert copy.place.locked.kind is LockKind.MOVED


def test_a_moved_disk_runs_again_when_two_people_say_so(tmp_path: Path) -> None:
    with Bench(tmp_path / "a") as first:
        first.open().start()
        first.packed()
    (tmp_path / "a").rename(tmp_path / "moved")
    assert unlocked(tmp_path / "moved") == 2
    with Bench(tmp_path / "moved", devices=first.devices) as moved:
        assert moved.place.locked is None
        moved.look_after_restart()
        moved.place.grant(0, 20)
        moved.packed()
        assert len(set(moved.tape)) == len(moved.tape)


def test_a_cloned_machine_is_told_by_its_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same id, the same path, one witness on a server: the second to start is locked."""
    monkeypatch.setattr("station.compose.workplace.place_of", lambda path: "the same")
    monkeypatch.setattr("station.compose.workplace.same_disk", lambda one, other: False)
    (tmp_path / "usb").mkdir()
    with Bench(tmp_path / "a", witness=USB) as first:
        first.open()
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    with Bench(tmp_path / "b", witness=USB) as clone:
        assert clone.place.locked is None
    with Bench(tmp_path / "a", witness=USB) as second:
        assert second.place.locked is not None
        assert second.place.locked.kind is LockKind.TWICE


def test_two_running_copies_print_no_code_both_and_both_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is copied while the first one runs, the copy unlocked and run beside it."""
    monkeypatch.setattr(guards, "CLAIM_ITEMS", 5)
    (tmp_path / "usb").mkdir()
    with Bench(tmp_path / "a", witness=USB) as first:
        first.open(codes=40).start()
        first.full_case()
        image(tmp_path / "a", tmp_path / "b")
        shutil.copy(tmp_path / "a" / "secrets.json", tmp_path / "b")
        assert unlocked(tmp_path / "b", USB) == 2
        with Bench(tmp_path / "b", witness=USB) as copy:
            assert copy.place.locked is None
            copy.look_after_restart()
            for level, count in ((0, 30), (1, 10)):
                copy.place.grant(level, count)
            for _ in range(3):
                copy.packed()
            while first.place.station.loop.failure is None and first.at_coder():
                first.packed_or_stopped()
            stopped = first.place.station.loop.failure
            assert isinstance(stopped, DatabaseOlder), "the first one found its witness changed"
            while copy.place.station.loop.failure is None and copy.at_coder():
                copy.packed_or_stopped()
            assert isinstance(copy.place.station.loop.failure, DatabaseOlder)
    assert len(first.tape) > 5 and len(copy.tape) > 3
    assert not set(first.tape) & set(copy.tape)
    labels = [{job.job for job in bench.devices["case_printer"].jobs()} for bench in (first, copy)]
    assert not labels[0] & labels[1]
    for folder in ("a", "b"):
        with Bench(tmp_path / folder, witness=USB) as again:
            assert again.place.locked is not None


def test_the_machine_has_an_id() -> None:
    assert len(machine.machine_id()) > 8
    assert machine.place_of(Path("a.db")) == machine.place_of(Path("a.db").absolute())
    assert machine.place_of(Path("a.db")) != machine.place_of(Path("b.db"))


def test_a_write_that_came_through_though_it_failed_is_our_own(tmp_path: Path) -> None:
    """The file is there, and the disk reported an error all the same."""
    with Bench(tmp_path / "s") as bench:
        bench.open(codes=300).start()
        really = guards.write_witness

        def half(path: Path, witness: guards.Witness) -> None:
            really(path, witness)
            raise guards.WitnessAway("the folder can't be synced")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(guards, "write_witness", half)
            bench.place.grant(0, 10)
        bench.packed()
        assert bench.place.station.loop.failure is None
    seen = read_witness(tmp_path / "s" / "witness.json")
    assert seen is not None and not seen.running
    write_witness(tmp_path / "s" / "witness.json", seen)


def test_what_is_void_by_an_unlock_never_leaves(tmp_path: Path) -> None:
    with Bench(tmp_path / "s") as first:
        first.open(codes=30).start()
        first.packed()
        coder = first.place.state.heads["coder"]
        first.cut_power()
    (tmp_path / "s" / "witness.json").unlink()
    unlocked(tmp_path / "s")
    with Bench(tmp_path / "s", devices=first.devices) as second:
        with reading(second.place.desk) as connection:
            counts = queries.counts(connection, "O1", 0)
        assert counts[CodeState.FREE] == 0
        assert counts[CodeState.IN_DOUBT] == len(coder.sent) + len(coder.stock)
        second.look_after_restart()
        assert second.at_coder() == []
        second.place.grant(0, 10)
        second.packed()
        assert len(set(second.tape)) == len(second.tape)
